import unicodedata
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common.vietnamese import SORT_KEY_LENGTH, clean, fold, nfc, sort_key

law = settings(deadline=None)
VIETNAMESE_LETTERS = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệfghiìỉĩíịjklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvwxyỳỷỹýỵz"
vietnamese_words = st.lists(
    st.text(VIETNAMESE_LETTERS + VIETNAMESE_LETTERS.upper(), min_size=1, max_size=6), min_size=1, max_size=5
).map(" ".join)


def test_decomposed_text_is_stored_composed():
    assert clean(unicodedata.normalize("NFD", "Đường làng sạch – đẹp")) == nfc("Đường làng sạch – đẹp")


def test_what_cannot_be_seen_is_left_out():
    assert clean("Dân\x00 \u202evận\u202c \u200bkh\u00adéo\ufeff\x07\ud800") == "Dân vận khéo"


def test_a_mark_cut_off_by_an_invisible_sign_joins_its_letter():
    assert clean("e\u200d\u0301m") == "ém"


def test_a_line_folds_tabs_line_breaks_and_hard_spaces():
    assert clean("  Tổ\tdân\r\nphố\xa0 2 ") == "Tổ dân phố 2"


def test_a_block_keeps_its_lines_and_the_spaces_in_them():
    assert clean(" một\r\n\r\nhai  ba\rbốn\u2028năm\n", multiline=True) == "một\n\nhai  ba\nbốn\nnăm"


def test_marks_and_symbols_of_real_answers_stay_letter_for_letter():
    answer = "hơn 60 m² đất; 75 - 80 triệu đồng/ha/vụ “Xanh – sạch – đẹp” <b>&amp;</b> 5‰ №1"

    assert clean(answer) == answer


@law
@given(st.text(), st.booleans())
def test_cleaning_twice_changes_nothing(text, multiline):
    once = clean(text, multiline=multiline)

    assert clean(once, multiline=multiline) == once


def test_search_text_has_no_marks_and_no_capitals():
    assert fold("  Đường  GIAO THÔNG “Dân vận khéo” – xã Phúc Khê") == 'duong giao thong "dan van kheo" - xa phuc khe'


@law
@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@law
@given(vietnamese_words)
def test_search_text_of_vietnamese_is_plain_ascii_in_any_form_and_case(words):
    assert fold(words).isascii()
    assert fold(unicodedata.normalize("NFD", words)) == fold(words) == fold(words.upper())


def test_letters_sort_by_the_vietnamese_alphabet():
    alphabet = list("aăâbcdđeêghiklmnoôơpqrstuưvxy")

    assert sorted(reversed(alphabet), key=sort_key) == alphabet


@pytest.mark.parametrize(
    "in_order",
    [
        ["ma", "mà", "mả", "mã", "má", "mạ"],
        ["Thôn 2", "Thôn 2a", "thôn 10", "Thôn Đông"],
        ["An", "Ân", "Bình", "Dũng", "Đặng", "Em"],
        ["Tổ 1", "Tổ dân phố 1"],
        ["hoà bình", "Hoà bình", "hòa bình"],
        ["Lê Văn An", "Lê Vân An"],
        ["xã Bình", "xã Bình An", "Xã Bình An", "xã Bình Ân"],
        ["", "-", "1", "a", "Ж"],
    ],
)
def test_names_sort_as_in_a_vietnamese_list(in_order):
    for shuffled in list(permutations(in_order))[:24]:
        assert sorted(shuffled, key=sort_key) == in_order


@law
@given(st.text())
def test_a_sort_key_is_ascii_bounded_and_the_same_for_every_form(text):
    key = sort_key(text)

    assert key.isascii() and key.isprintable()
    assert len(key) <= SORT_KEY_LENGTH
    assert sort_key(unicodedata.normalize("NFD", clean(text))) == key


@law
@given(vietnamese_words, vietnamese_words)
def test_different_names_have_different_sort_keys(one, other):
    assert (sort_key(one) == sort_key(other)) == (one == other)


@law
@given(st.integers(0, 10**20), st.integers(0, 10**20))
def test_numbers_in_names_sort_by_value(one, other):
    assert (sort_key(f"thôn {one}") < sort_key(f"thôn {other}")) == (one < other)
