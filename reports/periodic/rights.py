"""Ai được làm với báo cáo định kỳ. Each reads after “if”."""

from accounts.enums import DECIDING_ROLES, Role
from accounts.models import Position
from accounts.signing import leaders_of
from front.members import writes_papers
from registrations.rights import leads
from reports.models import Obligation, Report, ReportPeriod, ReportType
from units import scope
from units.enums import Line
from units.models import Unit


def lays_down(position) -> bool:
    """Who may say that reports are owed to the own unit: its officers, where it works in an area of a level."""
    return position is not None and keeps(position, position.unit) and position.unit.level_id is not None


def lays_front_set(position) -> bool:
    """The officers of a Front body that may lay down reports."""
    return lays_down(position) and position.unit.line == Line.FRONT


def keeps(position, unit: Unit) -> bool:
    """The officers of the accepting unit keep its calendar and catalogue, and remind; not those of a cluster alone."""
    own = position is not None and position.has_role(*DECIDING_ROLES) and position.unit_id == unit.pk
    return own and scope.covers(position, unit.path)


def keeps_type(position, type: ReportType) -> bool:
    return keeps(position, type.unit)


def keeps_period(position, period: ReportPeriod) -> bool:
    return keeps(position, period.type.unit)


def accepts_from(position, obligation: Obligation) -> bool:
    """The officers of the unit a report is owed to, where the unit that owes lies in their areas."""
    own = position is not None and position.has_role(*DECIDING_ROLES)
    return own and position.unit_id == obligation.period.type.unit_id and scope.covers(position, obligation.unit.path)


def compiles_for(position, obligation: Obligation) -> bool:
    """Who writes the papers of the unit, in charge of all its area: else numbers would be cut."""
    if not writes_papers(position) or position.unit_id != obligation.unit_id:
        return False
    return scope.covers(position, obligation.area.path)


def compiles(position, report: Report) -> bool:
    return compiles_for(position, report.obligation)


def approves(position, report: Report) -> bool:
    """The unit's own leader, or the one in charge of its area who may sign for it."""
    return leads(position, report.obligation.unit)


def approvers(report: Report) -> list[Position]:
    """The leaders who may approve it: nobody what he or she wrote."""
    wrote = report.sections.exclude(saved_by=None).values("saved_by__user")
    may = leaders_of(report.obligation.unit).exclude(user=report.created_by.user_id)
    return list(may.exclude(user__in=wrote))


def numbers(position, report: Report) -> bool:
    """The clerk of the unit, or who compiles where there is none."""
    clerk = position is not None and position.has_role(Role.CLERK) and position.unit_id == report.obligation.unit_id
    return clerk or compiles(position, report)


def accepts(position, report: Report) -> bool:
    return accepts_from(position, report.obligation)


def of_the_unit(position, report: Report) -> bool:
    """Who works on it or leads there, against who is sent it."""
    own = writes_papers(position) and position.unit_id == report.obligation.unit_id
    return own or approves(position, report)


def hands_in(position, report: Report) -> bool:
    """Whoever of the unit writes papers may hand in a part."""
    return writes_papers(position) and position.unit_id == report.obligation.unit_id


def has_compiled(position, report: Report) -> bool:
    """Whether the same person began or wrote it, at whatever position."""
    wrote = report.sections.filter(saved_by__user=position.user_id).exists()
    return wrote or report.created_by.user_id == position.user_id


def area_of(unit: Unit, type: ReportType) -> Unit:
    """Whose figures a unit reports: a collecting desk, and the Front in its own reports, those of its area; any other
    body its own."""
    for_area = unit.collects or (type.is_of_front and unit.line == Line.FRONT)
    return unit.parent if for_area and unit.parent else unit
