from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common.numbers import (
    LARGEST_AMOUNT,
    amount,
    amount_in_words,
    parse_amount,
    parse_quantity,
    parse_score,
    quantity,
    score,
    two_digits,
)

law = settings(deadline=None)
AMOUNT_ADVICE = "số tiền ghi bằng đồng, ví dụ 70.000.000 hoặc 70 triệu"
QUANTITY_ADVICE = "ghi một số, tối đa ba chữ số thập phân, ví dụ 1.250 hoặc 14,5"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("70.000.000", 70_000_000),
        ("70000000", 70_000_000),
        ("70 triệu", 70_000_000),
        ("70 trieu dong", 70_000_000),
        ("70tr", 70_000_000),
        ("1,5 tỷ", 1_500_000_000),
        ("1,5 tỉ", 1_500_000_000),
        ("1 tỷ 200 triệu", 1_200_000_000),
        ("1 tỷ 200 triệu 500 nghìn đồng", 1_200_500_000),
        ("500 nghìn", 500_000),
        ("500 ngàn đồng.", 500_000),
        ("12 Triệu Đồng", 12_000_000),
        ("1.200 triệu", 1_200_000_000),
        ("2 nghìn tỷ", 2_000_000_000_000),
        ("50.000đ", 50_000),
        (" 50.000\xa0VNĐ ", 50_000),
        ("0", 0),
        ("1.000.000 tỷ", LARGEST_AMOUNT),
    ],
)
def test_amounts_are_read_as_offices_write_them(typed, expected):
    assert parse_amount(typed) == expected


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("1.5 tỷ", "“1.5 tỷ” chưa rõ: viết 1,5 tỷ hoặc 1.500.000.000."),
        ("0.500 tỷ", "“0.500 tỷ” chưa rõ: viết 0,5 tỷ hoặc 500.000.000."),
        ("70,000,000", "“70,000,000” chưa rõ: viết 70.000.000."),
        ("70,000 triệu", "“70,000 triệu” chưa rõ: viết 70.000 triệu hoặc 70.000.000.000."),
        ("-5 triệu", "“-5 triệu” chưa đúng: không ghi số âm."),
        ("1.000.001 tỷ", "Số tiền quá lớn: tối đa một triệu tỷ đồng."),
        ("9999999999999999 nghìn tỷ", "Số tiền quá lớn: tối đa một triệu tỷ đồng."),
        ("9" * 30, "Số tiền quá lớn: tối đa một triệu tỷ đồng."),
        ("9" * 5000, f"“{'9' * 40}…” chưa rõ: {AMOUNT_ADVICE}."),
        *(
            (typed, f"“{typed}” chưa rõ: {AMOUNT_ADVICE}.")
            for typed in [
                "",
                "đồng",
                "12,5",
                "70.00",
                "1 tỷ 200",
                "200 triệu 1 tỷ",
                "1 tỷ 1 tỷ",
                "75 - 80 triệu",
                "hơn 70 triệu",
                "5²",
                "١٢",
                "7 trứng",
                "1,23456 nghìn",
                "0x10",
                "1e6",
                "nan",
            ]
        ),
    ],
)
def test_unclear_amounts_are_answered_with_how_to_write_them(typed, sentence):
    with pytest.raises(ValueError) as refusal:
        parse_amount(typed)

    assert str(refusal.value) == sentence


@law
@given(st.integers(0, LARGEST_AMOUNT))
def test_a_written_amount_reads_back(value):
    assert parse_amount(amount(value)) == value


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("1.022", "1022"), ("14,873", "14.873"), ("60", "60"), ("1.250,5", "1250.5"), ("0", "0"), ("0,5", "0.5")],
)
def test_quantities_take_dots_as_groups_and_the_comma_as_decimal_mark(typed, expected):
    assert parse_quantity(typed) == Decimal(expected)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("1.5", "“1.5” chưa rõ: viết 1,5."),
        ("0.500", "“0.500” chưa rõ: viết 0,5."),
        ("1,000", "“1,000” chưa rõ: viết 1.000."),
        ("-1", "“-1” chưa đúng: không ghi số âm."),
        ("1.000.000.000.001", "Số lượng quá lớn: tối đa 1.000.000.000.000."),
        (f"{'9' * 30}.5", "Số lượng quá lớn: tối đa 1.000.000.000.000."),
        *(
            (typed, f"“{typed}” chưa rõ: {QUANTITY_ADVICE}.")
            for typed in ["", "1,2345", "1.2345", "1.5.3", "20 hộ", "1,", "NaN"]
        ),
    ],
)
def test_unclear_quantities_are_answered_with_how_to_write_them(typed, sentence):
    with pytest.raises(ValueError) as refusal:
        parse_quantity(typed)

    assert str(refusal.value) == sentence


@law
@given(st.decimals(0, 10**12, places=3))
def test_a_written_quantity_reads_back(value):
    assert parse_quantity(quantity(value)) == value


@pytest.mark.parametrize(("typed", "expected"), [("17,5", "17.5"), ("17.5", "17.5"), ("0", "0"), ("8,75", "8.75")])
def test_scores_take_one_comma_or_dot(typed, expected):
    assert parse_score(typed) == Decimal(expected)


@pytest.mark.parametrize("typed", ["", "17,555", "1.000", "1.0,5", "17,", ",5", "mười", "1e1"])
def test_other_scores_are_answered_with_how_to_write_them(typed):
    with pytest.raises(ValueError) as refusal:
        parse_score(typed)

    assert str(refusal.value) == f"“{typed}” chưa rõ: điểm ghi tối đa hai chữ số thập phân, ví dụ 17,5."


@law
@given(st.decimals(0, 999999, places=2))
def test_a_score_reads_back(value):
    assert parse_score(str(value)) == value


def test_numbers_are_written_with_dot_groups_and_a_decimal_comma():
    assert amount(640_000_000) == "640.000.000"
    assert quantity(Decimal("1250.500")) == "1.250,5"
    assert quantity(100) == "100"
    assert quantity(Decimal("-0.0001")) == "0"
    assert quantity(0.1 + 0.2) == "0,3"
    assert score(Decimal("88.6666")) == "88,67"
    assert score(Decimal("0.125")) == "0,13"
    assert score(0) == "0"


def test_small_numbers_on_papers_have_a_leading_zero():
    assert [two_digits(number) for number in (0, 1, 9, 10, 1234)] == ["0", "01", "09", "10", "1.234"]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "không"),
        (5, "năm"),
        (10, "mười"),
        (11, "mười một"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (25, "hai mươi lăm"),
        (100, "một trăm"),
        (101, "một trăm linh một"),
        (104, "một trăm linh bốn"),
        (105, "một trăm linh năm"),
        (115, "một trăm mười lăm"),
        (1_005, "một nghìn không trăm linh năm"),
        (1_010, "một nghìn không trăm mười"),
        (70_000_000, "bảy mươi triệu"),
        (1_500_000_000, "một tỷ năm trăm triệu"),
        (1_021_000_000, "một tỷ không trăm hai mươi mốt triệu"),
        (1_000_000_005, "một tỷ không trăm linh năm"),
        (12_000_000_000_000, "mười hai nghìn tỷ"),
        (10**15, "một triệu tỷ"),
        (-500, "âm năm trăm"),
    ],
)
def test_amounts_in_words_follow_vietnamese_reading(value, words):
    assert amount_in_words(value) == f"{words} đồng"


@law
@given(st.integers(0, LARGEST_AMOUNT), st.integers(0, LARGEST_AMOUNT))
def test_different_amounts_have_different_words(one, other):
    assert (amount_in_words(one) == amount_in_words(other)) == (one == other)


def test_the_first_twenty_thousand_amounts_all_read_differently():
    assert len({amount_in_words(value) for value in range(20_000)}) == 20_000
