"""Plans, registrations, their papers, files and moves."""

from registrations.workflow import MOVES
from tests.access.people import (
    ADMINS,
    DESKS,
    FRONTS,
    OFFICERS,
    OVER_FAR_VILLAGE,
    OVER_VILLAGE,
    REGISTRANTS,
    REVIEWERS,
    TYPISTS,
    UNDER_COMMUNE_PLAN,
    VILLAGE,
)
from tests.access.table import Rule, button, form, page

READERS = REGISTRANTS | DESKS
WRITERS = REGISTRANTS | TYPISTS
PLAN_READERS = READERS | REVIEWERS
SEES_SENT = VILLAGE | OVER_VILLAGE
SEES_WOMEN = {"women_registrant"} | OVER_VILLAGE
SEES_FAR = {"far_registrant"} | OVER_FAR_VILLAGE
# What was typed for a unit belongs to the position that typed it and to the unit's own registrants.
TYPED = {"commune_clerk", "other_registrant"}
PLAN = {
    "movement": "{movement}", "year": "{year}", "number": "99/KH-UBND", "issued_on": "{new_year}",
    "issuer": "{commune_desk}", "issuer_name": "UBND xã Minh Lạc", "theme": "Chủ đề", "opens_on": "{new_year}",
    "last_day": "{soon}", "sectors": "{sector}", "late_rule": "permit", "form_version": "2023",
}  # fmt: skip
KEEPERS, ROOT = TYPISTS | ADMINS, {"province_officer", "admin"}
CONTENT = {"number": "1", "name": "Giúp nhau làm kinh tế", "short_name": "Kinh tế", "is_offered": "on"}
MOVEMENT = {
    "name": "Phong trào “Sạch làng, tốt ruộng”", "heading": "Xây dựng mô hình “Sạch làng, tốt ruộng”",
    "model_phrase": "mô hình “Sạch làng, tốt ruộng”", "item_phrase": "mô hình “Sạch làng, tốt ruộng”",
}  # fmt: skip
PAPER = {
    "plan": "{plan}", "title": "Mô hình mới", "sector": "{sector}", "time_text": "cả năm", "levels": "{level}",
    "origin": "new", "revision": "{revision}",
}  # fmt: skip
RESULT = {"how": "Họp dân.", "forces": "41 hộ.", "outcome": "1,85 km đường.", "revision": "1"}
FILE = {"files": lambda w: w.file("minh-chung.pdf")}
# Elsewhere the issuer is not offered: the form comes back.
NO_ISSUER = {200: TYPISTS - OVER_VILLAGE | FRONTS}
# A Front officer has no say over the plan of a People's Committee, nor over the village.
CORRECTS = OVER_VILLAGE - FRONTS

PLANS = (
    page("registrations:plans", "/dang-ky/ke-hoach/", roles=PLAN_READERS),
    form("registrations:new_plan", "/dang-ky/ke-hoach/moi/", roles=TYPISTS, typed=PLAN, other_press=NO_ISSUER),
    page("registrations:movements", "/dang-ky/phong-trao/", roles=PLAN_READERS | ADMINS),
    form("registrations:new_movement", "/dang-ky/phong-trao/them/", roles=KEEPERS, typed=MOVEMENT),
    # Everybody's movements are worded where the area is everything.
    form(
        "registrations:edit_movement", "/dang-ky/phong-trao/{movement}/sua/", roles=KEEPERS, may=ROOT,
        typed={**MOVEMENT, "is_offered": "on"},
    ),
    form(
        "registrations:new_content", "/dang-ky/phong-trao/{movement}/noi-dung/", roles=KEEPERS, may=ROOT, typed=CONTENT,
    ),
    form(
        "registrations:edit_content", "/dang-ky/phong-trao/{campaign}/noi-dung/{content}/", roles=KEEPERS, may=ROOT,
        typed=CONTENT,
    ),
    page("registrations:plan", "/dang-ky/ke-hoach/{plan}/", roles=PLAN_READERS, inside=UNDER_COMMUNE_PLAN),
    form(
        "registrations:edit_plan", "/dang-ky/ke-hoach/{plan}/sua/", roles=TYPISTS, inside=OVER_VILLAGE, may=CORRECTS,
        typed={**PLAN, "number": "12/KH-UBND", "theme": "Chủ đề mới"},
    ),
    form(
        "registrations:quotas", "/dang-ky/ke-hoach/{plan}/chi-tieu/", roles=TYPISTS, inside=OVER_VILLAGE, may=CORRECTS,
        typed={"collective-{village}": "3"},
    ),
    form(
        "registrations:late_permit", "/dang-ky/ke-hoach/{plan}/nop-muon/", roles=OFFICERS | FRONTS, inside=OVER_VILLAGE,
        other_press={200: FRONTS & OVER_VILLAGE},
        typed={"unit": "{village}", "until": "{soon}", "reason": "Mưa lũ."},
    ),
    page("registrations:plan_progress", "/dang-ky/ke-hoach/{plan}/tien-do/", roles=PLAN_READERS, inside=UNDER_COMMUNE_PLAN),
    form(
        "registrations:open_window", "/dang-ky/ke-hoach/{plan}/dot-bo-sung/", roles=TYPISTS, inside=OVER_VILLAGE, may=CORRECTS,
        typed={"opens_on": "{next_spring}", "last_day": "{next_spring}", "reason": "Bổ sung giữa năm."},
    ),
    button("registrations:close_window", "/dang-ky/ke-hoach/{plan}/dot-bo-sung/{window}/dong/", roles=TYPISTS,
           inside=OVER_VILLAGE, may=CORRECTS),
    form(
        "registrations:give_task", "/dang-ky/ke-hoach/{plan}/viec/", roles=TYPISTS, inside=OVER_VILLAGE, may=CORRECTS,
        typed={"text": "Báo cáo kết quả", "due_on": "{soon}"},
    ),
    page("registrations:plan_task", "/dang-ky/ke-hoach/{plan}/viec/{task}/", roles=PLAN_READERS,
         inside=OVER_VILLAGE | VILLAGE | REVIEWERS - {"far_reviewer"}),
    form("registrations:tell_task_done", "/dang-ky/ke-hoach/{plan}/viec/{task}/xong/", roles=WRITERS,
         inside=OVER_VILLAGE | VILLAGE, may=VILLAGE, typed={"done_on": "{new_year}"}),
    form("registrations:reopen_task", "/dang-ky/ke-hoach/{plan}/viec/{task_of_all}/xong/{task_done}/mo-lai/", roles=WRITERS,
         inside=UNDER_COMMUNE_PLAN, may=CORRECTS | VILLAGE, typed={"reason": "Nhầm việc."}),
    form("registrations:withdraw_permit", "/dang-ky/ke-hoach/{plan}/nop-muon/{permit}/thu-hoi/", roles=OFFICERS | FRONTS,
         inside=OVER_VILLAGE, may=CORRECTS, typed={"reason": "Đã nộp đủ."}),
    form("registrations:take_task_back", "/dang-ky/ke-hoach/{plan}/viec/{task}/bo/", roles=TYPISTS, inside=OVER_VILLAGE, may=CORRECTS,
         typed={"chac": "1"}),
    form(
        "registrations:keep_copy", "/dang-ky/ke-hoach/{plan}/ban-ky/", roles=TYPISTS, inside=OVER_VILLAGE, may=CORRECTS,
        typed={"file": lambda w: w.file("ke-hoach.pdf")},
    ),
    page("registrations:copy", "/dang-ky/ke-hoach/{plan}/ban-ky/{copy}/", roles=PLAN_READERS, inside=UNDER_COMMUNE_PLAN),
)  # fmt: skip
WRITING = (
    page("registrations:list", "/dang-ky/", roles=READERS),
    page("registrations:blank", "/dang-ky/mau-trong/ca-nhan.pdf", roles=READERS),
    form(
        "registrations:new", "/dang-ky/moi/tap-the/?don-vi={village}&to={empty_form}", roles=WRITERS, inside=REGISTRANTS | OVER_VILLAGE,
        typed=PAPER,
    ),
    form("registrations:edit", "/dang-ky/{draft}/sua/", roles=WRITERS, inside=VILLAGE, typed=PAPER),
    form("registrations:edit", "/dang-ky/{typed}/sua/", roles=WRITERS, inside=TYPED, typed={**PAPER, "revision": "1"}),
    form("registrations:edit", "/dang-ky/{returned}/sua/", roles=WRITERS, inside=SEES_SENT, may=VILLAGE,
         typed={**PAPER, "revision": "2"}),
    form("registrations:edit", "/dang-ky/{sent}/sua/", roles=WRITERS, inside=SEES_SENT, may=set(), typed=PAPER),
    form("registrations:result", "/dang-ky/{confirmed}/ket-qua/", roles=WRITERS, inside=SEES_SENT, may=VILLAGE,
         typed=RESULT),
    button("registrations:discard", "/dang-ky/{draft}/bo/", roles=WRITERS, inside=VILLAGE),
    button("registrations:discard", "/dang-ky/{typed}/bo/", roles=WRITERS, inside=TYPED),
    button("registrations:attach", "/dang-ky/{returned}/tep/", roles=WRITERS, inside=SEES_SENT, may=VILLAGE, typed=FILE),
    button("registrations:attach", "/dang-ky/{draft}/tep/", roles=WRITERS, inside=VILLAGE, typed=FILE),
    button("registrations:remove_file", "/dang-ky/{returned}/tep/{unsent}/bo/", roles=WRITERS, inside=SEES_SENT,
           may=VILLAGE),
)  # fmt: skip

# A register brought in from Excel is its bringer's and their colleagues', what it makes its bringer's until it is handed in.
IMPORTS, CLERK = "/dang-ky/nhap-bang/", {"commune_clerk"}
FROM_EXCEL = (
    page("registrations:imports", IMPORTS, roles=TYPISTS, press=200, typed={"file": ""}, writes=False),
    page("registrations:import_template", IMPORTS + "mau.xlsx", roles=TYPISTS),
    form(
        "registrations:import_columns", IMPORTS + "{register}/cot/", roles=TYPISTS, inside=CLERK,
        typed={"plan": "{plan}", "kind": "collective", "becomes": "draft", "encoding": "unicode", "sheet": "0", "head_row": "1",
               "column-0": "title", "column-1": "unit"},
    ),
    form("registrations:import", IMPORTS + "{register}/", roles=TYPISTS, inside=CLERK, typed={"dong-2": "bo"}),
    form("registrations:import", IMPORTS + "{register}/", roles=TYPISTS, inside=CLERK, typed={"ghi": "1"}),
    button("registrations:undo_import", IMPORTS + "{written_register}/huy/", roles=TYPISTS, inside=CLERK),
    button("registrations:submit_import", IMPORTS + "{written_register}/nop/", roles=TYPISTS, inside=CLERK),
    button("registrations:restart_import", IMPORTS + "{register}/chay-lai/", roles=TYPISTS, inside=CLERK),
)  # fmt: skip


def papers(code: str, receipt: str, file: str, inside) -> tuple[Rule, ...]:
    """What hangs on one record that has been sent: who sees the one sees the other."""
    return (
        page("registrations:record", f"/dang-ky/{{{code}}}/", roles=READERS, inside=inside),
        page("registrations:registration_pdf", f"/dang-ky/{{{code}}}/ban-in.pdf", roles=READERS, inside=inside),
        page("registrations:receipt_pdf", f"/dang-ky/{{{code}}}/phieu-tiep-nhan/{{{receipt}}}.pdf", roles=READERS,
             inside=inside),
        page("registrations:file", f"/dang-ky/{{{code}}}/tep/{{{file}}}/", roles=READERS, inside=inside),
    )  # fmt: skip


READING = (
    *papers("sent", "receipt", "file", SEES_SENT),
    *papers("far", "far_receipt", "far_file", SEES_FAR),
    page("registrations:record", "/dang-ky/{women_record}/", roles=READERS, inside=SEES_WOMEN),
    page("registrations:record", "/dang-ky/{returned}/", roles=READERS, inside=SEES_SENT),
    page("registrations:file", "/dang-ky/{returned}/tep/{unsent}/", roles=READERS, inside=VILLAGE),
    page("registrations:result_pdf", "/dang-ky/{reported}/bao-cao-ket-qua.pdf", roles=READERS, inside=SEES_SENT),
    # What is still being written: seen, printed and fetched by its owner alone.
    page("registrations:compare", "/dang-ky/{returned}/cac-ban/", roles=READERS, inside=SEES_SENT),
    page("registrations:likely", "/dang-ky/{sent}/gan-giong/", roles=READERS, inside=SEES_SENT),
    page("registrations:compare", "/dang-ky/{draft}/cac-ban/", roles=READERS, inside=VILLAGE),
    page("registrations:likely", "/dang-ky/{draft}/gan-giong/", roles=READERS, inside=VILLAGE),
    page("registrations:record", "/dang-ky/{draft}/", roles=READERS, inside=VILLAGE),
    page("registrations:record", "/dang-ky/{typed}/", roles=READERS, inside=TYPED),
    page("registrations:registration_pdf", "/dang-ky/{draft}/ban-in.pdf", roles=READERS, inside=VILLAGE),
    page("registrations:file", "/dang-ky/{draft}/tep/{draft_file}/", roles=READERS, inside=VILLAGE),
    page("registrations:result_pdf", "/dang-ky/{confirmed}/bao-cao-ket-qua.pdf", roles=READERS, inside=VILLAGE),
)

COMMUNE_DESK = {"commune_officer"}
REASON = {"note": "Lý do."}
# A move by name: the record it starts from, who may make it, what its form asks. All but one belong to the village.
MADE_BY = {
    "submit": ("draft", VILLAGE, {}),
    "take_back": ("submitted", VILLAGE, {}),
    "receive": ("submitted", COMMUNE_DESK | {"commune_clerk"}, {}),
    "confirm": ("sent", COMMUNE_DESK, {}),
    "forward": ("low", COMMUNE_DESK, {}),
    "confirm_lower": ("low", COMMUNE_DESK, REASON),
    "return": ("sent", COMMUNE_DESK, {**REASON, "due_on": "{soon}"}),
    "reject": ("women_record", COMMUNE_DESK | {"commune_front"}, REASON),
    "send_result": ("confirmed", VILLAGE, {}),
    "pass_result_up": ("climbed", COMMUNE_DESK, REASON),
    "confirm_effect": ("reported", COMMUNE_DESK, REASON),
    "deny_effect": ("reported", COMMUNE_DESK, REASON),
    "return_result": ("reported", COMMUNE_DESK, {**REASON, "due_on": "{soon}"}),
    "report_again": ("ineffective", COMMUNE_DESK, REASON),
    "stop": ("confirmed", COMMUNE_DESK, REASON),
    "withdraw": ("submitted", VILLAGE, REASON),
    "amend": ("wishing", VILLAGE, {}),
    "withdraw_amendment": ("wished", VILLAGE, {}),
    "approve_amendment": ("wished", COMMUNE_DESK, {}),
    "decline_amendment": ("wished", COMMUNE_DESK, REASON),
}
INSIDE = {"draft": VILLAGE, "women_record": SEES_WOMEN}


def move_rule(move) -> Rule:
    record, may, typed = MADE_BY[move.name]
    return form(
        "registrations:move", f"/dang-ky/{{{record}}}/buoc/{move.slug}/", roles=READERS,
        inside=INSIDE.get(record, SEES_SENT), may=may, typed=typed,
    )  # fmt: skip


RULES = (*PLANS, *WRITING, *FROM_EXCEL, *READING, *(move_rule(move) for move in MOVES if move.name in MADE_BY))
