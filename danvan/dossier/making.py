"""One year onto the shelf: papers, data, index, list of hashes; under its name only when all of it is there."""

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.template.loader import render_to_string
from django.utils import timezone

from common import installation
from danvan.backup import places
from danvan.dossier import councils, data, papers
from danvan.dossier.shelf import Shelf
from units.models import Unit

PARTS = (
    ("Hồ sơ đăng ký mô hình", papers.registrations),
    ("Kế hoạch", papers.plans),
    ("Công văn, danh sách", papers.letters),
    ("Đánh giá, chấm điểm", councils.councils),
    ("Quyết định", papers.decisions),
    ("Báo cáo định kỳ", papers.reports),
)


class DossierError(Exception):
    """A Vietnamese sentence for the person at the keyboard; nothing is left behind."""


@dataclass(frozen=True)
class Made:
    """The folder, how many files it holds, and stored files that were lost before."""

    folder: Path
    files: int
    missing: list[str]


def make(year: int, target: Path, told: Callable[[str, int], None]) -> Made:
    """The dossier of a year as a new folder inside `target`. Raises DossierError, PdfUnavailable, OSError."""
    final = target / f"Hồ sơ dân vận khéo năm {year}"
    if final.exists():
        raise DossierError(f"Đã có “{final}”. Hãy đổi tên hoặc chọn thư mục khác (it is there already).")
    if not data.rows_of(year)["Kế hoạch"].exists():
        raise DossierError(f"Năm {year} không có kế hoạch nào trên cổng (no plan of that year).")
    target.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=".ho-so-", dir=target))
    try:
        shelf = Shelf(folder)
        _fill(year, shelf, told)
        shelf.seal()
        folder.chmod(0o750)
        folder.rename(final)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return Made(final, len(shelf.sums), shelf.missing)


def _fill(year: int, shelf: Shelf, told: Callable[[str, int], None]) -> None:
    parts = []
    for name, entries in PARTS:
        found = []
        for entry in entries(year, shelf):
            found.append(entry)
            told(name, len(found))
        parts.append((name, found))
    context = {
        "year": year, "parts": parts, "data": data.write(year, shelf), "missing": shelf.missing,
        "root": Unit.objects.root(), "made_at": timezone.localtime(),
        "version": places.version(), "is_demo": installation.is_demo(),
    }  # fmt: skip
    shelf.put(render_to_string("danvan/dossier/look.css", {}).encode(), "kieu.css")
    shelf.put(render_to_string("danvan/dossier/index.html", context).encode(), "index.html")
