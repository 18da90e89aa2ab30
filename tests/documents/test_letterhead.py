import datetime

import pytest

from documents.letterhead import GAP, Letterhead, authority, balanced, duty_for, place_and_date, signed_as
from tests.documents.samples import front_committee, party_committee, people_committee


def test_each_family_numbers_its_papers_in_its_own_way():
    assert people_committee().number_line == "Số: 07/BC-UBND"
    assert party_committee().number_line == "Số 15-BC/ĐU"
    assert front_committee().number_line == "Số: 09/KH-MTTQ-BTT"


def test_a_paper_without_number_leaves_room_to_write_it():
    assert people_committee(number="").number_line == f"Số: {GAP}/BC-UBND"
    assert party_committee(number="").number_line == f"Số {GAP}-BC/ĐU"
    assert Letterhead("state", (), ("TRƯỜNG MẦM NON",), "Thượng Mộc").number_line == ""


def test_only_the_party_does_without_the_motto_unless_the_unit_says_so():
    assert [head.has_motto for head in (people_committee(), party_committee(), front_committee())] == [
        True,
        False,
        True,
    ]
    assert front_committee(motto=False).has_motto is False


def test_the_last_recipient_follows_the_family_unless_given():
    assert [head.last_recipient for head in (people_committee(), party_committee(), front_committee())] == [
        "- Lưu: VT, VP.",
        "- Lưu Văn phòng Huyện ủy.",
        "- Lưu VP.",
    ]
    assert party_committee(archive_line="- Lưu Văn phòng Đảng ủy.").last_recipient == "- Lưu Văn phòng Đảng ủy."


@pytest.mark.parametrize(
    ("place", "day", "line"),
    [
        ("Minh Lạc", datetime.date(2026, 2, 5), "Minh Lạc, ngày 05 tháng 02 năm 2026"),
        ("Minh Lạc", None, "Minh Lạc, ngày ..... tháng ..... năm 2026"),
        ("", None, "....., ngày ..... tháng ..... năm 2026"),
    ],
)
def test_the_date_stays_blank_unless_given(place, day, line):
    assert place_and_date(place, day, year=2026) == line


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("XÃ MINH LẠC", ["XÃ MINH LẠC"]),
        ("ỦY BAN NHÂN DÂN HUYỆN LAM KHÊ", ["ỦY BAN NHÂN DÂN", "HUYỆN LAM KHÊ"]),
        ("TRƯỜNG PHỔ THÔNG DÂN TỘC BÁN TRÚ THCS KHE LAU", ["TRƯỜNG PHỔ THÔNG DÂN TỘC", "BÁN TRÚ THCS KHE LAU"]),
        ("X" * 40, ["X" * 40]),
        ("", []),
    ],
)
def test_a_name_too_long_for_its_column_is_cut_into_even_lines(line, parts):
    assert balanced(line, 24) == parts


STATE, PARTY = ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), ("T/M BAN THƯỜNG VỤ", "BÍ THƯ")
FRONT = ("TM. BAN THƯỜNG TRỰC", "CHỦ TỊCH")


@pytest.mark.parametrize(
    ("lines", "title", "signed"),
    [
        (STATE, "", STATE),
        (STATE, "Chủ tịch", STATE),
        (STATE, "Phó Chủ tịch", ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        (STATE, "Chánh Văn phòng", ("TM. ỦY BAN NHÂN DÂN", "CHÁNH VĂN PHÒNG")),
        (PARTY, "Phó Bí thư", ("T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ")),
        (
            PARTY,
            "Phó Bí thư Thường trực Huyện ủy, Tổ trưởng Tổ thẩm định",
            ("T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ THƯỜNG TRỰC"),
        ),
        (STATE, "Chủ tịch UBND xã", STATE),
        (STATE, "Phó Bí thư Đảng ủy, Chủ tịch UBND xã", STATE),
        (STATE, "Phó Chủ tịch UBND xã", ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        (FRONT, "Phó Chủ tịch Ủy ban MTTQ Việt Nam huyện", ("TM. BAN THƯỜNG TRỰC", "PHÓ CHỦ TỊCH")),
        (("K/T TRƯỞNG BAN", "PHÓ TRƯỞNG BAN"), "Trưởng Ban Dân vận Huyện ủy", ("TRƯỞNG BAN",)),
        (("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "Phó Chủ tịch", ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        (("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "Chủ tịch", ("CHỦ TỊCH",)),
        (("TRƯỞNG BAN",), "Phó Trưởng ban", ("KT. TRƯỞNG BAN", "PHÓ TRƯỞNG BAN")),
        ((), "Chủ tịch", ("CHỦ TỊCH",)),
        (
            ("TM. BAN THƯỜNG VỤ", "CHỦ TỊCH"),
            "Phó Chủ tịch Hội Liên hiệp Phụ nữ xã",
            ("TM. BAN THƯỜNG VỤ", "PHÓ CHỦ TỊCH"),
        ),
        (FRONT, "Phó Chủ tịch Thường trực", ("TM. BAN THƯỜNG TRỰC", "PHÓ CHỦ TỊCH THƯỜNG TRỰC")),
    ],
)
def test_a_paper_is_signed_in_the_office_of_who_signs(lines, title, signed):
    assert signed_as(lines, title) == signed


@pytest.mark.parametrize(
    "lines, title, signed",
    [
        (("TRƯỞNG BAN",), "Trưởng Ban Dân vận Huyện ủy", ("TRƯỞNG BAN",)),
        (("TRƯỞNG BAN",), "Phó Trưởng Ban Dân vận Huyện ủy", ("K/T TRƯỞNG BAN", "PHÓ TRƯỞNG BAN")),
        (("K/T TRƯỞNG BAN", "PHÓ TRƯỞNG BAN"), "Phó Trưởng ban Thường trực", ("K/T TRƯỞNG BAN", "PHÓ TRƯỞNG BAN")),
    ],
)
def test_a_ban_of_the_party_is_signed_by_its_head_or_for_the_head_never_in_the_name_of_a_collective(
    lines, title, signed
):
    head = Letterhead("party", ("HUYỆN ỦY LAM KHÊ",), ("BAN DÂN VẬN",), "Lam Khê", signature_lines=lines)
    assert head.signed_by(title) == signed


@pytest.mark.parametrize(("family", "written"), [("state", "45/BC-UBND"), ("party", "45-BC/HU")])
def test_a_number_is_written_with_the_symbol_of_the_office(family, written):
    symbol = "BC/HU" if family == "party" else "BC-UBND"
    assert Letterhead(family, (), ("X",), "Y", symbol=symbol).with_symbol("45") == written


@pytest.mark.parametrize(
    "title, office, lines, signed",
    [
        ("Chủ tịch UBND xã", "Chủ tịch", ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
        ("Phó Chủ tịch UBND xã", "Phó Chủ tịch", ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
         ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        ("Phó Bí thư Thường trực Huyện ủy, Tổ trưởng", "Phó Bí thư Thường trực", ("T/M BAN THƯỜNG VỤ", "BÍ THƯ"),
         ("T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ THƯỜNG TRỰC")),
        ("Phó Chủ tịch Ủy ban MTTQ Việt Nam huyện", "Phó Chủ tịch", ("TM. BAN THƯỜNG TRỰC", "CHỦ TỊCH"),
         ("TM. BAN THƯỜNG TRỰC", "PHÓ CHỦ TỊCH")),
        ("Trưởng Ban Dân vận Huyện ủy", "Trưởng Ban Dân vận", ("TRƯỞNG BAN",), ("TRƯỞNG BAN",)),
        ("Hiệu trưởng", "Hiệu trưởng", (), ("HIỆU TRƯỞNG",)),
        ("", "", ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
    ],
)  # fmt: skip
def test_of_a_long_title_the_office_alone_stands_under_a_paper(title, office, lines, signed):
    assert (duty_for(lines, title), signed_as(lines, office)) == (office, signed)


@pytest.mark.parametrize(
    ("family", "name", "lines", "decides"),
    [
        ("state", "ỦY BAN NHÂN DÂN XÃ MINH LẠC", STATE, "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ MINH LẠC"),
        ("party", "HUYỆN ỦY LAM KHÊ", PARTY, "BAN THƯỜNG VỤ HUYỆN ỦY LAM KHÊ"),
        ("party", "BAN DÂN VẬN", ("TRƯỞNG BAN",), "BAN DÂN VẬN"),
        ("front", "ỦY BAN MTTQ VIỆT NAM XÃ KHE LAU", FRONT, "ỦY BAN MTTQ VIỆT NAM XÃ KHE LAU"),
    ],
)
def test_a_paper_says_who_decides(family, name, lines, decides):
    assert authority(Letterhead(family, (), (name,), "Minh Lạc", signature_lines=lines)) == decides
