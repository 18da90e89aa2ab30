"""What the sign-in page says of the installation: a demo names its made-up people, an empty one its first hour."""

from django import template
from django.utils import timezone

from accounts.models import Position
from common import installation
from units.models import Unit

register = template.Library()

MOST = 20


@register.simple_tag
def demo_accounts() -> list[Position]:
    """The first position of each person, when the data are demo data; else nothing."""
    if not installation.is_demo():
        return []
    held = Position.objects.held_on(timezone.localdate()).for_work().prefetch_related(None).order_by("user_id", "pk")
    first = {}
    for position in held[: 2 * MOST]:
        first.setdefault(position.user_id, position)
    return list(first.values())[:MOST]


@register.simple_tag
def no_units_yet() -> bool:
    """Whether nobody has set this installation up."""
    return not Unit.objects.exists()
