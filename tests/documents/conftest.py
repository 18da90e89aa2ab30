"""Here the engine itself is looked at."""

import pytest

from tests import drawn


@pytest.fixture(autouse=True)
def _each_paper_is_drawn(monkeypatch):
    monkeypatch.setattr("documents.pdf._by_weasyprint", drawn.draw)
