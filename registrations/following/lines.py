"""Dòng của danh sách tiếp tục, dừng: last year's model, what was decided, what has become of it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from accounts.enums import Role
from registrations.enums import HELD, State
from registrations.following.enums import Decision
from registrations.following.services.carrying import NO_PLAN, became_of
from registrations.models import Registration, YearDecision

GOES, STOPS = Decision.CONTINUE.label, Decision.STOP.label


@dataclass
class YearLine:
    """One model of last year. `choice` and `reason_field` are its fields while it is open."""

    model: Registration
    decision: YearDecision | None
    became: Registration | None
    # This year's registration is still being written by somebody else: that it goes on is told, and no more.
    is_hidden: bool = False
    choice: Any = None
    reason_field: Any = None

    @property
    def is_open(self) -> bool:
        return self.became is None and not self.is_hidden and self.model.state in HELD

    @property
    def word(self) -> str:
        """“tiếp tục”, “dừng”, or nothing while it is left open."""
        if self.became or self.is_hidden:
            return GOES
        if self.model.state == State.STOPPED:
            return STOPS
        return self.decision.get_decision_display() if self.decision and self.still_counts else ""

    @property
    def still_counts(self) -> bool:
        """What was decided; not where it made a draft that is gone, or a registration withdrawn or rejected since."""
        if self.decision is None:
            return False
        goes_on = self.became is not None or self.is_hidden or self.decision.told.startswith(NO_PLAN)
        return goes_on or self.decision.decision != Decision.CONTINUE

    @property
    def told(self) -> str:
        """What came of it."""
        return self.decision.told if self.decision and self.still_counts and not self.is_hidden else ""

    @property
    def note_on_paper(self) -> str:
        """Why it stops; for one that goes on, the code of this year's registration."""
        if self.became:
            return self.became.code
        return self.decision.reason if self.decision and self.word == STOPS else ""


def models_of(position, year: int, unit=None):
    """The models of the year before that were confirmed: of one's own unit; of all below for a desk, or of one unit."""
    decided = YearDecision.objects.filter(year=year, decision=Decision.STOP).values("earlier")
    counted = Q(state__in=HELD) | Q(state=State.STOPPED, pk__in=decided)
    models = Registration.objects.visible_to(position).of_year(year - 1).filter(counted)
    if position.has_role(Role.REGISTRANT):
        models = models.filter(present_unit=position.unit)
    if unit is not None:
        models = models.in_area(unit)
    return models.select_related("present_unit", "sector").order_by("present_unit__sort_key", "sort_key", "pk")


def lines_of(position, models: list[Registration], year: int) -> list[YearLine]:
    """The lines of these models as the position may know them, in three questions. A model carried on from its own form counts as well."""
    decisions = YearDecision.objects.filter(earlier__in=models, year=year).select_related("became")
    decided = {one.earlier_id: one for one in decisions}
    became = became_of(models, year, decisions)
    keys = [one.pk for one in became.values()]
    open_to_me = set(Registration.objects.open_to(position).filter(pk__in=keys).values_list("pk", flat=True))
    lines = []
    for model in models:
        this_year = became.get(model.pk)
        hidden = this_year is not None and this_year.pk not in open_to_me
        lines.append(YearLine(model, decided.get(model.pk), None if hidden else this_year, hidden))
    return lines
