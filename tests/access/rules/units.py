"""The organisation tree."""

from tests.access.people import ADMINS, EVERYBODY, NOBODIES, OFFICERS, SEES_COMMUNE, VILLAGE
from tests.access.table import form, page

UNIT = {
    "name": "Hội Nông dân xã Minh Lạc", "short_name": "", "code": "", "line": "mass", "address": "", "collects": "",
    "paper_family": "front", "place_name": "", "head_superior": "", "head_name": "", "number_suffix": "",
    "signing_lines": "", "archive_line": "", "level": "",
}  # fmt: skip
LEVEL = {"name": "Cấp cụm", "area_word": "cụm", "rank": "7", "valid_from": "", "valid_to": ""}
WRITES = SEES_COMMUNE & (OFFICERS | ADMINS)
# An officer corrects what lies below the own areas.
CORRECTS_COMMUNE = WRITES - {"commune_officer", "cluster_officer"}
SEES_VILLAGE = SEES_COMMUNE | VILLAGE

RULES = (
    page("units:tree", "/don-vi/"),
    page("units:excel", "/don-vi/so-do.xlsx", roles=EVERYBODY - NOBODIES),
    page("units:excel", "/don-vi/so-do.xlsx?ngay=01/01/2021", roles=EVERYBODY - NOBODIES),
    # Without JavaScript on to the unit's own page.
    page("units:below", "/don-vi/{commune}/ben-duoi/", inside=SEES_COMMUNE, look=302),
    form("units:levels", "/don-vi/cap/", roles=ADMINS, may={"admin"}, typed=LEVEL),
    form("units:level", "/don-vi/cap/{level}/", roles=ADMINS, may={"admin"}, typed=LEVEL),
    page("units:unit", "/don-vi/{commune}/", inside=SEES_COMMUNE),
    page("units:unit", "/don-vi/{village}/", inside=SEES_VILLAGE),
    form("units:add_area", "/don-vi/{commune}/them-dia-ban/", inside=SEES_COMMUNE, may=WRITES, typed=UNIT),
    form("units:add_body", "/don-vi/{commune}/them-co-quan/", inside=SEES_COMMUNE, may=WRITES, typed=UNIT),
    form("units:correct", "/don-vi/{commune}/sua/", inside=SEES_COMMUNE, may=CORRECTS_COMMUNE, typed=UNIT),
    form("units:correct", "/don-vi/{village}/sua/", inside=SEES_VILLAGE, may=WRITES, typed=UNIT),
)
