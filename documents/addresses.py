"""The addresses of one paper in the forms in which it is given out."""

from collections.abc import Callable, Iterable

from django.http import HttpResponse
from django.urls import URLPattern, path

# Annexes are calculated with as well; a document is printed, or finished in Word.
ANNEX, DOCUMENT = ("pdf", "xlsx", "docx"), ("pdf", "docx")
# What programs read.
DATA = ("csv", "xlsx")


def file_paths(route: str, view: Callable[..., HttpResponse], name: str, endings: Iterable[str]) -> list[URLPattern]:
    """“trinh/<int:pk>/danh-sach” → “….pdf” named “submittal_pdf”, and so on; the view is told the `ending`."""
    return [path(f"{route}.{ending}", view, {"ending": ending}, f"{name}_{ending}") for ending in endings]
