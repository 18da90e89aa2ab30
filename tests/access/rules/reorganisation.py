"""The rearranging of units."""

from reorganisation.workflow import MOVES
from tests.access.people import ADMINS, DISTRICT, LEADERS, OFFICERS, OVER_VILLAGE, PROVINCE
from tests.access.table import Rule, button, form, page

PREPARE = OFFICERS | ADMINS
READ = PREPARE | LEADERS
# The operation of the district officer moves a village to the neighbouring commune: it is a matter of the district.
OF_DISTRICT = (DISTRICT | PROVINCE | {"admin"}) & READ
# The one of the commune officer splits a village.
OF_COMMUNE = (OVER_VILLAGE | {"admin", "commune_admin"}) & READ
OF_FAR = {"far_officer", "far_leader", "far_admin", "far_cluster_officer", "cluster_officer", "other_district_officer",
          "province_officer", "province_leader", "admin"}  # fmt: skip
HERE, SPLIT, FAR = "/sap-xep/{operation}/", "/sap-xep/{split_operation}/", "/sap-xep/{far_operation}/"
HEAD = {
    "title": "Sắp xếp mới", "decision_number": "16/NQ-HĐND", "decided_on": "{new_year}", "decided_by": "HĐND tỉnh",
    "effective_on": "{soon}", "note": "",
}  # fmt: skip
NEW_UNIT = {"name": "thôn Sẽ Lập", "code": "", "line": "", "level": "", "parent": "xã Minh Lạc"}
LINES = {"units": "thôn Đoài, xã Minh Lạc", "aim": "xã Phúc Khê"}
REASON = {"note": "Lý do."}

OPERATIONS = (
    page("reorganisation:list", "/sap-xep/", roles=READ),
    form("reorganisation:start", "/sap-xep/moi/", roles=PREPARE, typed=HEAD),
    page("reorganisation:operation", HERE, roles=READ, inside=OF_DISTRICT),
    page("reorganisation:operation", SPLIT, roles=READ, inside=OF_COMMUNE),
    page("reorganisation:operation", FAR, roles=READ, inside=OF_FAR),
    form("reorganisation:correct", HERE + "sua/", roles=PREPARE, inside=OF_DISTRICT, typed=HEAD),
    form("reorganisation:add_new_unit", HERE + "don-vi-moi/", roles=PREPARE, inside=OF_DISTRICT, typed=NEW_UNIT),
    form("reorganisation:add_lines", HERE + "dong/chuyen/", roles=PREPARE, inside=OF_DISTRICT, typed=LINES),
    button("reorganisation:remove_line", HERE + "dong/{operation_line}/bo/", roles=PREPARE, inside=OF_DISTRICT),
    # A line of another operation is not a line of this one.
    button("reorganisation:remove_line", HERE + "dong/{split_line}/bo/", roles=PREPARE, inside=set()),
    button("reorganisation:remove_new_unit", SPLIT + "don-vi-moi/{half}/bo/", roles=PREPARE, inside=OF_COMMUNE),
    page("reorganisation:rehearsal", HERE + "dien-tap/", roles=READ, inside=OF_DISTRICT),
    page("reorganisation:rehearsal", SPLIT + "dien-tap/", roles=READ, inside=OF_COMMUNE),
    page("reorganisation:rehearsal_xlsx", HERE + "dien-tap.xlsx", roles=READ, inside=OF_DISTRICT),
    page("reorganisation:rehearsal_xlsx", SPLIT + "dien-tap.xlsx", roles=READ, inside=OF_COMMUNE),
    # Carried out: there is nothing left to rehearse.
    page("reorganisation:rehearsal", "/sap-xep/{done_operation}/dien-tap/", roles=READ, inside=set()),
    form(
        "reorganisation:assigning", SPLIT + "chia-ho-so/", roles=PREPARE, inside=OF_COMMUNE,
        typed={"everything": "-{half}"},
    ),
)  # fmt: skip
# Rows brought in from Excel, and written or taken back.
TABLES = HERE + "nhap-bang/"
FROM_EXCEL = (
    page(
        "reorganisation:tables", TABLES, roles=PREPARE, inside=OF_DISTRICT, press=200, typed={"file": ""}, writes=False
    ),
    page("reorganisation:table_template", TABLES + "mau.xlsx", roles=PREPARE, inside=OF_DISTRICT),
    page("reorganisation:table", TABLES + "{read_table}/", roles=PREPARE, inside=OF_DISTRICT),
    page("reorganisation:table", TABLES + "{written_table}/", roles=PREPARE, inside=OF_DISTRICT),
    # A table of another operation is not one of this.
    page("reorganisation:table", SPLIT + "nhap-bang/{read_table}/", roles=PREPARE, inside=set()),
    button("reorganisation:add_table", TABLES + "{read_table}/ghi/", roles=PREPARE, inside=OF_DISTRICT),
    button("reorganisation:add_table", SPLIT + "nhap-bang/{read_table}/ghi/", roles=PREPARE, inside=set()),
    button("reorganisation:take_back_table", TABLES + "{written_table}/bo/", roles=PREPARE, inside=OF_DISTRICT),
)

# A move by name: the operation it starts from, to whom that exists, who may make it, what its form asks.
DECIDE = OF_DISTRICT - {"district_officer"}
MADE_BY = {
    "propose": ("operation", OF_DISTRICT, OF_DISTRICT & PREPARE, {}),
    "approve": ("proposed_operation", OF_DISTRICT, DECIDE, {}),
    "send_back": ("proposed_operation", OF_DISTRICT, DECIDE, REASON),
    "carry_out": ("approved_operation", OF_DISTRICT, OF_DISTRICT & PREPARE, {}),
    "undo": ("done_operation", OF_COMMUNE, OF_COMMUNE & (ADMINS | LEADERS), REASON),
    "drop": ("operation", OF_DISTRICT, OF_DISTRICT & PREPARE, REASON),
}


def move_rule(move) -> Rule:
    operation, inside, may, typed = MADE_BY[move.name]
    return form(
        "reorganisation:move", f"/sap-xep/{{{operation}}}/buoc/{move.slug}/", roles=READ, inside=inside, may=may,
        typed=typed,
    )  # fmt: skip


RULES = (*OPERATIONS, *FROM_EXCEL, *(move_rule(move) for move in MOVES if move.name in MADE_BY))
