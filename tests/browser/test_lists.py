"""Many records at one press, also without JavaScript."""

import pytest

from registrations.enums import State
from tests import builders
from tests.browser.person import Person
from tests.registrations.stories import fresh


@pytest.mark.parametrize("scripts", [True, False])
def test_an_officer_receives_and_returns_a_whole_page(new_context, screenshot, tree, cast, plan, settings, scripts):
    settings.ZEAL_ALLOWLIST = [{"model": "*"}]
    records = [builders.submitted(cast.registrant, plan, levels=[tree.commune_level]) for _ in range(2)]
    context = new_context(java_script_enabled=scripts)
    person = Person(context.new_page(), screenshot, cast.commune_officer).signs_in()
    person.opens("/dang-ky/?xem=cho")
    person.follows("Chọn cả trang")
    person.clicks("Tiếp nhận")
    person.reads("Đã làm 2 hồ sơ.")
    person.follows("Về danh sách chờ xử lý")
    person.follows("Chọn cả trang")
    person.clicks("Trả lại để bổ sung")
    person.clicks("Trả lại để bổ sung")
    person.reads("Mục này chưa ghi.")
    person.writes("Lý do", "Thiếu minh chứng.")
    person.clicks("Trả lại để bổ sung")
    person.reads("Đã làm 2 hồ sơ.")
    person.takes("nhieu-ho-so")

    assert [(fresh(one).state, one.events.last().note) for one in records] == [
        (State.RETURNED, "Thiếu minh chứng.")
    ] * 2
