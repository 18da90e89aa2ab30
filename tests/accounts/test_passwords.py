"""Which passwords are refused, and with which words."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from accounts.models import User
from accounts.services import open_account

PERSON = User(username="tran.thi.man", full_name="Trần Thị Mận")


def refused(password):
    try:
        validate_password(password, PERSON)
    except ValidationError as problem:
        return problem.messages
    return []


@pytest.mark.parametrize(
    "password",
    [
        "mot cau ngan de nho", "Bốn con trâu gặm cỏ", "x" * 3 + "k7#pQ2mz9", "lúa-chín-vàng-đồng", "漢字のパスワードは長い",
        "a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y " * 2, "đi chợ mua 3 cân gạo nếp", "ZtQv!8m@2pLx",
    ],
)  # fmt: skip
def test_a_password_of_one_s_own_is_taken_whatever_letters_it_has(password):
    assert refused(password) == []


@pytest.mark.parametrize(
    "password",
    [
        "danvankheo2026", "DanVanKheo@123", "matkhau123456", "Mật khẩu 2025", "M@tkh@u123!", "tranthiman1990",
        "tran.thi.man", "Trần Thị Mận", "abcd1234abcd", "qwertyuiop", "aaaaaaaaaaaa", "anhyeuem12345", "P@ssw0rd2026",
        "vietnam@1234", "danvan-demo", "ubnd.danvan", "!!!@@@###$$$", "mantranthi",
    ],
)  # fmt: skip
def test_what_would_be_tried_first_is_refused(password):
    assert refused(password)[0].startswith("Mật khẩu này dễ đoán")


@pytest.mark.parametrize("password", ["0987123654", "24101987123"])
def test_a_telephone_number_or_a_birthday_is_refused(password):
    assert refused(password)[0] == "Mật khẩu chỉ gồm số thì dễ đoán. Hãy ghi thêm vài chữ."


def test_ten_characters_are_enough_and_nine_are_not():
    assert refused("trâu cỏ lz") == []
    assert refused("trâu cỏ l") == ["Mật khẩu ngắn quá: cần ít nhất 10 ký tự."]


def test_the_list_of_common_passwords_is_asked_too():
    assert "Mật khẩu này quá phổ biến." in refused("butterfly1") or len(refused("butterfly1")) == 1


@pytest.mark.django_db
def test_the_password_of_a_slip_is_drawn_by_chance_and_not_judged():
    """Of many thousand slips one looks like a word; its account is opened all the same."""
    assert refused("tran-thim-anth") != []
    user = open_account(
        by=None, username="tran.thi.man", full_name="Trần Thị Mận", password="tran-thim-anth", one_time=True
    )
    assert (user.check_password("tran-thim-anth"), user.must_change_password) == (True, True)
