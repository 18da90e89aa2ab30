"""Periodic reports: calendars and boards of the district, the commune's report in every state."""

from reports.periodic.workflow import REPORT_MOVES
from tests.access.people import (
    CLUSTER,
    DESKS,
    DISTRICT,
    FRONTS,
    OFFICERS,
    OVER_FAR_VILLAGE,
    OVER_VILLAGE,
    PROVINCE,
    READERS,
    WRITERS,
)
from tests.access.table import button, form, page

KEEPERS = OFFICERS | FRONTS
ROOM = "/bao-cao/ky/"
TYPE, PERIOD, UNOPENED = ROOM + "loai/{report_type}/", ROOM + "{report_period}/", ROOM + "{unopened_period}/"
OWED, UNBEGUN = "/bao-cao/ky/don-vi/{owed}/", "/bao-cao/ky/don-vi/{unbegun}/"
DRAFT, PROPOSED, APPROVED, SENT, ACCEPTED, LOCKED = (
    f"/bao-cao/ky/ban/{{{name}_report}}/" for name in ("draft", "proposed", "approved", "sent", "accepted", "locked")
)
# Who sees the calendar of the district; who keeps it; who accepts what the commune sends; who lays one down at all.
BOARD = DISTRICT | PROVINCE | CLUSTER
KEEPS, ACCEPTS = {"district_officer"}, {"district_officer", "cluster_officer"}
# The desk of the far commune is its Front.
OF_FRONT_BODIES = {"commune_front", "district_front", "far_front", "far_officer"}
LAYS_DOWN = KEEPERS - {"cluster_officer", "far_cluster_officer"}
# Who sees what the commune owes, and what its neighbour owes; who writes it.
SEES_OWED = OVER_VILLAGE
SEES_UNBEGUN = DISTRICT | PROVINCE | {"other_commune_officer", "far_cluster_officer"}
WRITES, LEADER = {"commune_officer", "commune_clerk"}, {"commune_leader"}
READS_SENT = OVER_VILLAGE
NUMBERED = {"number": "88/BC-UBND", "issued_on": "{today}"}
SIGNER = {"signer_name": "Hà Văn Thuấn", "signer_title": "Chủ tịch"}
INDICATOR = {
    "subject": "dan-van",
    "name": "Chỉ tiêu mới",
    "definition": "Số.",
    "measure": "cuộc",
    "nature": "flow",
    "is_used": "on",
}
NEW_TYPE = {"name": "Báo cáo thử", "rhythm": "quy", "cut_off": "lich"}
DAYS = {"label": "Giai đoạn thử", "data_from": "{long_ago}", "last_day": "{less_long_ago}", "due_on": "{today}"}
# A move by name: the report it starts from, to whom that exists, who may make it, what its form asks.
MADE_BY = {
    "propose": (DRAFT, WRITES, WRITES, {}),
    "recall": (PROPOSED, WRITES | LEADER, WRITES, {}),
    "approve": (PROPOSED, WRITES | LEADER, LEADER, SIGNER),
    "send_back": (APPROVED, WRITES | LEADER, LEADER, {"note": "Lý do."}),
    "issue": (APPROVED, WRITES | LEADER, WRITES, NUMBERED),
    "accept": (SENT, READS_SENT, ACCEPTS, {}),
    "give_back": (SENT, READS_SENT, ACCEPTS, {"note": "Lý do."}),
    "lock": (ACCEPTED, READS_SENT, ACCEPTS, {}),
    "correct": (LOCKED, READS_SENT, WRITES, {"note": "Lý do."}),
}


def move_rule(move):
    address, inside, may, typed = MADE_BY[move.name]
    return form("reports:move", f"{address}viec/{move.slug}/", roles=READERS, inside=inside, may=may, typed=typed)


RULES = (
    page("reports:periods", ROOM, roles=READERS),
    form("reports:new_type", ROOM + "loai/moi/", roles=KEEPERS, may=LAYS_DOWN, typed=NEW_TYPE),
    button("reports:front_set", ROOM + "bo-mat-tran/", roles=KEEPERS, may=OF_FRONT_BODIES),
    form("reports:type", TYPE, roles=DESKS, inside=BOARD, typed={"year": "2031", "due_after": "5", "locks_after": "30"}, other_press={403: BOARD - KEEPS}),
    form("reports:edit_type", TYPE + "sua/", roles=KEEPERS, inside=BOARD, may=KEEPS, typed=NEW_TYPE),
    form("reports:new_period", TYPE + "ky-moi/", roles=KEEPERS, inside=BOARD, may=KEEPS, typed=DAYS),
    page("reports:indicators", ROOM + "chi-tieu/", roles=KEEPERS),
    form("reports:new_indicator", ROOM + "chi-tieu/moi/", roles=KEEPERS, may=LAYS_DOWN, typed=INDICATOR),
    form("reports:edit_indicator", ROOM + "chi-tieu/{indicator}/", roles=KEEPERS, inside=BOARD, may=KEEPS, typed=INDICATOR),
    form("reports:board", PERIOD, roles=DESKS, inside=BOARD, typed={"obligations": "{owed}", "until": "{soon}"}, other_press={403: BOARD - KEEPS}),
    form("reports:edit_period", UNOPENED + "sua/", roles=KEEPERS, inside=BOARD, may=KEEPS, typed=DAYS),
    form("reports:open_period", UNOPENED + "mo/", roles=KEEPERS, inside=BOARD, may=KEEPS, typed={"units": "{commune_desk}"}),
    button("reports:lock_all", PERIOD + "khoa/", roles=KEEPERS, inside=BOARD, may=KEEPS, writes=False),
    page("reports:late_reminder", PERIOD + "don-doc/{late_reminder}/", roles=DESKS, inside=BOARD),
    *(page(f"reports:reminder_{one}", f"{PERIOD}don-doc/{{late_reminder}}/cong-van.{one}", roles=DESKS, inside=BOARD)
      for one in ("pdf", "docx")),
    form("reports:obligation", UNBEGUN, roles=READERS, inside=SEES_UNBEGUN,
         typed={"relief": "later", "until": "{soon}", "reason": "Mưa lũ."}, other_press={403: SEES_UNBEGUN - KEEPS}),
    form("reports:obligation", OWED, roles=READERS, inside=SEES_OWED,
         typed={"relief": "later", "until": "{soon}", "reason": "Mưa lũ."}, other_press={403: SEES_OWED - KEEPS - {"cluster_officer"}}),
    button("reports:start", UNBEGUN + "lap/", roles=WRITERS, inside=SEES_UNBEGUN, may={"other_commune_officer"}),
    button("reports:end_extension", UNBEGUN + "ngoai-le/{extension}/bo/", roles=KEEPERS, inside=SEES_UNBEGUN, may=KEEPS),
    page("reports:report", DRAFT, roles=READERS, inside=WRITES),
    page("reports:report", PROPOSED, roles=READERS, inside=WRITES | LEADER),
    page("reports:report", SENT, roles=READERS, inside=READS_SENT),
    page("reports:report", "/bao-cao/ky/ban/{far_report}/", roles=READERS, inside=OVER_FAR_VILLAGE),
    form("reports:section", DRAFT + "muc/uu-diem/", roles=WRITERS, inside=WRITES, typed={"text": "Khác.", "revision": "2"}),
    button("reports:redraft", DRAFT + "muc/mo-hinh/soan-lai/", roles=WRITERS, inside=WRITES),
    form("reports:state_figures", DRAFT + "ghi-so-lieu/", roles=WRITERS, inside=WRITES, typed={"so-van-ban": "7"}),
    page("reports:compilation", ROOM + "dang-lap/{failed_compilation}/", roles=WRITERS, inside={"commune_officer"}),
    button("reports:compile_again", ROOM + "dang-lap/{failed_compilation}/chay-lai/", roles=WRITERS, inside={"commune_officer"}),
    button("reports:recompute", DRAFT + "tinh-lai/", roles=WRITERS, inside=WRITES),
    form("reports:nil", DRAFT + "khong-phat-sinh/", roles=WRITERS, inside=WRITES, typed={"statement": "Không."}),
    form("reports:hand_in", DRAFT + "gui-noi-dung/", roles=WRITERS, inside=WRITES, typed={"section": "{section}", "text": "Thêm.", "so-van-ban": "3"}),
    page("reports:figures", SENT + "so-lieu/", roles=READERS, inside=READS_SENT),
    page("reports:models", SENT + "so-lieu/dang-ky/", roles=READERS, inside=READS_SENT),
    page("reports:models_then", SENT + "so-lieu/dang-ky/ky-truoc/", roles=READERS, inside=READS_SENT),
    page("reports:below", DRAFT + "cap-duoi/", roles=DESKS, inside=WRITES),
    page("reports:below_counted", DRAFT + "cap-duoi/dang-ky/{village}/", roles=DESKS, inside=WRITES),
    page("reports:below_apart", DRAFT + "cap-duoi/dang-ky/{village}/chenh-lech/", roles=DESKS, inside=WRITES),
    *(page(f"reports:paper_{one}", f"{SENT}bao-cao.{one}", roles=READERS, inside=READS_SENT) for one in ("pdf", "docx")),
    *(page(f"reports:paper_{one}", f"{DRAFT}bao-cao.{one}", roles=READERS, inside=WRITES) for one in ("pdf", "docx")),
    *(page(f"reports:annexes_{one}", f"{SENT}phu-luc.{one}", roles=READERS, inside=READS_SENT) for one in ("pdf", "xlsx", "docx")),
    *(page(f"reports:rollup_{one}", f"{DRAFT}cap-duoi/tong-hop.{one}", roles=DESKS, inside=WRITES) for one in ("pdf", "xlsx", "docx")),
    button("reports:attach_copy", SENT + "ban-ky/", roles=READERS, inside=READS_SENT, may=WRITES,
           typed={"file": lambda w: w.file("ban-ky.pdf")}),
    page("reports:copy", SENT + "ban-ky/{report_copy}/", roles=READERS, inside=READS_SENT),
    *(move_rule(move) for move in REPORT_MOVES),
)  # fmt: skip
