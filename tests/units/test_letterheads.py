"""Đầu giấy: what a unit states, else what its name says."""

import pytest

from units.letterhead_defaults import suggested
from units.letterheads import letterhead_of
from units.models import Unit


def unit(**fields):
    return Unit(**{"name": "UBND xã Minh Lạc", "path": "/1/", "place_name": "Minh Lạc", **fields})


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("UBND xã Minh Lạc", ("ỦY BAN NHÂN DÂN", "XÃ MINH LẠC")),
        ("Ủy ban nhân dân huyện Lam Khê", ("ỦY BAN NHÂN DÂN", "HUYỆN LAM KHÊ")),
        ("Ủy ban MTTQ Việt Nam xã Khe Lau", ("ỦY BAN MTTQ VIỆT NAM", "XÃ KHE LAU", "BAN THƯỜNG TRỰC")),
        ("Đảng ủy xã Thượng Mộc", ("ĐẢNG ỦY XÃ THƯỢNG MỘC",)),
    ],
)
def test_a_head_that_is_not_stated_follows_the_name(name, lines):
    assert letterhead_of(unit(name=name)).name == lines


def test_a_stated_head_is_taken_line_by_line():
    head = letterhead_of(unit(head_superior="HUYỆN ỦY LAM KHÊ\n", head_name="BAN DÂN VẬN", paper_family="party"))
    assert (head.family, head.superior, head.name) == ("party", ("HUYỆN ỦY LAM KHÊ",), ("BAN DÂN VẬN",))


@pytest.mark.parametrize(
    ("family", "suffix", "line"),
    [
        ("state", "UBND", "Số: 05/BC-UBND"),
        ("party", "HU", "Số 05-BC/HU"),
        ("front", "MTTQ-BTT", "Số: 05/BC-MTTQ-BTT"),
    ],
)
def test_the_number_is_written_as_the_family_writes_it(family, suffix, line):
    head = letterhead_of(unit(paper_family=family, number_suffix=suffix), kind="BC", number="05")
    assert head.number_line == line


def test_a_paper_without_a_kind_has_no_number_line():
    assert letterhead_of(unit(number_suffix="UBND")).number_line == ""


@pytest.mark.django_db
def test_the_place_is_that_of_the_nearest_unit_that_has_one():
    province = Unit.objects.create(name="tỉnh Lạc Giang", nature="area", path="/1/", place_name="Lạc Giang")
    village = Unit(name="thôn Đông", path=f"/{province.pk}/999/")
    assert letterhead_of(village).place == "Lạc Giang"


def test_the_archive_line_begins_with_one_dash():
    assert letterhead_of(unit(archive_line="- Lưu: VT, VP.")).last_recipient == "- Lưu: VT, VP."


def test_the_place_of_a_mass_organisation_has_a_line_of_its_own():
    area = Unit(name="xã Minh Lạc", path="/1/")
    written = [suggested(name=name, family="front", area=area)["head_name"]
               for name in ("Hội Liên hiệp Phụ nữ xã Minh Lạc", "Chi hội Cựu chiến binh")]  # fmt: skip
    assert written == ["HỘI LIÊN HIỆP PHỤ NỮ\nXÃ MINH LẠC", "CHI HỘI CỰU CHIẾN BINH"]
