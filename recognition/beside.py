"""Cạnh một hồ sơ: what decisions gave a model and where its merit report stands, in one question."""

from django.db.models import FilteredRelation, Q

from common import written
from recognition.models import Award, Decision, MeritReport
from registrations.models import Registration

_GIVEN = ("pk", "decision", "act", "form", "name", "money", "revoked_on", "lapsed_from", "revoked_by")
_DECIDED = tuple(f"given__{which}__{name}" for which in ("decision", "revoked_by") for name in ("number", "issued_on"))
_COLUMNS = (
    "merit_report__pk",
    "merit_report__state",
    "merit_report__written_by",
    *(f"given__{one}" for one in _GIVEN),
    *_DECIDED,
)


def held_by(registration: Registration) -> tuple[list[Award], MeritReport | None]:
    """The published awards and the report; they hold only what a line beside the record needs."""
    found = written.ask(_given_to, about=registration.pk)
    return [_award(row) for row in found if row["given__pk"]], _report(found[0], registration) if found else None


def _given_to(registration: int):
    published = FilteredRelation("awards", condition=Q(awards__issued_on__isnull=False))
    rows = Registration.objects.filter(pk=registration).annotate(given=published).values(*_COLUMNS)
    return rows.order_by("given__issued_on", "given__pk")


def _award(row: dict) -> Award:
    award = Award(
        pk=row["given__pk"], act=row["given__act"], form=row["given__form"], name=row["given__name"],
        money=row["given__money"], revoked_on=row["given__revoked_on"], lapsed_from=row["given__lapsed_from"],
    )  # fmt: skip
    award.decision = _decision(row, "decision")
    award.revoked_by = _decision(row, "revoked_by") if row["given__revoked_by"] else None
    return award


def _decision(row: dict, which: str) -> Decision:
    number, issued_on = row[f"given__{which}__number"], row[f"given__{which}__issued_on"]
    return Decision(pk=row[f"given__{which}"], number=number, issued_on=issued_on)


def _report(row: dict, registration: Registration) -> MeritReport | None:
    if row["merit_report__pk"] is None:
        return None
    return MeritReport(
        pk=row["merit_report__pk"], state=row["merit_report__state"], written_by_id=row["merit_report__written_by"],
        registration=registration,
    )  # fmt: skip
