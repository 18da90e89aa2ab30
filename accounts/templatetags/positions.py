"""Whoever stands in for one of my positions, and for whom I stand in."""

from django import template
from django.utils import timezone

from accounts.enums import LENT_ROLES
from accounts.models import Position

register = template.Library()


@register.simple_tag
def lent_positions(positions) -> list[Position]:
    """The deputies of these positions, now and to come: one question."""
    if not positions:
        return []
    lent = Position.objects.not_ended_on(timezone.localdate()).filter(deputy_for__in=[one.pk for one in positions])
    return list(lent.select_related("user", "deputy_for").order_by("starts_on", "pk"))


@register.filter
def may_be_lent(position) -> bool:
    """Whether its holder may name a deputy for it."""
    return position.deputy_for_id is None and position.role in LENT_ROLES
