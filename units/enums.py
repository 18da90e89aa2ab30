"""Closed lists of the organisation: lines and paper families. Levels are rows, because they have a validity."""

from django.db import models


class Line(models.TextChoices):
    """Khối: part of a model's identity."""

    PARTY = "party", "Đảng"
    STATE = "state", "chính quyền"
    FRONT = "front", "Mặt trận"
    MASS = "mass", "đoàn thể"
    FORCES = "forces", "lực lượng vũ trang"
    OTHER = "other", "đơn vị sự nghiệp, khác"


# What the Front's officers decide on in their own area; nobody else signs for these.
FRONT_LINES = frozenset({Line.FRONT, Line.MASS})


class Nature(models.TextChoices):
    """An area of the map, or a body that works in one."""

    AREA = "area", "địa bàn"
    BODY = "body", "cơ quan, tổ chức"


def line_label(line: str, nature: str) -> str:
    """Khối của một cơ quan, tổ chức; an area is of no khối."""
    return "" if nature == Nature.AREA else Line(line).label


class PaperFamily(models.TextChoices):
    """Which of the three official layouts a unit's papers follow."""

    STATE = "state", "văn bản nhà nước"
    PARTY = "party", "văn bản của Đảng"
    FRONT = "front", "văn bản của Mặt trận"


# The layout most bodies of a khối use; every other khối's papers are the State's.
_FAMILY_OF_LINE = {Line.PARTY: PaperFamily.PARTY, Line.FRONT: PaperFamily.FRONT, Line.MASS: PaperFamily.FRONT}


def family_of_line(line: str) -> PaperFamily:
    """What the papers of a new body follow, unless somebody chooses otherwise."""
    return _FAMILY_OF_LINE.get(Line(line), PaperFamily.STATE)


class Change(models.TextChoices):
    """How a time in the life of a unit began."""

    OPENED = "opened", "thành lập"
    CHANGED = "changed", "thay đổi thông tin"
    RENAMED = "renamed", "đổi tên"
    MOVED = "moved", "chuyển đơn vị cấp trên"
    CARRIED = "carried", "đơn vị cấp trên thay đổi"


class Passing(models.TextChoices):
    """What became of a unit that ended."""

    MERGED = "merged", "nhập"
    SPLIT = "split", "tách"
    DISSOLVED = "dissolved", "kết thúc hoạt động"


COLLECTS_ALL = "all"
COLLECTS = [
    (COLLECTS_ALL, "nhận của mọi khối"),
    *((value, f"chỉ nhận của khối {label}") for value, label in Line.choices),
]
