"""What accounts lay in the menu, among the work of those who keep them, and beside a unit."""

from django.db.models import BooleanField, Count, ExpressionWrapper, F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts import rights
from accounts.enums import Role
from accounts.models import PasswordRequest, Position, User
from accounts.querysets import REQUEST_LASTS
from common import numbers
from common.desk import Chart, KeyFigure, MenuItem, Panel, StartButton, WorkLine
from common.parts import Question, part, rows_of
from units.models import Unit
from units.querysets import range_end

FORGOTTEN = "forgotten"
MOST_NAMED = 3
MOST_SHOWN = 20


def menu(position) -> list[MenuItem]:
    return [MenuItem("Cán bộ và vị trí", reverse("accounts:people"))] if rights.may_manage(position) else []


def questions(position) -> dict[str, Question]:
    """Who waits for a new password: a part of the one question of the home page."""
    return {FORGOTTEN: _asked} if rights.may_manage(position) else {}


def work(position) -> list[WorkLine]:
    return [*_forgotten_passwords(position), *_empty_desks(position)]


def _asked(position) -> QuerySet:
    """One row for each person below who has asked for a new password, lately or long ago."""
    held = Position.objects.not_ended_on(timezone.localdate())
    waiting = PasswordRequest.objects.filter(user__in=User.objects.resettable_by(position, held=held))
    return part(FORGOTTEN, waiting, key=F("user"), said=F("user__full_name"), since=F("asked_at"))


def _forgotten_passwords(position) -> list[WorkLine]:
    """Those whose asking has not run out, the longest waiting first."""
    if not rights.may_manage(position):
        return []
    asked = [row for row in rows_of(position, FORGOTTEN, _asked) if row["since"] > timezone.now() - REQUEST_LASTS]
    if not asked:
        return []
    asked.sort(key=lambda row: row["since"])
    more = " và người khác" if len(asked) > MOST_NAMED else ""
    named = ", ".join(row["said"] for row in asked[:MOST_NAMED]) + more
    return [WorkLine("Cấp lại mật khẩu cho người đã quên", reverse("accounts:person", args=[asked[0]["key"]]), named)]


def _empty_desks(position) -> list[WorkLine]:
    """The administrator hears of collecting desks where nobody could take a registration in."""
    if position is None or not position.has_role(Role.ADMIN):
        return []
    officers = Position.objects.held_on(timezone.localdate()).filter(role__in=[Role.OFFICER, Role.FRONT])
    desks = Unit.objects.visible_to(position).collecting().exclude(pk__in=officers.values("unit")).order_by("path")
    empty = list(desks[: MOST_NAMED + 1])
    if not empty:
        return []
    named = ", ".join(str(desk) for desk in empty[:MOST_NAMED]) + (" và nơi khác" if len(empty) > MOST_NAMED else "")
    opens = f"{reverse('accounts:open_account')}?don-vi={empty[0].pk}"
    return [WorkLine("Giao cán bộ phụ trách cho nơi tiếp nhận", opens, note=named)]


def _held_by_role(position) -> dict[str, int]:
    """The positions one manages, as the list of people shows them, by role: one query for figure and chart."""
    if "_held_by_role" not in position.__dict__:
        held = Position.objects.managed_by(position).not_ended_on(timezone.localdate())
        rows = held.order_by().values_list("role").annotate(number=Count("pk"))
        position._held_by_role = dict(rows)
    return position._held_by_role


def figures(position) -> list[KeyFigure]:
    if position is None or not position.has_role(Role.ADMIN):
        return []
    held = sum(_held_by_role(position).values())
    return [KeyFigure("Vị trí công tác", numbers.quantity(held), url=reverse("accounts:people"))]


def starts(position) -> list[StartButton]:
    if position is None or not position.has_role(Role.ADMIN):
        return []
    return [StartButton("Mở tài khoản", reverse("accounts:open_account"))]


def charts(position) -> list[Chart]:
    """Who works with the portal, by role."""
    if position is None or not position.has_role(Role.ADMIN):
        return []
    held = _held_by_role(position)
    rows = tuple((str(role.label), held[role]) for role in Role if role in held)
    return [Chart("Vị trí công tác theo vai trò", rows, counted="Số vị trí")] if rows else []


def panels(position, record) -> list[Panel]:
    """Who sits in a unit, told to everybody who may see it."""
    if not isinstance(record, Unit):
        return []
    above, sitting = _concerned_with(record)
    return [
        Panel(
            "accounts/_who_sits_here.html",
            {
                "unit": record,
                "above": above,
                "sitting": sitting[:MOST_SHOWN],
                "more": len(sitting) > MOST_SHOWN,
                "manages": rights.may_manage(position) and record.exists_on(timezone.localdate()),
            },
        )
    ]


def _concerned_with(unit: Unit) -> tuple[list[Position], list[Position]]:
    """Whoever sits above and has the area among those of a cluster; who sits in the unit. One more than is shown."""
    through = Position.areas.through.objects.filter(unit=unit).values("position")
    # Who sits below and looks after the area is not above it.
    from_above = Q(pk__in=through) & ~Q(unit__path__gte=unit.path, unit__path__lt=range_end(unit.path))
    held = Position.objects.held_on(timezone.localdate()).select_related("user", "unit__level")
    held = held.filter(Q(unit=unit) | from_above if unit.is_area else Q(unit=unit)).annotate(
        is_here=ExpressionWrapper(Q(unit=unit), output_field=BooleanField())
    )
    found = list(held.order_by("is_here", "user__sort_key", "pk")[: 2 * MOST_SHOWN + 1].prefetch_related("areas"))
    above = [one for one in found if not one.is_here]
    return above[:MOST_SHOWN], [one for one in found if one.is_here]
