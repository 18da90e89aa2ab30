"""Phông chữ trên giấy: Liberation Serif 2.x, which has the widths of Times New Roman and every Vietnamese letter.

Debian 12 keeps it in `fonts-liberation2`; its older `fonts-liberation` is 1.07, which lacks 92 Vietnamese letters, so
the version is read from the file. Papers name the font by our own family name: what is installed cannot change them.
"""

import struct
import unicodedata
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from fontTools.ttLib import TTFont

from documents.errors import PdfUnavailable

FAMILY = "Danvan Serif"
ADDRESS = "danvan:///font/"
STYLES = {
    "Regular": ("normal", "normal"),
    "Bold": ("bold", "normal"),
    "Italic": ("normal", "italic"),
    "BoldItalic": ("bold", "italic"),
}
SYSTEM_FOLDERS = (
    Path("/usr/share/fonts/truetype/liberation2"),
    Path("/usr/share/fonts/truetype/liberation"),
)
MISSING = (
    "Chưa có phông chữ Liberation Serif 2.x để in văn bản. Cài bằng lệnh: "
    "apt-get install -y fonts-liberation2 (Debian 12) hoặc apt-get install -y fonts-liberation (Debian 13)."
)
VERSION_NAME = 5
UNICODE_PLATFORMS = {0, 3}
# Drawn as a plain hyphen where the font has none.
HARD_HYPHEN = "\u2011"


def file_name(style: str) -> str:
    return f"LiberationSerif-{style}.ttf"


@lru_cache
def folder() -> Path:
    """The folder that holds all four styles in version 2 or later. Raises PdfUnavailable."""
    for place in (Path(settings.DANVAN_HOME) / "fonts", *SYSTEM_FOLDERS):
        files = [place / file_name(style) for style in STYLES]
        if all(file.is_file() and version(file) >= (2,) for file in files):
            return place
    raise PdfUnavailable(MISSING)


def font_file(name: str) -> bytes:
    """The bytes behind one address of `face_css`. Raises KeyError for any other name."""
    known = {file_name(style) for style in STYLES}
    if name not in known:
        raise KeyError(name)
    return (folder() / name).read_bytes()


@lru_cache
def _drawn() -> frozenset[int]:
    """The code points for which the font has a sign."""
    with TTFont(folder() / file_name("Regular"), lazy=True) as font:
        return frozenset(font.getBestCmap())


def undrawn(text: str) -> list[str]:
    """The signs of a text that the papers cannot show, each once: pictures, scripts of other countries.

    What is not seen anyway (spaces, line ends, joiners, the shades of a picture) is no sign. Raises PdfUnavailable.
    """
    signs = dict.fromkeys(unicodedata.normalize("NFC", text))
    return [
        one
        for one in signs
        if unicodedata.category(one)[0] in "LNPS" and ord(one) not in _drawn() and one != HARD_HYPHEN
    ]


def face_css() -> str:
    """The @font-face rules of the four styles, under our own family name."""
    folder()
    return "\n".join(
        f'@font-face {{ font-family: "{FAMILY}"; font-weight: {weight}; font-style: {slope};'
        f" src: url({ADDRESS}{file_name(style)}); }}"
        for style, (weight, slope) in STYLES.items()
    )


def version(file: Path) -> tuple[int, ...]:
    """The version written in the font's own name table, as (2, 1, 5); empty if the file is no font."""
    try:
        text = _version_name(file.read_bytes())
    except (struct.error, UnicodeDecodeError):
        return ()
    digits = text.removeprefix("Version ").split(";")[0].split()
    parts = digits[0].split(".") if digits else []
    return tuple(int(part) for part in parts) if all(part.isdigit() for part in parts) else ()


def _version_name(data: bytes) -> str:
    """Name 5 of the `name` table (OpenType specification, “name – Naming Table”)."""
    (tables,) = struct.unpack_from(">H", data, 4)
    for index in range(tables):
        tag, _checksum, start, _length = struct.unpack_from(">4sLLL", data, 12 + 16 * index)
        if tag == b"name":
            return _name(data, start)
    return ""


def _name(data: bytes, start: int) -> str:
    _format, count, strings = struct.unpack_from(">HHH", data, start)
    for index in range(count):
        record = struct.unpack_from(">HHHHHH", data, start + 6 + 12 * index)
        platform, _encoding, _language, name, length, offset = record
        if name == VERSION_NAME:
            text = data[start + strings + offset :][:length]
            return text.decode("utf-16-be" if platform in UNICODE_PLATFORMS else "latin-1")
    return ""
