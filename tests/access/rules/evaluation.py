"""Criteria, rounds, dossiers and sheets."""

from evaluation.workflow import CRITERIA_MOVES, END_CRITERIA, ROUND_MOVES, SHEET_MOVES
from tests.access.people import (
    DESKS,
    FRONTS,
    OFFICERS,
    OVER_DISTRICT,
    OVER_VILLAGE,
    REGISTRANTS,
    REVIEWERS,
    UNDER_DISTRICT_PLAN,
    VILLAGE,
)
from tests.access.table import Rule, button, form, page

READERS = REVIEWERS | DESKS
DOSSIER_READERS = REGISTRANTS | READERS
HOLDS = {"district_officer"}
# Who sees the round of the district while it is being prepared, and while it is scored.
SEES_ROUND = OVER_DISTRICT
SCORES = {"reviewer", "other_reviewer"}
OFFICERS_OVER = SEES_ROUND & OFFICERS
# The Front reads models of its own lines alone; this one is a village's.
SEES_DOSSIER = SEES_ROUND - {"district_front"}
# What the office of a round writes down about its result: not for the Front, nor for reviewers.
COUNCIL_READERS = DESKS - FRONTS
KEEPS_COUNCIL = SEES_ROUND - FRONTS
# A told dossier is told down to the commune and to its owner.
TOLD = SEES_DOSSIER | VILLAGE | {"commune_officer", "commune_leader", "commune_clerk", "cluster_officer", "reviewer"}
SETS_CRITERIA = {"district_officer", "province_officer"}
ENDS_CRITERIA = {"district_officer"}
ROUND = {"plan": "{district_plan}", "name": "Đợt mới", "opens_on": "{today}", "last_day": "{soon}"}
SCORES_TYPED = {f"tieu-chi-{{criterion_{n}}}": points for n, points in enumerate(("12", "12", "16", "16", "24"))}
SELF_TYPED = {f"tieu-chi-{{criterion_{n}}}": "9" for n in range(5)} | {
    f"minh-chung-{{criterion_{n}}}": "Có biên bản." for n in range(5)
}
SEES_MODEL = OVER_VILLAGE
REASON = {"note": "Lý do."}
POSTED = {"posted_on": "{today}", "posted_until": "{soon}", "posted_at": "Trụ sở xã"}
SCALE = {
    "name": "Bộ tiêu chí đã sửa", "tieu-chi-TOTAL_FORMS": "1", "tieu-chi-INITIAL_FORMS": "0",
    "tieu-chi-0-name": "Hiệu quả", "tieu-chi-0-nature": "diem", "tieu-chi-0-max_points": "100",
    "xep-loai-TOTAL_FORMS": "1", "xep-loai-INITIAL_FORMS": "0", "xep-loai-0-name": "Tốt", "xep-loai-0-lower": "80",
}  # fmt: skip

ROUNDS = (
    page("evaluation:rounds", "/danh-gia/", roles=DOSSIER_READERS),
    form(
        "evaluation:new_round", "/danh-gia/dot/moi/", roles=OFFICERS, typed=ROUND,
        other_press={200: OFFICERS - UNDER_DISTRICT_PLAN | {"cluster_officer", "far_cluster_officer"}},
    ),
    page("evaluation:round", "/danh-gia/dot/{preparing}/", roles=READERS, inside=SEES_ROUND),
    page("evaluation:round", "/danh-gia/dot/{scoring}/", roles=READERS, inside=SEES_ROUND | SCORES),
    button(
        "evaluation:answer_conflicts", "/danh-gia/dot/{again}/lien-quan/", roles=REVIEWERS, inside={"reviewer"},
        typed={"shown": "{asked_nomination}"},
    ),
    form(
        "evaluation:edit_round", "/danh-gia/dot/{preparing}/sua/", roles=OFFICERS, inside=OFFICERS_OVER, may=HOLDS,
        typed=ROUND,
    ),
    form(
        "evaluation:choose", "/danh-gia/dot/{preparing}/chon-ho-so/", roles=OFFICERS, inside=OFFICERS_OVER, may=HOLDS,
        typed={"chon": "{candidate}"},
    ),
    form(
        "evaluation:give", "/danh-gia/dot/{preparing}/giao-phieu/", roles=OFFICERS, inside=OFFICERS_OVER, may=HOLDS,
        typed={"giao": "{prepared_nomination}-{idle_reviewer_position}"},
    ),
    form(
        "evaluation:opinions", "/danh-gia/dot/{hung}/y-kien/", roles=COUNCIL_READERS, inside=KEEPS_COUNCIL,
        may=HOLDS, other_look={200: KEEPS_COUNCIL},
        typed={"said_by": "Ông Bình", "received_on": "{today}", "text": "Đồng ý."},
    ),
    *[
        page(
            f"evaluation:posting_{ending}", f"/danh-gia/dot/{{hung}}/niem-yet.{ending}", roles=COUNCIL_READERS,
            inside=KEEPS_COUNCIL,
        )
        for ending in ("pdf", "xlsx", "docx")
    ],
    form(
        "evaluation:answer", "/danh-gia/y-kien/{open_opinion}/giai-trinh/", roles=OFFICERS, inside=OFFICERS_OVER,
        may=HOLDS, typed={"answer": "Giữ nguyên."},
    ),
    page("evaluation:council", "/danh-gia/dot/{scoring}/tong-hop/", roles=READERS, inside=SEES_ROUND | SCORES),
    page("evaluation:council", "/danh-gia/dot/{concluded}/tong-hop/", roles=READERS, inside=SEES_ROUND | {"reviewer"}),
    *[
        page(
            f"evaluation:council_{ending}", f"/danh-gia/dot/{{scoring}}/bang-tong-hop.{ending}", roles=READERS,
            inside=SEES_ROUND | SCORES,
        )
        for ending in ("pdf", "xlsx", "docx")
    ],
)  # fmt: skip
GIVING = (
    page("evaluation:share_out", "/danh-gia/dot/{preparing}/chia-phieu/", roles=OFFICERS, inside=OFFICERS_OVER, may=HOLDS),
    # What is right in the list is shown first; the page of giving writes it.
    form(
        "evaluation:from_list", "/danh-gia/dot/{preparing}/giao-theo-danh-sach/", roles=OFFICERS,
        inside=OFFICERS_OVER, may=HOLDS, typed={"text": "DVK-1;an"}, press=200, writes=False,
    ),
    form(
        "evaluation:substitute", "/danh-gia/phieu/{sheet}/giao-cho-nguoi-khac/", roles=OFFICERS, inside=OFFICERS_OVER,
        may=HOLDS, typed={"person": "{idle_reviewer_position}", "reason": "Đi công tác."},
    ),
)  # fmt: skip
TEAMS = "/danh-gia/dot/{preparing}/to-thuc-dia/"
TEAM = {"name": "Tổ mới", "leader": "{idle_reviewer_position}"}
FIELD_TEAMS = (
    page("evaluation:teams", TEAMS, roles=OFFICERS, inside=OFFICERS_OVER, may=HOLDS),
    form("evaluation:new_team", TEAMS + "moi/", roles=OFFICERS, inside=OFFICERS_OVER, may=HOLDS, typed=TEAM),
    form("evaluation:edit_team", TEAMS + "{team}/", roles=OFFICERS, inside=OFFICERS_OVER, may=HOLDS, typed=TEAM),
    button("evaluation:send_out", TEAMS + "{team}/di-thuc-dia/", roles=OFFICERS, inside=OFFICERS_OVER, may=HOLDS),
    button("evaluation:drop_team", TEAMS + "{team}/bo/", roles=OFFICERS, inside=OFFICERS_OVER, may=HOLDS),
)
SITTING = "/danh-gia/dot/{sitting}/"
COUNCIL = (
    form(
        "evaluation:members", SITTING + "hoi-dong/", roles=COUNCIL_READERS, inside=KEEPS_COUNCIL, may=HOLDS,
        other_look={200: KEEPS_COUNCIL}, typed={"name": "Bà Ủy Viên", "rank": "4"},
    ),
    button(
        "evaluation:enlist", SITTING + "hoi-dong/thanh-vien-cham/", roles=OFFICERS, inside=OFFICERS_OVER, may=HOLDS
    ),
    button(
        "evaluation:dismiss", SITTING + "hoi-dong/{council_member}/bo/", roles=OFFICERS, inside=OFFICERS_OVER,
        may=HOLDS,
    ),
    page("evaluation:founding_pdf", SITTING + "hoi-dong/quyet-dinh.pdf", roles=COUNCIL_READERS, inside=KEEPS_COUNCIL),
    page("evaluation:founding_docx", SITTING + "hoi-dong/quyet-dinh.docx", roles=COUNCIL_READERS, inside=KEEPS_COUNCIL),
    form(
        "evaluation:agenda", SITTING + "chuong-trinh/", roles=OFFICERS, inside=OFFICERS_OVER, may=HOLDS,
        typed={"chon": "{sitting_nomination}", "hien": "{sitting_nomination}"},
    ),
    form(
        "evaluation:call_meeting", SITTING + "hop/", roles=OFFICERS, inside=OFFICERS_OVER, may=HOLDS,
        typed={"held_on": "{today}", "place": "Hội trường"},
    ),
    form(
        "evaluation:meeting", "/danh-gia/hop/{meeting}/", roles=COUNCIL_READERS, inside=KEEPS_COUNCIL, may=HOLDS,
        other_look={200: KEEPS_COUNCIL}, typed={"co-mat-{council_member}": "on", "decided": "Nhất trí."},
    ),
    page("evaluation:minutes_pdf", "/danh-gia/hop/{meeting}/bien-ban.pdf", roles=COUNCIL_READERS, inside=KEEPS_COUNCIL),
    page("evaluation:minutes_docx", "/danh-gia/hop/{meeting}/bien-ban.docx", roles=COUNCIL_READERS, inside=KEEPS_COUNCIL),
)  # fmt: skip
NOMINATION = "/danh-gia/ho-so/{nomination}/"
SEES_NOMINATION = SEES_DOSSIER | SCORES
IN_COUNCIL = SEES_DOSSIER | {"reviewer"}
DOSSIERS = (
    page("evaluation:nomination", NOMINATION, roles=DOSSIER_READERS, inside=SEES_NOMINATION),
    page(
        "evaluation:nomination", "/danh-gia/ho-so/{unassigned_nomination}/", roles=DOSSIER_READERS,
        inside=SEES_DOSSIER | {"other_reviewer"},
    ),
    # Concluded is not told yet: the owner and the desks below know nothing of it.
    page("evaluation:nomination", "/danh-gia/ho-so/{moderated_nomination}/", roles=DOSSIER_READERS, inside=IN_COUNCIL),
    page("evaluation:nomination", "/danh-gia/ho-so/{concluded_nomination}/", roles=DOSSIER_READERS, inside=IN_COUNCIL),
    page("evaluation:nomination", "/danh-gia/ho-so/{hung_nomination}/", roles=DOSSIER_READERS, inside=TOLD),
    page("evaluation:nomination", "/danh-gia/ho-so/{told_nomination}/", roles=DOSSIER_READERS, inside=TOLD),
    form(
        "evaluation:moderate", "/danh-gia/ho-so/{moderated_nomination}/thong-nhat-diem/",
        roles=COUNCIL_READERS | REVIEWERS, inside=KEEPS_COUNCIL | {"reviewer"}, may=HOLDS,
        typed={"points": "79,99", "reason": "Hội đồng thảo luận."},
    ),
    page("evaluation:registration_pdf", NOMINATION + "ban-dang-ky.pdf", roles=DOSSIER_READERS, inside=SEES_NOMINATION),
    page("evaluation:result_pdf", NOMINATION + "bao-cao-ket-qua.pdf", roles=DOSSIER_READERS, inside=SEES_NOMINATION),
    page("evaluation:attachment", NOMINATION + "tep/{nominated_file}/", roles=DOSSIER_READERS, inside=SEES_NOMINATION),
    page("evaluation:changes_since", NOMINATION + "thay-doi/", roles=DOSSIER_READERS, inside=SEES_NOMINATION),
    button(
        "evaluation:remove_nomination", "/danh-gia/ho-so/{prepared_nomination}/bo/", roles=OFFICERS,
        inside=OFFICERS_OVER, may=HOLDS,
    ),
)  # fmt: skip
SHEETS = (
    form(
        "evaluation:sheet", "/danh-gia/phieu/{sheet}/", roles=READERS, inside=SEES_DOSSIER | {"reviewer"},
        may={"reviewer"}, typed=SCORES_TYPED, other_look={200: SEES_DOSSIER},
    ),
    # A colleague's sheet, before the own one is sent: not there yet.
    page(
        "evaluation:sheet", "/danh-gia/phieu/{sent_sheet}/", roles=READERS, inside=SEES_DOSSIER | {"other_reviewer"},
        press=403, other_press={200: {"other_reviewer"}}, writes=False,
    ),
    page("evaluation:sheet_pdf", "/danh-gia/phieu/{sheet}/ban-in.pdf", roles=READERS, inside=SEES_DOSSIER | {"reviewer"}),
)  # fmt: skip
# A draft is there for the desks over the whole area of its plan.
SEES_DRAFT = SEES_ROUND
DRAFT = "/danh-gia/tieu-chi/{spare_set}/"
BARE = "/danh-gia/tieu-chi/ke-hoach/{bare_plan}/"
# Tự chấm: the owner writes; the desks over the village read what was sent.
SELF_READERS = REGISTRANTS | DESKS
SELF_SCORED = (
    form(
        "evaluation:self_score", "/danh-gia/tu-cham/{self_scored}/", roles=SELF_READERS, inside=VILLAGE | SEES_MODEL,
        may=VILLAGE, typed=SELF_TYPED, other_look={200: SEES_MODEL},
    ),
)  # fmt: skip
CRITERIA = (
    page("evaluation:criteria_list", "/danh-gia/tieu-chi/", roles=DOSSIER_READERS),
    button(
        "evaluation:take_starter", BARE + "tham-khao/", roles=OFFICERS, inside=UNDER_DISTRICT_PLAN, may=SETS_CRITERIA,
    ),
    form(
        "evaluation:import_criteria", BARE + "nhap/", roles=OFFICERS, inside=UNDER_DISTRICT_PLAN, may=SETS_CRITERIA,
        press=200, typed={"kind": "collective"},
    ),
    form(
        "evaluation:take_over", BARE + "lay-theo/", roles=OFFICERS, inside=UNDER_DISTRICT_PLAN, may=SETS_CRITERIA,
        typed={"sets": "{set}"},
    ),
    page("evaluation:criteria_template", "/danh-gia/tieu-chi/mau/tap-the.xlsx", roles=OFFICERS),
    page("evaluation:criteria_set", "/danh-gia/tieu-chi/{set}/", roles=DOSSIER_READERS, inside=UNDER_DISTRICT_PLAN),
    page("evaluation:criteria_set", DRAFT, roles=DOSSIER_READERS, inside=SEES_DRAFT),
    page(
        "evaluation:criteria_xlsx", "/danh-gia/tieu-chi/{set}/bo-tieu-chi.xlsx", roles=DOSSIER_READERS,
        inside=UNDER_DISTRICT_PLAN,
    ),
    page("evaluation:criteria_xlsx", DRAFT + "bo-tieu-chi.xlsx", roles=DOSSIER_READERS, inside=SEES_DRAFT),
    page(
        "evaluation:compare_criteria", "/danh-gia/tieu-chi/{set}/so-sanh/", roles=DOSSIER_READERS,
        inside=UNDER_DISTRICT_PLAN,
    ),
    page("evaluation:compare_criteria", DRAFT + "so-sanh/", roles=DOSSIER_READERS, inside=SEES_DRAFT),
    form(
        "evaluation:edit_criteria", DRAFT + "sua/", roles=OFFICERS, inside=SEES_DRAFT, may=SETS_CRITERIA, typed=SCALE,
    ),
    button("evaluation:drop_criteria", DRAFT + "bo/", roles=OFFICERS, inside=SEES_DRAFT, may=SETS_CRITERIA),
    button(
        "evaluation:copy_criteria", "/danh-gia/tieu-chi/{set}/phien-ban-moi/", roles=OFFICERS,
        inside=UNDER_DISTRICT_PLAN, may=SETS_CRITERIA,
    ),
    *(
        form(
            "evaluation:criteria_move", f"{DRAFT}viec/{move.slug}/", roles=DESKS, inside=SEES_DRAFT, may=SETS_CRITERIA,
        )
        for move in CRITERIA_MOVES if move != END_CRITERIA
    ),
    form(
        "evaluation:criteria_move", f"/danh-gia/tieu-chi/{{set}}/viec/{END_CRITERIA.slug}/", roles=DESKS,
        inside=UNDER_DISTRICT_PLAN, may=ENDS_CRITERIA, typed={"ends_on": "{today}", "note": "Có bộ mới."},
    ),
)  # fmt: skip

# A move by name: the round or sheet it starts from, to whom that exists, who may make it.
ROUND_MADE_BY = {
    "open": ("ready", SEES_ROUND, {}),
    "conclude": ("done", SEES_ROUND | {"reviewer"}, {}),
    "end_scoring": ("done", SEES_ROUND | {"reviewer"}, {}),
    "score_again": ("moderating", SEES_ROUND | {"reviewer"}, {}),
    "post": ("concluded", SEES_ROUND | {"reviewer"}, POSTED),
    "publish_at_once": ("concluded", SEES_ROUND | {"reviewer"}, REASON),
    "publish": ("hung", SEES_ROUND | {"reviewer"}, {}),
    "reopen": ("disputed", SEES_ROUND | {"reviewer"}, REASON),
    "prepare_again": ("again", SEES_ROUND | {"reviewer"}, {}),
}
SHEET_MADE_BY = {
    "lock": ("sheet", SEES_DOSSIER | {"reviewer"}, {"reviewer"}, {}),
    "decline": ("sheet", SEES_DOSSIER | {"reviewer"}, {"reviewer"}, REASON),
    "withdraw": ("sheet", SEES_DOSSIER | {"reviewer"}, HOLDS, REASON),
    "set_aside": ("moderated_sheet", SEES_DOSSIER | {"reviewer"}, HOLDS, REASON),
    "assign_again": ("taken_sheet", SEES_DOSSIER, HOLDS, {}),
}


def round_rule(move) -> Rule:
    round, inside, typed = ROUND_MADE_BY[move.name]
    address = f"/danh-gia/dot/{{{round}}}/viec/{move.slug}/"
    # A posted result is brought back by the chair, here the leader of the office.
    may = {"district_leader"} if move.name == "reopen" else HOLDS
    return form("evaluation:round_move", address, roles=READERS, inside=inside, may=may, typed=typed)


def sheet_rule(move) -> Rule:
    sheet, inside, may, typed = SHEET_MADE_BY[move.name]
    address = f"/danh-gia/phieu/{{{sheet}}}/viec/{move.slug}/"
    return form("evaluation:sheet_move", address, roles=READERS, inside=inside, may=may, typed=typed)


MADE = (
    *(round_rule(move) for move in ROUND_MOVES if move.name in ROUND_MADE_BY),
    *(sheet_rule(move) for move in SHEET_MOVES if move.name in SHEET_MADE_BY),
)
RULES = (*ROUNDS, *GIVING, *FIELD_TEAMS, *COUNCIL, *DOSSIERS, *SHEETS, *SELF_SCORED, *CRITERIA, *MADE)
