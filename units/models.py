"""The organisation tree: areas, the bodies in them, the letterheads of their papers, and how all this was before."""

import re
from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q

from common import dates
from common.fields import BytewiseCharField
from common.written import shape_of
from units.enums import COLLECTS, Change, Line, Nature, PaperFamily, Passing
from units.querysets import LevelQuerySet, SuccessionQuerySet, UnitQuerySet, UnitVersionQuerySet


class Level(models.Model):
    """Cấp: tỉnh, huyện, cơ sở; with a validity, because levels come and go by law."""

    name = models.CharField("tên cấp", max_length=60, help_text="Ví dụ: cấp tỉnh, cấp huyện, cấp cơ sở.")
    area_word = models.CharField("tên loại địa bàn", max_length=60, help_text="Ví dụ: tỉnh, huyện, xã.")
    rank = models.PositiveSmallIntegerField("thứ bậc", unique=True, help_text="1 là cấp cao nhất.")
    valid_from = models.DateField("có từ ngày", null=True, blank=True)
    valid_to = models.DateField("hết từ ngày", null=True, blank=True)

    objects = LevelQuerySet.as_manager()

    class Meta:
        verbose_name = "cấp"
        ordering = ["rank"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_from__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="level_ends_after_start",
                violation_error_message="Ngày kết thúc phải sau ngày bắt đầu.",
            )
        ]

    def __str__(self):
        return self.name


class Described(models.Model):
    """What is written about a unit, now (`Unit`) or in a time that is over (`UnitVersion`)."""

    name = models.CharField("tên đơn vị", max_length=200)
    short_name = models.CharField("tên gọi tắt", max_length=100, blank=True)
    full_name = models.CharField("tên kèm địa bàn", max_length=420, editable=False)
    search_text = models.CharField("chữ để tìm", max_length=700, editable=False)
    code = BytewiseCharField("mã đơn vị", max_length=20, blank=True)
    line = models.CharField("khối", max_length=10, choices=Line, default=Line.STATE)
    path = BytewiseCharField("đường dẫn trong cây", max_length=120, editable=False)
    valid_from = models.DateField("hoạt động từ ngày", null=True, blank=True)
    valid_to = models.DateField("kết thúc từ ngày", null=True, blank=True)
    collects = models.CharField("tiếp nhận đăng ký", max_length=10, choices=COLLECTS, blank=True)
    address = models.CharField("địa chỉ", max_length=300, blank=True)

    paper_family = models.CharField("thể thức văn bản", max_length=10, choices=PaperFamily, default=PaperFamily.STATE)
    head_superior = models.TextField("tên cơ quan cấp trên trên giấy", blank=True, help_text="Mỗi dòng in một dòng.")
    head_name = models.TextField("tên cơ quan trên giấy", blank=True, help_text="Mỗi dòng in một dòng.")
    place_name = models.CharField("địa danh ghi trên giấy", max_length=100, blank=True)
    number_suffix = models.CharField(
        "ký hiệu văn bản", max_length=40, blank=True, help_text="Ví dụ: UBND, HU, MTTQ-BTT."
    )
    signing_lines = models.TextField("thẩm quyền và chức vụ ký", blank=True, help_text="Mỗi dòng in một dòng.")
    archive_line = models.CharField("dòng lưu", max_length=100, blank=True, help_text="Ví dụ: Lưu: VT, VP.")

    class Meta:
        abstract = True
        # Not `db_index`, which gives PostgreSQL a second index for LIKE: bytes compared in order answer that too.
        indexes = [models.Index(fields=["path"], name="%(class)s_path")]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_from__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="%(class)s_ends_after_start",
                violation_error_message="Ngày kết thúc phải sau ngày bắt đầu.",
            ),
        ]

    def exists_on(self, day) -> bool:
        """Whether it is in force on a day (from included, to excluded): the same rule as `in_force_on`."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or self.valid_to > day)


class Unit(Described):
    """Đơn vị: an area (tỉnh, huyện, xã, thôn) or a body in it (UBND, cấp ủy, Mặt trận, đoàn thể, trường…).

    `path` is its place in the tree and stays what it was when the unit ends; `scope_path` is where it is seen from:
    the same, and after the end the path of the unit that took over.
    """

    nature = models.CharField("loại", max_length=10, choices=Nature)
    level = models.ForeignKey(
        Level, verbose_name="cấp", null=True, blank=True, on_delete=models.PROTECT, related_name="units", db_index=False
    )
    parent = models.ForeignKey(
        "self", verbose_name="thuộc", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    scope_path = BytewiseCharField("phạm vi", max_length=120, editable=False, default="")
    sort_key = BytewiseCharField("khóa xếp", max_length=600, editable=False)
    leader_approves = models.BooleanField(
        "lãnh đạo duyệt danh sách trình", default=False,
        help_text="Cán bộ đưa hồ sơ vào danh sách trình; xác nhận, không xác nhận chỉ có hiệu lực khi lãnh đạo duyệt.",
    )  # fmt: skip
    handling_days = models.PositiveSmallIntegerField(
        "xử lý trong (ngày)",
        null=True,
        blank=True,
        help_text="Hồ sơ ở lâu hơn hiện là quá hạn. Để trống: không đặt hạn.",
    )

    objects = UnitQuerySet.as_manager()

    class Meta(Described.Meta):
        abstract = False
        verbose_name = "đơn vị"
        ordering = ["sort_key", "pk"]
        indexes = [
            *Described.Meta.indexes,
            models.Index(fields=["scope_path"], name="unit_scope_path"),
            models.Index(fields=["sort_key"], name="unit_sort_key"),
        ]
        constraints = [
            *Described.Meta.constraints,
            models.UniqueConstraint(
                fields=["code"],
                condition=~Q(code="") & Q(valid_to__isnull=True),
                name="unit_code_once",
                violation_error_message="Mã này đã dùng cho đơn vị khác.",
            ),
            models.UniqueConstraint(
                fields=["parent", "collects"],
                condition=~Q(collects=""),
                name="unit_one_desk_per_area_and_line",
                violation_error_message="Địa bàn này đã có nơi tiếp nhận cho khối đó.",
            ),
            models.CheckConstraint(
                condition=Q(collects="") | Q(nature=Nature.BODY),
                name="unit_only_bodies_collect",
                violation_error_message="Chỉ cơ quan, tổ chức mới tiếp nhận đăng ký; địa bàn thì không.",
            ),
        ]

    def __str__(self):
        return self.full_name or self.name

    @property
    def shape(self) -> str:
        """All that the words of a question about it may follow from."""
        return shape_of(self)

    @property
    def is_area(self) -> bool:
        return self.nature == Nature.AREA

    @property
    def own_area(self) -> "Unit":
        """Địa bàn: the area that the unit is, else the one it hangs under; a body under nothing stands for its own."""
        return self if self.is_area or self.parent is None else self.parent

    def handled_by(self, came_on: date) -> date | None:
        """The last day for what came to this desk on a day; None where it has set itself no number of days."""
        return came_on + timedelta(days=self.handling_days) if self.handling_days else None

    def path_ids(self) -> list[int]:
        """The keys of the unit and all above it, root first."""
        return [int(part) for part in self.path.split("/") if part]


class Headed(models.Model):
    """Văn bản của một cơ quan, under the head of the office whose leader signs; abstract.

    A paper that is not of its `unit` says with `drawn_up_at` whose it is.
    """

    headed_by = models.ForeignKey(
        Unit, verbose_name="cơ quan ghi ở đầu giấy", null=True, blank=True, editable=False, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip

    class Meta:
        abstract = True

    @property
    def drawn_up_at(self) -> Unit:
        return self.unit

    @property
    def issuer(self) -> Unit:
        """In whose name it goes out: the office whose leader signs, else the one that draws it up."""
        return self.headed_by or self.drawn_up_at

    def go_out_under(self, office: Unit) -> None:
        """A leader of this office signs: its head, where it is not the office that draws the paper up."""
        self.headed_by = None if office == self.drawn_up_at else office


class UnitVersion(Described):
    """Đơn vị trong một thời kỳ: everything written about it, from a day (included) to a day (excluded).

    The unit's present time is a row as well, the one without an end.
    """

    unit = models.ForeignKey(
        Unit, verbose_name="đơn vị", on_delete=models.PROTECT, related_name="versions", db_index=False
    )
    level = models.ForeignKey(
        Level, verbose_name="cấp", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    parent = models.ForeignKey(Unit, verbose_name="thuộc", null=True, on_delete=models.PROTECT, related_name="+")
    change = models.CharField("bắt đầu do", max_length=10, choices=Change, default=Change.OPENED)
    decision_number = models.CharField("quyết định số", max_length=60, blank=True)
    decided_on = models.DateField("ngày quyết định", null=True, blank=True)

    objects = UnitVersionQuerySet.as_manager()

    class Meta(Described.Meta):
        abstract = False
        verbose_name = "thời kỳ của đơn vị"
        ordering = ["unit", "valid_from", "pk"]
        constraints = [
            *Described.Meta.constraints,
            models.UniqueConstraint(
                fields=["unit"], condition=Q(valid_to__isnull=True), name="unitversion_one_at_present"
            ),
            models.UniqueConstraint(fields=["unit", "valid_from"], name="unitversion_once_a_day"),
        ]

    def __str__(self):
        return self.full_name or self.name

    @property
    def decision(self) -> str:
        """“Quyết định số 12/QĐ-UBND ngày 05/02/2026” (or “Nghị quyết số…”), or nothing."""
        return _decision(self.decision_number, self.decided_on)


class Succession(models.Model):
    """Đơn vị cũ và đơn vị tiếp nhận: one line of a merge, split or end; many to many.

    Where a unit ends without a successor, `new` keeps its records.
    """

    old = models.ForeignKey(
        Unit, verbose_name="đơn vị cũ", on_delete=models.PROTECT, related_name="successions", db_index=False
    )
    new = models.ForeignKey(Unit, verbose_name="đơn vị tiếp nhận", on_delete=models.PROTECT, related_name="origins")
    kind = models.CharField("hình thức", max_length=10, choices=Passing)
    effective_on = models.DateField("hiệu lực từ ngày")
    decision_number = models.CharField("quyết định số", max_length=60)
    decided_on = models.DateField("ngày quyết định")

    objects = SuccessionQuerySet.as_manager()

    class Meta:
        verbose_name = "kế thừa đơn vị"
        ordering = ["effective_on", "old", "new"]
        constraints = [
            models.UniqueConstraint(
                fields=["old", "new"],
                name="succession_once",
                violation_error_message="Hai đơn vị này đã được ghi kế thừa.",
            ),
            models.CheckConstraint(
                condition=~Q(old=F("new")),
                name="succession_not_to_itself",
                violation_error_message="Đơn vị không kế thừa chính mình.",
            ),
        ]

    def __str__(self):
        return f"{self.old} → {self.new}"

    @property
    def decision(self) -> str:
        return _decision(self.decision_number, self.decided_on)


def _decision(number: str, decided_on) -> str:
    """A number such as 31/NQ-HĐND or 31-NQ/TW is that of a resolution."""
    if not number:
        return ""
    kind = "Nghị quyết" if re.search(r"\bNQ\b", number.upper()) else "Quyết định"
    return f"{kind} số {number}{f' ngày {dates.day(decided_on)}' if decided_on else ''}"
