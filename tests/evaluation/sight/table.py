"""What may be read of a round where, by whom, in which phase.

O: whose dossier it is. R: the name of a colleague who scores it. S: a colleague's points. A: what is worked out of all
points, or agreed on. D: points on a sheet that is not sent. W: how many sheets wait: the page changes with one more.
In the order of scene.PHASES: preparing, scoring, moderating, concluded, posted, brought back, published. The markers are
those of scene.py; whoever is not named reads nothing of them in any phase.
"""

from tests.evaluation.sight.pages import Cover, Page, files
from tests.evaluation.sight.scene import PHASES

ROUND, DOSSIER = "/danh-gia/dot/{round}/", "/danh-gia/ho-so/{dossier}/"
SHEET, MEETING, DECISION = "/danh-gia/phieu/", "/danh-gia/hop/{meeting}/", "/cong-nhan/{decision}/"
# The same on the page and in print.
A_COLLEAGUES_SHEET = """
    officer leader clerk above              | OR     ORS    ORS    ORS    ORS    ORS    ORS
    waiting                                 | -      -      ORS    ORS    ORS    ORS    ORS
    sent                                    | -      ORS    ORS    ORS    ORS    ORS    ORS
"""
PAGES = (
    #                                     | prep.  scor.  moder. concl. posted back   publ.
    Page("home", "/", """
        officer                             | W      W      -      -      -      -      -
        leader                              | -      W      -      -      -      -      -
        owner                               | O      O      O      O      O      O      O
    """),
    Page("evaluation:rounds", "/danh-gia/", """
        officer leader clerk above          | W      W      -      -      -      -      -
        owner                               | -      -      -      -      OA     -      OA
    """),
    Page("evaluation:round", ROUND, """
        officer leader clerk above          | ORW    ORW    OR     OR     OR     OR     OR
        waiting sent                        | -      O      O      O      O      O      O
    """),
    Page("evaluation:edit_round", ROUND + "sua/"),
    Page("evaluation:choose", ROUND + "chon-ho-so/"),
    Page("evaluation:give", ROUND + "giao-phieu/", """
        officer                             | ORW    ORW    OR     OR     OR     OR     OR
    """),
    Page("evaluation:share_out", ROUND + "chia-phieu/?moi_ho_so=1&moi_nguoi=9", """
        officer                             | RW     RW     R      R      R      R      R
    """),
    Page("evaluation:from_list", ROUND + "giao-theo-danh-sach/"),
    Page("evaluation:teams", ROUND + "to-thuc-dia/", """
        officer                             | OR     OR     OR     OR     OR     OR     OR
    """),
    Page("evaluation:new_team", ROUND + "to-thuc-dia/moi/", """
        officer                             | R      R      R      R      R      R      R
    """),
    Page("evaluation:edit_team", ROUND + "to-thuc-dia/{team}/", """
        officer                             | R      R      R      R      R      R      R
    """),
    Page("evaluation:council", ROUND + "tong-hop/", """
        officer leader clerk above          | OW     ORSAW  ORSA   ORSA   ORSA   ORSA   ORSA
        waiting                             | -      -      ORSA   ORSA   ORSA   ORSA   ORSA
        sent                                | -      ORSAW  ORSA   ORSA   ORSA   ORSA   ORSA
    """),
    *files("evaluation:council", ROUND + "bang-tong-hop", once="scoring", table="""
        officer leader clerk above          | O      ORSA   ORSA   ORSA   ORSA   ORSA   ORSA
        waiting                             | -      -      ORSA   ORSA   ORSA   ORSA   ORSA
        sent                                | -      ORSA   ORSA   ORSA   ORSA   ORSA   ORSA
    """),
    Page("evaluation:members", ROUND + "hoi-dong/", """
        officer                             | R      R      R      -      -      R      -
    """),
    *files("evaluation:founding", ROUND + "hoi-dong/quyet-dinh", once="posted"),
    Page("evaluation:agenda", ROUND + "chuong-trinh/", """
        officer                             | O      OA     OA     -      -      OA     -
    """),
    Page("evaluation:call_meeting", ROUND + "hop/"),
    Page("evaluation:meeting", MEETING),
    *files("evaluation:minutes", MEETING + "bien-ban", once="posted", table="""
        officer leader clerk above          | -      -      OA     OA     OA     OA     OA
    """),
    Page("evaluation:opinions", ROUND + "y-kien/", """
        officer                             | -      -      -      -      O      O      O
        leader clerk above                  | -      -      -      -      -      O      O
    """),
    Page("evaluation:answer", "/danh-gia/y-kien/{opinion}/giai-trinh/", """
        officer                             | -      -      -      -      O      -      -
    """),
    *files("evaluation:posting", ROUND + "niem-yet", once="posted", table="""
        officer leader clerk above          | -      -      -      OA     OA     -      OA
    """),
    Page("evaluation:round_move", ROUND + "viec/ket-luan-dot-danh-gia/", """
        officer                             | -      W      -      -      -      -      -
    """),
    Page("evaluation:nomination", DOSSIER, """
        officer leader clerk above          | ORW    ORAW   ORA    ORA    ORA    ORA    ORA
        waiting                             | -      O      ORA    ORA    ORA    ORA    ORA
        sent                                | -      ORAW   ORA    ORA    ORA    ORA    ORA
        owner below below_leader            | -      -      -      -      OA     -      OA
    """),
    Page("evaluation:changes_since", DOSSIER + "thay-doi/", """
        officer leader clerk above          | O      O      O      O      O      O      O
        waiting sent                        | -      O      O      O      O      O      O
        owner below below_leader            | -      -      -      -      O      -      O
    """),
    Page("evaluation:moderate", DOSSIER + "thong-nhat-diem/", """
        officer clerk                       | -      -      ORSA   -      -      ORSA   -
    """),
    Page("evaluation:registration_pdf", DOSSIER + "ban-dang-ky.pdf", """
        officer leader clerk above          | O      O      O      O      O      O      O
        waiting sent                        | -      O      O      O      O      O      O
        owner below below_leader            | -      -      -      -      O      -      O
    """),
    Page("evaluation:result_pdf", DOSSIER + "bao-cao-ket-qua.pdf", """
        officer leader clerk above          | O      O      O      O      O      O      O
        waiting sent                        | -      O      O      O      O      O      O
        owner below below_leader            | -      -      -      -      O      -      O
    """),
    Page("evaluation:sheet", SHEET + "{own}/", """
        officer leader clerk above          | O      O      O      O      O      O      O
        waiting                             | -      -      O      O      O      O      O
        sent                                | -      O      O      O      O      O      O
    """),
    Page("evaluation:sheet", SHEET + "{colleague}/", A_COLLEAGUES_SHEET),
    Page("evaluation:sheet", SHEET + "{begun}/", """
        officer leader clerk above          | O      O      O      O      O      O      O
        waiting                             | -      OD     O      O      O      O      O
        sent                                | -      -      O      O      O      O      O
    """),
    Page("evaluation:sheet_pdf", SHEET + "{colleague}/ban-in.pdf", A_COLLEAGUES_SHEET),
    Page("evaluation:sheet_pdf", SHEET + "{begun}/ban-in.pdf", """
        officer leader clerk above          | O      O      O      O      O      O      O
        waiting                             | -      O      O      O      O      O      O
        sent                                | -      -      O      O      O      O      O
    """),
    Page("evaluation:substitute", SHEET + "{begun}/giao-cho-nguoi-khac/", """
        officer                             | OW     OW     O      O      O      O      O
    """),
    Page("evaluation:sheet_move", SHEET + "{colleague}/viec/khong-tinh-phieu-nay/", """
        officer                             | -      OR     OR     OR     OR     OR     OR
    """),
    Page("evaluation:sheet_move", SHEET + "{begun}/viec/toi-co-lien-quan/", """
        waiting                             | -      O      -      -      -      -      -
    """),
    Page("audit_log", "/nhat-ky/?loai=evaluation.sheet", """
        leader admin                        | ORW    ORW    OR     OR     OR     OR     OR
    """),
    Page("audit_log_file", "/nhat-ky/nhat-ky.xlsx?loai=evaluation.sheet", """
        leader admin                        | ORW    ORW    OR     OR     OR     OR     OR
    """),
    Page("audit_log", "/nhat-ky/?loai=evaluation.round"),
    Page("audit_log", "/nhat-ky/?loai=evaluation.nomination", """
        leader admin                        | O      O      O      O      O      O      O
    """),
    Page("audit_log", "/nhat-ky/?loai=evaluation.fieldteam", """
        leader admin                        | R      R      R      R      R      R      R
    """),
    Page("recognition:decision", DECISION),
    Page("recognition:add", DECISION + "them/", """
        officer                             | -      -      -      OA     OA     OA     OA
    """),
    Page("recognition:petition_pdf", DECISION + "to-trinh.pdf"),
    Page("reports:sheet", "/bao-cao/{year}-nam/bieu-03/", """
        officer leader clerk above          | -      -      -      OA     OA     -      OA
        below below_leader                  | -      -      -      -      OA     -      OA
    """),
    Page("reports:data_file_csv", "/bao-cao/bieu-do/du-lieu/bo-du-lieu.csv", """
        officer leader clerk above          | O      O      O      OA     OA     O      OA
        front below_front                   | O      O      O      O      O      O      O
        below below_leader                  | O      O      O      O      OA     O      OA
    """),
    Page("public_models", "/cong-khai/"),
)  # fmt: skip

REVIEWERS = {"waiting", "sent", "aside", "elsewhere"}
# Chấm ẩn tên: what a round takes out of the table above, from whom, in which phases.
COVERS = {
    "hides_owners": Cover("O", REVIEWERS, [one for one in PHASES if one not in ("posted", "published")]),
    "hides_reviewers": Cover("R", REVIEWERS | {"leader", "clerk", "above", "front"}, PHASES),
}
# Addresses of the room that tell of no round, or that are asked elsewhere.
NOT_HERE = {
    "evaluation:new_round": "no round yet",
    "evaluation:self_score": "the owner's own, in no round: test_selfscores.py",
    "evaluation:attachment": "the owner's own file: test_blind.py",
    **dict.fromkeys(
        ("evaluation:compare_criteria", "evaluation:criteria_list", "evaluation:criteria_move", "evaluation:criteria_set",
         "evaluation:criteria_template", "evaluation:criteria_xlsx", "evaluation:edit_criteria",
         "evaluation:import_criteria", "evaluation:take_over"),
        "criteria tell of no round",
    ),
}  # fmt: skip
