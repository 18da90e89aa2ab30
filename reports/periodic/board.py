"""Bảng theo dõi: for a period who was expected, who has sent, on time or late, who was reminded when."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Max
from django.utils import timezone

from reports.models import Obligation, RemindedObligation, ReportPeriod
from reports.periodic.enums import STANDING_TONES, TONES, ReportState, Standing


@dataclass(frozen=True)
class Line:
    """One unit of the board."""

    obligation: Obligation
    today: date
    reminded_on: date | None = None

    @property
    def due_on(self) -> date:
        """The last day on which it is on time: the period's own, or later where more time was given."""
        extended = self.obligation.extended_until
        return max(extended, self.obligation.due_on) if extended else self.obligation.due_on

    @property
    def sent_on(self) -> date | None:
        first = self.obligation.first_sent_at
        return timezone.localdate(first) if first else None

    @property
    def standing(self) -> Standing:
        if self.sent_on and self.obligation.has_sent:
            return Standing.ON_TIME if self.sent_on <= self.due_on else Standing.RECEIVED_LATE
        if self.obligation.is_excused:
            return Standing.EXCUSED
        return Standing.LATE if self.today > self.due_on else Standing.OPEN

    @property
    def told(self) -> str:
        """In words; what was sent and given back is owed again."""
        given_back = self.standing == Standing.LATE and self.sent_on is not None
        return "Quá hạn, phải gửi lại" if given_back else self.standing.label

    @property
    def tone(self) -> str:
        return STANDING_TONES[self.standing]

    @property
    def days_late(self) -> int:
        """Days since it was due, until it came or until today; 0 where it is not late."""
        ends = {Standing.LATE: self.today, Standing.RECEIVED_LATE: self.sent_on}
        end = ends.get(self.standing)
        return max(0, (end - self.due_on).days) if end else 0

    @property
    def owes(self) -> bool:
        """Nothing has come, or what came was returned; and it is not excused."""
        return self.standing in (Standing.LATE, Standing.OPEN)

    @property
    def report_state(self) -> str:
        """The newest version that was sent, as those above may know it; what is being written they do not see."""
        state = self.obligation.sent_state
        return ReportState(state).label if state else "Chưa gửi"

    @property
    def being_written(self) -> str:
        """The state of a version that is not sent yet, for those of the unit who may read it."""
        state, is_sent = self.obligation.newest_state, self.obligation.newest_pk == self.obligation.sent_pk
        return "" if is_sent or not state else ReportState(state).label

    @property
    def report_tone(self) -> str:
        state = self.obligation.sent_state
        return TONES[ReportState(state)] if state else "quiet"


@dataclass(frozen=True)
class Measures:
    """Năm số: expected, received, on time, and who is late."""

    expected: int
    received: int
    on_time: int
    late: int

    @property
    def rate(self) -> int | None:
        return _percent(self.received, self.expected)

    @property
    def on_time_rate(self) -> int | None:
        return _percent(self.on_time, self.expected)


def _percent(part: int, whole: int) -> int | None:
    return round(100 * part / whole) if whole else None


def lines_of(period: ReportPeriod, position, today: date) -> list[Line]:
    """The units the position sees, in the order in which they were written down; two queries."""
    obligations = list(
        period.obligations.visible_to(position).with_reports().select_related("unit__parent", "period__type__unit")
    )
    reminded = RemindedObligation.objects.filter(obligation__period=period).values_list("obligation")
    last = dict(reminded.annotate(Max("reminder__sent_on")).order_by())
    return [Line(one, today, last.get(one.pk)) for one in obligations]


def line_of(obligation: Obligation, today: date) -> Line:
    """One unit's line, without who was reminded when."""
    return Line(Obligation.objects.with_reports().select_related("period__type__unit").get(pk=obligation.pk), today)


def measures(lines: list[Line]) -> Measures:
    """Those excused are not expected."""
    standings = [line.standing for line in lines if line.standing != Standing.EXCUSED]
    received = [one for one in standings if one in (Standing.ON_TIME, Standing.RECEIVED_LATE)]
    return Measures(
        len(standings), len(received), standings.count(Standing.ON_TIME), standings.count(Standing.LATE)
    )  # fmt: skip


def measures_by_period(periods, position, today: date) -> dict[int, Measures]:
    """The same for many periods at once; one query."""
    lines: dict[int, list[Line]] = {period.pk: [] for period in periods}
    for one in Obligation.objects.visible_to(position).filter(period__in=list(lines)).with_reports():
        lines[one.period_id].append(Line(one, today))
    return {key: measures(own) for key, own in lines.items()}
