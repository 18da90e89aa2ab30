"""Home page, guide, log, first hour, health check."""

from tests.access.people import ADMINS, LEADERS
from tests.access.table import Rule, page

RULES = (
    page("home", "/"),
    page("help", "/tro-giup/"),
    page("help_moves", "/tro-giup/cac-buoc/"),
    page("help_topic", "/tro-giup/lanh-dao/"),
    page("audit_log", "/nhat-ky/", roles=ADMINS | LEADERS),
    page("health", "/suc-khoe/"),
    # The portal is set up: the first hour is over for everybody.
    Rule("first_hour", "/bat-dau/", look=404, press=404),
)
