"""Những gì gắn với đơn vị: every key to a unit and every path in the tables, and whether it moves or stays.

A test finds all keys and paths in the models and holds them against these lists: a new one must be thought of.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Model, Q, QuerySet

from accounts.models import Position
from evaluation.models import Nomination, Round
from registrations.models import Plan, Quota, Registration
from reorganisation.enums import Content
from reorganisation.models import Operation
from reorganisation.planned import Node, PlannedTree
from units.models import Unit
from units.querysets import range_end

# What was registered, received, asked, issued, held: it stays as it was for ever.
STAYS = {
    "registrations.Registration.unit", "registrations.Registration.path_then", "registrations.Receipt.desk",
    "registrations.Plan.issuer", "registrations.Quota.unit", "registrations.LatePermit.unit", "registrations.PlanTask.unit", "registrations.TaskDone.unit", "registrations.Recommendation.asked_unit", "evaluation.Round.unit", "registrations.SentTally.unit", "registrations.WaitingTally.unit", "registrations.ConfirmedTally.unit",
    "accounts.Position.unit", "units.UnitVersion.unit", "units.UnitVersion.parent", "units.UnitVersion.path",
    "units.Succession.old", "units.Succession.new", "reorganisation.NewUnit.parent", "reorganisation.NewUnit.made",
    "reorganisation.Step.unit", "reorganisation.Step.to_unit", "reorganisation.Assignment.to_unit",
    "registrations.ColumnMapping.unit", "registrations.UnitName.unit", "registrations.UnitName.means", "registrations.Submittal.unit", "registrations.Letter.unit",
    "registrations.Submittal.headed_by", "registrations.Letter.headed_by", "registrations.Reminder.headed_by", "reports.LateReminder.headed_by",
    "registrations.ReadyReason.unit", "registrations.RemindedUnit.unit", "registrations.Inspection.desk",
    "registrations.Visit.unit", "registrations.Urging.unit", "registrations.YearListCopy.unit", "recognition.Decision.unit", "recognition.Decision.headed_by", "recognition.Correction.headed_by", "recognition.Award.path_then",
    "recognition.Blank.unit", "evaluation.CriteriaSet.issuer", "evaluation.FieldTeam.areas",
    "reports.ReportType.unit", "reports.ReportType.copied", "reports.Obligation.unit", "reports.Obligation.area",
    "reports.Indicator.unit", "reports.Report.headed_by", "reports.TilePlace.area", "reports.TilePlace.unit", "front.Activity.unit", "front.Activity.keeper", "front.Activity.path_then",
    "front.Contribution.unit", "front.Contribution.keeper", "front.Contribution.path_then", "front.Fund.keeper",
    "front.Fund.path_then", "front.FundEntry.path_then",
    "front.FundBoard.keeper", "front.Estimate.keeper", "front.Disclosure.keeper", "front.WorkItem.issuer", "front.WorkTask.unit",
}  # fmt: skip
# What follows the units as they are now.
MOVES = {
    "registrations.Registration.present_unit", "registrations.Registration.scope_path", "registrations.Registration.desk",
    "registrations.SentTally.scope_path", "registrations.ConfirmedTally.scope_path",
    "registrations.WaitingTally.scope_path", "registrations.WaitingTally.desk",
    "registrations.Quota.present_unit", "registrations.Plan.scope_path", "evaluation.Round.present_unit",
    "evaluation.Round.scope_path", "evaluation.Nomination.scope_path", "accounts.Position.areas", "units.Unit.parent",
    "units.Unit.path", "units.Unit.scope_path", "reorganisation.Operation.scope_path",
}  # fmt: skip


@dataclass(frozen=True)
class Bearing:
    """One table whose rows belong to a present unit.

    `unit_column` names it (empty: the last unit of the path does); `of_area`: the path is that of the unit's area.
    """

    content: Content
    model: type[Model]
    unit_column: str = ""
    path_column: str = ""
    of_area: bool = False

    @property
    def label(self) -> str:
        return self.content.label

    def rows(self, scope_path: str) -> QuerySet:
        """(key, unit, path) of the rows inside a scope."""
        columns = ("pk", self.unit_column or "pk", self.path_column or f"{self.unit_column.removesuffix('_id')}__path")
        return self.model._default_manager.filter(inside(columns[2], scope_path)).order_by("pk").values_list(*columns)

    def path_for(self, heir: Node) -> str:
        return heir.parent.after if self.of_area and not heir.is_area and heir.parent else heir.after


BEARINGS = (
    Bearing(Content.REGISTRATION, Registration, "present_unit_id", "scope_path"),
    Bearing(Content.PLAN, Plan, path_column="scope_path"),
    Bearing(Content.QUOTA, Quota, "present_unit_id"),
    Bearing(Content.ROUND, Round, "present_unit_id", "scope_path", of_area=True),
)
ASSIGNED = {bearing.content: bearing.model for bearing in BEARINGS} | {Content.POSITION: Position}


@dataclass(frozen=True, slots=True)
class MovedRow:
    """One row that goes along: from where, to where."""

    pk: int
    unit: int
    path: str
    heir: Node
    path_after: str


@dataclass
class Moves:
    """What of one table goes along, and what nobody has assigned yet."""

    bearing: Bearing
    rows: list[MovedRow]
    unassigned: list[tuple[int, Node]]

    @property
    def new_units(self) -> int:
        return sum(row.heir.pk != row.unit for row in self.rows)

    @property
    def new_paths(self) -> int:
        return len(self.rows) - self.new_units


# By content and key of what hangs on a split unit: to which heir the office gave it; a position without one ends.
Assigned = Mapping[tuple[str, int], Node | None]


def moves_of(bearing: Bearing, tree: PlannedTree, assigned: Assigned) -> Moves:
    """Where the rows of a table go."""
    moves = Moves(bearing, [], [])
    for pk, unit, path in bearing.rows(tree.operation.scope_path):
        key = unit if bearing.unit_column else last_of(path)
        node = tree.nodes.get(key)
        if node is None or not (node.ends or node.changes):
            continue
        heir = node.heir(assigned.get((bearing.content, pk)) if node.ends else None)
        if heir is None:
            moves.unassigned.append((pk, node))
            continue
        after = bearing.path_for(heir)
        if heir is not node or (bearing.path_column and after != path):
            moves.rows.append(MovedRow(pk, key, path, heir, after))
    return moves


def other_paths(tree: PlannedTree) -> Iterator[tuple[type[Model], int, str, str]]:
    """(table, key, path before, path after) of units that ended earlier and of other operations: seen from the heir."""
    others = Operation.objects.exclude(pk=tree.operation.pk)
    for model, found in ((Unit, Unit.objects.filter(valid_to__isnull=False)), (Operation, others)):
        rows = found.filter(inside("scope_path", tree.operation.scope_path)).values_list("pk", "scope_path")
        for pk, path in rows.order_by("pk"):
            node = tree.nodes.get(last_of(path))
            if node is not None:
                after = (node.aims[0] if node.ends else node).after
                if after != path:
                    yield model, pk, path, after


def nominations_of(registrations: Moves) -> Iterator[tuple[int, str, str]]:
    """(key, path before, path after): a dossier lies where its registration lies."""
    after = {row.pk: row.path_after for row in registrations.rows}
    rows = Nomination.objects.order_by("pk").values_list("pk", "registration_id", "scope_path")
    for pk, registration, path in rows:
        if registration in after and after[registration] != path:
            yield pk, path, after[registration]


def inside(column: str, path: str) -> Q:
    """At and below a path."""
    return Q(**{f"{column}__gte": path, f"{column}__lt": range_end(path)})


def last_of(path: str) -> int:
    """The key of the unit a path leads to."""
    return int(path.rstrip("/").rpartition("/")[2] or 0)


def assigned_in(tree: PlannedTree) -> Assigned:
    """What the office assigned by hand in a split; one question for all."""
    given = tree.operation.assignments.values_list("content", "object_id", "to_unit_id", "to_new_id")
    return {(content, pk): tree.node_of(unit, new) for content, pk, unit, new in given}
