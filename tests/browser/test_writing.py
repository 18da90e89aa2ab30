"""Writing on a bad line: what could not be sent waits in the browser, the page says which, and it is sent later."""

import pytest

from registrations.models import Draft, Registration
from tests.browser.person import Person

NEW = "/dang-ky/moi/tap-the/"
TITLE, TIME = "Đường hoa phụ nữ tự quản", "từ 15/3 đến 20/10"
WAITING = "#da-luu"


@pytest.fixture
def owner(new_context, screenshot, plan, cast):
    return Person(new_context().new_page(), screenshot, cast.registrant).signs_in()


def types(page, selector, text):
    """As a person does: into the field, and on to the next."""
    page.fill(selector, text)
    page.locator(selector).blur()


def without_the_line(page, complaints):
    page.context.set_offline(True)
    # A request that cannot leave is a complaint of the browser, and here it is meant.
    page.on("console", lambda line: "ERR_INTERNET_DISCONNECTED" in line.text and complaints.clear())


def test_typing_on_through_a_lost_connection_is_sent_when_it_is_back(owner, complaints):
    page = owner.page
    page.goto(NEW)
    types(page, "#id_title", TITLE)
    page.get_by_text("Đã lưu lúc").wait_for()
    without_the_line(page, complaints)
    types(page, "#id_time_text", TIME)
    page.locator(WAITING).get_by_text("Chưa gửi được: Thời gian thực hiện và hoàn thành").wait_for()
    owner.takes("mat-mang")
    page.context.set_offline(False)
    page.get_by_text("Đã lưu lúc").wait_for()

    assert Draft.objects.get().data["time_text"] == TIME
    assert page.locator("[data-unsent]").count() == 0
    complaints.clear()


def test_a_page_closed_without_a_connection_finds_its_text_again(owner, complaints):
    page = owner.page
    page.goto(NEW)
    without_the_line(page, complaints)
    types(page, "#id_title", TITLE)
    page.get_by_label("Kinh tế", exact=True).first.check()
    page.locator(WAITING).get_by_text("Chưa gửi được").wait_for()
    page.goto("about:blank")
    page.context.set_offline(False)
    page.goto(NEW)
    page.get_by_text("Đã lấy lại phần chưa gửi được lần trước").wait_for()
    page.get_by_text("Đã lưu lúc").wait_for()
    owner.takes("lay-lai")

    assert (page.input_value("#id_title"), Draft.objects.get().data["title"]) == (TITLE, TITLE)
    assert page.get_by_label("Kinh tế", exact=True).first.is_checked()
    complaints.clear()


def test_what_the_server_has_is_not_kept_in_the_browser(owner):
    page = owner.page
    page.goto(NEW)
    page.fill("#id_title", TITLE)
    page.fill("#id_time_text", TIME)
    page.get_by_label("Kinh tế", exact=True).first.check()
    page.get_by_role("button", name="Xem bản in và nộp").click()
    page.get_by_role("button", name="Nộp đăng ký").wait_for()
    assert page.evaluate("() => Object.keys(localStorage).filter((name) => name.startsWith('danvan-nhap'))") == []
    page.goto(NEW)
    assert page.input_value("#id_title") == ""


def test_text_that_changed_on_the_server_meanwhile_is_not_overwritten(owner, complaints):
    page = owner.page
    page.goto(NEW)
    types(page, "#id_title", TITLE)
    page.get_by_text("Đã lưu lúc").wait_for()
    without_the_line(page, complaints)
    types(page, "#id_title", "Đường hoa của tôi")
    page.locator(WAITING).get_by_text("Chưa gửi được").wait_for()
    address = page.url
    page.goto("about:blank")
    draft = Draft.objects.get()
    Draft.objects.update(data=draft.data | {"title": "Đường hoa của người khác"}, revision=draft.revision + 1)
    page.context.set_offline(False)
    page.goto(address)
    page.get_by_text("bản trên máy chủ đã khác").wait_for()
    assert page.input_value("#id_title") == "Đường hoa của người khác"
    page.get_by_role("button", name="Dùng phần của tôi").click()
    page.get_by_text("Đã lưu lúc").first.wait_for()
    page.wait_for_function("() => !Object.keys(localStorage).some((name) => name.startsWith('danvan-nhap'))")

    assert Draft.objects.get().data["title"] == "Đường hoa của tôi"
    complaints.clear()


def test_a_button_pressed_while_the_paper_is_being_saved_waits_so_that_no_older_text_comes_last(owner):
    page = owner.page
    page.goto(NEW)

    def slowly(route):
        if route.request.headers.get("hx-request"):
            page.wait_for_timeout(1_500)
        route.continue_()

    page.route("**/moi/tap-the/**", slowly)
    types(page, "#id_title", TITLE)
    with page.expect_request(lambda request: request.headers.get("hx-request") == "true"):
        pass
    page.fill("#id_time_text", TIME)
    page.get_by_label("Kinh tế", exact=True).first.check()
    page.get_by_role("button", name="Xem bản in và nộp").click()
    owner.moves("Nộp đăng ký")
    # Another saving may still be held up; the page is not closed under it.
    page.unroute_all(behavior="wait")

    assert Registration.objects.get().time_text == TIME


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_going_back_to_the_new_form_leads_to_what_was_begun_there(new_context, screenshot, plan, cast, scripts):
    owner = Person(new_context(java_script_enabled=scripts).new_page(), screenshot, cast.registrant).signs_in()
    page = owner.page
    page.goto(NEW)
    page.fill("#id_title", TITLE)
    page.fill("#id_time_text", TIME)
    page.get_by_label("Kinh tế", exact=True).first.check()
    page.get_by_role("button", name="Xem bản in và nộp").click()
    page.get_by_role("button", name="Nộp đăng ký").wait_for()
    made = Registration.objects.get()
    page.go_back()
    page.wait_for_url(f"**/{made.code}/sua/")
    assert page.input_value("#id_title") == TITLE
    page.fill("#id_title", f"{TITLE} thôn Đông")
    page.get_by_role("button", name="Lưu nháp").click()
    page.get_by_text("Đã lưu lúc").first.wait_for()

    assert Registration.objects.get().title == f"{TITLE} thôn Đông"


def test_the_address_becomes_the_records_own_with_the_first_saving(owner):
    page = owner.page
    page.goto(NEW)
    types(page, "#id_title", TITLE)
    page.get_by_text("Đã lưu lúc").wait_for()
    page.wait_for_url(f"**/{Registration.objects.get().code}/sua/")
    page.goto("/dang-ky/")
    page.go_back()

    assert page.input_value("#id_title") == TITLE
