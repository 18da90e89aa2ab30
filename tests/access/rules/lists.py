"""The list: its files, kept views, work on many records at once; and the units that are reminded of registering."""

from tests.access.people import CLERKS, DESKS, FRONTS, OVER_VILLAGE, REGISTRANTS, TYPISTS, UNDER_COMMUNE_PLAN
from tests.access.table import button, form, page

READERS = REGISTRANTS | DESKS
OWNER = {"district_officer"}
NAMED = {"name": "Của tôi", "query": "xem=&nam=2026"}
LIST, PLAN = "/dang-ky/", "/dang-ky/ke-hoach/{plan}/"
REMIND = {"units": "{other_village}", "until": "{soon}", "signer_name": "Hà Văn Thuấn", "signer_title": "Phó Chủ tịch"}

RULES = (
    form("registrations:list_excel", f"{LIST}danh-sach.xlsx", roles=READERS),
    form("registrations:list_csv", f"{LIST}danh-sach.csv", roles=READERS),
    form("registrations:saved_views", f"{LIST}cach-xem/", roles=READERS, typed=NAMED),
    button("registrations:change_view", LIST + "cach-xem/{kept_view}/", roles=READERS, inside=OWNER,
           typed={"name": "Tên mới"}),
    button("registrations:remove_view", LIST + "cach-xem/{kept_view}/bo/", roles=READERS, inside=OWNER),
    button("registrations:print_pile", f"{LIST}tap-in/", roles=READERS, inside=OVER_VILLAGE | {"registrant"},
           typed={"hs": "{sent}"}),
    page("registrations:list_files", f"{LIST}tep/", roles=READERS),
    page("registrations:list_file", LIST + "tep/{list_file}/", roles=READERS, inside=OWNER),
    page("registrations:list_download", LIST + "tep/{list_file}/tai-ve/", roles=READERS, inside=OWNER),
    button("registrations:restart_list", LIST + "tep/{failed_list_file}/chay-lai/", roles=READERS, inside=OWNER),
    page("registrations:bulk_result", f"{LIST}hang-loat/", roles=TYPISTS, look=302),
    # The page that asks for the reason names the records.
    button("registrations:bulk", f"{LIST}hang-loat/tra-lai-de-bo-sung/", roles=TYPISTS, inside=OVER_VILLAGE,
           press=200, typed={"hs": "{sent}"}, other_press={403: CLERKS}),
    form("registrations:behind", PLAN + "chua-dang-ky/", roles=DESKS, inside=UNDER_COMMUNE_PLAN, typed=REMIND,
         other_press={403: DESKS & (UNDER_COMMUNE_PLAN - TYPISTS), 200: FRONTS & OVER_VILLAGE}),
    page("registrations:reminder", PLAN + "don-doc/{reminder}/", roles=DESKS, inside=OVER_VILLAGE),
    page("registrations:reminder_docx", PLAN + "don-doc/{reminder}/cong-van.docx", roles=DESKS, inside=OVER_VILLAGE),
    page("registrations:reminder_pdf", PLAN + "don-doc/{reminder}/cong-van.pdf", roles=DESKS, inside=OVER_VILLAGE),
)  # fmt: skip
