"""Giờ đầu của một bản cài đặt còn trống: a one-time token opens /bat-dau/, once, while no unit exists."""

import secrets
from hmac import compare_digest
from pathlib import Path

from django.conf import settings
from django.db import transaction

import accounts.services
import registrations.starters
import units.services
import units.starters
from accounts.enums import Role
from accounts.models import Position
from common.models import Mark
from units.enums import COLLECTS_ALL, Line, Nature, PaperFamily
from units.models import Unit

MARK = "first-hour"


class AlreadySetUpError(Exception):
    """Somebody set this installation up a moment ago."""


def token_file() -> Path:
    return Path(settings.DANVAN_HOME) / "start-token"


def is_over() -> bool:
    return Unit.objects.exists()


def issue_token() -> str:
    """The token of this installation: made at the first question, the same until it is used."""
    stored = token_file()
    if not stored.is_file():
        stored.parent.mkdir(parents=True, exist_ok=True)
        stored.touch(mode=0o600)
        stored.write_text(secrets.token_urlsafe(24), encoding="ascii")
    return stored.read_text(encoding="ascii").strip()


def is_right(given: str) -> bool:
    """Whether this is the token; without a file on the disk no token is right."""
    stored = token_file()
    known = stored.read_text(encoding="ascii").strip() if stored.is_file() else ""
    return bool(known) and compare_digest(known.encode(), given.strip().encode())


def set_up(*, kind: str, answers: dict) -> Position:
    """Root, levels, bodies, starter rows and the administrator, in one transaction. Returns the position to begin with.

    Raises ValidationError, or AlreadySetUpError for the second of two.
    """
    with transaction.atomic():
        _, first = Mark.objects.get_or_create(key=MARK)
        if not first or is_over():
            raise AlreadySetUpError
        levels = units.starters.add_levels(by=None, keys={*answers["levels"], kind})
        root = units.services.add_unit(
            by=None, name=answers["root_name"], parent=None, nature=Nature.AREA, level=levels[kind],
            code=answers["root_code"], place_name=answers["place_name"],
        )  # fmt: skip
        desk = _add_desk(kind, root, answers)
        registrations.starters.add_starter_rows(by=None)
        position = _add_administrator(root, desk, answers)
    token_file().unlink(missing_ok=True)
    return position


def _add_desk(kind: str, root: Unit, answers: dict) -> Unit | None:
    """The collecting desk of the root; in a commune with the other bodies and the villages."""
    if kind == "commune":
        units.starters.add_villages(by=None, area=root, names=answers["villages"])
        return units.starters.add_commune_bodies(by=None, area=root, keys=answers["bodies"], desk=answers["desk"])
    if not answers["desk_name"]:
        return None
    family = answers["desk_family"]
    line = {PaperFamily.PARTY: Line.PARTY, PaperFamily.FRONT: Line.FRONT}.get(family, Line.STATE)
    return units.starters.add_body(
        by=None, name=answers["desk_name"], area=root, line=line, family=family, collects=COLLECTS_ALL
    )


def _add_administrator(root: Unit, desk: Unit | None, answers: dict) -> Position:
    """The first person; in a small office the same one is officer and clerk of the desk as well, and does the Front's work if it is the Front's."""
    user = accounts.services.open_account(
        by=None, username=answers["username"], full_name=answers["full_name"], password=answers["password1"]
    )
    begin = accounts.services.open_position(by=None, user=user, role=Role.ADMIN, unit=root)
    if desk is not None and answers["acts_too"]:
        begin = accounts.services.open_position(
            by=None, user=user, role=Role.OFFICER, unit=desk, title=answers["title"]
        )
        others = [Role.FRONT, Role.CLERK] if desk.line == Line.FRONT else [Role.CLERK]
        for role in others:
            accounts.services.open_position(by=None, user=user, role=role, unit=desk, title=answers["title"])
    return begin
