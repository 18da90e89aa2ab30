"""Thư nhắc việc: once a day, to each person with an address, what is late or due within a few days.

The portal itself is where work is told; a letter goes out only where the installation names a mail server. It says
what waits and where, and nothing of what was written in it.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.utils import timezone

from accounts.models import Position, User
from accounts.services import note_reminder, take_back_reminder
from common.desk import WorkLine
from danvan import desk

SOON = timedelta(days=3)
MOST_LINES = 15
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Sent:
    """How many reminders went out, and to whom none could be sent."""

    number: int
    failed: list[str]


def is_set_up() -> bool:
    return not settings.EMAIL_BACKEND.endswith("dummy.EmailBackend")


def send_reminders(today: date | None = None) -> Sent:
    """One letter to each person with urgent work; whoever had one today gets no second.

    Raises SMTPException, OSError where the mail server does not answer at all; then nobody has had one.
    """
    today, number, failed = today or timezone.localdate(), 0, []
    with get_connection() as connection:
        for user, text in _letters(today):
            # Noted before it goes, so that two runs at once send one; nothing is locked while the mail server answers.
            if not note_reminder(user=user, on=today):
                continue
            try:
                EmailMessage(_subject(today), text, to=[user.email], connection=connection).send()
            except (SMTPException, OSError):
                _log.exception("No reminder could be sent to account %s", user.pk)
                take_back_reminder(user=user)
                failed.append(user.username)
            else:
                number += 1
    return Sent(number, failed)


def _letters(today: date) -> Iterator[tuple[User, str]]:
    for user in User.objects.to_remind_on(today):
        held = Position.objects.of(user).held_on(today).for_work()
        works = [
            (work.position, urgent(work.lines, today)) for work in desk.work(list(held)) if work.position.all_areas()
        ]
        works = [(position, lines[:MOST_LINES], len(lines[MOST_LINES:])) for position, lines in works if lines]
        if works:
            context = {"person": user, "works": works, "address": settings.DANVAN_ADDRESS}
            yield user, render_to_string("danvan/reminder.txt", context)


def urgent(lines: list[WorkLine], today: date) -> list[WorkLine]:
    """What is late or due soon, the earliest first."""
    found = [line for line in lines if line.late or (line.due_on and line.due_on <= today + SOON)]
    return sorted(found, key=lambda line: line.due_on or today)


def _subject(today: date) -> str:
    return f"Cổng Dân vận khéo: việc đến hạn, ngày {today:%d/%m/%Y}"
