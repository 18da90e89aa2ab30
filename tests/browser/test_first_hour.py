"""The first hour of an installation in a browser: nothing for axe to say."""

from danvan import first_hour
from tests.browser.axe import problems
from tests.browser.person import Person


def test_axe_finds_nothing_in_the_first_hour(transactional_db, new_context, screenshot, settings, tmp_path):
    settings.DANVAN_HOME = tmp_path
    token = first_hour.issue_token()
    visitor = Person(new_context().new_page(), screenshot, position=None)
    pages = (
        "/dang-nhap/",
        "/bat-dau/",
        f"/bat-dau/?ma={token}",
        f"/bat-dau/?ma={token}&goc=xa",
        f"/bat-dau/?ma={token}&goc=tinh",
    )

    assert [one for address in pages for one in problems(visitor, address)] == []
