"""Decisions, their lines and papers; the public pages. Nothing of a draft is there for anybody outside the office."""

from recognition.corrections.workflow import CORRECTION_MOVES
from recognition.dossiers.workflow import MERIT_MOVES
from recognition.enums import STARTING_PLACES
from recognition.workflow import DECISION_MOVES
from tests.access.people import (
    CLERKS,
    DESKS,
    FRONTS,
    LEADERS,
    OFFICERS,
    OVER_VILLAGE,
    REGISTRANTS,
    TYPISTS,
    UNDER_COMMUNE_PLAN,
    VILLAGE,
)
from tests.access.table import Rule, button, form, page

READERS, PREPARERS = REGISTRANTS | DESKS, OFFICERS | FRONTS
MINE, OFFICE, LEADER = {"commune_officer"}, {"commune_officer", "commune_clerk"}, {"commune_leader"}
KEEPS, TOLD = OFFICE | LEADER, OVER_VILLAGE | VILLAGE
ROOM = "/cong-nhan/"
GIVEN, DRAFT, TAKING = (f"{ROOM}{{{name}}}/" for name in ("decision", "draft_decision", "taking"))
PROPOSED, SIGNED = (f"{ROOM}{{{name}}}/" for name in ("proposed_decision", "signed_decision"))
NUMBERED = {"number": "77/QĐ-UBND", "issued_on": "{today}"}
SIGNER = {"signer_name": "Hà Văn Thuấn", "signer_title": "Chủ tịch"}
TEXT = {"about": "khen thưởng", "bases": "Căn cứ kế hoạch."}
LINE = {"name": "Có thành tích", "form": "Giấy khen"}
MEASURES = ("left_mm", "top_mm", "width_mm", "size_pt")
BLANK = {"right_mm": "0", "down_mm": "0"} | {
    f"{place.value}-{name}": str(number)
    for place, numbers in STARTING_PLACES.items()
    for name, number in zip(MEASURES, numbers, strict=True)
}
# A move by name: the decision it starts from, to whom that exists, who may make it, what its form asks.
MADE_BY = {
    "propose": (DRAFT, OFFICE, MINE, {}),
    "sign": (PROPOSED, KEEPS, LEADER, SIGNER),
    "publish": (PROPOSED, KEEPS, LEADER, NUMBERED | SIGNER),
    "issue": (SIGNED, KEEPS, OFFICE, NUMBERED),
    "send_back": (SIGNED, KEEPS, LEADER, {"note": "Lý do."}),
    "recall": (PROPOSED, KEEPS, MINE, {}),
    "drop": (DRAFT, OFFICE, MINE, {}),
    # Its office stands: nobody takes over.
    "take_over": (DRAFT, OFFICE, set(), {}),
}


UP, KEPT = ROOM + "de-nghi-cap-tren/", ROOM + "giu-vung/"
MERITS = ROOM + "thanh-tich/"
WRITTEN, SENT, CONFIRMED = (f"{MERITS}{{{name}}}/" for name in ("merit_draft", "merit_sent", "merit_confirmed"))
MERIT = {"about": "Hội viên.", "achieved": "Đã làm.", "asked": "Đề nghị."}
NOTED = {"note": "Lý do."}
# The same of a báo cáo thành tích.
MERIT_MADE_BY = {
    "send": (WRITTEN, VILLAGE, VILLAGE, {}),
    "take_back": (SENT, TOLD, VILLAGE, {}),
    "confirm": (SENT, TOLD, MINE, NOTED),
    "return": (SENT, TOLD, MINE, NOTED),
    "reopen": (CONFIRMED, TOLD, MINE, NOTED),
}


CORRECTIONS = GIVEN + "dinh-chinh/"
CORRECTED, CORRECTING, CORRECTION_PROPOSED, CORRECTION_SIGNED = (
    f"{CORRECTIONS}{{{name}}}/"
    for name in ("correction", "draft_correction", "proposed_correction", "signed_correction")
)
RIGHT = NUMBERED | SIGNER | {"kind": "letter", "reason": "Sai sót."}
# The same of an đính chính.
CORRECTION_MADE_BY = {
    "propose": (CORRECTING, OFFICE, MINE, {}),
    "sign": (CORRECTION_PROPOSED, KEEPS, LEADER, SIGNER),
    "publish": (CORRECTION_PROPOSED, KEEPS, LEADER, NUMBERED | SIGNER),
    "issue": (CORRECTION_SIGNED, KEEPS, OFFICE, NUMBERED),
    "send_back": (CORRECTION_SIGNED, KEEPS, LEADER, NOTED),
    "recall": (CORRECTION_PROPOSED, KEEPS, MINE, {}),
    "drop": (CORRECTING, OFFICE, MINE, {}),
    "take_over": (CORRECTING, OFFICE, set(), {}),
}


def correction_rule(move) -> Rule:
    address, inside, may, typed = CORRECTION_MADE_BY[move.name]
    return form(
        "recognition:correction_move", f"{address}viec/{move.slug}/", roles=DESKS, inside=inside, may=may, typed=typed
    )


def merit_rule(move) -> Rule:
    address, inside, may, typed = MERIT_MADE_BY[move.name]
    return form(
        "recognition:merit_move", f"{address}viec/{move.slug}/", roles=READERS, inside=inside, may=may, typed=typed
    )


def move_rule(move) -> Rule:
    address, inside, may, typed = MADE_BY[move.name]
    return form("recognition:move", f"{address}viec/{move.slug}/", roles=DESKS, inside=inside, may=may, typed=typed)


RULES = (
    page("recognition:decisions", ROOM, roles=READERS),
    form("recognition:new", ROOM + "moi/", roles=PREPARERS, typed={"act": "reward", "plan": "{plan}"},
         other_press={200: PREPARERS - UNDER_COMMUNE_PLAN}),
    form("recognition:blank", ROOM + "phoi/", roles=DESKS, typed=BLANK),
    page("recognition:test_print", ROOM + "phoi/in-thu.pdf", roles=DESKS),
    page("recognition:decision", GIVEN, roles=READERS, inside=TOLD),
    page("recognition:decision", DRAFT, roles=READERS, inside=OFFICE),
    page("recognition:decision", PROPOSED, roles=READERS, inside=KEEPS),
    form("recognition:edit", DRAFT + "sua/", roles=PREPARERS, inside=MINE, typed=TEXT),
    form("recognition:add", DRAFT + "them/", roles=PREPARERS, inside=MINE, typed=LINE | {"chon": "{rewardable}"}),
    form("recognition:edit_line", DRAFT + "dong/{draft_award}/", roles=PREPARERS, inside=MINE, typed=LINE),
    button("recognition:remove_line", DRAFT + "dong/{draft_award}/bo/", roles=PREPARERS, inside=MINE),
    button("recognition:remove_revocation", TAKING + "thu-hoi/{taking_line}/bo/", roles=PREPARERS, inside=MINE),
    button("recognition:consent", GIVEN + "dong/{private_award}/dong-y/", roles=DESKS, inside=OVER_VILLAGE, may=KEEPS,
           typed={"dong-y": "co", "bang": "giấy đồng ý"}),
    *(page(f"recognition:decision_{one}", f"{GIVEN}quyet-dinh.{one}", roles=READERS, inside=TOLD) for one in ("pdf", "docx")),
    *(page(f"recognition:decision_{one}", f"{DRAFT}quyet-dinh.{one}", roles=READERS, inside=OFFICE) for one in ("pdf", "docx")),
    *(page(f"recognition:list_{one}", f"{GIVEN}danh-sach.{one}", roles=READERS, inside=TOLD) for one in ("pdf", "docx", "xlsx")),
    *(page(f"recognition:petition_{one}", f"{GIVEN}to-trinh.{one}", roles=DESKS, inside=OVER_VILLAGE, may=KEEPS)
      for one in ("pdf", "docx")),
    button("recognition:attach", GIVEN + "ban-ky/", roles=DESKS, inside=OVER_VILLAGE, may=KEEPS,
           typed={"file": lambda w: w.file("ban-ky.pdf")}),
    page("recognition:copy", GIVEN + "ban-ky/{decision_copy}/", roles=READERS, inside=TOLD),
    form("recognition:certificates", GIVEN + "giay-chung-nhan/", roles=DESKS, inside=OVER_VILLAGE, may=KEEPS,
         typed={"chon": "{public_award}", "giay": "trang", "reason": "in lệch"}),
    page("recognition:print_run", GIVEN + "giay-chung-nhan/{printing}/", roles=DESKS, inside=OVER_VILLAGE, may=KEEPS),
    *(move_rule(move) for move in DECISION_MOVES if move.name in MADE_BY),
    page("recognition:merits", MERITS, roles=READERS),
    page("recognition:merit", SENT, roles=READERS, inside=TOLD),
    page("recognition:merit", WRITTEN, roles=READERS, inside=VILLAGE),
    *(page(f"recognition:merit_{one}", f"{SENT}bao-cao.{one}", roles=READERS, inside=TOLD) for one in ("pdf", "docx")),
    form("recognition:write_merit", WRITTEN + "viet/", roles=REGISTRANTS | TYPISTS, inside=TOLD, may=VILLAGE, typed=MERIT),
    *(merit_rule(move) for move in MERIT_MOVES),
    form("recognition:consult", DRAFT + "hiep-y/them/", roles=DESKS, inside=OFFICE, typed={"body": "Thanh tra"}),
    form("recognition:consultation", DRAFT + "hiep-y/{asked_body}/", roles=DESKS, inside=OFFICE, typed={"body": "Công an"}),
    button("recognition:drop_consultation", DRAFT + "hiep-y/{asked_body}/bo/", roles=DESKS, inside=OFFICE),
    page("recognition:consultation_file", DRAFT + "hiep-y/tep/{answer_file}/", roles=DESKS, inside=OFFICE),
    *(page(f"recognition:consultation_letter_{one}", f"{DRAFT}hiep-y/cong-van.{one}", roles=DESKS, inside=OFFICE)
      for one in ("pdf", "docx")),
    form("recognition:new_correction", CORRECTIONS + "moi/", roles=PREPARERS, inside=OVER_VILLAGE, may=MINE, typed=RIGHT),
    page("recognition:correction", CORRECTED, roles=READERS, inside=TOLD),
    page("recognition:correction", CORRECTING, roles=READERS, inside=OFFICE),
    form("recognition:edit_correction", CORRECTING + "sua/", roles=PREPARERS, inside=MINE, typed=RIGHT),
    form("recognition:correct_line", CORRECTING + "dong/{public_award}/", roles=PREPARERS, inside=MINE,
         typed={"unit_name": "Thôn Đông", "title": "Tên đúng", "name": "Mô hình"}),
    *(page(f"recognition:correction_{one}", f"{CORRECTED}van-ban.{one}", roles=READERS, inside=TOLD) for one in ("pdf", "docx")),
    *(correction_rule(move) for move in CORRECTION_MOVES),
    page("recognition:elevations", UP, roles=READERS),
    button("recognition:take_up", UP + "{elevation}/vao-dot/", roles=OFFICERS, inside=OVER_VILLAGE & OFFICERS,
           may={"district_officer"}, typed={"dot": "{preparing}"}, other_press={404: (OVER_VILLAGE & OFFICERS) - {"district_officer"}}),
    form("recognition:withdraw", UP + "{elevation}/rut/", roles=PREPARERS, inside=OVER_VILLAGE, may=MINE,
         typed={"reason": "Gửi nhầm."}),
    form("recognition:decline", UP + "{elevation}/khong-dua-vao-xet/", roles=PREPARERS, inside=OVER_VILLAGE,
         may={"district_officer", "cluster_officer"}, typed={"reason": "Chưa đủ hai năm duy trì."}),
    *(page(f"recognition:elevation_{one}", f"{UP}{{elevated_with}}/to-trinh.{one}", roles=READERS, inside=TOLD)
      for one in ("pdf", "docx")),
    form("recognition:elevate", GIVEN + "de-nghi-cap-tren/", roles=PREPARERS, inside=OVER_VILLAGE, may=MINE,
         typed={"level": "{higher_level}", "sent_on": "{today}", "chon": "{public_award}"}),
    form("recognition:outcomes", KEPT, roles=DESKS, other_press={403: LEADERS | CLERKS}, writes=False),
    *(page(f"recognition:outcomes_{one}", f"{KEPT}danh-sach.{one}", roles=DESKS) for one in ("pdf", "docx", "xlsx")),
    page("public_models", "/cong-khai/"),
    page("public_model", "/cong-khai/{public_award}/"),
    page("public_model", "/cong-khai/{private_award}/", look=404),
    form("recognition:story", GIVEN + "dong/{public_award}/cong-khai/", roles=DESKS, inside=OVER_VILLAGE, may=KEEPS,
         typed={"how": "Cách làm."}),
    page("public_picture", "/cong-khai/{public_award}/anh/1/"),
    page("public_picture", "/cong-khai/{private_award}/anh/1/", look=404),
    page("ask_code", "/xac-minh/"),
    page("verify", "/xac-minh/{award_code}/"),
)  # fmt: skip
