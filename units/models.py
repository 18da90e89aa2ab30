"""The organisation tree: areas, the bodies in them, and the letterheads of their papers."""

from django.db import models
from django.db.models import F, Q

from common.fields import BytewiseCharField
from units.enums import COLLECTS, Line, Nature, PaperFamily
from units.querysets import LevelQuerySet, UnitQuerySet


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


class Unit(models.Model):
    """Đơn vị: an area (tỉnh, huyện, xã, thôn) or a body in it (UBND, cấp ủy, Mặt trận, đoàn thể, trường…)."""

    name = models.CharField("tên đơn vị", max_length=200)
    short_name = models.CharField("tên gọi tắt", max_length=100, blank=True)
    full_name = models.CharField("tên kèm địa bàn", max_length=420, editable=False)
    code = BytewiseCharField("mã đơn vị", max_length=20, blank=True)
    nature = models.CharField("loại", max_length=10, choices=Nature)
    line = models.CharField("khối", max_length=10, choices=Line, default=Line.STATE)
    level = models.ForeignKey(
        Level, verbose_name="cấp", null=True, blank=True, on_delete=models.PROTECT, related_name="units"
    )
    parent = models.ForeignKey(
        "self", verbose_name="thuộc", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    path = BytewiseCharField("đường dẫn trong cây", max_length=120, editable=False, db_index=True)
    sort_key = BytewiseCharField("khóa xếp", max_length=600, editable=False, db_index=True)
    search_text = models.CharField("chữ để tìm", max_length=700, editable=False)
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

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = "đơn vị"
        ordering = ["sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                condition=~Q(code=""),
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
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_from__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="unit_ends_after_start",
                violation_error_message="Ngày kết thúc phải sau ngày bắt đầu.",
            ),
        ]

    def __str__(self):
        return self.full_name or self.name

    @property
    def is_area(self) -> bool:
        return self.nature == Nature.AREA

    def path_ids(self) -> list[int]:
        """The keys of the unit and all above it, root first."""
        return [int(part) for part in self.path.split("/") if part]
