"""Ghi điều vừa gõ, làm điều vừa bấm: what a service did is told above the page; what it refuses, where it was typed."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from common import formerrors


def written(request: HttpRequest, form: forms.BaseForm, act: Callable[..., str]) -> bool:
    """Whether what was posted is good and `act` has written it; else the form says what is wrong and keeps the text.

    `act` takes what the form cleaned, by name, and gives the sentence to tell.
    """
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        told = act(**form.cleaned_data)
    except ValidationError as problem:
        formerrors.show(form, problem)
        return False
    messages.success(request, told)
    return True


def written_elsewhere(request: HttpRequest, form: forms.BaseForm, act: Callable[..., str], place: str = "") -> None:
    """As `written`, of a small form on a page with other things: what is wrong is told above that page, or beside the
    form where the page has such a `place` (components/_told_here.html)."""
    if not written(request, form, act):
        for problems in form.errors.values():
            for problem in problems:
                messages.error(request, str(problem), extra_tags=place)


def pressed(request: HttpRequest, act: Callable[[], Any], told: str) -> bool:
    """Whether a pressed button did what it says; else why not is told above the page."""
    try:
        act()
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
        return False
    messages.success(request, told)
    return True
