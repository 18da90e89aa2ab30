"""The address that a button sends to, opened by itself."""

import pytest

pytestmark = pytest.mark.django_db
BUTTON = "/dang-ky/hang-loat/tiep-nhan/"


def test_it_says_so_and_leads_on(as_position, cast):
    answer = as_position(cast.commune_officer).get(BUTTON)
    page = answer.content.decode()
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert "Trang này không mở riêng được" in page and ">Về bàn làm việc</a>" in page


def test_a_program_that_asks_otherwise_gets_its_short_answer(as_position, cast):
    answer = as_position(cast.commune_officer).put(BUTTON)
    assert (answer.status_code, answer.content) == (405, b"")
