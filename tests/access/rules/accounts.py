"""Signing in, the own account, the people below."""

from tests.access.people import MANAGERS, OFFICERS, OVER_VILLAGE
from tests.access.table import Rule, form, page

# Who manages the positions of the village: the officers over it, and the administrators of its area.
OVER_PEOPLE = OVER_VILLAGE & OFFICERS | {"admin", "commune_admin"}
# Nobody manages officers and leaders of the own level; the district manages those of the commune.
OVER_PEERS = OVER_PEOPLE - {"commune_officer"}
ACCOUNT = {
    "full_name": "Trần Thị Mận", "username": "tran.thi.man", "role": "registrant",
    "unit": "thôn Đông, xã Minh Lạc", "title": "", "areas": "", "starts_on": "", "ends_on": "",
}  # fmt: skip
CLERK = {**ACCOUNT, "role": "clerk", "unit": "UBND xã Minh Lạc"}
# The unit is not among those offered elsewhere: the form comes back with a sentence beside the field.
NOT_OFFERED = {200: MANAGERS - OVER_PEOPLE}

RULES = (
    # The library's own pages, to somebody who is signed in already.
    Rule("account_login", "/dang-nhap/", look=302, press=302, writes=False),
    Rule("account_logout", "/dang-xuat/", press=302, writes=False),
    Rule("account_change_password", "/tai-khoan/mat-khau/", press=200, writes=False),
    Rule("account_reauthenticate", "/tai-khoan/xac-nhan-lai/", press=200, writes=False),
    page("account_inactive", "/tai-khoan/tam-khoa/"),
    page("accounts:me", "/tai-khoan/"),
    page("accounts:forgotten", "/tai-khoan/quen-mat-khau/"),
    # Nothing was typed before this session: on to the home page.
    page("accounts:resume", "/tai-khoan/gui-tiep/", look=302),
    # Somebody else's position is not taken, whoever asks.
    form("accounts:positions", "/tai-khoan/vi-tri/", typed={"to": "{province_officer_position}"}, writes=False),
    page("accounts:people", "/tai-khoan/can-bo/", roles=MANAGERS),
    form(
        "accounts:open_account", "/tai-khoan/can-bo/moi/", roles=MANAGERS, typed=ACCOUNT, other_press=NOT_OFFERED,
    ),
    page("accounts:slip", "/tai-khoan/can-bo/phieu/", roles=MANAGERS),
    page("accounts:person", "/tai-khoan/can-bo/{registrant_user}/", roles=MANAGERS, inside=OVER_PEOPLE),
    page("accounts:person", "/tai-khoan/can-bo/{commune_leader_user}/", roles=MANAGERS, inside=OVER_PEOPLE),
    form(
        "accounts:reset_password", "/tai-khoan/can-bo/{commune_leader_user}/mat-khau/", roles=MANAGERS,
        inside=OVER_PEOPLE, may=OVER_PEERS,
    ),
    page("accounts:person", "/tai-khoan/can-bo/{admin_user}/", roles=MANAGERS, inside={"admin"}),
    form(
        "accounts:add_position", "/tai-khoan/can-bo/{registrant_user}/vi-tri-moi/", roles=MANAGERS, inside=OVER_PEOPLE,
        typed=CLERK,
    ),
    form(
        "accounts:reset_password", "/tai-khoan/can-bo/{registrant_user}/mat-khau/", roles=MANAGERS, inside=OVER_PEOPLE,
    ),
    form(
        "accounts:close_position", "/tai-khoan/can-bo/vi-tri/{registrant_position}/ket-thuc/", roles=MANAGERS,
        inside=OVER_PEOPLE, typed={"ends_on": "{today}"},
    ),
    form(
        "accounts:close_position", "/tai-khoan/can-bo/vi-tri/{commune_leader_position}/ket-thuc/", roles=MANAGERS,
        inside=OVER_PEERS, typed={"ends_on": "{today}"},
    ),
)  # fmt: skip
