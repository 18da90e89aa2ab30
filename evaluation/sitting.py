"""Cử người vào hội đồng: anybody with an account may sit. Inside one's areas people are offered and found
by a part of a name or unit; whoever works elsewhere is found by the whole name, and told is the office, no more."""

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Position, User
from common.vietnamese import fold
from evaluation.models import Round
from units import scope
from units.unitfields import MOST_OFFERED

BETWEEN = " – "
# More than these are not told one by one: more of the name narrows them down.
MOST_FOUND = 12


def people_offered(round: Round, by: Position) -> list[str]:
    """“Họ và tên – đơn vị”, everybody inside one's areas once: the office that holds the round and the reviewers first."""
    near = _held_today().filter(Q(unit=round.present_unit_id) | Q(role=Role.REVIEWER), user=OuterRef("user"))
    held = _held_today().filter(scope.inside(by, "unit__path")).annotate(is_near=Exists(near))
    found = held.order_by("-is_near", "user__sort_key", "user", "pk")
    first: dict[int, str] = {}
    for person, name, unit in found.values_list("user", "user__full_name", "unit__full_name")[: 2 * MOST_OFFERED]:
        first.setdefault(person, f"{name}{BETWEEN}{unit}")
    return list(dict.fromkeys(first.values()))[:MOST_OFFERED]


def positions_meant(text: str, by: Position) -> list[Position]:
    """Every position held today by whoever is meant: a text as offered, a whole name wherever the person works, or a part
    of a name or unit inside one's areas.

    Raises ValidationError where nobody is meant, or too many are.
    """
    held = _held_today().filter(user__in=_people(text, by)).select_related("user", "unit__level")
    found = list(held.order_by("user__sort_key", "user", "pk")[: MOST_FOUND + 1])
    if not found:
        raise ValidationError(
            f"Không có ai đang công tác khớp với “{text}”. Người ở nơi khác thì ghi đủ họ tên.", code="none"
        )
    if len(found) > MOST_FOUND:
        raise ValidationError(f"Có nhiều người khớp với “{text}”. Hãy ghi rõ họ tên hoặc đơn vị.", code="many")
    return found


def _people(text: str, by: Position):
    name, _, unit = text.partition(BETWEEN)
    alike = User.objects.filter(search_text__startswith=f"{fold(name)} ")
    named = [user.pk for user in alike if fold(user.full_name) == fold(name)]
    if named:
        return _held_today().filter(user__in=named, unit__search_text__contains=fold(unit)).values("user")
    part = Q(user__search_text__contains=fold(text)) | Q(unit__search_text__contains=fold(text))
    return _held_today().filter(scope.inside(by, "unit__path"), part).values("user")


def _held_today():
    return Position.objects.held_on(timezone.localdate()).order_by()
