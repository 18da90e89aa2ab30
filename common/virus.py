"""Quét mã độc: every uploaded file passes a scanner, where the installation names one.

The setting DANVAN_SCANNER names a clamd (`clamd:/run/clamav/clamd.ctl`, `clamd://127.0.0.1:3310`) or a command that
reads the file from its standard input (`command:/usr/bin/clamdscan --no-summary -`): 0 is clean, 1 is infected.
"""

import logging
import shlex
import socket
import struct
import subprocess
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File

SECONDS = 60
PIECE = 256 * 1024

logger = logging.getLogger("danvan.scanner")


class ScannerSilent(Exception):
    """The scanner gave no answer that can be understood."""


def refuse_infected(file: File, name: str) -> None:
    """Pass a file through the scanner, once; it is left at its beginning. Raises ValidationError.

    A scanner that does not answer refuses the file, unless DANVAN_SCANNER_SILENT says “accept”.
    """
    scanner: str = settings.DANVAN_SCANNER
    if not scanner or getattr(file, "found_clean", False):
        return
    file.seek(0)
    try:
        found = _ask_command(scanner, file) if scanner.startswith("command:") else _ask_clamd(scanner, file)
    except (OSError, ScannerSilent, subprocess.SubprocessError) as problem:
        logger.warning("The scanner does not answer: %s", problem)
        if settings.DANVAN_SCANNER_SILENT != "accept":
            raise ValidationError(
                f"Chưa quét được mã độc cho tệp “{name}” vì bộ quét không trả lời, nên chưa nhận tệp. "
                "Hãy thử lại sau ít phút; nếu vẫn vậy, báo quản trị hệ thống."
            ) from problem
        return
    finally:
        file.seek(0)
    if found:
        logger.warning("Refused an infected file: %s", found)
        raise ValidationError(
            f"Tệp “{name}” có mã độc ({found}) nên không nhận. Hãy quét lại máy đã tạo tệp này rồi gửi tệp sạch."
        )
    file.found_clean = True  # type: ignore[attr-defined]


def _ask_clamd(scanner: str, file: File) -> str:
    """The name of what clamd finds, or nothing."""
    with _connected(scanner) as line:
        line.sendall(b"zINSTREAM\0")
        for piece in file.chunks(PIECE):
            line.sendall(struct.pack("!L", len(piece)) + piece)
        line.sendall(struct.pack("!L", 0))
        answer = _all_of(line).rstrip(b"\0\n ").decode(errors="replace")
    if answer.endswith("OK"):
        return ""
    if answer.endswith("FOUND"):
        return answer.removesuffix("FOUND").partition(":")[2].strip()[:80] or "không rõ tên"
    raise ScannerSilent(answer[:200] or "no answer")


def _connected(scanner: str) -> socket.socket:
    if scanner.startswith("clamd://"):
        host, _, port = scanner.removeprefix("clamd://").rpartition(":")
        return socket.create_connection((host.strip("[]"), int(port)), timeout=SECONDS)
    line = socket.socket(socket.AF_UNIX)
    line.settimeout(SECONDS)
    try:
        line.connect(scanner.removeprefix("clamd:"))
    except OSError:
        line.close()
        raise
    return line


def _all_of(line: socket.socket) -> bytes:
    said = b""
    while (piece := line.recv(4096)) and len(said) < PIECE:
        said += piece
    return said


def _ask_command(scanner: str, file: File) -> str:
    """What the command says of an infected file, or nothing."""
    command = shlex.split(scanner.removeprefix("command:"))
    content: Any = file.read()
    done = subprocess.run(command, input=content, capture_output=True, timeout=SECONDS, check=False)
    if done.returncode == 0:
        return ""
    if done.returncode == 1:
        said = done.stdout.decode(errors="replace").strip().splitlines()
        return said[0].removesuffix("FOUND").rpartition(":")[2].strip()[:80] if said else "không rõ tên"
    raise ScannerSilent(f"exit code {done.returncode}")
