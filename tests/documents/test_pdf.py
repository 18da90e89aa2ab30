import builtins
import errno
import logging
import shutil
import threading
import unicodedata
from pathlib import Path

import pypdfium2
import pytest
import weasyprint

from documents import fonts, papers, pdf, styles
from documents.errors import PdfUnavailable
from tests.documents import samples
from tests.documents.samples import letters, pages_of

SECRET = "rất bí mật"


def page(body):
    return f"<style>{fonts.face_css()} html {{ font-family: '{fonts.FAMILY}' }}</style>{body}"


@pytest.mark.parametrize("long", [False, True])
def test_every_vietnamese_letter_reaches_the_paper(long):
    vowels = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
    text = " ".join(v + tone for v in vowels for tone in ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"))
    text = unicodedata.normalize("NFC", f"{text} đ Đ “ ” – …")

    read = pages_of(pdf.html_to_pdf(page(f"<p>{text}</p>"), long=long))[0]
    assert letters(read) == letters(text)


@pytest.mark.parametrize("long", [False, True])
@pytest.mark.parametrize("tag", ["<img src='{}'>", "<link rel=stylesheet href='{}'>", "<link rel=attachment href='{}'>",
                                 "<style>@import url('{}')</style>", "<object data='{}'></object>"])  # fmt: skip
def test_a_paper_reads_no_file_of_the_server(tmp_path, tag, long, caplog):
    caplog.set_level(logging.CRITICAL)
    secret = tmp_path / "secret.svg"
    secret.write_text(f"<svg xmlns='http://www.w3.org/2000/svg'><text y='20'>{SECRET}</text></svg>")

    for address in (f"file://{secret}", "file:///etc/passwd"):
        data = pdf.html_to_pdf(page(f"<p>Chữ</p>{tag.format(address)}"), long=long)
        assert [letters(text) for text in pages_of(data)] == ["Chữ"]
        assert (b"EmbeddedFile" in data, SECRET.encode() in data, b"root:" in data) == (False, False, False)


@pytest.mark.parametrize("address", ["http://example.com/a.png", "https://example.com/a.png", "ftp://example.com/a",
                                     "danvan:///font/../../etc/passwd", "danvan:///img/x.png"])  # fmt: skip
@pytest.mark.parametrize("long", [False, True])
def test_a_paper_asks_no_other_host(address, long, caplog):
    caplog.set_level(logging.CRITICAL)

    assert [letters(t) for t in pages_of(pdf.html_to_pdf(page(f"<p>Chữ</p><img src='{address}'>"), long=long))] == [
        "Chữ"
    ]


@pytest.mark.parametrize("long", [False, True])
def test_several_pages_become_one_file_each_numbered_from_one(long):
    numbered = "<style>@page { @top-center { content: counter(page) } }</style>"
    first = page(f"{numbered}<p>A</p><p style='break-before: page'>B</p>")
    second = page(f"{numbered}<p>C</p>")

    texts = pages_of(pdf.pages_to_pdf([first, second], long=long))
    assert ["".join(sorted(letters(text))) for text in texts] == ["1A", "2B", "1C"]


@pytest.mark.parametrize(("engine", "long"), [("weasyprint", False), ("plutoprint", True)])
def test_missing_libraries_are_named_with_their_cure(monkeypatch, engine, long):
    real = builtins.__import__

    def without(name, *args, **kwargs):
        if name == engine:
            raise OSError("cannot load library 'libgobject-2.0-0'")
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(PdfUnavailable) as error:
        pdf.html_to_pdf("<p>", long=long)
    assert str(error.value) == pdf.LIBRARIES_MISSING


@pytest.mark.parametrize(
    ("template", "paper"),
    [
        ("registration_collective.html", samples.collective(is_demo=True, qr_text="https://danvan.local/ho-so/DV-1")),
        ("registration_individual.html", samples.individual(is_draft=True)),
        ("annex.html", {"annex": samples.annex(), "kept": None}),
    ],
)
def test_style_sheets_that_are_kept_draw_what_the_engine_draws_alone(template, paper):
    html = papers.render_paper(template, paper)
    alone = weasyprint.HTML(string=html, url_fetcher=pdf.weasyprint_fetcher(weasyprint)).write_pdf()

    for _ in range(2):
        assert pictures(pdf.html_to_pdf(html)) == pictures(alone)


def pictures(data: bytes) -> list[bytes]:
    with pypdfium2.PdfDocument(data) as document:
        return [sheet.render(scale=2).to_pil().tobytes() for sheet in document]


LETTERS = "<p style='font-weight: bold'>Dân vận khéo</p>"


@pytest.fixture
def kept(monkeypatch):
    """What this thread keeps: nothing yet."""
    monkeypatch.setattr(styles, "_of_thread", threading.local())
    return styles._of_thread


def test_fonts_swept_from_the_folder_of_temporary_files_come_back(monkeypatch, kept):
    clock = [1000.0]
    monkeypatch.setattr(styles.time, "monotonic", lambda: clock[0])
    as_it_is = pictures(pdf.html_to_pdf(page(LETTERS)))
    first = kept.styles
    assert (pictures(pdf.html_to_pdf(page(LETTERS))), kept.styles) == (as_it_is, first)

    shutil.rmtree(first.fonts._folder)
    clock[0] += styles.KEPT_SECONDS + 1
    assert pictures(pdf.html_to_pdf(page(LETTERS))) == as_it_is
    assert kept.styles is not first


def test_a_disk_that_was_full_leaves_no_half_written_font(monkeypatch, kept):
    def full(path, data):
        path.touch()
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch, pytest.raises(OSError, match="No space"):
        patch.setattr(Path, "write_bytes", full)
        pdf.html_to_pdf(page(LETTERS))
    after = pictures(pdf.html_to_pdf(page(LETTERS)))
    del kept.styles
    assert after == pictures(pdf.html_to_pdf(page(LETTERS)))
