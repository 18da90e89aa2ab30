"""A reviewer scores ten dossiers by keyboard alone; what is typed is saved by itself, also over a lost connection."""

import pytest
from django.urls import reverse

from evaluation import services
from evaluation.enums import SheetState
from evaluation.models import Score, Sheet
from tests.browser.person import Person
from tests.evaluation import builders as build

DOSSIERS = 10
POINTS = ("12,5", "13", "17", "16,5", "25")


@pytest.fixture
def c(transactional_db):
    return build.council(dossiers=DOSSIERS)


@pytest.fixture
def reviewer(c, new_context, screenshot):
    c.sheets = build.scoring(c)
    return Person(new_context().new_page(), screenshot, c.reviewer).signs_in()


def types_all(page):
    """Points, one after the other, by Enter; then the comment."""
    for points in POINTS:
        page.keyboard.type(points)
        page.keyboard.press("Enter")


def test_ten_dossiers_are_scored_by_keyboard_alone(c, reviewer):
    page = reviewer.page
    page.goto(reverse("evaluation:sheet", args=[c.sheets[0].pk]))
    for number, sheet in enumerate(c.sheets, 1):
        page.wait_for_url("**" + reverse("evaluation:sheet", args=[sheet.pk]))
        page.wait_for_function("() => document.activeElement.matches('input[data-max]')")
        types_all(page)
        assert page.locator("[data-total]").inner_text() == "84"
        assert page.locator("[data-missing]").inner_text() == "đã chấm đủ"
        page.keyboard.type(f"Nhận xét {number}")
        if number == 1:
            reviewer.takes("cham-bang-ban-phim")
        page.keyboard.press("Control+Enter")
    page.wait_for_url("**" + reverse("evaluation:sheet", args=[c.sheets[0].pk]))
    assert Score.objects.count() == DOSSIERS * len(POINTS)
    assert set(Sheet.objects.values_list("state", flat=True)) == {SheetState.ASSIGNED}

    # All are in; now each is sent with the last button of the page.
    for _ in c.sheets:
        page.wait_for_load_state()
        page.get_by_role("button", name="Gửi phiếu và chấm hồ sơ tiếp").focus()
        page.keyboard.press("Enter")
        page.locator(".note-success").first.wait_for()
    reviewer.reads("Đã gửi phiếu cuối cùng của đợt này")
    assert set(Sheet.objects.values_list("state", flat=True)) == {SheetState.LOCKED}
    assert sorted(Sheet.objects.values_list("comment", flat=True)) == sorted(f"Nhận xét {n}" for n in range(1, 11))


def opened_from_the_round(reviewer, c):
    reviewer.opens(f"/danh-gia/dot/{c.round.pk}/")
    reviewer.follows(c.sheets[0].nomination.title)
    reviewer.page.get_by_role("button", name="Gửi phiếu và chấm hồ sơ tiếp").wait_for()
    return reviewer.page


def test_a_sheet_opened_from_the_round_waits_at_the_first_empty_place(c, reviewer):
    page = opened_from_the_round(reviewer, c)
    page.wait_for_function("() => document.activeElement === document.querySelectorAll('input[data-max]')[0]")
    page.keyboard.type("12,5")
    page.keyboard.press("Enter")
    page.get_by_text("Đã lưu lúc").wait_for()
    page = opened_from_the_round(reviewer, c)
    page.wait_for_function("() => document.activeElement === document.querySelectorAll('input[data-max]')[1]")
    reviewer.takes("mo-phieu")


def test_on_a_phone_a_sheet_opens_at_its_head(c, new_context, screenshot):
    c.sheets = build.scoring(c)
    phone = new_context(has_touch=True, is_mobile=True).new_page()
    phone.set_viewport_size({"width": 390, "height": 844})
    page = opened_from_the_round(Person(phone, screenshot, c.reviewer).signs_in(), c)
    page.wait_for_load_state()
    assert page.evaluate("() => [scrollY, document.activeElement.tagName]") == [0, "BODY"]


def test_the_arrows_lead_up_and_down(c, reviewer):
    page = reviewer.page
    page.goto(reverse("evaluation:sheet", args=[c.sheets[0].pk]))
    fields = page.locator("input[data-max]")
    fields.first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    assert fields.nth(1).evaluate("field => field === document.activeElement")


def test_points_that_cannot_be_are_marked_where_they_stand_until_typed_over(c, reviewer):
    page = reviewer.page
    page.goto(reverse("evaluation:sheet", args=[c.sheets[0].pk]))
    first = page.locator("input[data-max]").first
    first.fill("999")
    page.keyboard.press("Enter")
    page.locator("input[data-max][aria-invalid=true]").wait_for()
    page.locator("#da-luu").get_by_text("Chưa lưu được").wait_for()
    first.fill("1")
    page.locator("input[data-max][aria-invalid=true]").wait_for(state="detached")


def test_the_word_on_the_whole_stands_clear_of_the_bar(c, reviewer):
    page = reviewer.page
    page.goto(reverse("evaluation:sheet", args=[c.sheets[0].pk]))
    page.locator("input[data-max]").last.focus()
    # It lies inside the window, under the bar: where a browser by itself would not move.
    page.evaluate(
        "() => scrollBy(0, document.querySelector('[data-sheet] textarea').getBoundingClientRect().bottom - innerHeight + 9)"
    )
    page.keyboard.press("Enter")
    page.wait_for_function(
        "() => document.activeElement.tagName === 'TEXTAREA' && document.activeElement.getBoundingClientRect().bottom"
        " <= document.querySelector('.total-bar').getBoundingClientRect().top"
    )


def test_scores_typed_without_a_connection_wait_and_arrive(c, reviewer, complaints):
    page = reviewer.page
    page.goto(reverse("evaluation:sheet", args=[c.sheets[0].pk]))
    page.locator("input[data-max]").first.fill("12,5")
    page.keyboard.press("Enter")
    page.get_by_text("Đã lưu lúc").wait_for()
    page.context.set_offline(True)
    page.on("console", lambda line: "ERR_INTERNET_DISCONNECTED" in line.text and complaints.clear())
    page.keyboard.type("13")
    page.keyboard.press("Enter")
    page.locator("#da-luu").get_by_text("Chưa gửi được: Có chủ thể thực hiện cụ thể").wait_for()
    reviewer.takes("cham-mat-mang")
    page.context.set_offline(False)
    page.get_by_text("Đã lưu lúc").wait_for()
    assert [str(one.points) for one in Score.objects.all()] == ["12.50", "13.00"]
    complaints.clear()


def test_the_owners_score_is_agreed_with_by_one_button(c, new_context, screenshot):
    registration, criteria = c.registrations[0], c.sets[0].criteria.order_by("number")
    given = {one.pk: services.Given(one.max_points - 1, "Có biên bản.") for one in criteria}
    owner = Person(new_context().new_page(), screenshot, c.cast.registrant).signs_in()
    services.save_self_score(by=c.cast.registrant, registration=registration, given=given)
    owner.opens(f"/dang-ky/{registration.code}/")
    owner.follows("Tự chấm theo bộ tiêu chí")
    owner.takes("tu-cham")
    owner.clicks("Gửi bản tự chấm")
    owner.reads("Đã gửi bản tự chấm")
    c.sheets = build.scoring(c)
    reviewer = Person(new_context().new_page(), screenshot, c.reviewer).signs_in()
    reviewer.opens(reverse("evaluation:sheet", args=[c.sheets[0].pk]))
    reviewer.reads("Đơn vị tự chấm")
    reviewer.takes("diem-tu-cham-ben-canh")
    reviewer.clicks("Thống nhất với điểm tự chấm")
    reviewer.reads("Đã lấy điểm tự chấm cho 5 tiêu chí.")
    assert [one.points for one in Score.objects.all()] == [one.max_points - 1 for one in criteria]
