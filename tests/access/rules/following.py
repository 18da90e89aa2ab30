"""Following the work: what hangs on a confirmed model, inspections of a desk, urgings, the year's list."""

from documents.addresses import DOCUMENT
from registrations.following.workflow import INSPECTION_MOVES, RECOMMENDATION_MOVES
from tests.access import scanned
from tests.access.people import (
    CLERKS,
    DESKS,
    FRONTS,
    LEADERS,
    OFFICERS,
    OVER_VILLAGE,
    REGISTRANTS,
    REVIEWERS,
    TYPISTS,
    VILLAGE,
)
from tests.access.rules.registrations import READERS, SEES_FAR, SEES_SENT, WRITERS
from tests.access.table import Rule, button, form, page

MODEL, INSPECTION = "/dang-ky/{confirmed}/theo-doi/", "/dang-ky/theo-doi/kiem-tra/{inspection}/"
# The owner, and officers and clerks of the area; a Front officer only for the Front's own lines.
NOTE_TAKERS = VILLAGE | OVER_VILLAGE & (OFFICERS | CLERKS)
URGING = OFFICERS | FRONTS | LEADERS
FIELD = "/dang-ky/theo-doi/kiem-tra/{field_inspection}/"
# A member of the field team writes on the spot.
ON_THE_SPOT = {"reviewer"}
INSPECTORS, OFFICER = {"commune_officer", "commune_clerk"}, {"commune_officer"}
MILESTONE = {"text": "Gandong phát quang", "due_on": "{soon}"}
NOTE = {"text": "Đã xong 300 m", "on": "{today}", "photos": scanned.photo}
PLANNED = {
    "subject": "Kiểm tra giữa năm", "plan_number": "46/KH-UBND", "plan_date": "{today}", "starts_on": "{today}",
    "head": "Hà Văn Thuấn, Chủ tịch UBND xã",
}  # fmt: skip
ASKED = {"asked": "Làm xong mặt đường", "due_on": "{soon}"}
REASON = {"note": "Lý do."}

OF_MODEL = (
    page("registrations:follow", MODEL, roles=READERS, inside=SEES_SENT),
    form("registrations:new_milestone", MODEL + "moc/", roles=WRITERS, inside=SEES_SENT, may=VILLAGE, typed=MILESTONE),
    form("registrations:edit_milestone", MODEL + "moc/{milestone}/", roles=WRITERS, inside=SEES_SENT, may=VILLAGE,
         typed=MILESTONE),
    button("registrations:finish_milestone", MODEL + "moc/{milestone}/xong/", roles=WRITERS, inside=SEES_SENT,
           may=VILLAGE, typed={"done_on": "{today}"}),
    button("registrations:drop_milestone", MODEL + "moc/{milestone}/bo/", roles=WRITERS, inside=SEES_SENT, may=VILLAGE),
    form("registrations:new_note", MODEL + "ghi-nhanh/", roles=WRITERS, inside=SEES_SENT, may=NOTE_TAKERS, typed=NOTE),
    page("registrations:note_photo", MODEL + "anh/{photo}/", roles=READERS, inside=SEES_SENT),
    page("registrations:note_photo", MODEL + "anh/{photo}/?nho=1", roles=READERS, inside=SEES_SENT),
    page("registrations:note_photo", "/dang-ky/{far_effective}/theo-doi/anh/{photo}/", roles=READERS, inside=set()),
    page("registrations:follow", "/dang-ky/{far_effective}/theo-doi/", roles=READERS, inside=SEES_FAR),
    # Not confirmed yet: nothing to follow.
    page("registrations:follow", "/dang-ky/{sent}/theo-doi/", roles=READERS, inside=set()),
    form("registrations:original", MODEL + "nhan-rong/", roles=WRITERS, inside=SEES_SENT, may=NOTE_TAKERS,
         typed={"mo-hinh": "{original}"}),
    button("registrations:clear_original", "/dang-ky/{reported}/theo-doi/nhan-rong/bo/", roles=WRITERS, inside=SEES_SENT,
           may=NOTE_TAKERS),
)  # fmt: skip
LISTS = (
    page("registrations:following", "/dang-ky/theo-doi/", roles=READERS),
    page("registrations:inspections", "/dang-ky/theo-doi/kiem-tra/", roles=DESKS),
    form("registrations:new_inspection", "/dang-ky/theo-doi/kiem-tra/moi/", roles=TYPISTS, typed=PLANNED),
    page("registrations:urgings", "/dang-ky/theo-doi/don-doc/", roles=READERS),
    form("registrations:new_urging", "/dang-ky/theo-doi/don-doc/moi/?ho-so={confirmed}", roles=URGING, inside=OVER_VILLAGE,
         may=OVER_VILLAGE - FRONTS, typed=ASKED),
    form("registrations:new_urging", "/dang-ky/theo-doi/don-doc/moi/?don-vi={village}", roles=URGING,
         inside=OVER_VILLAGE - FRONTS, typed=ASKED),
    # Whom, is asked first: nothing is written.
    form("registrations:new_urging", "/dang-ky/theo-doi/don-doc/moi/", roles=URGING, press=200, typed=ASKED),
    form("registrations:answer_urging", "/dang-ky/theo-doi/don-doc/{urging}/tra-loi/", roles=REGISTRANTS | LEADERS | TYPISTS,
         inside=SEES_SENT, typed={"text": "Đã làm.", "name": "Lê Thị Thoa"}),
    # Nothing ticked, nothing written.
    form("registrations:year_list", "/dang-ky/theo-doi/tiep-tuc/", roles=WRITERS, typed={"time_text": "cả năm"}, writes=False),
    button("registrations:keep_year_copy", "/dang-ky/theo-doi/tiep-tuc/ban-ky/", roles=WRITERS,
           typed={"file": lambda w: w.file("ban-ky.pdf")}),
    button("registrations:keep_year_copy", "/dang-ky/theo-doi/tiep-tuc/ban-ky/?don-vi={village}", roles=WRITERS,
           inside=REGISTRANTS | OVER_VILLAGE, typed={"file": lambda w: w.file("ban-ky.pdf")}),
    page("registrations:year_copy", "/dang-ky/theo-doi/tiep-tuc/ban-ky/{year_copy}/", roles=WRITERS, inside=SEES_SENT),
    *(page(f"registrations:year_list_{one}", f"/dang-ky/theo-doi/tiep-tuc/danh-sach.{one}", roles=WRITERS) for one in DOCUMENT),
)  # fmt: skip
INSPECTING = (
    page("registrations:inspection", INSPECTION, roles=DESKS | REVIEWERS, inside=OVER_VILLAGE),
    page("registrations:inspection", FIELD, roles=DESKS | REVIEWERS, inside=OVER_VILLAGE | ON_THE_SPOT),
    *(
        page(f"registrations:minutes_{one}", f"{FIELD}bien-ban.{one}", roles=DESKS | REVIEWERS,
             inside=OVER_VILLAGE | ON_THE_SPOT)
        for one in DOCUMENT
    ),
    page("registrations:visit_photo", FIELD + "noi-den/{field_visit}/anh/{visit_photo}/", roles=DESKS | REVIEWERS,
         inside=OVER_VILLAGE | ON_THE_SPOT),
    form("registrations:drop_visit_photo", FIELD + "noi-den/{field_visit}/anh/{visit_photo}/bo/", roles=TYPISTS | REVIEWERS,
         inside=OVER_VILLAGE | ON_THE_SPOT, may=INSPECTORS | ON_THE_SPOT, typed={"chac": "1"}),
    form("registrations:edit_inspection", INSPECTION + "sua/", roles=TYPISTS, inside=OVER_VILLAGE, may=INSPECTORS,
         typed=PLANNED | {"seen": "{inspection_seen}"}),
    form("registrations:new_visit", INSPECTION + "noi-den/", roles=TYPISTS, inside=OVER_VILLAGE, may=INSPECTORS,
         typed={"noi": "{original}"}),
    form("registrations:edit_visit", INSPECTION + "noi-den/{visit}/", roles=TYPISTS | REVIEWERS,
         inside=OVER_VILLAGE, may=INSPECTORS, typed={"findings": "Đã xong.", "seen": "{visit_seen}"}),
    form("registrations:edit_visit", FIELD + "noi-den/{field_visit}/", roles=TYPISTS | REVIEWERS,
         inside=OVER_VILLAGE | ON_THE_SPOT, may=INSPECTORS | ON_THE_SPOT,
         typed={"findings": "Đã xong.", "seen": "{field_seen}"}),
    form("registrations:drop_visit", INSPECTION + "noi-den/{visit}/bo/", roles=TYPISTS, inside=OVER_VILLAGE,
         may=INSPECTORS, typed={"chac": "1"}),
    form("registrations:new_recommendation", INSPECTION + "noi-den/{visit}/kien-nghi/", roles=TYPISTS,
         inside=OVER_VILLAGE, may=INSPECTORS, typed={"text": "Làm tiếp", "addressee": "thôn Đông", "due_on": "{soon}"}),
    form("registrations:drop_recommendation", INSPECTION + "noi-den/{visit}/kien-nghi/{wanted}/bo/", roles=TYPISTS,
         inside=OVER_VILLAGE, may=INSPECTORS, typed={"chac": "1"}),
    # Concluded: nobody writes into it any more.
    form("registrations:edit_inspection", "/dang-ky/theo-doi/kiem-tra/{concluded_inspection}/sua/", roles=TYPISTS, inside=OVER_VILLAGE,
         may=set(), typed=PLANNED),
)  # fmt: skip

# A move by name: from which inspection or recommendation, and what its form asks.
STARTS_FROM = {"conclude": "inspection", "reopen": "concluded_inspection"}
MADE_BY = {
    "report_fixed": ("asked", VILLAGE, REASON),
    "settle": ("asked", OFFICER, {}),
    "ask_again": ("fixed", OFFICER, {**REASON, "due_on": "{soon}"}),
}


def inspection_rule(move) -> Rule:
    return form(
        "registrations:move_inspection", f"/dang-ky/theo-doi/kiem-tra/{{{STARTS_FROM[move.name]}}}/buoc/{move.slug}/",
        roles=DESKS, inside=OVER_VILLAGE, may=OFFICER, typed=REASON | {"conclusion": "Các nơi làm đúng kế hoạch."},
    )  # fmt: skip


def recommendation_rule(move) -> Rule:
    asked, may, typed = MADE_BY[move.name]
    return form(
        "registrations:move_recommendation", f"/dang-ky/theo-doi/kien-nghi/{{{asked}}}/buoc/{move.slug}/", roles=READERS,
        inside=SEES_SENT, may=may, typed=typed,
    )  # fmt: skip


RULES = (
    *OF_MODEL,
    *LISTS,
    *INSPECTING,
    *(inspection_rule(move) for move in INSPECTION_MOVES if move.name in STARTS_FROM),
    *(recommendation_rule(move) for move in RECOMMENDATION_MOVES if move.name in MADE_BY),
)
