"""Signing in, the own account, the people below."""

from tests.access.people import EVERYBODY, MANAGERS, NOBODIES, OFFICERS, OVER_VILLAGE
from tests.access.table import Rule, button, form, page

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
# Whoever holds a position at all.
HOLDERS = EVERYBODY - NOBODIES
OWNER = {"district_officer"}
# Who takes over is a person below; on the page that names what goes along, the last button has been pressed.
HANDOVER = {
    "to": "{other_registrant_name}", "full_name": "", "username": "", "title": "", "starts_on": "{tomorrow}",
    "xac-nhan": "1",
}  # fmt: skip
DEPUTY = {"to": "{commune_clerk_name}", "starts_on": "{today}", "last_day": "{soon}", "reason": "Đi học."}
CORRECTED = {"full_name": "Tên Đã Sửa", "username": "ten.da.sua", "email": ""}
SEAT = "/tai-khoan/can-bo/vi-tri/"
LISTS = "/tai-khoan/can-bo/danh-sach/"

# The second factor: everybody's own. Nobody here has one; what is not there cannot be removed.
FACTORS = (
    Rule("mfa_authenticate", "/dang-nhap/buoc-hai/", look=302, press=302, writes=False),
    Rule("mfa_login_webauthn", "/dang-nhap/khoa/", look=302, press=302, writes=False),
    Rule("mfa_reauthenticate", "/tai-khoan/xac-nhan-lai/ma/", look=302, press=302, writes=False),
    Rule("mfa_reauthenticate_webauthn", "/tai-khoan/xac-nhan-lai/khoa/", look=302, press=302, writes=False),
    page("mfa_index", "/tai-khoan/buoc-hai/"),
    # The first one is set up without being asked for the password again.
    page("mfa_activate_totp", "/tai-khoan/buoc-hai/ung-dung/", press=200, writes=False),
    Rule("mfa_deactivate_totp", "/tai-khoan/buoc-hai/ung-dung/go/", look=404, press=404),
    Rule("mfa_view_recovery_codes", "/tai-khoan/buoc-hai/ma-du-phong/", look=404, press=405),
    page("mfa_generate_recovery_codes", "/tai-khoan/buoc-hai/ma-du-phong/moi/", press=200, writes=False),
    page("mfa_add_webauthn", "/tai-khoan/buoc-hai/khoa/", press=200, writes=False),
    # Somebody else's key.
    Rule("mfa_remove_webauthn", "/tai-khoan/buoc-hai/khoa/{foreign_key}/go/", look=404, press=404),
)  # fmt: skip
# Handing over, standing in, areas, the account itself.
KEEPING = (
    form("accounts:hand_over", SEAT + "{registrant_position}/ban-giao/", roles=MANAGERS, inside=OVER_PEOPLE,
         typed=HANDOVER),
    form("accounts:hand_over", SEAT + "{commune_leader_position}/ban-giao/", roles=MANAGERS, inside=OVER_PEERS,
         typed=HANDOVER),
    # Sits in the district, in charge of communes of two: only who holds both disposes of it.
    form("accounts:hand_over", SEAT + "{cluster_officer_position}/ban-giao/", roles=MANAGERS,
         inside={"province_officer", "admin"}, typed=HANDOVER),
    # A deputy hands nothing over.
    form("accounts:hand_over", SEAT + "{deputy_position}/ban-giao/", roles=MANAGERS, inside=OVER_PEOPLE, may=set()),
    button("accounts:take_back", SEAT + "{coming_position}/thu-hoi/", roles=MANAGERS, inside=OVER_PEOPLE),
    # Nothing was handed over here.
    button("accounts:take_back", SEAT + "{registrant_position}/thu-hoi/", roles=MANAGERS, inside=set()),
    form("accounts:change_areas", SEAT + "{registrant_position}/dia-ban/", roles=MANAGERS, inside=OVER_PEOPLE,
         typed={"areas": "thôn Đoài, xã Minh Lạc"}),
    form("accounts:change_areas", SEAT + "{cluster_officer_position}/dia-ban/", roles=MANAGERS,
         inside={"province_officer", "admin"}, typed={"areas": "xã Minh Lạc"}),
    form("accounts:name_deputy", "/tai-khoan/vi-tri/{commune_officer_position}/nguoi-thay/", roles=HOLDERS,
         inside=OVER_PEERS | {"commune_officer"}, typed=DEPUTY),
    # What a registrant does is not lent, not even by the registrant.
    form("accounts:name_deputy", "/tai-khoan/vi-tri/{registrant_position}/nguoi-thay/", roles=HOLDERS,
         inside=OVER_PEOPLE | {"registrant"}, may=set(), typed=DEPUTY),
    button("accounts:end_deputy", "/tai-khoan/vi-tri/{deputy_position}/thoi-thay/", roles=HOLDERS,
           inside=OVER_PEOPLE | {"commune_front", "commune_clerk"}),
    form("accounts:correct_account", "/tai-khoan/can-bo/{registrant_user}/sua/", roles=MANAGERS, inside=OVER_PEOPLE,
         typed=CORRECTED),
    form("accounts:correct_account", "/tai-khoan/can-bo/{commune_leader_user}/sua/", roles=MANAGERS, inside=OVER_PEOPLE,
         may=OVER_PEERS, typed=CORRECTED),
    form("accounts:close_account", "/tai-khoan/can-bo/{registrant_user}/dong/", roles=MANAGERS, inside=OVER_PEOPLE,
         typed={"reason": "Nghỉ hưu."}),
    form("accounts:close_account", "/tai-khoan/can-bo/{commune_leader_user}/dong/", roles=MANAGERS, inside=OVER_PEOPLE,
         may=OVER_PEERS, typed={"reason": "Nghỉ hưu."}),
    button("accounts:reopen_account", "/tai-khoan/can-bo/{closed_user}/mo-lai/", roles=MANAGERS, inside=OVER_PEOPLE),
    form("accounts:remove_second_factor", "/tai-khoan/can-bo/{leaving_user}/go-xac-thuc/", roles=MANAGERS,
         inside=OVER_PEOPLE),
    form("accounts:remove_second_factor", "/tai-khoan/can-bo/{commune_leader_user}/go-xac-thuc/", roles=MANAGERS,
         inside=OVER_PEOPLE, may=OVER_PEERS, writes=False),
)  # fmt: skip
# A list belongs to the position that brought it in.
FROM_EXCEL = (
    page("accounts:lists", LISTS, roles=MANAGERS, press=200, typed={"file": ""}, writes=False),
    page("accounts:list_template", LISTS + "tep-mau.xlsx", roles=MANAGERS),
    form("accounts:list", LISTS + "{waiting_list}/", roles=MANAGERS, inside=OWNER, typed={"mo": "1"}),
    page("accounts:list", LISTS + "{opened_list}/", roles=MANAGERS, inside=OWNER, press=302, writes=False),
    button("accounts:undo_list", LISTS + "{opened_list}/huy/", roles=MANAGERS, inside=OWNER),
    button("accounts:start_slips", LISTS + "{opened_list}/mat-khau/", roles=MANAGERS, inside=OWNER),
    # The passwords are still being made: nothing to print yet.
    page("accounts:slips", LISTS + "phieu/{run}/", roles=MANAGERS, inside=OWNER, press=302, writes=False),
)

RULES = (
    *FACTORS,
    *KEEPING,
    *FROM_EXCEL,
    # An own password was chosen long ago.
    page("accounts:own_password", "/tai-khoan/mat-khau-rieng/", look=302, press=302, writes=False),
    page("accounts:sessions", "/tai-khoan/phien/", press=302, typed={"others": "1"}, writes=False),
    # The library's own pages, to somebody who is signed in already.
    Rule("account_login", "/dang-nhap/", look=302, press=302, writes=False),
    Rule("account_logout", "/dang-xuat/", press=302, writes=False),
    Rule("account_change_password", "/tai-khoan/mat-khau/", press=200, writes=False),
    Rule("account_reauthenticate", "/tai-khoan/xac-nhan-lai/", press=200, writes=False),
    page("account_inactive", "/tai-khoan/tam-khoa/"),
    page("accounts:me", "/tai-khoan/"),
    page("accounts:forgotten", "/tai-khoan/quen-mat-khau/", press=200, writes=False),
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
