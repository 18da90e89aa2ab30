"""A province's quarter: the reports of 130 units accepted, its own report compiled from them and from the records."""

from datetime import date, timedelta
from itertools import count
from random import Random
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from accounts.enums import Role
from bench.measure import Case
from bench.pages import World
from registrations.models import Receipt, Sector
from reports.models import Obligation, Report, ReportFigure
from reports.periodic import rollup, services
from reports.periodic.enums import CutOff, Nature, ReportState, Rhythm, Source
from reports.periodic.indicators import TYPED, computed
from units import services as units
from units.enums import Line
from units.enums import Nature as Kind
from units.models import Unit

UNITS, COMPILED_MS = 130, 30_000.0


def quarter_case(world: World) -> Case:
    """The press “Lập báo cáo” of the province and the table of what came from below, beside one bare count."""
    officer = world.at_desk(Role.OFFICER, "tỉnh").position
    own = _owed(world, officer)

    def compiled() -> int:
        with transaction.atomic():
            report = services.start_report(by=officer, obligation=own, token=uuid4())
            rows = rollup.rows_below(officer, report)
            transaction.set_rollback(True)
        return len(rows)

    def bare_count() -> int:
        return Receipt.objects.filter(is_first=True, confirmed_on__gte=own.period.data_from).count()

    name = f"quarter of {UNITS} units compiled (province officer)"
    return Case(name, compiled, "one bare count", bare_count, most_ms=COMPILED_MS, rounds=3, is_page=False)


def _owed(world: World, officer) -> Obligation:
    """The province's own obligation of last year's fourth quarter, to which all others have reported."""
    year, tokens = world.country.this_year - 1, (UUID(int=number << 80) for number in count(1))
    owing = [*world.country.desks, *world.country.registering]
    province = world.country.province
    owing += [_office(province, number) for number in range(UNITS + 1 - len(owing))]
    kind = services.save_type(
        by=officer, token=next(tokens), name="Báo cáo quý", rhythm=Rhythm.QUARTER, cut_off=CutOff.CALENDAR,
        basis="Kế hoạch", receiver="Ban Thường vụ Tỉnh ủy", other_copies="",
    )  # fmt: skip
    period = services.add_period(
        by=officer, type=kind, token=next(tokens), label=f"Quý IV năm {year}", data_from=date(year, 10, 1),
        last_day=date(year, 12, 31), due_on=timezone.localdate() + timedelta(days=5), locks_on=None,
    )  # fmt: skip
    services.open_period(by=officer, period=period, units=owing[: UNITS + 1], token=next(tokens))
    others = period.obligations.exclude(unit=officer.unit)
    accept_reports(others, officer)
    return period.obligations.select_related("unit", "area", "period__type__unit").get(unit=officer.unit)


def _office(province: Unit, number: int) -> Unit:
    return units.add_unit(
        by=None, name=f"Cơ quan số {number}", parent=province, level=province.level, nature=Kind.BODY, line=Line.STATE,
        place_name=province.place_name,
    )  # fmt: skip


def accept_reports(obligations, officer) -> None:
    """One accepted report of each, with a number for every indicator, written in bulk."""
    random, today = Random(3), timezone.localdate()
    reports = Report.objects.bulk_create(
        Report(obligation=one, state=ReportState.ACCEPTED, number=f"{place}/BC", issued_on=today, sent_at=timezone.now(),
               signer_name="Hà Văn Thuấn", signer_title="Chủ tịch", created_by=officer)
        for place, one in enumerate(obligations, 1)
    )  # fmt: skip
    figures = []
    for report in reports:
        for place, one in enumerate(computed(Sector.objects.all()), 1):
            figures.append(_figure(report, place, one.key, one.name, one.nature, one.source, random))
        for place, (key, name, _meant, _measure, nature, _supplier) in enumerate(TYPED, 100):
            figures.append(_figure(report, place, key, name, nature, Source.TYPED, random))
    ReportFigure.objects.bulk_create(figures, batch_size=2000)


def _figure(
    report: Report, place: int, key: str, name: str, nature: Nature, source: str, random: Random
) -> ReportFigure:
    return ReportFigure(
        report=report, place=place, key=key, name=name, definition=name, measure="mô hình", nature=nature,
        source=source, computed=random.randrange(40), value=random.randrange(40),
    )  # fmt: skip
