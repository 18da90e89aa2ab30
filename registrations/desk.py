"""What registration lays on the home page and in the menu."""

from common.desk import Chart, KeyFigure, MenuItem, StartButton, WorkLine


def menu(position) -> list[MenuItem]:
    return []


def work(position) -> list[WorkLine]:
    return []


def figures(position) -> list[KeyFigure]:
    return []


def starts(position) -> list[StartButton]:
    return []


def charts(position) -> list[Chart]:
    return []
