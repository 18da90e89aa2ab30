"""Điểm tự chấm bên điểm chấm: which self-score a dossier came with, and where a word of explanation is wanted."""

from decimal import Decimal

from django.db.models import F, Subquery

from common import written
from common.numbers import score
from common.vietnamese import fold
from evaluation.models import Criterion, Nomination, SelfScore, SelfSheet
from evaluation.scoring import Mark
from registrations.models import Attachment

# A criterion kept its name, points and kind from one version of a set to the next: it is the same question.
Question = tuple[str, Decimal, bool, bool]


def came_with(nomination: Nomination) -> SelfSheet | None:
    """The self-score a dossier came with: the last one sent before it was nominated, or put forward from below. It never changes."""
    return _before(nomination.pk).select_related("criteria_set", "saved_by__user").first()


def _before(nomination: int):
    dossier = {"registration__nominations": nomination, "sent_at__lte": F("registration__nominations__frozen_at")}
    return SelfSheet.objects.sent().filter(**dossier).order_by("-sent_at", "-pk")


def beside(nomination: Nomination, criteria: list[Criterion]) -> dict[int, SelfScore]:
    """Criterion of the sheet → what the owner gave it; nothing where the set is not scored by the owner.

    Scored against another version, it stands beside those criteria that ask the same. Its files come with it, in
    `shown_files`.
    """
    if not nomination.criteria_set.self_scored:
        return {}
    by_question = {_question(one.criterion): one for one in _with_files(nomination) if is_given(one)}
    return {one.pk: by_question[_question(one)] for one in criteria if _question(one) in by_question}


def _with_files(nomination: Nomination) -> list[SelfScore]:
    """The scores of its self-sheet, each with its files: one row per file, put together here to save a question."""
    found: dict[int, SelfScore] = {}
    for row in written.ask_records(SelfScore, _scored_by_owner, joined=["criterion"], about=nomination.pk):
        one = found.setdefault(row.pk, row)
        one.shown_files = getattr(one, "shown_files", [])
        if row.file_key:
            one.shown_files.append(Attachment(pk=row.file_key, name=row.file_name))
    return list(found.values())


def _scored_by_owner(nomination: int):
    rows = SelfScore.objects.filter(self_sheet=Subquery(_before(nomination).values("pk")[:1]))
    rows = rows.annotate(file_key=F("files"), file_name=F("files__name"))
    return rows.order_by("criterion__number", "pk", "files")


def _question(criterion: Criterion) -> Question:
    return fold(criterion.name), criterion.max_points, criterion.is_gate, criterion.is_bonus


def is_given(one: SelfScore) -> bool:
    """Whether the owner has scored it at all; an empty self-score is no 0."""
    return one.points is not None or one.passed is not None


def told(points: Decimal | None, passed: bool | None) -> str:
    """“12,5”, “Đạt”, “Không đạt”; empty where nothing was given."""
    if passed is not None:
        return "Đạt" if passed else "Không đạt"
    return "" if points is None else score(points)


def word_wanted(criterion: Criterion, mark: Mark, own: SelfScore | None) -> str:
    """Why a score may not go without a word: a bonus its evidence, a difference its reason; empty where it may."""
    if criterion.needs_evidence and mark.points:
        return "Ghi minh chứng cho điểm thưởng này."
    is_scored = mark.points is not None or mark.passed is not None
    if own and is_scored and (mark.points, mark.passed) != (own.points, own.passed):
        return f"Khác điểm tự chấm ({told(own.points, own.passed)}): ghi lý do."
    return ""
