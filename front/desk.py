"""What the Front's room lays on the home page and in the menu."""

from django.urls import reverse

from accounts.enums import DESK_ROLES, Role
from common.desk import Chart, KeyFigure, MenuItem, StartButton, WorkLine


def menu(position) -> list[MenuItem]:
    if position is None:
        return []
    if position.has_role(*DESK_ROLES):
        return [MenuItem("Công tác Mặt trận", reverse("front:activities"))]
    return []


def work(position) -> list[WorkLine]:
    return []


def figures(position) -> list[KeyFigure]:
    return []


def starts(position) -> list[StartButton]:
    if position is not None and position.has_role(Role.FRONT):
        return [StartButton("Ghi hoạt động Mặt trận", reverse("front:new_activity"))]
    return []


def charts(position) -> list[Chart]:
    return []
