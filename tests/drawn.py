"""Papers as PDF, each drawn once in a process: the same pages give the same paper, and drawing takes most of a second.

How papers are drawn is told in tests/documents, where each is drawn anew.
"""

from collections.abc import Iterable
from functools import lru_cache

from documents import pdf

MOST_KEPT = 300

draw = pdf._by_weasyprint


def keep_papers() -> None:
    """From now on a paper drawn before is taken from what is kept."""
    pdf._by_weasyprint = _kept


def _kept(pages: Iterable[str]) -> bytes:
    return _drawn(tuple(pages))


@lru_cache(MOST_KEPT)
def _drawn(pages: tuple[str, ...]) -> bytes:
    return draw(pages)
