"""A workbook of before 2007, written by hand: BIFF8 in a compound file. Texts, numbers and days, nothing else."""

import struct
from datetime import date

SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
DAY_FORMAT = 14


def old_workbook(rows, name="Sheet1") -> bytes:
    """The rows as the only sheet of an .xls file."""
    return _compound(_workbook(rows, name))


def _record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _text(text: str, length: str) -> bytes:
    return struct.pack(f"<{length}B", len(text), 1) + text.encode("utf-16-le")


def _workbook(rows, name: str) -> bytes:
    sheet = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))
    width = max((len(row) for row in rows), default=0)
    sheet += _record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, width, 0))
    for at, row in enumerate(rows):
        sheet += b"".join(_cell(at, column, value) for column, value in enumerate(row) if value not in (None, ""))
    sheet += _record(0x000A)
    head = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0)) + _record(
        0x0042, struct.pack("<H", 1200)
    )
    # The first format of cells is plain, the second shows days.
    for shown_as in (0, DAY_FORMAT):
        head += _record(0x00E0, struct.pack("<HHHBBBBIIH", 0, shown_as, 0, 0, 0, 0, 0, 0, 0, 0))
    bound = _text(name, "B")
    start = len(head) + 4 + 6 + len(bound) + 4
    return head + _record(0x0085, struct.pack("<IH", start, 0) + bound) + _record(0x000A) + sheet


def _cell(row: int, column: int, value) -> bytes:
    if isinstance(value, date):
        number = (value - date(1899, 12, 30)).days
        return _record(0x0203, struct.pack("<HHHd", row, column, 1, number))
    if isinstance(value, int | float):
        return _record(0x0203, struct.pack("<HHHd", row, column, 0, value))
    return _record(0x0204, struct.pack("<HHH", row, column, 0) + _text(value, "H"))


def _compound(stream: bytes) -> bytes:
    """One stream called Workbook: a sector of the allocation table, one of names, then the stream."""
    stream = stream.ljust(4096, b"\0")
    sectors = -(-len(stream) // SECTOR)
    if sectors > SECTOR // 4 - 2:
        raise ValueError("too long for one sector of the table")
    table = [_FAT, _END, *range(3, sectors + 2), _END]
    table += [_FREE] * (SECTOR // 4 - len(table))
    names = _entry("Root Entry", 5, 1, _END, 0) + _entry("Workbook", 2, _FREE, 2, len(stream))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, _END, 0, _END, 0) + struct.pack("<I", 0)
    head += struct.pack("<I", _FREE) * 108
    body = struct.pack(f"<{len(table)}I", *table) + names.ljust(SECTOR, b"\0") + stream.ljust(sectors * SECTOR, b"\0")
    return head + body


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    encoded = f"{name}\0".encode("utf-16-le")
    return (
        encoded.ljust(64, b"\0") + struct.pack("<HBBIII", len(encoded), kind, 1, _FREE, _FREE, child) + bytes(36)
        + struct.pack("<IQ", start, size)
    )  # fmt: skip
