"""From sign-in to the printed collective form: at most 4 pages and 25 clicks, also without JavaScript, also by keyboard."""

import pytest

from tests import builders
from tests.browser.person import Person

TITLE = "Đường hoa phụ nữ tự quản"


@pytest.fixture
def counted(page):
    """The clicks and the pages of a window."""
    seen = {"clicks": 0, "pages": []}
    page.expose_function("counted", lambda: seen.update(clicks=seen["clicks"] + 1))
    page.add_init_script("addEventListener('click', () => window.counted(), true)")
    page.on("framenavigated", lambda frame: seen["pages"].append(frame.url.split("?")[0]))
    return seen


def clicks_into(page, selector, text):
    page.click(selector)
    page.fill(selector, text)


def test_a_clerk_prints_the_collective_form_in_four_pages_and_twenty_five_clicks(page, counted, plan, cast):
    page.goto("/dang-nhap/")
    clicks_into(page, "#id_login", cast.registrant.user.username)
    clicks_into(page, "#id_password", builders.PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.get_by_role("link", name="Đăng ký mô hình tập thể").click()
    clicks_into(page, "#id_title", TITLE)
    page.get_by_label("Kinh tế", exact=True).first.check()
    clicks_into(page, "#id_benefit_amount", "38.500.000")
    clicks_into(page, "#id_time_text", "từ 15/3 đến 20/10")
    page.get_by_role("button", name="Xem bản in và nộp").click()
    page.get_by_role("button", name="Nộp đăng ký").wait_for()
    paper = page.get_by_role("link", name="In bản đăng ký").get_attribute("href")

    assert page.request.get(paper).headers["content-type"] == "application/pdf"
    # The address of the form changes in place once the first draft is saved; it stays the same page.
    pages = [address for address in dict.fromkeys(counted["pages"]) if not address.endswith("/sua/")]
    assert (len(pages) <= 4, counted["clicks"] + 1 <= 25) == (True, True)


def test_everything_to_the_handed_in_form_works_without_javascript(new_context, screenshot, plan, cast):
    person = Person(new_context(java_script_enabled=False).new_page(), screenshot, cast.registrant).signs_in()
    person.follows("Đăng ký mô hình tập thể")
    person.page.fill("#id_benefit_amount", "1.5 tỷ")
    person.page.fill("#id_title", TITLE)
    person.clicks("Xem bản in và nộp")
    person.reads("chưa rõ: viết 1,5 tỷ hoặc 1.500.000.000.")
    assert (person.page.input_value("#id_benefit_amount"), person.page.input_value("#id_title")) == ("1.5 tỷ", TITLE)
    person.page.fill("#id_benefit_amount", "1,5 tỷ")
    person.page.fill("#id_time_text", "cả năm")
    person.chooses("Kinh tế")
    person.clicks("Xem bản in và nộp")
    person.moves("Nộp đăng ký")
    person.reads("Chờ tiếp nhận")


def test_the_form_is_written_and_handed_in_by_keyboard_alone(page, plan, cast):
    page.goto("/dang-nhap/")
    page.locator("#id_login").focus()
    page.keyboard.type(cast.registrant.user.username)
    page.keyboard.press("Tab")
    page.keyboard.type(builders.PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Bàn làm việc").wait_for()
    reach(page, "a", "Đăng ký mô hình tập thể")
    page.keyboard.press("Enter")
    page.wait_for_url("**/moi/tap-the/?*")
    page.get_by_label("Địa chỉ mô hình").wait_for()
    reach(page, "#id_title")
    page.keyboard.type(TITLE)
    reach(page, "[name=sector]")
    page.keyboard.press("Space")
    reach(page, "#id_time_text")
    page.keyboard.type("cả năm")
    reach(page, "button", "Xem bản in và nộp")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Nộp đăng ký").wait_for()
    reach(page, "button", "Nộp đăng ký")
    page.keyboard.press("Enter")
    page.locator(".note-success").wait_for()

    assert page.get_by_text("Chờ tiếp nhận").count() == 1


def reach(page, selector, text=""):
    """Tab on until the wanted place has the focus, and see that the focus shows."""
    for _step in range(80):
        page.keyboard.press("Tab")
        found = page.evaluate(
            "([selector, text]) => document.activeElement.matches(selector) && document.activeElement.innerText.includes(text)",
            [selector, text],
        )
        if found:
            return
    pytest.fail(f"Không đến được {selector} {text} bằng bàn phím.")
