"""Bản ký: the signed papers that came back as scans or signed PDFs, and the piles of scans still to be matched."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Position
from common.models import Attachment as AttachmentBase
from common.models import Job
from documents.signatures import Signature
from registrations.enums import PageOutcome
from registrations.models.records import RegistrationVersion
from registrations.models.registration import Registration
from registrations.scanning.querysets import CertificateQuerySet, PageQuerySet, PileQuerySet, ScanQuerySet


class Scan(AttachmentBase):
    """Bản ký: the signed paper of one version, as confirmed by a person who looked at it; `sha256` seals the file."""

    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="scans")
    version = models.ForeignKey(
        RegistrationVersion, verbose_name="khớp bản", on_delete=models.PROTECT, related_name="scans"
    )
    pages = models.PositiveIntegerField("số trang")
    by_hand = models.BooleanField("ghép bằng tay", default=False)
    signatures = models.JSONField("chữ ký số", default=list)
    uploaded_at = models.DateTimeField("tải lên lúc")
    uploaded_by = models.ForeignKey(Position, verbose_name="người tải lên", on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField("xác nhận lúc", default=timezone.now)
    confirmed_by = models.ForeignKey(
        Position, verbose_name="người xác nhận", on_delete=models.PROTECT, related_name="+"
    )
    dropped_at = models.DateTimeField("bỏ lúc", null=True)
    dropped_by = models.ForeignKey(
        Position, verbose_name="người bỏ", null=True, on_delete=models.PROTECT, related_name="+"
    )
    dropped_for = models.CharField("lý do bỏ", max_length=300, blank=True)

    objects = ScanQuerySet.as_manager()

    class Meta:
        verbose_name = "bản ký"
        ordering = ["confirmed_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(dropped_at__isnull=True, dropped_by__isnull=True, dropped_for="")
                | Q(dropped_at__isnull=False, dropped_by__isnull=False) & ~Q(dropped_for=""),
                name="scan_dropped_with_reason",
                violation_error_message="Bỏ bản ký phải ghi lý do.",
            )
        ]

    def __str__(self):
        return self.name

    @property
    def signed_by(self) -> list[Signature]:
        """The digital signatures as they were read when the scan was confirmed."""
        return [Signature.of(one) for one in self.signatures]

    @property
    def short_seal(self) -> str:
        """Enough of the seal to compare two papers by eye."""
        return self.sha256[:16]


class ScanPile(Job):
    """Tập bản quét: what one person uploaded at once, read page by page; it is theirs until every page has its place."""

    owner = models.ForeignKey(Position, verbose_name="người tải lên", on_delete=models.PROTECT, related_name="piles")
    token = models.UUIDField("dấu một lần", unique=True, editable=False)
    registration = models.ForeignKey(
        Registration, verbose_name="tải lên từ hồ sơ", null=True, on_delete=models.SET_NULL, related_name="piles"
    )

    objects = PileQuerySet.as_manager()

    class Meta(Job.Meta):
        abstract = False
        verbose_name = "tập bản quét"


class ScanSource(AttachmentBase):
    """Tệp của tập bản quét, exactly as uploaded."""

    pile = models.ForeignKey(ScanPile, on_delete=models.CASCADE, related_name="sources")
    pages = models.PositiveIntegerField("số trang")
    signatures = models.JSONField("chữ ký số", default=list)

    class Meta:
        verbose_name = "tệp quét"
        ordering = ["pk"]

    @property
    def signed_by(self) -> list[Signature]:
        return [Signature.of(one) for one in self.signatures]


class ScanPage(models.Model):
    """Một trang quét: what its code said, and what became of it."""

    pile = models.ForeignKey(ScanPile, on_delete=models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField("trang thứ")
    source = models.ForeignKey(ScanSource, on_delete=models.CASCADE, related_name="read_pages")
    place = models.PositiveIntegerField("trang trong tệp")
    picture = models.FileField("ảnh", upload_to="scans/%Y/%m", max_length=200)
    outcome = models.CharField("kết quả", max_length=10, choices=PageOutcome)
    reason = models.CharField("lý do", max_length=300, blank=True)
    version = models.ForeignKey(
        RegistrationVersion, verbose_name="khớp bản", null=True, on_delete=models.PROTECT, related_name="+"
    )
    sheet = models.PositiveIntegerField("trang trên giấy", null=True)
    by_hand = models.BooleanField("ghép bằng tay", default=False)
    scan = models.ForeignKey(Scan, verbose_name="đã vào bản ký", null=True, on_delete=models.PROTECT, related_name="+")

    objects = PageQuerySet.as_manager()

    class Meta:
        verbose_name = "trang quét"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["pile", "number"], name="scan_page_number_once"),
            models.CheckConstraint(condition=Q(outcome__in=PageOutcome.values), name="scan_page_outcome_is_known"),
            models.CheckConstraint(
                condition=~Q(outcome=PageOutcome.MATCHED) | Q(version__isnull=False),
                name="scan_page_matched_to_version",
            ),
        ]

    def __str__(self):
        return f"Trang {self.number}"


class TrustedCertificate(models.Model):
    """Chứng thư tin cậy: a certificate authority whose signatures this installation trusts; kept by the administrator."""

    der = models.BinaryField("chứng thư")
    subject = models.CharField("tên", max_length=300)
    issuer = models.CharField("do ai cấp", max_length=300)
    fingerprint = models.CharField("dấu SHA-256", max_length=64)
    starts_at = models.DateTimeField("có hiệu lực từ")
    ends_at = models.DateTimeField("hết hiệu lực lúc")
    added_at = models.DateTimeField("thêm lúc", default=timezone.now)
    added_by = models.ForeignKey(Position, verbose_name="người thêm", on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField("thôi tin cậy lúc", null=True)
    removed_by = models.ForeignKey(
        Position, verbose_name="người bỏ", null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = "chứng thư tin cậy"
        ordering = ["subject", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["fingerprint"],
                condition=Q(removed_at__isnull=True),
                name="certificate_trusted_once",
                violation_error_message="Chứng thư này đã có trong danh sách tin cậy.",
            )
        ]

    def __str__(self):
        return self.subject
