"""At a desk: lists for the leader, letters, what is said about a record, ready reasons, wishes for changes."""

from documents.addresses import ANNEX, DOCUMENT
from registrations.submittals.workflow import LIST_MOVES
from tests.access.people import CLERKS, DESKS, FRONTS, LEADERS, OFFICERS, OVER_VILLAGE, REGISTRANTS, TYPISTS, VILLAGE
from tests.access.rules.registrations import REASON, SEES_SENT, WRITERS
from tests.access.table import Rule, button, form, page

PREPARERS = OFFICERS | FRONTS
# The officers of the district's desk; one of them is in charge of a cluster. The lists are drawn up by the other.
AT_DISTRICT = {"district_officer", "cluster_officer"}
COLLEAGUES = AT_DISTRICT | {"district_clerk"}
LIST, DRAFT_LIST, MINE = "/dang-ky/trinh/{sent_list}/", "/dang-ky/trinh/{draft_list}/", {"district_officer"}
SIGNED = {"signer_name": "Phan Trọng Nghị", "signer_title": "Trưởng ban", "signed_on": "{today}"}
# A move by name: the list it starts from, who may make it, what its form asks.
LIST_MADE_BY = {
    "send": (DRAFT_LIST, MINE, {}),
    "approve": (LIST, {"district_leader"}, SIGNED),
    "send_back": (LIST, {"district_leader"}, REASON),
    "recall": (LIST, MINE, {}),
    "drop": (DRAFT_LIST, MINE, {}),
}
SEES = {LIST: COLLEAGUES | {"district_leader"}, DRAFT_LIST: COLLEAGUES}


def list_move_rule(move) -> Rule:
    address, may, typed = LIST_MADE_BY[move.name]
    return form(
        "registrations:submittal_move", f"{address}buoc/{move.slug}/", roles=DESKS, inside=SEES[address], may=may,
        typed=typed,
    )  # fmt: skip


LISTS = (
    page("registrations:submittals", "/dang-ky/trinh/", roles=DESKS),
    page("registrations:submittal", LIST, roles=DESKS, inside=SEES[LIST]),
    page("registrations:submittal", DRAFT_LIST, roles=DESKS, inside=SEES[DRAFT_LIST]),
    *(page(f"registrations:submittal_{one}", LIST + f"danh-sach.{one}", roles=DESKS, inside=SEES[LIST]) for one in ANNEX),
    form("registrations:put_on_list", "/dang-ky/{to_propose}/trinh/xac-nhan-dang-ky/", roles=PREPARERS,
         inside=SEES_SENT, may=AT_DISTRICT),
    form("registrations:add_many", "/dang-ky/trinh/them/", roles=PREPARERS, other_press={200: PREPARERS - AT_DISTRICT},
         typed={"move": "confirm", "registrations": "{to_propose_key}"}),
    button("registrations:take_off", DRAFT_LIST + "dong/{draft_item}/bo/", roles=PREPARERS, inside=COLLEAGUES,
           may=AT_DISTRICT),
    form("registrations:strike", LIST + "dong/{sent_item}/gach/", roles=LEADERS, inside={"district_leader"},
         typed=REASON),
    *(list_move_rule(move) for move in LIST_MOVES if move.name in LIST_MADE_BY),
)  # fmt: skip

LETTER, KEEPERS = "/dang-ky/cong-van/{letter}/", {"commune_officer", "commune_clerk"}
LETTERS = (
    page("registrations:letters", "/dang-ky/cong-van/", roles=DESKS),
    form("registrations:new_letter", "/dang-ky/cong-van/moi/", roles=TYPISTS, typed={"receipts": "{free_receipt}"},
         other_press={200: TYPISTS - KEEPERS}),
    page("registrations:letter", LETTER, roles=DESKS, inside=OVER_VILLAGE),
    *(page(f"registrations:letter_{one}", LETTER + f"danh-sach.{one}", roles=DESKS, inside=OVER_VILLAGE) for one in ANNEX),
    *(page(f"registrations:letter_paper_{one}", LETTER + f"cong-van.{one}", roles=DESKS, inside=OVER_VILLAGE)
      for one in DOCUMENT),
    form("registrations:correct_letter", LETTER + "sua/", roles=TYPISTS, inside=OVER_VILLAGE, may=KEEPERS,
         typed={"number": "46/UBND", "issued_on": "{today}"}),
    button("registrations:keep_letter_copy", LETTER + "ban-ky/", roles=TYPISTS, inside=OVER_VILLAGE, may=KEEPERS,
           typed={"file": lambda w: w.file("ban-ky.pdf")}),
    page("registrations:letter_copy", LETTER + "ban-ky/{letter_copy}/", roles=DESKS, inside=OVER_VILLAGE),
    button("registrations:leave_out", LETTER + "ho-so/{lettered}/bo/", roles=TYPISTS, inside=OVER_VILLAGE, may=KEEPERS),
)  # fmt: skip

SPEAKERS, TEXT = REGISTRANTS | TYPISTS, {"text": "Lời ghi."}
TALK = (
    form("registrations:say", "/dang-ky/{sent}/trao-doi/", roles=SPEAKERS, inside=SEES_SENT,
         may=VILLAGE | OVER_VILLAGE & (OFFICERS | CLERKS), typed=TEXT),
    form("registrations:note", "/dang-ky/{sent}/ghi-chu/", roles=DESKS, inside=OVER_VILLAGE, may=OVER_VILLAGE - FRONTS,
         typed=TEXT),
    button("registrations:mark_read", "/dang-ky/{reported}/trao-doi/da-doc/", roles=SPEAKERS, inside=SEES_SENT,
           may=VILLAGE | {"commune_officer", "commune_clerk"}),
    button("registrations:take_comment_back", "/dang-ky/{sent}/trao-doi/{comment}/rut/", roles=REGISTRANTS | DESKS,
           inside=SEES_SENT, may=VILLAGE),
)  # fmt: skip

REASONS = "/dang-ky/ly-do-mau/"
READY = (
    form("registrations:ready_reasons", REASONS, roles=PREPARERS, typed=TEXT),
    form("registrations:correct_reason", REASONS + "{reason}/", roles=PREPARERS, inside={"commune_officer"}, typed=TEXT),
    button("registrations:drop_reason", REASONS + "{reason}/bo/", roles=PREPARERS, inside={"commune_officer"}),
    button("registrations:starter_reasons", REASONS + "thuong-dung/", roles=PREPARERS),
)  # fmt: skip

WISHES = (
    form("registrations:amend", "/dang-ky/{confirmed}/dieu-chinh/", roles=WRITERS, inside=SEES_SENT, may=VILLAGE,
         typed={"title": "Tên mới", "time_text": "cả năm", "reason": "Lý do.", "revision": "0"}),
    button("registrations:discard_amendment", "/dang-ky/{wishing}/dieu-chinh/bo/", roles=WRITERS, inside=SEES_SENT,
           may=VILLAGE),
    page("registrations:amendment_pdf", "/dang-ky/{wished}/de-nghi-dieu-chinh.pdf", roles=REGISTRANTS | DESKS,
         inside=SEES_SENT),
    page("registrations:amendment_pdf", "/dang-ky/{wishing}/de-nghi-dieu-chinh.pdf", roles=REGISTRANTS | DESKS,
         inside=VILLAGE),
)  # fmt: skip

RULES = (*LISTS, *LETTERS, *TALK, *READY, *WISHES)
