"""Mã QR in print."""

import segno


def qr_svg_data_uri(text: str) -> str:
    """The QR code of `text` as an SVG data address, for an <img> on paper or page."""
    return str(segno.make(text, error="m", micro=False).svg_data_uri(border=0, xmldecl=False, nl=False))
