"""What several apps make concrete: history lines, attachments, background work; and the audit log itself."""

from datetime import timedelta

from django.db import models
from django.utils import timezone

from common.files import safe_name
from common.vietnamese import fold


class AppendOnlyError(Exception):
    """Somebody tried to change or delete a line that may only be added."""


class AppendOnlyQuerySet(models.QuerySet):
    """Rows that are added and read, never changed: what is on the record stays on the record."""

    def update(self, **kwargs):
        raise AppendOnlyError(self.model._meta.label)

    def delete(self):
        raise AppendOnlyError(self.model._meta.label)

    def bulk_create(self, objs, *args, update_conflicts=False, **kwargs):
        if update_conflicts:
            raise AppendOnlyError(self.model._meta.label)
        return super().bulk_create(objs, *args, **kwargs)


class AppendOnly(models.Model):
    """A line that may be added, never changed or removed through the application."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise AppendOnlyError(self._meta.label)
        # A new object under the key of an old line must not write over it.
        super().save(force_insert=True, using=kwargs.get("using"))

    def delete(self, *args, **kwargs):
        raise AppendOnlyError(self._meta.label)


class AuditRecord(AppendOnly):
    """Nhật ký: who did what, at which position, from where, before and after.

    Plain values and no foreign keys: the log must outlive what it speaks of. The database itself refuses to change or
    remove a line (triggers of the migration 0002).
    """

    MOST_SEARCHED = 1000

    at = models.DateTimeField("lúc", default=timezone.now, db_index=True)
    actor = models.CharField("người thực hiện", max_length=150, blank=True)
    actor_id = models.BigIntegerField("mã người", null=True)
    position = models.CharField("vị trí công tác", max_length=300, blank=True)
    position_id = models.BigIntegerField("mã vị trí", null=True)
    address = models.CharField("địa chỉ mạng", max_length=45, blank=True)
    action = models.CharField("việc", max_length=120)
    kind = models.CharField("loại", max_length=80)
    object_id = models.CharField("mã đối tượng", max_length=40)
    label = models.CharField("đối tượng", max_length=300)
    before = models.JSONField("trước", default=dict)
    after = models.JSONField("sau", default=dict)
    search_text = models.TextField("chữ để tìm", editable=False, default="")

    class Meta:
        verbose_name = "dòng nhật ký"
        verbose_name_plural = "nhật ký"
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["kind", "object_id"], name="audit_object"),
            models.Index(fields=["kind", "at"], name="audit_kind"),
            models.Index(fields=["actor_id", "at"], name="audit_actor"),
            models.Index(fields=["position_id", "at"], name="audit_position"),
            models.Index(fields=["action", "at"], name="audit_action"),
        ]

    def __str__(self):
        return f"{self.at:%d/%m/%Y %H:%M} {self.actor} {self.action}"

    def words(self) -> str:
        """What the line is searched by: who, what, of what, and what was said about it; without diacritics."""
        said = (str(text) for text in self.after.values())
        return fold(" ".join([self.action, self.label, self.actor, self.position, *said]))[: self.MOST_SEARCHED]


class Counter(models.Model):
    """Sổ cấp số: the last number given under a key. Locked while a number is given."""

    key = models.CharField("sổ", max_length=120, unique=True)
    value = models.PositiveIntegerField("số cuối", default=0)

    class Meta:
        verbose_name = "sổ cấp số"

    def __str__(self):
        return f"{self.key}: {self.value}"


class Event(AppendOnly):
    """One line of a record's history. An app adds the record (`related_name="events"`) and the position `by`."""

    at = models.DateTimeField("lúc", default=timezone.now)
    move = models.CharField("việc", max_length=40)
    source = models.CharField("từ", max_length=20)
    target = models.CharField("đến", max_length=20)
    note = models.TextField("lý do, ý kiến", blank=True)
    token = models.UUIDField("dấu một lần", unique=True)

    class Meta:
        abstract = True
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.move}: {self.source} → {self.target}"


class Attachment(models.Model):
    """Tệp đính kèm: the file, the name people see, and its hash. An app adds the record it belongs to."""

    file = models.FileField("tệp", upload_to="attachments/%Y/%m", max_length=200)
    name = models.CharField("tên tệp", max_length=150)
    mime = models.CharField("kiểu", max_length=100)
    size = models.PositiveIntegerField("dung lượng (byte)")
    sha256 = models.CharField("dấu SHA-256", max_length=64)
    added_at = models.DateTimeField("lúc thêm", default=timezone.now)

    class Meta:
        abstract = True
        ordering = ["added_at", "pk"]

    def __str__(self):
        return self.name

    def take(self, file, kind, digest: str) -> None:
        """An uploaded file (`kind` and hash as common.files tells them) is stored; the row is not saved yet."""
        self.name, self.mime = safe_name(file.name, kind.extension), kind.mime
        self.size, self.sha256 = file.size, digest
        self.file.save(f"{digest[:16]}.{kind.extension}", file, save=False)


class Job(models.Model):
    """Việc chạy nền: progress that a person can watch, and the file it ends with. An app adds the owner position."""

    DEAD_AFTER = timedelta(minutes=3)
    DIED = "Việc này dừng giữa chừng vì máy chủ khởi động lại. Hãy chạy lại."

    class State(models.TextChoices):
        WAITING = "waiting", "đang chờ"
        RUNNING = "running", "đang làm"
        DONE = "done", "xong"
        FAILED = "failed", "không xong"

    state = models.CharField("trạng thái", max_length=10, choices=State, default=State.WAITING)
    title = models.CharField("việc", max_length=200)
    done = models.PositiveIntegerField("đã làm", default=0)
    total = models.PositiveIntegerField("tổng số", default=0)
    file = models.FileField("tệp kết quả", upload_to="jobs/%Y/%m", blank=True, max_length=200)
    file_name = models.CharField("tên tệp", max_length=150, blank=True)
    problem = models.CharField("lý do không xong", max_length=300, blank=True)
    created_at = models.DateTimeField("lúc giao", default=timezone.now)
    heartbeat_at = models.DateTimeField("nhịp cuối", default=timezone.now)

    class Meta:
        abstract = True
        ordering = ["-created_at"]

    def __str__(self):
        return self.title

    @property
    def is_done(self) -> bool:
        return self.state == self.State.DONE

    @property
    def is_dead(self) -> bool:
        """Running by its state, but without a sign of life."""
        return self.state == self.State.RUNNING and self.heartbeat_at < timezone.now() - self.DEAD_AFTER

    @property
    def has_failed(self) -> bool:
        return self.state == self.State.FAILED or self.is_dead

    @property
    def is_over(self) -> bool:
        return self.is_done or self.has_failed

    @property
    def why_failed(self) -> str:
        return self.problem or self.DIED


class Mark(models.Model):
    """Dấu của bản cài đặt: facts about the installation itself, such as “holds demo data”."""

    key = models.CharField("dấu", max_length=40, unique=True)
    at = models.DateTimeField("lúc", default=timezone.now)

    class Meta:
        verbose_name = "dấu cài đặt"

    def __str__(self):
        return self.key
