"""The figures as Markdown tables."""

from collections.abc import Iterable

from bench.measure import MOST_GROWTH, MOST_QUERIES, Figures, growth
from bench.together import Together

HEAD = (
    "what", "queries", "p50 ms", "p95 ms", "memory MB", "bytes", "gzip", "yardstick", "its p50 ms", "ratio", "budget",
    "met",
)  # fmt: skip
VERDICTS = {True: "yes", False: "**no**", None: "–"}


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    names = list(head)
    lines = [names, ["---"] * len(names), *[list(row) for row in rows]]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def figures_table(figures: list[Figures]) -> str:
    return table(HEAD, [_row(one) for one in figures])


def _row(one: Figures) -> list[str]:
    limits = [f"≤ {one.budget}×" if one.budget else "", f"≤ {one.most_ms:.0f} ms" if one.most_ms else ""]
    limits.append(f"≤ {MOST_QUERIES} queries" if one.is_page else "")
    return [
        one.name, _whole(one.queries), f"{one.p50:.1f}", f"{one.p95:.1f}", f"{one.memory:.2f}", _whole(one.raw),
        _whole(one.packed), one.yardstick, f"{one.bare_p50:.1f}", f"{one.ratio:.2f}×",
        ", ".join(filter(None, limits)) or "–", VERDICTS[one.is_within],
    ]  # fmt: skip


def _whole(number: int | None) -> str:
    return "–" if number is None else f"{number:,}"


def growth_table(figures: list[Figures]) -> str:
    """From the smallest number of registrations to the largest, where both were measured."""
    sizes = sorted({one.size for one in figures})
    rows = [
        [one.name, _whole(one.first_queries), _whole(one.last_queries), f"{one.times:.2f}×", f"{one.bare_times:.2f}×",
         f"{one.beyond:.2f}×", VERDICTS[one.is_within]]
        for one in growth(figures)
    ]  # fmt: skip
    head = ("what", f"queries at {sizes[0]:,}", f"at {sizes[-1]:,}", "time", "its yardstick", "beyond it")
    return table([*head, f"≤ {MOST_GROWTH}×"], rows)


def together_table(together: list[Together]) -> str:
    head = (
        "eight people at once",
        "p50 ms",
        "p95 ms",
        "bare insert p50 ms",
        "ratio",
        "lost",
        "failed",
        "≤ 3×, none lost",
    )
    rows = [
        [one.name, f"{one.p50:.1f}", f"{one.p95:.1f}", f"{one.bare_p50:.1f}", f"{one.ratio:.2f}×", str(one.lost),
         str(one.failed), VERDICTS[one.is_within]]
        for one in together
    ]  # fmt: skip
    return table(head, rows)


def memory_line(figures: list[Figures]) -> str:
    """Whether the memory of a workbook grows with its lines."""
    books = [f"{one.memory:.1f} MB ({one.name})" for one in figures if one.yardstick == "bare writer"]
    return f"Memory of workbooks: {'; '.join(books)}." if books else ""
