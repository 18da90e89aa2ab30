"""Nội dung cần xem: which lines of a checklist are asked at which place."""

import pytest

from registrations.enums import Kind
from registrations.following.checklist import lines_for, only_for

TYPED = "Có kế hoạch\nTập thể: Có lực lượng\ncá nhân:có uy tín\nHồ sơ: đủ, đúng"


@pytest.mark.parametrize(
    ("kind", "asked"),
    [
        (Kind.COLLECTIVE, ["Có kế hoạch", "Có lực lượng", "Hồ sơ: đủ, đúng"]),
        (Kind.INDIVIDUAL, ["Có kế hoạch", "Có uy tín", "Hồ sơ: đủ, đúng"]),
        ("", ["Có kế hoạch", "Hồ sơ: đủ, đúng"]),
    ],
)
def test_a_line_for_one_kind_is_asked_at_that_kind_alone(kind, asked):
    assert lines_for(TYPED, kind) == asked


@pytest.mark.parametrize("kind", Kind)
def test_what_is_written_for_a_kind_is_read_as_such(kind):
    other = next(one for one in Kind if one != kind)
    line = only_for(kind, "Có hiệu quả")
    assert (lines_for(line, kind), lines_for(line, other)) == (["Có hiệu quả"], [])
