"""The figures of a run as data, for whoever compares one run with another: with their verdicts and their growth."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from bench.measure import Figures, growth
from bench.profiling import Profile


def of_run(figures: list[Figures], together: Iterable[Any], profile: Profile | None) -> dict[str, Any]:
    """`met`: whether the budgets are kept, null where there is none."""
    return {
        "figures": [_judged(one) for one in figures],
        "growth": [_judged(one) for one in growth(figures)] if figures else [],
        "together": [_judged(one) for one in together],
        "profile": asdict(profile) if profile else None,
    }


def of_reform(size: int, taken: Iterable[Any]) -> dict[str, Any]:
    return {"size": size, "taken": [_judged(one) for one in taken]}


def _judged(one: Any) -> dict[str, Any]:
    known = asdict(one)
    known.pop("is_within", None)
    return {**known, "met": one.is_within}
