"""Tỷ lệ: a figure that is worked out of two others of the same report, and which those may be."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reports.models import Indicator
from reports.periodic.enums import Nature, Subject
from reports.periodic.indicators import computed
from units.models import Unit


@dataclass(frozen=True)
class Choice:
    """A figure that may stand above or below the line of a rate, in reports about `subject`."""

    key: str
    name: str
    subject: str

    @property
    def pk(self) -> str:
        """Rates name their parts by key: what units below computed or wrote under it is found in any report."""
        return self.key


def parts_of_rates(unit: Unit, *, besides: Indicator | None = None) -> list[Choice]:
    """What the records tell of the models, then what the catalogue of the unit asks for; no rate of a rate."""
    counted = [Choice(one.key, one.name, Subject.MODELS) for one in computed(())]
    typed = Indicator.objects.filter(unit=unit, is_used=True).exclude(nature=Nature.RATE)
    written = [
        Choice(*row) for row in typed.values_list("key", "name", "subject") if besides is None or row[0] != besides.key
    ]
    return [*counted, *written]


def made_of(parts: Iterable[str], called: Mapping[str, str]) -> str:
    """“tử số: Đơn thư đã giải quyết; mẫu số: Đơn thư tiếp nhận”."""
    return "; ".join(f"{word}: {called.get(key, key)}" for word, key in zip(("tử số", "mẫu số"), parts, strict=True))


def with_parts(indicators: Iterable[Indicator], unit: Unit) -> None:
    """Each gets `made_of`: of a rate what it is made of."""
    called = {one.key: one.name for one in parts_of_rates(unit)}
    for one in indicators:
        one.made_of = made_of((one.numerator, one.denominator), called) if one.nature == Nature.RATE else ""
