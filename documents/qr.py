"""Mã QR in print."""

from urllib.parse import quote, unquote

import segno

# Fetched by the engine of the papers when a page that shows the code is laid out: no page, no drawing.
ADDRESS = "danvan:///qr/"
SIDE_MM = 14


def qr_address(text: str) -> str:
    """The address under which a paper asks for the QR code of `text`."""
    return f"{ADDRESS}{quote(text, safe='')}"


def qr_drawing(address: str) -> bytes:
    """The SVG behind an address of `qr_address`, SIDE_MM wide."""
    code = segno.make(unquote(address.removeprefix(ADDRESS)), error="m", micro=False)
    scale = SIDE_MM / code.symbol_size(border=0)[0]
    return str(code.svg_inline(scale=scale, border=0, unit="mm")).encode()
