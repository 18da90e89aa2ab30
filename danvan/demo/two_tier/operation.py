"""Một việc sắp xếp: prepared by the administrator, approved by a second officer, carried out on its day."""

from collections.abc import Iterable
from datetime import date

from accounts.models import Position
from common.workflow import Move, perform
from danvan.demo.stories import Stage
from danvan.demo.two_tier import table
from reorganisation import services, workflow
from reorganisation.enums import StepKind
from reorganisation.models import NewUnit, Operation
from reorganisation.planned import Node
from reorganisation.rehearsal import rehearse
from units.letterhead_defaults import bare_place
from units.models import Unit
from units.services import correct_level, correct_unit


class Reform:
    """Writes the operation line by line, as an officer would type it."""

    def __init__(self, stage: Stage, year: int):
        self.stage, self.year = stage, year
        self.by, self.second = stage.people.by_account["quantri"], stage.people.by_account["canbo.tinh"]
        self.units, self.levels = stage.tree.units, stage.tree.levels
        self.new: dict[str, NewUnit] = {}
        self.operation = services.start_operation(
            by=self.by, token=stage.token(), decided_on=self._day(table.DECIDED), effective_on=self._day(table.EFFECTIVE),
            created_at=stage.clock.at(self._day(table.PREPARED), 9), **table.DECISION,
        )  # fmt: skip

    def carry_out(self) -> Operation:
        """All of it, from the first line to the day it takes effect."""
        self._open_units()
        self._end_districts()
        self._pass_communes()
        self._rename()
        self._assign()
        self._step(workflow.PROPOSE, self.by, table.PREPARED, 16)
        self._step(
            workflow.APPROVE, self.second, table.APPROVED, 10, note="Đã xem bản diễn tập, số liệu khớp với đề án."
        )
        self._step(workflow.CARRY_OUT, self.by, table.EFFECTIVE, 0)
        self._afterwards()
        return self.operation

    def _day(self, month_and_day: tuple[int, int]) -> date:
        return date(self.year, *month_and_day)

    def _step(self, move: Move, by: Position, on: tuple[int, int], hour: int, **data) -> None:
        at = self.stage.clock.at(self._day(on), hour, 5)
        perform(move, self.operation, by=by, data=data, token=self.stage.token(), at=at)
        self.operation = Operation.objects.get(pk=self.operation.pk)

    def _open_units(self) -> None:
        province = self.units[table.PROVINCE]
        rows = [(name, code, {"level": self.levels[3]}) for code, name in table.NEW_COMMUNES]
        rows += [(name, "", {"line": table.NEW_OFFICE_LINE}) for name in table.NEW_OFFICES]
        for name, code, kind in rows:
            self.new[name] = services.add_new_unit(
                by=self.by, operation=self.operation, name=name, code=code, parent=province, **kind
            )

    def _add(self, kind: StepKind, names: Iterable[str], aim: Unit | NewUnit) -> None:
        units = [self.units[name] for name in names]
        services.add_steps(by=self.by, operation=self.operation, kind=kind, units=units, aim=aim)

    def _end_districts(self) -> None:
        province = self.units[table.PROVINCE]
        for district in table.DISTRICTS:
            self._add(StepKind.MOVE, (_named(pattern, district) for pattern in table.MOVING), province)
            for pattern, keeper in table.KEEPERS:
                self._add(StepKind.END, [_named(pattern, district)], self.new.get(keeper) or self.units[keeper])
        self._add(StepKind.END, table.DISTRICTS, province)

    def _pass_communes(self) -> None:
        for old, aims in table.PASSING:
            for aim in aims:
                self._add(StepKind.PASS, [old], self.new[aim])
        self._add(StepKind.MOVE, table.TO_LAM_KHE, self.new["xã Lam Khê"])
        self._add(StepKind.MOVE, table.TO_PHUC_KHE, self.new["xã Phúc Khê"])

    def _rename(self) -> None:
        for old, name in table.RENAMING:
            services.add_renaming(by=self.by, operation=self.operation, unit=self.units[old], name=name, code="")

    def _assign(self) -> None:
        """Every record, quota, plan and position of the split commune, one by one."""
        given = {
            (content, pk): self._heir_of(node)
            for content, rows in rehearse(self.operation).unassigned.items()
            for pk, node in rows
        }
        services.assign(by=self.by, operation=self.operation, given=given)

    def _heir_of(self, split: Node) -> NewUnit:
        return self.new["xã Phúc Khê" if split.full_name in table.BODIES_TO_PHUC_KHE else "xã Lam Khê"]

    def _afterwards(self) -> None:
        """The level is over, and the renamed office writes its new name on its papers."""
        correct_level(by=self.by, level=self.levels[2], valid_to=self._day(table.EFFECTIVE))
        renamed = Unit.objects.get(name=dict(table.RENAMING)["Ban Dân vận Tỉnh ủy Lạc Giang"], valid_to=None)
        correct_unit(by=self.by, unit=renamed, **table.NEW_HEAD)


def _named(pattern: str, district: str) -> str:
    return pattern.format(district).replace("[]", bare_place(district))
