"""Lỗi hệ thống: a number the person can quote, the same in the server's log and on the administrator's page."""

import logging
import secrets
import sys
import traceback
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import Error, transaction
from django.utils import timezone

from danvan.models import Fault

# Without what is read or heard as something else: 0 O, 1 I L.
SIGNS, GROUP = "23456789ABCDEFGHJKMNPQRSTUVWXYZ", 4
KEPT = timedelta(days=180)

logger = logging.getLogger("danvan.faults")


def note(request) -> str:
    """Give the exception at work a number, write both into the log, and keep them as far as the database answers.

    Called by the page of an error, while the exception is at hand; every unit of work has been rolled back by then.
    """
    number = new_number()
    _, problem, trace = sys.exc_info()
    # The trace itself is logged by Django right after.
    logger.error("Lỗi %s: %s %s", number, request.method, request.path)
    try:
        with transaction.atomic():
            Fault.objects.filter(at__lt=timezone.now() - KEPT).delete()
            Fault.objects.create(
                number=number, at=timezone.now(), person_id=getattr(getattr(request, "user", None), "pk", None),
                method=request.method[:8], page=request.path[:300], kind=type(problem).__name__[:120],
                place=place_of(trace)[:200],
            )  # fmt: skip
    except Error:
        logger.exception("Không ghi được lỗi %s vào cơ sở dữ liệu", number)
    return number


def found(asked: str):
    """The faults whose number carries what was asked for, however it is written; all where nothing was asked."""
    signs = "".join(sign for sign in asked.upper() if sign in SIGNS)
    kept = Fault.objects.select_related("person")
    if not asked:
        return kept
    number = "-".join(part for part in (signs[:GROUP], signs[GROUP : 2 * GROUP]) if part)
    return kept.filter(number__contains=number) if number else kept.none()


def new_number() -> str:
    """“K7PX-4QWN”."""
    return "-".join("".join(secrets.choice(SIGNS) for _ in range(GROUP)) for _ in range(2))


def place_of(trace) -> str:
    """The last line of our own code on the way to the exception: “reports/views/board.py:41, board”."""
    frames = traceback.extract_tb(trace)
    root = f"{settings.BASE_DIR}/"
    ours = [one for one in frames if one.filename.startswith(root) and "/site-packages/" not in one.filename]
    last = (ours or frames)[-1]
    name = Path(last.filename).name if last not in ours else last.filename.removeprefix(root)
    return f"{name}:{last.lineno}, {last.name}"
