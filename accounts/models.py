"""Cán bộ: people, and the positions in which they act."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import cached_property

from accounts.enums import Role
from accounts.querysets import AccountListQuerySet, PasswordRequestQuerySet, PositionQuerySet, UserQuerySet
from common import vietnamese
from common.fields import BytewiseCharField
from common.models import Job
from common.written import shape_of
from units.models import Unit


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    """Accounts are opened by accounts.services; this is what Django's own commands need."""

    def create_user(self, username, password=None, **fields):
        user = self.model(username=self.model.normalize_username(username), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """Tài khoản: a person. What the person may do hangs on positions, never on the account."""

    username = models.CharField(
        "tên đăng nhập", max_length=60, unique=True, error_messages={"unique": "Tên đăng nhập này đã có người dùng."}
    )
    full_name = models.CharField("họ và tên", max_length=150)
    email = models.EmailField("thư điện tử", blank=True)
    is_active = models.BooleanField("đang hoạt động", default=True)
    must_change_password = models.BooleanField("phải chọn mật khẩu của riêng mình", default=False)
    created_at = models.DateTimeField("lúc tạo", default=timezone.now)
    reminded_on = models.DateField("gửi thư nhắc việc gần nhất", null=True, editable=False)
    search_text = models.CharField("chữ để tìm", max_length=250, editable=False, default="")
    sort_key = BytewiseCharField(
        "khóa xếp", max_length=vietnamese.SORT_KEY_LENGTH, editable=False, default="", db_index=True
    )

    objects = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        verbose_name = "tài khoản"
        ordering = ["username"]

    def __str__(self):
        return self.full_name or self.username

    def save(self, *args, **kwargs):
        self.derive()
        super().save(*args, **kwargs)

    def derive(self):
        """Lists of people go by the given name, which stands last."""
        self.search_text = vietnamese.fold(f"{self.full_name} {self.username}")[:250]
        family, _, given = self.full_name.rpartition(" ")
        self.sort_key = vietnamese.sort_key(f"{given} {family}")


class Position(models.Model):
    """Vị trí công tác: user + role + unit + areas + from/to. Rights belong to it; a handover ends one, opens another."""

    user = models.ForeignKey(User, verbose_name="cán bộ", on_delete=models.PROTECT, related_name="positions")
    role = models.CharField("vai trò", max_length=12, choices=Role)
    unit = models.ForeignKey(Unit, verbose_name="đơn vị", on_delete=models.PROTECT, related_name="positions")
    areas = models.ManyToManyField(Unit, verbose_name="địa bàn phụ trách", related_name="charged_positions")
    title = models.CharField("chức vụ", max_length=150, blank=True)
    starts_on = models.DateField("từ ngày", default=timezone.localdate)
    ends_on = models.DateField("đến trước ngày", null=True, blank=True)

    succeeds = models.ForeignKey(
        "self",
        verbose_name="nhận bàn giao từ",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="successors",
    )
    ended_predecessor = models.BooleanField("vị trí trước kết thúc vì bàn giao", default=False, editable=False)
    deputy_for = models.ForeignKey(
        "self", verbose_name="thay vị trí", null=True, blank=True, on_delete=models.PROTECT, related_name="deputies"
    )
    deputy_name = models.CharField("thay đồng chí", max_length=150, blank=True, editable=False)
    reason = models.CharField("lý do", max_length=300, blank=True)
    stands_for = models.JSONField("làm tiếp việc của vị trí", default=list, editable=False)
    taken_back_at = models.DateTimeField("thu hồi lúc", null=True, blank=True, editable=False)
    token = models.UUIDField("dấu một lần", null=True, unique=True, editable=False)

    objects = PositionQuerySet.as_manager()

    class Meta:
        verbose_name = "vị trí công tác"
        ordering = ["user", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")),
                name="position_ends_after_start",
                violation_error_message="Ngày kết thúc phải sau ngày bắt đầu.",
            ),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="position_role_is_known"),
            models.UniqueConstraint(
                fields=["succeeds"],
                condition=Q(taken_back_at__isnull=True),
                name="position_handed_over_once",
                violation_error_message="Vị trí này đã bàn giao cho người khác.",
            ),
            models.CheckConstraint(
                condition=Q(deputy_for__isnull=True) | Q(ends_on__isnull=False, succeeds__isnull=True),
                name="position_deputy_has_an_end",
                violation_error_message="Người thay cần có ngày kết thúc.",
            ),
        ]

    def __str__(self):
        return f"{self.role_name}{self.as_deputy} – {self.unit}"

    @property
    def role_name(self) -> str:
        """The role as people say it: an officer's desk takes its name from the level of the unit."""
        if self.role == Role.OFFICER and self.unit.level:
            return f"Cán bộ phụ trách cấp {self.unit.level.area_word}"
        return self.get_role_display()

    @property
    def office(self) -> str:
        """The title the person signs with, else the role."""
        return f"{self.title or self.role_name}{self.as_deputy}"

    @property
    def holder(self) -> str:
        """“Lê Thị Thoa”, “Lê Thị Thoa (thay Hà Văn Thuấn)”."""
        return f"{self.user}{self.as_deputy}"

    @property
    def who(self) -> str:
        """“Lê Thị Thoa, thôn Đông”: who acted and for which unit, as histories tell it; the unit as it is called now."""
        return f"{self.holder}, {self.unit.name}"

    @property
    def as_deputy(self) -> str:
        """“ (thay Hà Văn Thuấn)”, said wherever the position is named; empty for a position of one's own."""
        return f" (thay {self.deputy_name})" if self.deputy_name else ""

    @property
    def seats(self) -> list[int]:
        """The keys whose pending work and rights are this position's: its own, and those it carries on from.

        History names the position that acted, for ever; only what is still to be done asks for the seats.
        """
        return [self.pk, *self.stands_for]

    @cached_property
    def shape(self) -> tuple:
        """All that the words of a question about this position's work may follow from, the day included.

        As it was first asked of this object, which lives as long as a request.
        """
        models.prefetch_related_objects([self], "areas")
        units = [self.unit, self.unit.parent, *self.areas.all()]
        return timezone.localdate(), shape_of(self), *(unit.shape for unit in units if unit)

    def all_areas(self) -> list[Unit]:
        """The areas that exist today: a closed one, or one that does not exist yet, gives no sight of anything."""
        today = timezone.localdate()
        return [area for area in self.areas.all() if area.exists_on(today)]

    @property
    def cluster(self) -> list[Unit]:
        """Cụm: the areas, where there are several."""
        areas = self.all_areas()
        return areas if len(areas) > 1 else []

    def has_role(self, *roles: str) -> bool:
        return self.role in roles


class AccountList(models.Model):
    """Danh sách cán bộ từ Excel: the lines as read, and what became of each. Nothing is opened before it is confirmed."""

    owner = models.ForeignKey(
        Position, verbose_name="người nhập", on_delete=models.PROTECT, related_name="account_lists"
    )
    token = models.UUIDField("dấu một lần", unique=True, editable=False)
    file_name = models.CharField("tên tệp", max_length=150)
    lines = models.JSONField("các dòng", default=list)
    created_at = models.DateTimeField("nhập lúc", default=timezone.now)
    opened_at = models.DateTimeField("mở tài khoản lúc", null=True, editable=False)
    undone_at = models.DateTimeField("hủy lúc", null=True, editable=False)

    objects = AccountListQuerySet.as_manager()

    class Meta:
        verbose_name = "danh sách cán bộ"
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return self.file_name


class SlipRun(Job):
    """Một lần cấp mật khẩu cho cả danh sách: hashed in the background, printed once.

    No password is stored: each is made from `seed` and the account, and the seed is forgotten once the slips have been
    printed. `marks` are the ends of the hashes, by which a password changed meanwhile is told.
    """

    owner = models.ForeignKey(Position, verbose_name="người giao", on_delete=models.PROTECT, related_name="slip_runs")
    accounts = models.ForeignKey(AccountList, verbose_name="danh sách", on_delete=models.PROTECT, related_name="runs")
    token = models.UUIDField("dấu một lần", unique=True, editable=False)
    seed = models.UUIDField("gốc mật khẩu", null=True, editable=False)
    marks = models.JSONField("đuôi dấu mật khẩu", default=dict, editable=False)
    printed_at = models.DateTimeField("in phiếu lúc", null=True, editable=False)

    class Meta(Job.Meta):
        abstract = False
        verbose_name = "lần cấp mật khẩu"

    @property
    def is_ready(self) -> bool:
        """Hashed, and not printed yet."""
        return self.is_done and self.seed is not None


class FailedSignIns(models.Model):
    """Đăng nhập sai: failures in a row under one typed name, whether or not anybody bears it."""

    username = models.CharField("tên đăng nhập", max_length=60, unique=True)
    count = models.PositiveIntegerField("số lần sai liên tiếp", default=0)
    last_at = models.DateTimeField("lần cuối", default=timezone.now)
    locked_until = models.DateTimeField("tạm khóa đến", null=True, blank=True)

    class Meta:
        verbose_name = "đăng nhập sai"

    def __str__(self):
        return self.username


class PasswordRequest(models.Model):
    """Yêu cầu cấp lại mật khẩu: somebody typed this person's user name on the page for the forgetful."""

    user = models.OneToOneField(
        User, verbose_name="tài khoản", on_delete=models.CASCADE, related_name="password_request"
    )
    asked_at = models.DateTimeField("lúc yêu cầu", default=timezone.now)
    address = models.CharField("địa chỉ mạng", max_length=45, blank=True)

    objects = PasswordRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "yêu cầu cấp lại mật khẩu"

    def __str__(self):
        return f"{self.user}"
