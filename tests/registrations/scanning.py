"""A printer, a scanner and a telephone: the papers the portal prints, as they come back signed."""

import io
from uuid import uuid4

import pypdfium2
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image, ImageDraw, ImageFilter

from documents.papers import paper_to_pdf
from registrations import papers
from registrations.enums import Kind, Purpose
from registrations.papers import TEMPLATES
from registrations.scanning import services as scans

HOST = "https://danvan.langgiang.gov.vn"
MIMES = {"pdf": "application/pdf", "jpg": "image/jpeg", "png": "image/png"}


def printed(registration, purpose=Purpose.REGISTRATION, number="") -> bytes:
    """The PDF that the portal prints of a version, the last one unless a number is given."""
    version = papers.version_of(registration, purpose, str(number))
    address = HOST + reverse("registrations:record", args=[registration.code])
    template = TEMPLATES[Kind(registration.kind)] if purpose == Purpose.REGISTRATION else "result_report.html"
    return paper_to_pdf(template, papers.printed_version(version, code=registration.code, address=address))


def sheets(pdf: bytes, dpi=150) -> list[Image.Image]:
    """The pages as a scanner at this resolution sees them, in grey."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L") for page in document]


def signed(sheet: Image.Image) -> Image.Image:
    """With a pen stroke across the foot of the text."""
    sheet = sheet.copy()
    wide, high = sheet.size
    ImageDraw.Draw(sheet).line(
        [(wide * x / 100, high * (80 + 5 * (x % 7) / 7) / 100) for x in range(50, 75)], fill=40, width=3
    )
    return sheet


def noisy(sheet: Image.Image, strength=0.25) -> Image.Image:
    return Image.blend(sheet, Image.effect_noise(sheet.size, 40), strength)


def photographed(sheet: Image.Image) -> Image.Image:
    """On a dark desk, from the side, a little out of focus."""
    wide, high = sheet.size
    seen = sheet.transform(
        (wide, high), Image.Transform.QUAD,
        (-wide * 0.08, -high * 0.04, -wide * 0.02, high * 1.05, wide * 1.09, high * 1.02, wide * 1.03, -high * 0.07),
        Image.Resampling.BICUBIC, fillcolor=110,
    )  # fmt: skip
    return noisy(seen, 0.2).filter(ImageFilter.GaussianBlur(1)).convert("RGB")


def blank(dpi=150) -> Image.Image:
    return noisy(Image.new("L", (int(8.27 * dpi), int(11.69 * dpi)), 250), 0.02)


def unreadable(sheet: Image.Image) -> Image.Image:
    """A cup stood on the code."""
    sheet = sheet.copy()
    wide, high = sheet.size
    ImageDraw.Draw(sheet).ellipse((wide * 0.78, high * 0.9, wide * 0.95, high), fill=60)
    return sheet


def as_file(name: str, *pages: Image.Image, quality=60) -> SimpleUploadedFile:
    """The pages as one file of the kind its name says."""
    out, kind = io.BytesIO(), name.rpartition(".")[2]
    if kind == "pdf":
        pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=150, quality=quality)
    else:
        pages[0].save(out, {"jpg": "JPEG", "png": "PNG"}[kind], quality=quality)
    return SimpleUploadedFile(name, out.getvalue(), content_type=MIMES[kind])


def pdf_upload(content: bytes, name="ban-ky.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type=MIMES["pdf"])


def pile_of(by, *files, registration=None):
    """Uploaded and read, as the worker would."""
    pile, refused = scans.start_pile(by=by, chosen=list(files), token=uuid4(), registration=registration)
    assert refused == []
    scans.scan_tasks.read_now(pile.pk)
    pile.refresh_from_db()
    assert (pile.state, pile.problem) == ("done", "")
    return pile


def outcomes(pile) -> list[tuple]:
    """(outcome, code, version, sheet) of every page."""
    return [
        (
            page.outcome,
            page.version and page.version.registration.code,
            page.version and page.version.number,
            page.sheet,
        )
        for page in pile.pages.select_related("version__registration").order_by("number")
    ]


def content_of(stored) -> bytes:
    """What is kept of a scan or source."""
    with stored.file.open() as opened:
        return opened.read()


def together(*papers: bytes) -> bytes:
    """Several PDFs as one."""
    out = io.BytesIO()
    with pypdfium2.PdfDocument.new() as joined:
        for paper in papers:
            with pypdfium2.PdfDocument(paper) as pdf:
                joined.import_pages(pdf)
        joined.save(out)
    return out.getvalue()
