"""Home page, guide, log, first hour, health check."""

from tests.access.people import ADMINS, LEADERS
from tests.access.table import Rule, button, form, page

READ_LOG = ADMINS | LEADERS
DOSSIERS = "/he-thong/ho-so-nam/"
RULES = (
    page("home", "/"),
    page("help", "/tro-giup/"),
    page("help_moves", "/tro-giup/cac-buoc/"),
    page("help_topic", "/tro-giup/lanh-dao/"),
    page("audit_log", "/nhat-ky/", roles=READ_LOG),
    page("audit_log_file", "/nhat-ky/nhat-ky.xlsx", roles=READ_LOG),
    page("audit_line", "/nhat-ky/{line}/", roles=READ_LOG, inside=READ_LOG - {"far_admin", "far_leader"}),
    page(
        "audit_line", "/nhat-ky/{far_line}/", roles=READ_LOG,
        inside={"far_admin", "far_leader", "admin", "province_leader"},
    ),
    page("health", "/suc-khoe/"),
    page("ready", "/suc-khoe/san-sang/"),
    # Only a machine with the right word is answered, whoever is signed in.
    Rule("metrics", "/suc-khoe/so-do/", look=404),
    page("condition", "/he-thong/", roles=ADMINS, may={"admin"}),
    form("dossiers", DOSSIERS, roles=ADMINS, may={"admin"}, typed={"year": "{year}"}),
    page("dossier", DOSSIERS + "{dossier}/", roles=ADMINS, may={"admin"}),
    page("dossier_file", DOSSIERS + "{dossier}/tai-ve/", roles=ADMINS, may={"admin"}),
    button("restart_dossier", DOSSIERS + "{failed_dossier}/chay-lai/", roles=ADMINS, may={"admin"}),
    # The portal is set up: the first hour is over for everybody.
    Rule("first_hour", "/bat-dau/", look=404, press=404),
)  # fmt: skip
