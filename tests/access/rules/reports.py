"""The reports and their files."""

from tests.access.people import DESKS, FRONTS, OFFICERS, OVER_VILLAGE
from tests.access.table import button, form, page

YEAR = "/bao-cao/{year}-nam"
DRAWN = "/bao-cao/bieu-do"
OWNER = {"district_officer"}

RULES = (
    page("reports:choose", "/bao-cao/", roles=DESKS, look=302),
    page("reports:sheet", YEAR + "/bieu-01/", roles=DESKS),
    page("reports:sheet", YEAR + "/bieu-02/", roles=DESKS),
    page("reports:sheet", YEAR + "/bieu-03/", roles=DESKS),
    page("reports:sheet", YEAR + "/bieu-04/", roles=DESKS),
    page("reports:sheet", YEAR + "/bieu-04-nguon-luc/", roles=DESKS),
    page("reports:campaign_rows", YEAR + "/so-lieu-mat-tran/all/", roles=DESKS),
    page("reports:campaign_rows", YEAR + "/so-lieu-mat-tran/fund_in/", roles=DESKS),
    page("reports:sheet", YEAR + "/bieu-02/?don-vi={commune}", roles=DESKS, inside=OVER_VILLAGE),
    form("reports:excel", YEAR + "/bao-cao.xlsx", roles=DESKS),
    form("reports:excel", YEAR + "/bieu-01.xlsx?don-vi={commune}", roles=DESKS, inside=OVER_VILLAGE),
    form("reports:pdf", YEAR + "/bao-cao.pdf", roles=DESKS),
    form("reports:pdf", YEAR + "/bieu-01.pdf?don-vi={commune}", roles=DESKS, inside=OVER_VILLAGE),
    page("reports:exports", "/bao-cao/tep/", roles=DESKS),
    page("reports:export", "/bao-cao/tep/{export}/", roles=DESKS, inside=OWNER),
    page("reports:download", "/bao-cao/tep/{export}/tai-ve/", roles=DESKS, inside=OWNER),
    button("reports:restart", "/bao-cao/tep/{failed_export}/chay-lai/", roles=DESKS, inside=OWNER),
    page("reports:dashboards", DRAWN + "/", roles=DESKS, look=302),
    page("reports:dashboard", DRAWN + "/xu-huong/", roles=DESKS),
    page("reports:dashboard", DRAWN + "/co-cau/?tu-nam=2024&den-nam={year}&cay=khi-xac-nhan", roles=DESKS),
    page("reports:dashboard", DRAWN + "/pheu/?khoi=dia-ban", roles=DESKS),
    page("reports:dashboard", DRAWN + "/don-vi/?don-vi={commune}", roles=DESKS, inside=OVER_VILLAGE),
    page("reports:dashboard", DRAWN + "/luoc-do/", roles=DESKS),
    form(
        "reports:lay_out",
        DRAWN + "/luoc-do/{commune}/xep-o/",
        roles=OFFICERS | FRONTS,
        inside=OVER_VILLAGE,
        may={"commune_officer", "commune_front"},
        typed={"hang-{village}": "1", "cot-{village}": "2"},
    ),
    page("reports:dashboard_pdf", DRAWN + "/pheu.pdf?don-vi={commune}", roles=DESKS, inside=OVER_VILLAGE),
    page("reports:dashboard_excel", DRAWN + "/tat-ca.xlsx?don-vi={commune}", roles=DESKS, inside=OVER_VILLAGE),
    page("reports:data", DRAWN + "/du-lieu/", roles=DESKS),
    page("reports:data_dictionary", DRAWN + "/du-lieu/chu-thich.csv", roles=DESKS),
    form("reports:data_file_csv", DRAWN + "/du-lieu/bo-du-lieu.csv", roles=DESKS),
    form(
        "reports:data_file_xlsx", DRAWN + "/du-lieu/bo-du-lieu.xlsx?don-vi={commune}", roles=DESKS, inside=OVER_VILLAGE
    ),
)
