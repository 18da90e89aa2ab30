"""Reads scans and photos: how many pages, the QR codes on each, a picture to look at; and joins pages into one PDF.

A process of its own, without Django: it reads a request in JSON from standard input and answers in lines of JSON. What a
forged file does to the libraries it does to this process alone, whose memory and time are bounded.
"""

import base64
import io
import json
import resource
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import zxingcpp
from PIL import Image, ImageFilter, ImageOps

MOST_MEMORY = 2 * 1024 * 1024 * 1024
SECONDS_AT_ONCE, SECONDS_A_PAGE = 30, 6
LOCKED, DAMAGED, TOO_LARGE = 3, 4, 5
PDF = "application/pdf"

DPI, MOST_SIDE = 200, 4200
MOST_PIXELS = 120_000_000
PICTURE_SIDE, PICTURE_QUALITY = 1200, 60
MOST_ENLARGED = 2600
QR = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])


class Refused(Exception):
    """The file cannot be read; carries the exit code that says why."""


def main() -> int:
    """0 and the lines, or what was wrong."""
    request = json.load(sys.stdin)
    seconds = SECONDS_AT_ONCE + SECONDS_A_PAGE * int(request.get("pages", 0))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        for line in TASKS[request["task"]](request):
            print(json.dumps(line), flush=True)
    except Refused as problem:
        return int(problem.args[0])
    except (pypdfium2.PdfiumError, OSError, SyntaxError, ValueError, MemoryError):
        return DAMAGED
    return 0


def count(request: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """How many pages the file has."""
    if request["mime"] != PDF:
        _opened_image(request["path"]).close()
        yield {"pages": 1}
        return
    with _opened_pdf(request["path"]) as pdf:
        if not len(pdf):
            raise Refused(DAMAGED)
        yield {"pages": len(pdf)}


def read(request: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """One line a page: its codes, how far it is turned, whether it is blank, and a picture of it."""
    for image in _images(request["path"], request["mime"]):
        found = codes(image)
        turn = _right_angle(found[0].orientation) if found else 0
        yield {
            "codes": sorted({one.text for one in found}),
            "blank": not found and is_blank(image),
            "picture": base64.b64encode(picture(image, turn)).decode(),
        }


def join(request: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """One PDF for each of `papers`, a list of pages with path, mime and place from 0; those of a PDF stay as they are."""
    for parts in request["papers"]:
        with pypdfium2.PdfDocument.new() as joined:
            for part in parts:
                with _opened_pdf(part["path"]) if part["mime"] == PDF else _image_as_pdf(part["path"]) as pdf:
                    joined.import_pages(pdf, [part["page"]])
            out = io.BytesIO()
            joined.save(out)
        yield {"pdf": base64.b64encode(out.getvalue()).decode()}


TASKS = {"count": count, "read": read, "join": join}


def codes(image: Image.Image) -> list[Any]:
    """The QR codes of a page; where none is seen at once, the page is cleaned, then looked at piece by piece."""
    for attempt in _attempts(image):
        if found := zxingcpp.read_barcodes(attempt, formats=QR):
            return [one for one in found if one.text]
    return []


def _attempts(image: Image.Image) -> Iterator[Image.Image]:
    yield image
    clear = ImageOps.autocontrast(image, cutoff=2)
    yield clear
    if max(image.size) < MOST_ENLARGED:
        larger = clear.resize((image.width * 2, image.height * 2), Image.Resampling.BICUBIC)
        yield larger
        yield larger.filter(ImageFilter.MedianFilter(5))
        yield larger.filter(ImageFilter.UnsharpMask(3, 200))
    for corner in _corners(clear):
        times = 3 if max(image.size) < MOST_ENLARGED else 2
        large = corner.resize((corner.width * times, corner.height * times), Image.Resampling.LANCZOS)
        yield large.filter(ImageFilter.GaussianBlur(2))
        yield ImageOps.autocontrast(large.filter(ImageFilter.UnsharpMask(5, 150)), cutoff=5)


def _corners(image: Image.Image) -> Iterator[Image.Image]:
    """The code stands in a corner, whichever way the sheet lay."""
    wide, high = int(image.width * 0.4), int(image.height * 0.4)
    for left in (image.width - wide, 0):
        for top in (image.height - high, 0):
            yield image.crop((left, top, left + wide, top + high))


def is_blank(image: Image.Image) -> bool:
    """A sheet with nothing on it: the back of a page that was scanned on both sides."""
    small = image.resize((120, 160), Image.Resampling.BOX)
    values = sorted(small.tobytes())
    paper = values[len(values) // 2]
    return sum(1 for value in values if abs(value - paper) > 24) < len(values) * 0.001


def picture(image: Image.Image, turn: int) -> bytes:
    """The page upright, small enough for a slow line, large enough to read the code beside the signature."""
    upright = image.rotate(turn, expand=True, fillcolor=255) if turn else image.copy()
    upright.thumbnail((PICTURE_SIDE, PICTURE_SIDE), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    upright.save(out, "JPEG", quality=PICTURE_QUALITY, optimize=True)
    return out.getvalue()


def _right_angle(degrees: int) -> int:
    """How far to turn the page back, in quarters; the library counts the other way round."""
    return round(degrees / 90) * 90 % 360


def _images(path: str, mime: str) -> Iterator[Image.Image]:
    if mime != PDF:
        yield _opened_image(path)
        return
    with _opened_pdf(path) as pdf:
        for page in pdf:
            scale = min(DPI / 72, MOST_SIDE / max(1, *page.get_size()))
            bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=False)
            yield bitmap.to_pil().convert("L")
            page.close()


def _opened_pdf(path: str) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(Path(path))
    except pypdfium2.PdfiumError as problem:
        raise Refused(LOCKED if "password" in str(problem).lower() else DAMAGED) from problem


def _opened_image(path: str) -> Image.Image:
    """A photo as grey, the way up its camera says."""
    try:
        image = Image.open(path, formats=("JPEG", "PNG"))
        if image.width * image.height > MOST_PIXELS:
            raise Refused(TOO_LARGE)
        image.draft("L", (MOST_SIDE, MOST_SIDE))
        flat = ImageOps.exif_transpose(_on_white(image))
    except Image.DecompressionBombError as problem:
        raise Refused(TOO_LARGE) from problem
    flat.thumbnail((MOST_SIDE, MOST_SIDE), Image.Resampling.BOX)
    return flat


def _on_white(image: Image.Image) -> Image.Image:
    """What is transparent counts as paper."""
    if image.mode not in {"RGBA", "LA", "PA", "P"}:
        return image.convert("L")
    seen = image.convert("RGBA")
    paper = Image.new("RGBA", seen.size, "white")
    return Image.alpha_composite(paper, seen).convert("L")


def _image_as_pdf(path: str) -> pypdfium2.PdfDocument:
    """A photo as one page of A4, upright, in its own colours."""
    with Image.open(path, formats=("JPEG", "PNG")) as image:
        upright = ImageOps.exif_transpose(image.convert("RGB"))
    upright.thumbnail((MOST_SIDE, MOST_SIDE), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    upright.save(out, "PDF", resolution=max(upright.size) / 297 * 25.4, quality=90)
    return pypdfium2.PdfDocument(out.getvalue())


if __name__ == "__main__":
    sys.exit(main())
