"""Số liệu của một báo cáo: computed from the dated facts, laid beside what the unit states, and kept with the rows behind."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from accounts.models import Position
from registrations.models import Sector
from reports import facts
from reports.by_unit import percent
from reports.enums import GIVEN, OUTCOMES
from reports.frames import Frame, NoSuchUnit, open_frame
from reports.models import Indicator, Obligation, Part, Report, ReportFigure
from reports.periodic import adding
from reports.periodic.calendars import counted
from reports.periodic.enums import ISSUED, Nature, Source
from reports.periodic.indicators import Counted, computed, leaf_key, sector_key
from reports.periods import Stretch
from reports.questions import Question

# What is told of one year only.
OF_ONE_YEAR = ("luy-ke", "chi-tieu")
# Whence a stock is taken; it is not added.
LAST_OWN = "theo báo cáo cuối cùng trong kỳ của đơn vị"
# What was counted in an earlier period; None where nothing is known of it.
Then = Counter[str] | None


@dataclass
class Behind:
    """The registrations behind each leaf, by key; and the numbers that are no count of registrations."""

    ids: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    numbers: Counter[str] = field(default_factory=Counter)

    def value(self, key: str) -> Decimal:
        return Decimal(self.numbers[key] if key in self.numbers else len(self.ids.get(key, ())))


def frame_of(position: Position, obligation: Obligation) -> Frame:
    """The frame a report is computed in: the area of its unit by the present tree. Raises NoSuchUnit outside the areas."""
    question = Question(unit=str(obligation.area_id))
    return open_frame(position, period=counted(obligation.period), question=question)


def frame_seen(position: Position, obligation: Obligation, period: Stretch | None = None) -> Frame | None:
    """The same frame, also of an earlier period; None to who was only sent a copy from outside the areas."""
    try:
        frame = frame_of(position, obligation)
    except NoSuchUnit:
        return None
    return replace(frame, period=period) if period else frame


def behind(frame: Frame) -> Behind:
    """What the records say in a frame; four queries."""
    found, period = Behind(), frame.period
    registered = facts.registered_within(frame, period.year_start, period.end).order_by("pk")
    columns = ("pk", "kind", "origin", "sector", "confirmed_on")
    for pk, kind, origin, sector, day in registered.values_list(*columns):
        found.ids["luy-ke"].append(pk)
        if day >= period.start:
            found.ids[leaf_key("", kind, origin)].append(pk)
            found.ids[sector_key(sector)].append(pk)
    spoken = (
        facts.outcomes_in(frame)
        .order_by("registration_id")
        .values_list("registration_id", "registration__kind", "move")
    )
    for pk, kind, move in spoken:
        found.ids[leaf_key(OUTCOMES[move], kind)].append(pk)
    given = facts.awards_in(frame).order_by("registration_id").values_list("registration_id", "kind", "act").distinct()
    for pk, kind, act in given:
        if act in GIVEN:
            found.ids[leaf_key(GIVEN[act], kind)].append(pk)
    found.numbers["chi-tieu"] = _asked(frame)
    return found


def counts(frame: Frame) -> Behind:
    """The same numbers without the registrations behind them, for a period that is only compared with; four queries."""
    found, period = Behind(), frame.period
    columns = ("kind", "origin", "sector")
    since = facts.registered_within(frame, period.year_start, period.end).values_list(*columns)
    now = Count("pk", filter=Q(confirmed_on__gte=period.start))
    for kind, origin, sector, number, in_period in since.annotate(number=Count("pk"), in_period=now).order_by():
        found.numbers["luy-ke"] += number
        found.numbers[leaf_key("", kind, origin)] += in_period
        found.numbers[sector_key(sector)] += in_period
    spoken = facts.outcomes_in(frame).values_list("registration__kind", "move")
    for kind, move, number in spoken.annotate(number=Count("pk")).order_by():
        found.numbers[leaf_key(OUTCOMES[move], kind)] += number
    given = facts.awards_in(frame).values_list("kind", "act")
    for kind, act, number in given.annotate(number=Count("registration", distinct=True)).order_by():
        if act in GIVEN:
            found.numbers[leaf_key(GIVEN[act], kind)] += number
    found.numbers["chi-tieu"] = _asked(frame)
    return found


def _asked(frame: Frame) -> int:
    return sum(sum(counter.values()) for counter in facts.count_quotas(frame).values())


def laid_out(position: Position, report: Report) -> list[ReportFigure]:
    """All figures of a draft as they are now, not saved; what was stated and typed before stays."""
    obligation = report.obligation
    frame = frame_of(position, obligation)
    then = counted_then(frame, lambda earlier: counts(earlier).numbers, facts.registered_since(frame))
    now = behind(frame)
    known = {one.key: one for one in report.figures.all()}
    told = [one for one in computed(Sector.objects.all()) if not (frame.period.spans_years and one.key in OF_ONE_YEAR)]
    rows = [_computed(report, one, now, then, known.get(one.key)) for one in told]
    return in_place([*rows, *typed(report, frame, known)])


def in_place(rows: list[ReportFigure]) -> list[ReportFigure]:
    """Numbered in their order and added up."""
    for place, row in enumerate(rows, 1):
        row.place = place
    add_up(rows)
    return rows


def counted_then(frame: Frame, count: Callable[[Frame], Counter[str]], known_since: date | None) -> tuple[Then, Then]:
    """What was counted in the period before, and in the same period last year.

    Several years together have no same period last year. `known_since`: the first day of which anything is known, if it
    is of any; of the time before it 0 would be a statement.
    """

    def then(period: Stretch) -> Then:
        is_known = known_since is not None and known_since < period.end
        return count(replace(frame, period=period)) if is_known else None

    period = frame.period
    return then(period.previous), None if period.spans_years else then(period.same_period_last_year)


def value_then(then: Then, key: str) -> Decimal | None:
    return None if then is None else Decimal(then[key])


def _periods(frame: Frame):
    return frame.period, frame.period.previous, frame.period.same_period_last_year


def _computed(report, one: Counted, now: Behind, then: tuple[Then, Then], known) -> ReportFigure:
    row = ReportFigure(
        report=report, key=one.key, name=one.name, definition=one.definition, measure=one.measure, nature=one.nature,
        source=one.source, depth=one.depth, parts=list(one.parts),
    )  # fmt: skip
    if not one.parts:
        row.computed, row.ids = now.value(one.key), list(now.ids.get(one.key, ()))
        row.before, row.last_year = (value_then(counter, one.key) for counter in then)
    return as_stated(row, known)


def as_stated(row: ReportFigure, known: ReportFigure | None) -> ReportFigure:
    if known is not None and not row.is_worked_out:
        row.stated, row.reason = known.stated, known.reason
    return row


def typed(report: Report, frame: Frame, known: dict[str, ReportFigure]) -> list[ReportFigure]:
    """The catalogue of the accepting unit; a sum from own earlier reports, else from those below, is offered."""
    obligation = report.obligation
    type = obligation.period.type
    catalogue = Indicator.objects.filter(unit=type.unit_id, subject=type.subject, is_used=True)
    earlier, below = adding.from_earlier(obligation), adding.from_below(obligation)
    values = adding.values_in(piece.report for row in [*earlier, *below] for piece in row)
    owing = adding.owing_below(obligation)
    _now, before, last_year = _periods(frame)
    then, a_year_ago = (reported(obligation, one) for one in (before, last_year))
    rows = []
    for one in catalogue:
        row = ReportFigure(
            report=report, key=one.key, name=one.name, definition=one.definition, measure=one.measure, nature=one.nature,
            source=Source.TYPED, supplier=one.supplier, before=then.get(one.key), last_year=a_year_ago.get(one.key),
        )  # fmt: skip
        if one.nature == Nature.RATE:
            row.source, row.parts = Source.RATE, [one.numerator, one.denominator]
        else:
            _offer(row, earlier, below, owing, values)
        rows.append(as_stated(row, known.get(one.key)))
    return rows


def _offer(row: ReportFigure, earlier, below, owing: int, values) -> None:
    """The sum, from where, the reports it was added from, and how many units below it lacks."""
    own = adding.added(earlier, values, row.key, row.nature)
    sums = own or adding.added(below, values, row.key, row.nature)
    if sums:
        row.computed, row.ids = sums.value, list(sums.reports)
    if own:
        is_last = row.nature == Nature.STOCK
        row.origin = LAST_OWN if is_last else f"cộng từ {len(own.reports)} báo cáo trong kỳ của đơn vị"
        return
    units = sums.units if sums else 0
    row.origin = adding.told_below(units, owing) if units or owing else ""
    row.below_missing = max(0, owing - units)


def reported(obligation: Obligation, period: Stretch) -> dict[str, Decimal]:
    """The numbers of the figures the unit has reported, by key; one query."""
    said = figures_reported(obligation, period).values_list("key", "value")
    return {key: value for key, value in said if value is not None}


def figures_reported(obligation: Obligation, period: Stretch) -> QuerySet[ReportFigure]:
    """What the unit reported to the same unit for exactly the days of a period, in the newest version."""
    newest = Report.objects.filter(obligation=OuterRef("report__obligation"), state__in=ISSUED).order_by("-version")
    return ReportFigure.objects.filter(
        report__obligation__unit=obligation.unit_id, report__obligation__period__type__unit=obligation.period.type.unit_id,
        report__obligation__period__data_from=period.start, report__obligation__period__data_to=period.end,
        report=Subquery(newest.values("pk")[:1]),
    )  # fmt: skip


def add_up(rows: Iterable[ReportFigure]) -> None:
    """`value` of every row: stated before computed; a total is the sum of what its parts show, a rate comes last."""
    by_key = {row.key: row for row in rows}
    for row in by_key.values():
        if not row.is_worked_out:
            row.value = row.computed if row.stated is None else row.stated
    for row in by_key.values():
        if row.is_total:
            own = [by_key[key] for key in row.parts]
            row.value = sum((part.value for part in own), Decimal(0))
            row.computed = sum((part.computed for part in own), Decimal(0))
            row.before, row.last_year = (_sum_known(own, of) for of in ("before", "last_year"))
    for row in by_key.values():
        if row.is_rate:
            row.value, row.before, row.last_year = (_rate(row, by_key, of) for of in ("value", "before", "last_year"))


def _sum_known(parts: list[ReportFigure], of: str) -> Decimal | None:
    known = [number for part in parts if (number := getattr(part, of)) is not None]
    return sum(known, Decimal(0)) if len(known) == len(parts) else None


def _rate(row: ReportFigure, by_key: dict[str, ReportFigure], of: str) -> Decimal | None:
    """Per cent; None where one of the two is not known, is itself a rate, or the denominator is 0."""
    parts = [by_key[key] for key in row.parts if key in by_key and not by_key[key].is_rate]
    known = [number for part in parts if (number := getattr(part, of)) is not None]
    return percent(*known) if len(known) == 2 and known[1] else None


def handed_in(report: Report) -> dict[str, tuple[Decimal, Part]]:
    """The last number that a colleague handed in for each typed indicator, and with which part."""
    parts = report.handed_in.exclude(figures={}).select_related("by__user")
    return {key: (Decimal(number), part) for part in parts for key, number in part.figures.items()}


def in_order(ids: Iterable[int]) -> list[int]:
    """Each registration once."""
    return list(dict.fromkeys(ids))


def all_ids(figure: ReportFigure, figures: dict[str, ReportFigure]) -> list[int]:
    """What was kept behind a figure; of a total, behind its parts."""
    if not figure.is_total:
        return figure.ids
    return in_order(pk for key in figure.parts for pk in figures[key].ids)
