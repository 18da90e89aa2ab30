"""Hồ sơ của một quyết định khen thưởng: what is there, what is still missing."""

from dataclasses import dataclass

from django.db.models import F

from common.vietnamese import lower_first
from recognition.dossiers.steps import is_confirmed
from recognition.enums import MeritState
from recognition.models import Award, Consultation, Decision

WORDS = {
    None: "chưa có báo cáo thành tích",
    MeritState.DRAFT: "chưa có báo cáo thành tích",
    MeritState.SENT: "báo cáo thành tích chờ xác nhận",
    MeritState.CONFIRMED: "báo cáo thành tích đã xác nhận",
}


@dataclass(frozen=True)
class Dossier:
    """What the office sees beside the lines of a reward."""

    awards: list[Award]
    consultations: list[Consultation]
    decision: Decision
    # Models of its lines that the level has already rewarded in the year.
    rewarded: list[str]

    @property
    def missing(self) -> int:
        return sum(not is_confirmed(merit_of(award)) for award in self.awards)

    @property
    def have(self) -> int:
        return len(self.awards) - self.missing

    @property
    def unanswered(self) -> int:
        return sum(not one.is_answered for one in self.consultations)

    @property
    def enclosed(self) -> str:
        """What the tờ trình says lies with it: the reports confirmed above, what each office said."""
        told = [f"{self.have:02} báo cáo thành tích đã được cấp trên xác nhận"] if self.have else []
        told += [
            f"ý kiến hiệp y của {one.body} ({lower_first(one.get_verdict_display()) or 'chưa trả lời'})"
            for one in self.consultations
        ]
        return f"Hồ sơ kèm theo: {'; '.join(told)}." if told else ""

    @property
    def warnings(self) -> list[str]:
        """What the officer should know before it is put before the leader."""
        told = []
        if self.missing:
            told.append(f"{self.missing} trên {len(self.awards)} dòng chưa có báo cáo thành tích được xác nhận.")
        if self.rewarded:
            told.append(f"Đã được khen thưởng năm {self.decision.year}: {'; '.join(self.rewarded)}.")
        if self.decision.no_consultation:
            return told
        if not self.consultations:
            told.append("Chưa lấy ý kiến hiệp y của cơ quan nào.")
        if self.unanswered:
            told.append(f"{self.unanswered} cơ quan chưa trả lời hiệp y.")
        if against := [one.body for one in self.consultations if one.verdict == "disagrees"]:
            told.append(f"Không đồng ý: {', '.join(against)}.")
        return told


def merit_of(award: Award):
    """The report of a line, or None; joined by `select_related`."""
    return getattr(award.registration, "merit_report", None)


def tell(awards: list[Award]) -> None:
    """Lay beside each line what its dossier holds, without a question."""
    for award in awards:
        report = merit_of(award)
        award.merit = report if report and report.state != MeritState.DRAFT else None
        award.merit_word = WORDS[report.state if report else None]


def dossier_of(decision: Decision, awards: list[Award]) -> Dossier | None:
    """Of a reward alone; one question for what other offices said, one for earlier rewards while it is open."""
    if not decision.rewards:
        return None
    tell(awards)
    rewarded = [] if decision.is_published else _rewarded_before(decision, awards)
    return Dossier(awards, _consultations(decision), decision, rewarded)


def _rewarded_before(decision: Decision, awards: list[Award]) -> list[str]:
    """“Tên mô hình (45/QĐ-UBND)”, for each line whose model holds a reward of the level and year already."""
    models = [award.registration_id for award in awards]
    given = Award.objects.standing().filter(
        act=decision.act, level=decision.level_id, year=decision.year, registration__in=models
    )
    return [
        f"{one.title} ({one.decision.number})" for one in given.select_related("decision").order_by("sort_key", "pk")
    ]


def _consultations(decision: Decision) -> list[Consultation]:
    """What each office said, its files beside it: a row per file, gathered here."""
    rows = decision.consultations.annotate(file_key=F("files__pk"), file_name=F("files__name")).order_by(
        "pk", "file_key"
    )
    found: dict[int, Consultation] = {}
    for row in rows:
        one = found.setdefault(row.pk, row)
        one.answers = [*getattr(one, "answers", []), *([(row.file_key, row.file_name)] if row.file_key else [])]
    return list(found.values())
