"""Sổ đã ghi: what became of each row, and where its registration is now."""

import re
from collections.abc import Iterable

from registrations.enums import CODE, TONES, State
from registrations.imports.sheets.rows import ASKS, BAD, DOUBLE, SKIPPED
from registrations.models import RegisterImport, Registration

MOST_TOLD, MOST_LEFT = 5, 100
GONE = "Đã bỏ, hoặc không còn trong tầm xem"


def openable_codes(texts: Iterable[str], position) -> set[str]:
    """Of the records that these texts name, those that the position may open: another may have judged the rows."""
    codes = {code for text in texts for code in re.findall(CODE, text)}
    if not codes:
        return set()
    return set(Registration.objects.open_to(position).filter(code__in=codes).values_list("code", flat=True))


def _left_out(row: dict) -> str:
    """Why a row was not written; nothing where it was good."""
    told = {
        BAD: " ".join(row["problems"]), ASKS: " ".join(["Chưa chọn đơn vị.", *row["problems"]]),
        SKIPPED: "Đã chọn bỏ qua dòng này.", DOUBLE: f"Gần trùng với {row['same']}, để lại.",
    }  # fmt: skip
    return told.get(row["status"], "")


class Became:
    """One question to the database, however many rows. `position` sees what it may open."""

    def __init__(self, batch: RegisterImport, position) -> None:
        self.made = [one for one in batch.outcome if one["key"]]
        failed = {one["number"]: one["problem"] for one in batch.outcome if one["problem"]}
        reasons = {row["number"]: failed.get(row["number"]) or _left_out(row) for row in batch.judged}
        self.left = [row | {"why": reasons[row["number"]]} for row in batch.judged if reasons[row["number"]]]
        self.first_left = self.left[:MOST_LEFT]
        self.openable = openable_codes((row["why"] for row in self.first_left), position)
        self.stays = [one for one in self.made if one.get("stays")]
        self.gone = len(self.made) - len(self.stays)
        seen = Registration.objects.open_to(position).filter(pk__in=[one["key"] for one in self.made])
        self.states = dict(seen.values_list("pk", "state"))
        self.drafts = [one for one in self.made if self.states.get(one["key"]) == State.DRAFT]
        self.sent = sum(state != State.DRAFT for state in self.states.values())

    def told(self, one: dict) -> dict:
        """A row with the state of its registration, and why it could not be handed in."""
        state = self.states.get(one["key"])
        why = one.get("why", "") if state == State.DRAFT else ""
        return one | {
            "state": State(state).label if state else GONE, "tone": TONES[State(state)] if state else "quiet",
            "why": why, "is_there": bool(state),
        }  # fmt: skip

    @property
    def held_back(self) -> list[dict]:
        """The first of those that were to be handed in and could not be."""
        return [one for one in self.drafts if one.get("why")][:MOST_TOLD]

    @property
    def more(self) -> int:
        """How many drafts are not told one by one."""
        return len(self.drafts) - len(self.held_back)
