"""Cử người vào hội đồng: anybody with an account, found by name or by unit; told are names and offices, no more."""

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Position, User
from common.vietnamese import fold
from evaluation.models import Round
from units.unitfields import MOST_OFFERED

BETWEEN = " – "
# More than these are not told one by one: more of the name narrows them down.
MOST_FOUND = 12


def people_offered(round: Round) -> list[str]:
    """“Họ và tên – đơn vị”, everybody once: the office that holds the round and the reviewers first."""
    near = _held_today().filter(Q(unit=round.present_unit_id) | Q(role=Role.REVIEWER), user=OuterRef("user"))
    held = _held_today().annotate(is_near=Exists(near)).order_by("-is_near", "user__sort_key", "user", "pk")
    found = held.values_list("user", "user__full_name", "unit__full_name")[: 2 * MOST_OFFERED]
    first: dict[int, str] = {}
    for person, name, unit in found:
        first.setdefault(person, f"{name}{BETWEEN}{unit}")
    return list(dict.fromkeys(first.values()))[:MOST_OFFERED]


def positions_meant(text: str) -> list[Position]:
    """Every position held today by whoever is meant: a text as offered, a name, a unit, or a part of either.

    Raises ValidationError where nobody is meant, or too many are.
    """
    people = _people(text)
    held = _held_today().filter(user__in=people).select_related("user", "unit__level")
    found = list(held.order_by("user__sort_key", "user", "pk")[: MOST_FOUND + 1])
    if not found:
        raise ValidationError(f"Không có ai đang công tác khớp với “{text}”.", code="none")
    if len(found) > MOST_FOUND:
        raise ValidationError(f"Có nhiều người khớp với “{text}”. Hãy ghi rõ họ tên hoặc đơn vị.", code="many")
    return found


def _people(text: str):
    """A whole name is meant before a part of one."""
    name, _, unit = text.partition(BETWEEN)
    if unit:
        wanted = Q(user__search_text__contains=fold(name), unit__search_text__contains=fold(unit))
    else:
        wanted = Q(user__search_text__contains=fold(text)) | Q(unit__search_text__contains=fold(text))
    people = User.objects.filter(pk__in=_held_today().filter(wanted).values("user"))
    whole = people.filter(full_name__iexact=name.strip())
    return whole if whole.exists() else people


def _held_today():
    return Position.objects.held_on(timezone.localdate()).order_by()
