"""Old fonts: every letter of the two charts comes back, nothing is proposed where nothing is strange."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.legacy_text import Encoding, convert, is_old, of_font, propose

SMALL = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ"
# The charts, written down apart from the tables of the product.
IN_TCVN3 = "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\xadõö÷øùúûüýþ"
IN_VNI = [
    "aø",
    "aû",
    "aõ",
    "aù",
    "aï",
    "aê",
    "aè",
    "aú",
    "aü",
    "aé",
    "aë",
    "aâ",
    "aà",
    "aå",
    "aã",
    "aá",
    "aä",
    "ñ",
    "eø",
    "eû",
    "eõ",
    "eù",
    "eï",
    "eâ",
    "eà",
    "eå",
    "eã",
    "eá",
    "eä",
    "ì",
    "æ",
    "ó",
    "í",
    "ò",
    "oø",
    "oû",
    "oõ",
    "où",
    "oï",
    "oâ",
    "oà",
    "oå",
    "oã",
    "oá",
    "oä",
    "ô",
    "ôø",
    "ôû",
    "ôõ",
    "ôù",
    "ôï",
    "uø",
    "uû",
    "uõ",
    "uù",
    "uï",
    "ö",
    "öø",
    "öû",
    "öõ",
    "öù",
    "öï",
    "yø",
    "yû",
    "yõ",
    "yù",
    "î",
]


def test_every_letter_of_the_charts():
    assert convert(IN_TCVN3, Encoding.TCVN3) == SMALL
    assert [convert(pair, Encoding.VNI) for pair in IN_VNI] == list(SMALL)
    assert [convert(pair.upper(), Encoding.VNI) for pair in IN_VNI] == list(SMALL.upper())
    assert convert("¡¢£¤¥¦§", Encoding.TCVN3) == "ĂÂÊÔƠƯĐ"


@pytest.mark.parametrize(
    ("texts", "encoding"),
    [
        (["§¨ng ký x©y dùng m« h×nh", "D©n vËn khÐo"], Encoding.TCVN3),
        (["Ñaêng kyù xaây döïng moâ hình", "Daân vaän kheùo"], Encoding.VNI),
        (["Đăng ký xây dựng mô hình", "Dân vận khéo"], Encoding.UNICODE),
        (["Teân moâ hình", "Đường hoa"], Encoding.VNI), (["Ñôn vò", "thôn Đông"], Encoding.VNI),
        (["Dang ky xay dung mo hinh"], Encoding.UNICODE), (["café"], Encoding.UNICODE), ([], Encoding.UNICODE),
        (["Müller, Straße, Größe, naïve, Ångström"], Encoding.UNICODE),
    ],
)  # fmt: skip
def test_what_the_letters_look_like(texts, encoding):
    assert propose(texts) == encoding


def test_what_was_typed_anew_among_old_cells_is_left_alone():
    assert convert("thôn Đông, xã Minh Lạc", Encoding.TCVN3) == "thôn Đông, xã Minh Lạc"


@pytest.mark.parametrize(
    ("text", "old"),
    [
        ("m« h×nh", True), ("th«n BÕn", True), ("NguyÔn V¨n B¾c", True), ("Tên mô hình", None), ("Đường", False),
        ("Lò Hùng", None), ("STT", None), ("Trường Tiểu học", False), ("café Müller", None), ("ống Ø, 5 m²", False),
        ("«Dân vận khéo»", False), ("thÇm lÆng", True), ("Hà Nội e\u0302\u0323", False),
    ],
)  # fmt: skip
def test_whether_a_cell_says_itself_that_it_is_old(text, old):
    assert is_old(text, Encoding.TCVN3) is old


@pytest.mark.parametrize("text", ["Ñôn vò", "ÑÔN VÒ", "Maõ ñôn vò", "Teân moâ hình", "Ñòa chæ", "Soá vaøo soå"])
def test_headings_typed_for_vni_say_so(text):
    assert is_old(text, Encoding.VNI)


def test_fonts_tell_by_their_names():
    assert [of_font(name) for name in (".VnTime", ".vnarialH", "VNI-Times", "Calibri", "")] == [
        Encoding.TCVN3, Encoding.TCVN3, Encoding.VNI, Encoding.UNICODE, Encoding.UNICODE,
    ]  # fmt: skip


@given(st.text(), st.sampled_from(Encoding.values))
def test_any_text_is_converted_without_harm(text, encoding):
    assert isinstance(convert(text, encoding), str)
    assert convert(text, Encoding.UNICODE) == text
