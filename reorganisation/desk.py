"""What the rearranging of units lays in the menu and among the work of those who decide on it."""

from django.urls import reverse
from django.utils import timezone

from common.desk import Chart, KeyFigure, MenuItem, Panel, StartButton, WorkLine
from reorganisation import rights
from reorganisation.enums import State
from reorganisation.models import Operation
from reorganisation.querysets import PREPARING_ROLES, READING_ROLES


def menu(position) -> list[MenuItem]:
    """Those who prepare; a leader finds it once something is to be decided or seen, on the home page."""
    if position is None or not position.has_role(*PREPARING_ROLES):
        return []
    return [MenuItem("Sắp xếp đơn vị", reverse("reorganisation:list"))]


def work(position) -> list[WorkLine]:
    """What waits for approval by this person, and what may be carried out."""
    if position is None or not position.has_role(*READING_ROLES):
        return []
    waiting = Operation.objects.visible_to(position).waiting_for(position)
    today, lines = timezone.localdate(), []
    for one in waiting.order_by("pk")[:5]:
        url = reverse("reorganisation:operation", args=[one.pk])
        if one.state == State.PROPOSED:
            lines.append(WorkLine(f"Xem và duyệt: {one}", url, note=f"hiệu lực từ {one.effective_on:%d/%m/%Y}"))
        if one.state == State.APPROVED and one.effective_on <= today and rights.prepares(position, one):
            lines.append(WorkLine(f"Thực hiện: {one}", url, due_on=one.effective_on, late=one.effective_on < today))
    return lines


def figures(position) -> list[KeyFigure]:
    return []


def starts(position) -> list[StartButton]:
    return []


def charts(position) -> list[Chart]:
    return []


def panels(position, record) -> list[Panel]:
    return []
