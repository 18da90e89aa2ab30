"""Cán bộ: people, and the positions in which they act."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.enums import Role
from accounts.querysets import PositionQuerySet, UserQuerySet
from common import vietnamese
from common.fields import BytewiseCharField
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
    created_at = models.DateTimeField("lúc tạo", default=timezone.now)
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
        """Lists of people go by the given name, which stands last."""
        self.search_text = vietnamese.fold(f"{self.full_name} {self.username}")[:250]
        family, _, given = self.full_name.rpartition(" ")
        self.sort_key = vietnamese.sort_key(f"{given} {family}")
        super().save(*args, **kwargs)


class Position(models.Model):
    """Vị trí công tác: user + role + unit + areas + from/to. Rights belong to it; a handover ends one, opens another."""

    user = models.ForeignKey(User, verbose_name="cán bộ", on_delete=models.PROTECT, related_name="positions")
    role = models.CharField("vai trò", max_length=12, choices=Role)
    unit = models.ForeignKey(Unit, verbose_name="đơn vị", on_delete=models.PROTECT, related_name="positions")
    areas = models.ManyToManyField(Unit, verbose_name="địa bàn phụ trách", related_name="charged_positions")
    title = models.CharField("chức vụ", max_length=150, blank=True)
    starts_on = models.DateField("từ ngày", default=timezone.localdate)
    ends_on = models.DateField("đến trước ngày", null=True, blank=True)

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
        ]

    def __str__(self):
        return f"{self.role_name} – {self.unit}"

    @property
    def role_name(self) -> str:
        """The role as people say it: an officer's desk takes its name from the level of the unit."""
        if self.role == Role.OFFICER and self.unit.level:
            return f"Cán bộ phụ trách cấp {self.unit.level.area_word}"
        return self.get_role_display()

    @property
    def office(self) -> str:
        """The title the person signs with, else the role."""
        return self.title or self.role_name

    def all_areas(self) -> list[Unit]:
        return list(self.areas.all())

    def has_role(self, *roles: str) -> bool:
        return self.role in roles
