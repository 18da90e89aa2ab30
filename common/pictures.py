"""Ảnh đính kèm: made smaller and freed of place, time and device before it is kept (common/picture_maker.py does it)."""

import json
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File

from common import picture_maker
from common.files import MEGABYTE, safe_name
from common.numbers import quantity

FORMATS = {"jpg": "JPEG", "png": "PNG"}
SECONDS = 60


@dataclass(frozen=True)
class Tidied:
    """A file ready to be kept; `told` says what was done to it, where that is worth saying."""

    file: File
    told: str = ""
    # A JPEG of the same picture, where it was asked for.
    small: bytes = b""


def tidy(file: File, extension: str, *, with_small: bool = False) -> Tidied:
    """A picture upright, at most 2.000 points long, without metadata; any other file as it is.

    `extension` is what its content says. Raises ValidationError with a Vietnamese sentence that names the file.
    """
    if extension not in FORMATS:
        return Tidied(file)
    file.seek(0)
    sizes = [picture_maker.SMALL] if with_small else []
    command = [sys.executable, "-I", picture_maker.__file__, FORMATS[extension], *sizes]
    try:
        done = subprocess.run(command, input=file.read(), capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired as problem:
        raise _refusal(file, picture_maker.TOO_LARGE) from problem
    if done.returncode:
        raise _refusal(file, done.returncode)
    line, _, drawn = done.stdout.partition(b"\n")
    answer = json.loads(line)
    content, small = drawn[: answer["length"]], drawn[answer["length"] :]
    return Tidied(ContentFile(content, name=file.name), _told(answer, file.size, len(content)), small)


def _refusal(file: File, code: int) -> ValidationError:
    name = safe_name(file.name or "")
    if code == picture_maker.TOO_LARGE:
        return ValidationError(f"Ảnh “{name}” có quá nhiều điểm ảnh. Hãy chụp hoặc lưu lại ở cỡ nhỏ hơn rồi chọn lại.")
    return ValidationError(f"Ảnh “{name}” bị hỏng, không mở được. Hãy chụp hoặc lưu lại rồi chọn lại.")


def _told(sides: dict[str, Any], was: int, now: int) -> str:
    """Said where the picture was made smaller; that place and time are taken out, the form says of all."""
    if max(sides["before"]) <= picture_maker.LONGEST_SIDE:
        return ""
    points = " × ".join(quantity(side) for side in sides["after"])
    return f"Ảnh đã được thu nhỏ còn {points} điểm ({_megabytes(was)} còn {_megabytes(now)})."


def _megabytes(size: int) -> str:
    return f"{quantity(max(1, round(size * 10 / MEGABYTE)) / 10)} MB"
