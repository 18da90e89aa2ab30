"""Tệp đính kèm: what a file is, told by its content, never by its name."""

import hashlib
import re
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage
from django.db.models.fields.files import FieldFile

from common import virus
from common.numbers import quantity
from common.vietnamese import clean

LONGEST_NAME = 150
MEGABYTE = 1024 * 1024

# File systems count bytes, and a Vietnamese letter takes up to three; a storage adds a few of its own.
_LONGEST_NAME_IN_BYTES = 240
_LARGEST_UNPACKED = 300 * MEGABYTE
_LARGEST_INDEX = MEGABYTE
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_NOT_IN_NAMES = re.compile(r'[<>:"|?*]')


@dataclass(frozen=True)
class FileKind:
    """Loại tệp: the right extension (without dot), the type a browser is told, the words a person reads."""

    extension: str
    mime: str
    label: str


KINDS = {
    kind.extension: kind
    for kind in (
        FileKind("pdf", "application/pdf", "PDF"),
        FileKind("jpg", "image/jpeg", "ảnh JPG"),
        FileKind("png", "image/png", "ảnh PNG"),
        FileKind(
            "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "văn bản Word (.docx)"
        ),
        FileKind(
            "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "bảng tính Excel (.xlsx)"
        ),
    )
}
# Taken only where a form asks for it: lists that come out of older programs.
OLD_EXCEL = FileKind("xls", "application/vnd.ms-excel", "bảng tính Excel đời cũ (.xls)")
_ASKED_FOR = KINDS | {OLD_EXCEL.extension: OLD_EXCEL}
# The pictures of newer phones: “ftyp” and a brand after the length of the first box.
_PHONE_BRANDS = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1", b"avif")
_BEGINNINGS = {"pdf": b"%PDF-", "jpg": b"\xff\xd8\xff", "png": b"\x89PNG\r\n\x1a\n"}


def digest_of(file: File) -> str:
    """SHA-256 of a file, read in pieces; the file is left at its beginning."""
    found = hashlib.sha256()
    for piece in file.chunks():
        found.update(piece)
    file.seek(0)
    return found.hexdigest()


@contextmanager
def on_disk(stored: FieldFile) -> Iterator[str]:
    """The path of a stored file, for a program that is given one; out of an object store a copy for that while."""
    if isinstance(stored.storage, FileSystemStorage):
        yield stored.path
        return
    with tempfile.NamedTemporaryFile() as copy:
        with stored.open("rb") as source:
            shutil.copyfileobj(source, copy)
        copy.flush()
        yield copy.name


def check_upload(file: File, *, kinds: Iterable[str] = tuple(KINDS), max_mb: int = 20) -> FileKind:
    """The kind of an uploaded file, by its content; the file is left at its beginning.

    Raises ValidationError with a Vietnamese sentence that names the file.
    """
    kinds = tuple(kinds)
    name = safe_name(file.name or "")
    if not file.size:
        raise ValidationError(f"Tệp “{name}” không có nội dung.")
    if file.size > max_mb * MEGABYTE:
        megabytes = -(-file.size * 10 // MEGABYTE) / 10
        raise ValidationError(f"Tệp “{name}” nặng {quantity(megabytes)} MB; mỗi tệp tối đa {max_mb} MB.")
    try:
        extension = _extension_of(file, name, old_excel=OLD_EXCEL.extension in kinds)
    finally:
        file.seek(0)
    if extension not in kinds:
        labels = ", ".join(_ASKED_FOR[kind].label for kind in kinds)
        raise ValidationError(f"Nội dung tệp “{name}” không phải loại nhận được. Hãy chọn tệp {labels}.")
    virus.refuse_infected(file, name)
    return _ASKED_FOR[extension]


def _extension_of(file: File, name: str, *, old_excel: bool) -> str | None:
    file.seek(0)
    beginning = file.read(16)
    if beginning.startswith(_ZIP):
        return _office_extension(file, name)
    if beginning.startswith(_COMPOUND):
        if old_excel:
            return _old_extension(file, name)
        raise ValidationError(
            f"Tệp “{name}” đang đặt mật khẩu hoặc là bản Word, Excel đời cũ. "
            "Hãy bỏ mật khẩu, lưu lại dạng .docx hoặc .xlsx rồi chọn lại."
        )
    if beginning[4:8] == b"ftyp" and beginning[8:12] in _PHONE_BRANDS:
        raise ValidationError(
            f"Ảnh “{name}” ở dạng HEIC của điện thoại, cổng chưa đọc được. Hãy đặt máy ảnh của điện thoại ở chế độ "
            "“Tương thích nhất” (JPG), hoặc lưu ảnh lại dạng JPG rồi chọn lại."
        )
    return next((kind for kind, sign in _BEGINNINGS.items() if beginning.startswith(sign)), None)


def _office_extension(file: File, name: str) -> str | None:
    try:
        with zipfile.ZipFile(file) as package:
            members = package.infolist()
            if sum(member.file_size for member in members) > _LARGEST_UNPACKED:
                raise ValidationError(f"Tệp “{name}” mở ra quá lớn.")
            index = next((member for member in members if member.filename == "[Content_Types].xml"), None)
            if index is None:
                return None
            with package.open(index) as opened:
                types = opened.read(_LARGEST_INDEX)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError, ValueError):
        raise ValidationError(f"Tệp “{name}” bị hỏng, không mở được.") from None
    programs = any(member.filename.lower().endswith("vbaproject.bin") for member in members)
    if programs or b"macroEnabled" in types or b"vbaProject" in types:
        raise _macro(name)
    for extension in ("docx", "xlsx"):
        if f"{KINDS[extension].mime}.main+xml".encode() in types:
            return extension
    return None


def _old_extension(file: File, name: str) -> str | None:
    """A workbook of before 2007; a new one under a password lies in the same kind of box."""
    file.seek(0)
    content = file.read()
    if _holds(content, "EncryptedPackage"):
        raise ValidationError(f"Tệp “{name}” đang đặt mật khẩu. Hãy bỏ mật khẩu, lưu lại rồi chọn lại.")
    if _holds(content, "_VBA_PROJECT_CUR"):
        raise _macro(name)
    return OLD_EXCEL.extension if _holds(content, "Workbook") or _holds(content, "Book") else None


def _holds(content: bytes, stream: str) -> bool:
    """Whether the table of contents names the stream; its lines are 128 bytes long and begin with the name."""
    wanted = f"{stream}\0".encode("utf-16-le")
    at = content.find(wanted)
    while at >= 0:
        if at % 128 == 0:
            return True
        at = content.find(wanted, at + 1)
    return False


def _macro(name: str) -> ValidationError:
    return ValidationError(
        f"Tệp “{name}” có chương trình tự chạy (macro). Hãy lưu lại bản không có macro rồi chọn lại."
    )


def safe_name(name: str, extension: str = "") -> str:
    """The name of a file to store and show: no folders, no invisible signs, at most LONGEST_NAME letters.

    With `extension`, the name ends in it, whatever it ended in before.
    """
    own = clean(re.split(r"[/\\]", clean(name))[-1])
    stem, dot, ending = _NOT_IN_NAMES.sub("-", own).strip(". ").rpartition(".")
    if not dot or len(ending) > 10 or " " in ending:
        stem, ending = f"{stem}{dot}{ending}", ""
    suffix = f".{extension or ending}" if extension or ending else ""
    stem = stem.strip(". ")[: LONGEST_NAME - len(suffix)]
    while len(f"{stem}{suffix}".encode()) > _LONGEST_NAME_IN_BYTES:
        stem = stem[:-1]
    return f"{stem.strip('. ') or 'tệp'}{suffix}"
