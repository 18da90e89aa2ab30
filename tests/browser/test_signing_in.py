"""Signing in as people do: slip, app, recovery code, passkey, with and without JavaScript; axe on what they meet."""

import pytest

from accounts import services
from tests import builders
from tests.access.watching import found_on
from tests.accounts.second_factor import code_of, equip
from tests.browser.axe import problems

NEW = "con trau di truoc"


class Visitor:
    """Somebody at the door."""

    def __init__(self, page):
        self.page = page

    def opens(self, address):
        self.page.goto(address)

    def presses(self, name, role="button"):
        self.page.locator("main").get_by_role(role, name=name, exact=True).click()
        self.page.wait_for_load_state()

    def signs_in(self, user, password=builders.PASSWORD):
        self.opens("/dang-nhap/")
        self.page.fill("#id_login", user.username)
        self.page.fill("#id_password", password)
        self.presses("Đăng nhập")

    def signs_out(self):
        self.opens("/dang-xuat/")
        self.presses("Đăng xuất")

    @property
    def heading(self):
        return self.page.locator("h1").inner_text()


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def visitor(new_context, cast, request):
    return Visitor(new_context(java_script_enabled=request.param).new_page())


def test_from_the_slip_to_the_own_password_to_the_desk(visitor, cast):
    user = cast.registrant.user
    visitor.signs_in(user, services.reset_password(by=cast.commune_officer, user=user))
    assert visitor.heading == "Chọn mật khẩu của riêng mình"
    visitor.page.fill("#id_password1", NEW)
    visitor.page.fill("#id_password2", NEW)
    visitor.presses("Dùng mật khẩu này")
    assert visitor.heading == "Bàn làm việc"


def test_an_app_is_set_up_and_asked_for_at_the_next_sign_in(visitor, cast):
    user = cast.registrant.user
    visitor.signs_in(user)
    visitor.opens("/tai-khoan/")
    visitor.presses("Cài đặt", "link")
    visitor.presses("Cài ứng dụng xác thực", "link")
    secret = visitor.page.locator(".secret").inner_text().replace(" ", "")
    visitor.page.fill("#id_code", code_of(secret))
    visitor.presses("Bật ứng dụng xác thực")
    codes = visitor.page.locator(".codes .secret").all_inner_texts()
    visitor.presses("Đã cất mã, về bàn làm việc", "link")
    visitor.signs_out()

    visitor.signs_in(user)
    assert visitor.heading == "Bước xác thực thứ hai"
    visitor.page.fill("#id_code", codes[0])
    visitor.presses("Tiếp tục")
    assert (visitor.heading, len(codes)) == ("Bàn làm việc", 10)


@pytest.fixture
def with_key(new_context, live_server, cast):
    """A window whose browser has a key of its own, at the name of this host."""
    context = new_context(base_url=live_server.url.replace("127.0.0.1", "localhost"))
    visitor = Visitor(context.new_page())
    session = context.new_cdp_session(visitor.page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return visitor


def test_a_passkey_is_added_opens_without_a_password_and_as_the_second_step(with_key, cast):
    user = cast.registrant.user
    with_key.signs_in(user)
    with_key.opens("/tai-khoan/buoc-hai/khoa/")
    with_key.page.fill("#id_name", "Máy ở nhà")
    with_key.presses("Thêm khóa đăng nhập")
    with_key.page.get_by_role("heading", name="Mã dự phòng").wait_for()
    with_key.signs_out()

    with_key.opens("/dang-nhap/")
    with_key.presses("Đăng nhập bằng khóa")
    with_key.page.get_by_role("heading", name="Bàn làm việc").wait_for()
    with_key.signs_out()

    with_key.signs_in(user)
    with_key.presses("Dùng khóa đăng nhập")
    with_key.page.get_by_role("heading", name="Bàn làm việc").wait_for()

    with_key.opens("/tai-khoan/buoc-hai/")
    with_key.presses("Gỡ Máy ở nhà", "link")
    assert found_on(with_key.page) == []
    with_key.presses("Gỡ khóa đăng nhập")
    with_key.signs_out()
    with_key.signs_in(user)
    assert with_key.heading == "Bàn làm việc"


def test_a_key_of_somebody_else_does_not_open(with_key, cast):
    with_key.opens("/dang-nhap/")
    with_key.presses("Đăng nhập bằng khóa")
    with_key.page.get_by_text("Chưa dùng được khóa").wait_for()


def test_without_a_name_or_without_javascript_the_page_says_so(new_context, cast, live_server):
    for window in (new_context(), new_context(java_script_enabled=False)):
        visitor = Visitor(window.new_page())
        visitor.signs_in(cast.registrant.user)
        visitor.opens("/tai-khoan/buoc-hai/khoa/")
        assert "chưa dùng được khóa đăng nhập" in visitor.page.locator("[data-passkey-problem]").inner_text()
        assert not visitor.page.get_by_role("button", name="Thêm khóa đăng nhập").is_visible()


def test_a_password_can_be_looked_at(new_context, cast):
    visitor = Visitor(new_context().new_page())
    visitor.opens("/dang-nhap/")
    visitor.page.fill("#id_password", "con trâu")
    visitor.presses("Hiện mật khẩu")
    assert visitor.page.locator("#id_password").get_attribute("type") == "text"
    visitor.presses("Ẩn mật khẩu")
    assert visitor.page.locator("#id_password").get_attribute("type") == "password"


def test_axe_finds_nothing_at_the_door(new_context, cast):
    user = cast.registrant.user
    visitor = Visitor(new_context().new_page())
    found = [line for page in ("/dang-nhap/", "/tai-khoan/quen-mat-khau/") for line in problems(visitor, page)]
    visitor.signs_in(user, services.reset_password(by=cast.commune_officer, user=user))
    found += problems(visitor, "/tai-khoan/mat-khau-rieng/")
    assert found == []


def test_axe_finds_nothing_behind_the_second_step(new_context, cast):
    secret, _ = equip(cast.registrant.user)
    visitor = Visitor(new_context().new_page())
    visitor.signs_in(cast.registrant.user)
    found = problems(visitor, "/dang-nhap/buoc-hai/")
    visitor.page.fill("#id_code", code_of(secret))
    visitor.presses("Tiếp tục")
    pages = ("", "ung-dung/go/", "ma-du-phong/moi/", "ma-du-phong/")
    found += [line for page in pages for line in problems(visitor, f"/tai-khoan/buoc-hai/{page}")]
    found += problems(visitor, "/tai-khoan/xac-nhan-lai/ma/")
    assert found == []
