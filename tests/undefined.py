"""A template of ours that names a variable nobody gave it fails the test."""

import sys
from pathlib import Path

from django.template.base import Node


class UndefinedVariableError(Exception):
    """Not a LookupError: the template engine must not swallow it."""


class UndefinedVariableFails(str):
    """The `string_if_invalid` of the tests: Django formats it with the name of the variable it could not find.

    Templates of Django, crispy and allauth rely on undefined variables being empty; those are left alone.
    """

    def __new__(cls, _ours: Path) -> "UndefinedVariableFails":
        return super().__new__(cls, "%s")

    def __init__(self, ours: Path) -> None:
        self.ours = ours

    def __mod__(self, variable: object) -> str:
        template = template_being_rendered()
        if template and Path(template).is_relative_to(self.ours):
            raise UndefinedVariableError(f"{{{{ {variable} }}}} chưa có trong {template}")
        return ""


def template_being_rendered() -> str:
    """The file that holds the innermost node now rendering; blocks of a parent template know their own file."""
    frame = sys._getframe(2)
    while frame:
        node = frame.f_locals.get("self")
        if isinstance(node, Node) and getattr(node, "origin", None):
            return node.origin.name
        frame = frame.f_back
    return ""
