"""The Front's room: its officers write in the book of their own body, the desks of the area read."""

from documents.addresses import ANNEX
from tests.access import scanned
from tests.access.people import DESKS, FRONT_WRITERS, FRONTS, OVER_VILLAGE, READERS
from tests.access.table import button, form, page

ROOM, MINE = "/mat-tran/", {"commune_front"}
ACTIVITY, SEEN = ROOM + "hoat-dong/{activity}/", ROOM + "hoat-dong/{supervision}/"
WRITTEN = {
    "kind": "training", "name": "Tập huấn công tác Mặt trận", "starts_on": "{today}", "participants": "18",
}  # fmt: skip
FINDING = {"text": "Niêm yết công khai.", "addressee": "UBND xã", "due_on": "{soon}"}
GIVEN = {"kind": "money", "on": "{today}", "amount": "50 triệu", "source": "social", "donor_kind": "household",
         "purpose": "làm đường"}  # fmt: skip
ITEM = {"item": "Tuyên truyền", "source": "budget", "planned": "10 triệu"}
WORK = {"kind": "training", "title": "Tập huấn năm nay", "due_on": "{today}"}
PLAN, FUND, BOOK = ROOM + "ke-hoach/", ROOM + "quy/", ROOM + "quy/{fund}/"

RULES = (
    page("front:activities", ROOM, roles=READERS),
    *(page(f"front:activities_{one}", f"{ROOM}hoat-dong/danh-sach.{one}", roles=READERS) for one in ANNEX),
    form("front:new_activity", ROOM + "hoat-dong/moi/", roles=FRONT_WRITERS, typed=WRITTEN),
    form("front:new_activity", ROOM + "hoat-dong/moi/?chep={activity}", roles=FRONT_WRITERS, inside=OVER_VILLAGE, typed=WRITTEN),
    form("front:paste", ROOM + "hoat-dong/dan/", roles=FRONT_WRITERS,
         typed={"rows": "{today}\tHọp dân\t\t30", "year": "{year}", "ghi": "1"}),
    page("front:activity", ACTIVITY, roles=READERS, inside=OVER_VILLAGE),
    page("front:activity", SEEN, roles=READERS, inside=OVER_VILLAGE),
    form("front:edit_activity", ACTIVITY + "sua/", roles=FRONT_WRITERS, inside=OVER_VILLAGE, may=MINE, typed=WRITTEN),
    form("front:strike_activity", ACTIVITY + "huy/", roles=FRONT_WRITERS, inside=OVER_VILLAGE, may=MINE,
         typed={"reason": "Ghi trùng."}),
    form("front:add_photos", ACTIVITY + "anh/them/", roles=FRONT_WRITERS, inside=OVER_VILLAGE, may=MINE,
         typed={"photos": scanned.photo}),
    page("front:photo", ACTIVITY + "anh/{activity_photo}/", roles=READERS, inside=OVER_VILLAGE),
    page("front:photo", ACTIVITY + "anh/{activity_photo}/?nho=1", roles=READERS, inside=OVER_VILLAGE),
    form("front:drop_photo", ACTIVITY + "anh/{activity_photo}/bo/", roles=FRONT_WRITERS, inside=OVER_VILLAGE, may=MINE,
         typed={"chac": "1"}),
    form("front:new_finding", SEEN + "kien-nghi/", roles=FRONT_WRITERS, inside=OVER_VILLAGE, may=MINE, typed=FINDING),
    page("front:findings", ROOM + "kien-nghi/", roles=READERS),
    form("front:follow_up", ROOM + "kien-nghi/{finding}/", roles=FRONT_WRITERS, inside=OVER_VILLAGE, may=MINE,
         typed={"on": "{today}", "text": "Đã niêm yết.", "settles": "on"}),
    form("front:disclosure", ROOM + "cong-khai/", roles=FRONTS, typed={"bat": "1"}),
    page("public_fronts", "/cong-khai/mat-tran/"),
    page("public_front", "/cong-khai/mat-tran/{province_desk}/"),
    page("public_front", "/cong-khai/mat-tran/{commune_front}/", look=404),
    page("front:calendar", ROOM + "lich/", roles=READERS),
    page("front:calendar_ics", ROOM + "lich/lich.ics", roles=READERS),
    page("front:contributions", ROOM + "nguon-luc/", roles=READERS),
    *(page(f"front:contributions_{one}", f"{ROOM}nguon-luc/danh-sach.{one}", roles=READERS) for one in ANNEX),
    form("front:new_contribution", ROOM + "nguon-luc/moi/", roles=FRONT_WRITERS, typed=GIVEN),
    form("front:paste_contributions", ROOM + "nguon-luc/dan/", roles=FRONT_WRITERS,
         typed={"rows": "{today}\tTiền\t5 triệu\tlàm đường\t\tNhân dân", "year": "{year}", "ghi": "1"}),
    form("front:edit_contribution", ROOM + "nguon-luc/{contribution}/sua/", roles=FRONT_WRITERS, inside=OVER_VILLAGE, may=MINE,
         typed=GIVEN),
    form("front:strike_contribution", ROOM + "nguon-luc/{contribution}/huy/", roles=FRONT_WRITERS, inside=OVER_VILLAGE,
         may=MINE, typed={"reason": "Ghi trùng."}),
    page("front:funds", FUND, roles=DESKS),
    form("front:open_fund", FUND + "mo-so/", roles=FRONTS, typed={"opened_on": "{new_year}", "opening": "1.000.000"}),
    page("front:fund", BOOK, roles=DESKS, inside=OVER_VILLAGE),
    *(page(f"front:fund_{one}", f"{BOOK}so-quy.{one}", roles=DESKS, inside=OVER_VILLAGE) for one in ANNEX),
    form("front:fund_in", BOOK + "thu/", roles=FRONTS, inside=OVER_VILLAGE, may=MINE,
         typed={"on": "{today}", "amount": "50.000", "source": "social", "donor_kind": "household"}),
    form("front:fund_out", BOOK + "chi/", roles=FRONTS, inside=OVER_VILLAGE, may=MINE,
         typed={"on": "{today}", "amount": "50.000", "use": "tet"}),
    form("front:strike_entry", BOOK + "but-toan/{fund_entry}/huy/", roles=FRONTS, inside=OVER_VILLAGE, may=MINE,
         typed={"reason": "Ghi nhầm."}),
    page("front:boards", FUND + "ban-van-dong/", roles=DESKS),
    form("front:new_board", FUND + "ban-van-dong/moi/", roles=FRONTS,
         typed={"number": "06/QĐ", "decided_on": "{today}", "members": "Bùi Văn Chắt; Trưởng ban"}),
    page("front:estimates", FUND + "du-toan/", roles=DESKS),
    *(page(f"front:estimates_{one}", f"{FUND}du-toan/bang.{one}", roles=DESKS) for one in ANNEX),
    form("front:new_estimate", FUND + "du-toan/moi/", roles=FRONTS, typed=ITEM),
    form("front:edit_estimate", FUND + "du-toan/{estimate}/", roles=FRONTS, inside=OVER_VILLAGE, may=MINE, typed=ITEM),
    page("front:plan", PLAN, roles=READERS),
    *(page(f"front:plan_{one}", f"{PLAN}bang.{one}", roles=READERS) for one in ANNEX),
    form("front:new_work", PLAN + "moi/", roles=FRONTS, typed=WORK | {"units": "{commune_front}"},
         other_press={200: {"far_front"}}),
    button("front:copy_plan", PLAN + "chep/{year}/", roles=FRONTS, writes=False),
    page("front:work_item", PLAN + "viec/{work_item}/", roles=READERS, inside=OVER_VILLAGE),
    form("front:edit_work", PLAN + "viec/{work_item}/sua/", roles=FRONTS, inside=OVER_VILLAGE, may=MINE,
         typed=WORK | {"units": "{commune_front}"}),
    form("front:drop_work", PLAN + "viec/{work_item}/bo/", roles=FRONTS, inside=OVER_VILLAGE, may=MINE,
         typed={"reason": "Thôi làm."}),
    form("front:tell_done", PLAN + "giao/{work_task}/", roles=FRONT_WRITERS, inside=OVER_VILLAGE, may=MINE,
         typed={"done_on": "{today}"}),
)  # fmt: skip
