"""Signed papers: piles of who uploaded them, scans at their records, the authorities the administrator trusts."""

from tests.access import scanned
from tests.access.people import ADMINS, CLERKS, OFFICERS, OVER_VILLAGE, VILLAGE
from tests.access.rules.registrations import READERS, SEES_FAR, SEES_SENT, WRITERS
from tests.access.table import button, form, page

# The owner, and officers and clerks of the area; a Front officer only for the Front's own lines.
KEEPERS = VILLAGE | OVER_VILLAGE & (OFFICERS | CLERKS)
PILE = "/dang-ky/ban-quet/{pile}/"
PHOTO = {"files": scanned.photo}
BY_HAND = {"code": "{sent}", "purpose": "registration", "number": "1", "sheet": "2"}
REASON = {"reason": "Chưa đóng dấu."}

RULES = (
    form("registrations:piles", "/dang-ky/ban-quet/", roles=WRITERS, typed=PHOTO),
    page("registrations:pile", PILE, roles=WRITERS, inside=VILLAGE),
    page("registrations:pile", "/dang-ky/ban-quet/{failed_pile}/", roles=WRITERS, inside=VILLAGE),
    page("registrations:page_picture", PILE + "trang/1.jpg", roles=WRITERS, inside=VILLAGE),
    form("registrations:match_page", PILE + "trang/2/ghep/", roles=WRITERS, inside=VILLAGE, typed=BY_HAND),
    button("registrations:set_page_aside", PILE + "trang/1/xep/", roles=WRITERS, inside=VILLAGE),
    button("registrations:confirm_pile", PILE + "xac-nhan/", roles=WRITERS, inside=VILLAGE),
    button("registrations:read_again", "/dang-ky/ban-quet/{failed_pile}/doc-lai/", roles=WRITERS, inside=VILLAGE),
    button("registrations:discard_pile", PILE + "bo/", roles=WRITERS, inside=VILLAGE),
    button("registrations:upload_scan", "/dang-ky/{sent}/ban-ky/", roles=WRITERS, inside=SEES_SENT, may=KEEPERS,
           typed=PHOTO),
    page("registrations:scan", "/dang-ky/{sent}/ban-ky/{scan}/", roles=READERS, inside=SEES_SENT),
    page("registrations:scan", "/dang-ky/{far}/ban-ky/{far_scan}/", roles=READERS, inside=SEES_FAR),
    page("registrations:scan", "/dang-ky/{sent}/ban-ky/{far_scan}/", roles=READERS, inside=set()),
    page("registrations:scan_file", "/dang-ky/{sent}/ban-ky/{scan}/tep/", roles=READERS, inside=SEES_SENT),
    page("registrations:scan_file", "/dang-ky/{far}/ban-ky/{far_scan}/tep/", roles=READERS, inside=SEES_FAR),
    form("registrations:drop_scan", "/dang-ky/{sent}/ban-ky/{scan}/bo/", roles=WRITERS, inside=SEES_SENT, may=KEEPERS,
         typed=REASON),
    form("registrations:certificates", "/dang-ky/chung-thu/", roles=ADMINS, may={"admin"},
         typed={"file": scanned.authority}),
    button("registrations:remove_certificate", "/dang-ky/chung-thu/{certificate}/bo/", roles=ADMINS, may={"admin"}),
)  # fmt: skip
