"""Which positions remain after a question."""

from datetime import timedelta

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from accounts.enums import PEER_ROLES, Role
from units import scope
from units.models import Unit

REQUEST_LASTS = timedelta(days=7)


class UserQuerySet(QuerySet):
    """Tài khoản."""

    def to_remind_on(self, day):
        """Those with an e-mail address whom no reminder has reached on a day yet."""
        return self.filter(is_active=True).exclude(email="").exclude(reminded_on__gte=day)

    def managed_by(self, position):
        """The persons of the positions one manages; an administrator also finds those who hold none."""
        if position is None or position.role not in {Role.OFFICER, Role.ADMIN}:
            return self.none()
        roles = [role for role in Role.values if position.role == Role.ADMIN or role != Role.ADMIN]
        below = Q(scope.inside(position, "positions__unit__path"), positions__role__in=roles)
        if position.role == Role.ADMIN:
            below |= Q(positions__isnull=True)
        return self.filter(pk__in=self.model.objects.filter(below).values("pk"))

    def resettable_by(self, position, *, held):
        """As `rights.may_reset` says of one person; `held` are the positions that have not ended."""
        if position is None or position.role not in {Role.OFFICER, Role.ADMIN}:
            return self.none()
        elsewhere = held.exclude(pk__in=held.managed_by(position).values("pk"))
        outside = Unit.objects.exclude(scope.inside(position, "path"))
        return (
            self.managed_by(position)
            .exclude(pk=position.user_id)
            .exclude(pk__in=elsewhere.values("user"))
            .exclude(pk__in=held.filter(areas__in=outside).values("user"))
        )


# What every request reads of a position beside its own row, and with its areas.
WORKED_WITH = ("user", "unit__level", "unit__parent")


def areas_for_work() -> Prefetch:
    return Prefetch("areas", Unit.objects.select_related("level"))


class PositionQuerySet(QuerySet):
    """Vị trí công tác."""

    def held_on(self, day):
        """Held on a day (from included, to excluded), by a person whose account is open, in a unit that exists.

        A deputy holds nothing longer than the one replaced, and nothing once that position is taken back.
        """
        return self.not_ended_on(day).filter(
            Q(deputy_for__isnull=True) | Q(deputy_for__ends_on__isnull=True) | Q(deputy_for__ends_on__gt=day),
            Q(deputy_for__taken_back_at__isnull=True),
            Q(unit__valid_from__isnull=True) | Q(unit__valid_from__lte=day),
            Q(unit__valid_to__isnull=True) | Q(unit__valid_to__gt=day),
            starts_on__lte=day,
            user__is_active=True,
        )

    def not_ended_on(self, day):
        """Held on a day, or to be taken up later."""
        return self.standing().filter(Q(ends_on__isnull=True) | Q(ends_on__gt=day))

    def ended_on(self, day):
        return self.standing().filter(ends_on__lte=day)

    def standing(self):
        """Without those taken back before their first day."""
        return self.filter(taken_back_at__isnull=True)

    def substantive(self):
        """Without deputies."""
        return self.filter(deputy_for__isnull=True)

    def found(self, folded: str):
        """Those whose person or unit carries the searched (folded) text."""
        return self.filter(Q(user__search_text__contains=folded) | Q(unit__search_text__contains=folded))

    def of(self, user):
        return self.filter(user=user)

    def reviewers(self):
        return self.filter(role=Role.REVIEWER)

    def for_work(self):
        """With everything a request asks of a position: two queries, however many positions."""
        return self.select_related(*WORKED_WITH).prefetch_related(areas_for_work()).order_by("pk")

    def managed_by(self, position):
        """The positions an officer or administrator may open and close: those of units inside the areas.

        An officer manages the positions below; never an administrator's, nor those of the officers and leaders of
        the own level: who may set a password can act as its owner.
        """
        if position is None or position.role not in {Role.OFFICER, Role.ADMIN}:
            return self.none()
        inside = self.filter(scope.inside(position, "unit__path")).exclude(pk=position.pk)
        if position.role == Role.ADMIN:
            return inside
        return inside.exclude(role=Role.ADMIN).exclude(role__in=PEER_ROLES, unit__level=position.unit.level_id)


class AccountListQuerySet(QuerySet):
    """Danh sách cán bộ từ Excel."""

    def visible_to(self, position):
        """The lists brought in at one's own position, or at one it carries on from."""
        return self.filter(owner__in=position.seats) if position else self.none()


class PasswordRequestQuerySet(QuerySet):
    """Yêu cầu cấp lại mật khẩu."""

    def waiting(self):
        """Asked in the last days; an older one has run out."""
        return self.filter(asked_at__gt=timezone.now() - REQUEST_LASTS)
