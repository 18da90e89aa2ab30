"""Bản quét gửi lên: scans and photos as pages with what their codes say. No domain word here."""

import base64
import json
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File

from common.files import FileKind, check_upload, safe_name
from common.numbers import quantity
from documents import scan_reader

KINDS = ("pdf", "jpg", "png")
MOST_MEGABYTES = 60
MOST_PAGES = 300
MOST_SECONDS_SILENT = 90


@dataclass(frozen=True)
class ReadPage:
    """One page: the texts of its codes, whether nothing stands on it, and a picture of it (JPEG)."""

    codes: list[str]
    is_blank: bool
    picture: bytes


@dataclass(frozen=True)
class Part:
    """One page of a stored file, counted from 0."""

    path: str
    mime: str
    page: int


class Unreadable(Exception):
    """A stored file cannot be read after all; carries the code of the reader."""


def check_scan(file: File) -> tuple[FileKind, int]:
    """The kind of an uploaded scan and how many pages it has; the file is left at its beginning.

    Raises ValidationError with a Vietnamese sentence that names the file.
    """
    name = safe_name(file.name or "")
    kind = check_upload(file, kinds=KINDS, max_mb=MOST_MEGABYTES)
    with tempfile.NamedTemporaryFile(suffix=f".{kind.extension}") as kept:
        for chunk in file.chunks():
            kept.write(chunk)
        kept.flush()
        file.seek(0)
        try:
            pages = int(next(_asked({"task": "count", "path": kept.name, "mime": kind.mime}))["pages"])
        except (Unreadable, StopIteration) as problem:
            raise ValidationError(_why(name, problem)) from problem
    if pages > MOST_PAGES:
        raise ValidationError(
            f"Tệp “{name}” có {quantity(pages)} trang; mỗi tệp tối đa {quantity(MOST_PAGES)} trang. "
            "Hãy chia thành nhiều tệp."
        )
    return kind, pages


def read_pages(path: str, mime: str, pages: int) -> Iterator[ReadPage]:
    """The pages of a stored file, one after the other. Raises Unreadable."""
    for line in _asked({"task": "read", "path": path, "mime": mime, "pages": pages}):
        yield ReadPage(line["codes"], line["blank"], base64.b64decode(line["picture"]))


def join_pages(papers: Sequence[Sequence[Part]]) -> Iterator[bytes]:
    """One PDF for each paper, its pages in the given order. Raises Unreadable."""
    given = [[{"path": part.path, "mime": part.mime, "page": part.page} for part in parts] for parts in papers]
    if given:
        for answer in _asked({"task": "join", "papers": given, "pages": sum(map(len, given))}):
            yield base64.b64decode(answer["pdf"])


def _asked(request: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The answers of the reader, a process of its own that is ended when it says nothing for too long."""
    command = [sys.executable, "-I", scan_reader.__file__]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as reader:
        assert reader.stdin and reader.stdout
        try:
            reader.stdin.write(json.dumps(request).encode())
            reader.stdin.close()
            while line := _line_in_time(reader):
                yield json.loads(line)
            if reader.wait():
                raise Unreadable(reader.returncode)
        finally:
            reader.kill()


def _line_in_time(reader: subprocess.Popen[bytes]) -> bytes:
    assert reader.stdout
    patience = threading.Timer(MOST_SECONDS_SILENT, reader.kill)
    patience.start()
    try:
        return reader.stdout.readline()
    finally:
        patience.cancel()


def _why(name: str, problem: Exception) -> str:
    code = problem.args[0] if problem.args else scan_reader.DAMAGED
    if code == scan_reader.LOCKED:
        return f"Tệp “{name}” đang đặt mật khẩu. Hãy bỏ mật khẩu, lưu lại rồi chọn lại."
    if code == scan_reader.TOO_LARGE:
        return f"Ảnh “{name}” quá lớn. Hãy chụp hoặc quét lại ở cỡ nhỏ hơn (khổ A4, 150–300 dpi là đủ)."
    return f"Tệp “{name}” bị hỏng, không mở được. Hãy quét hoặc lưu lại rồi chọn lại."
