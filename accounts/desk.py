"""What accounts lay in the menu."""

from django.urls import reverse

from accounts.enums import Role
from common.desk import Chart, KeyFigure, MenuItem, StartButton, WorkLine


def menu(position) -> list[MenuItem]:
    if position and position.has_role(Role.OFFICER, Role.ADMIN):
        return [MenuItem("Cán bộ và vị trí", reverse("accounts:people"))]
    return []


def work(position) -> list[WorkLine]:
    return []


def figures(position) -> list[KeyFigure]:
    return []


def starts(position) -> list[StartButton]:
    return []


def charts(position) -> list[Chart]:
    return []
