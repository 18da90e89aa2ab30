"""The figures as Markdown tables."""

from collections.abc import Iterable

from bench.measure import MOST_QUERIES, Figures
from bench.together import Together

HEAD = (
    "what", "queries", "p50 ms", "p95 ms", "memory MB", "bytes", "gzip", "yardstick", "its p50 ms", "ratio", "budget",
    "met",
)  # fmt: skip
GROWTH = 1.3
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
    first, last = ({one.name: one for one in figures if one.size == size} for size in (sizes[0], sizes[-1]))
    rows = [_growth(name, first[name], last[name]) for name in first if name in last]
    head = ("what", f"queries at {sizes[0]:,}", f"at {sizes[-1]:,}", "time", "its yardstick", "beyond it", "≤ 1.3×")
    return table(head, rows)


def _growth(name: str, first: Figures, last: Figures) -> list[str]:
    """Judged beyond the growth of the yardstick: the machine may have been busier at one size than at the other. What is
    held to milliseconds, as a search among all records, is held to them at the largest size.
    """
    times, bare = last.p50 / first.p50, last.bare_p50 / first.bare_p50
    kept = times / bare <= GROWTH and (not first.is_page or (last.queries or 0) <= (first.queries or 0))
    met = VERDICTS[kept if first.budget else None]
    queries = [_whole(first.queries), _whole(last.queries)]
    return [name, *queries, f"{times:.2f}×", f"{bare:.2f}×", f"{times / bare:.2f}×", met]


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
         str(one.failed), VERDICTS[one.ratio <= 3 and not one.lost and not one.failed]]
        for one in together
    ]  # fmt: skip
    return table(head, rows)


def memory_line(figures: list[Figures]) -> str:
    """Whether the memory of a workbook grows with its lines."""
    books = [f"{one.memory:.1f} MB ({one.name})" for one in figures if one.yardstick == "bare writer"]
    return f"Memory of workbooks: {'; '.join(books)}." if books else ""
