"""Giấy chứng nhận, giấy khen: a whole A4 page per award, or only the words for a blank that is printed already."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from common import installation
from documents.letterhead import Letterhead, authority, place_and_date
from documents.papers import render_paper
from documents.pdf import html_to_pdf
from documents.qr import qr_address
from recognition.enums import STARTING_PLACES, Act, Place
from recognition.models import Blank, BlankPlace, CertificatePrint, Decision
from recognition.papers import signing_lines
from units.letterheads import letterhead_of
from units.models import Unit

SAMPLE = {
    Place.OWNER: "Hội Liên hiệp Phụ nữ xã mẫu",
    Place.AWARD: "Mô hình “Dân vận khéo” cấp xã",
    Place.MODEL: "Đường hoa phụ nữ tự quản",
    Place.DECISION: "Quyết định số 00/QĐ-UBND ngày 01/01/2026",
    Place.DATED: "Nơi ký, ngày 01 tháng 01 năm 2026",
    Place.SIGNER: "Họ và tên người ký",
    Place.SERIAL: "Số 000/2026",
    Place.CODE: "mã của giấy",
}


@dataclass(frozen=True)
class Printed:
    """One place of a sheet with what stands there; numbers of a style keep the decimal point."""

    name: str
    text: str
    left: str
    top: str
    width: str
    size: str
    qr: str = ""


def certificates_pdf(decision: Decision, prints: Iterable[CertificatePrint], address: str) -> bytes:
    """Whole pages; `address` with the award's code in it is where a sheet is verified. Raises PdfUnavailable."""
    head = letterhead_of(decision.issuer, on=decision.issued_on)
    pages = [_page(decision, head, one, address) for one in prints]
    return html_to_pdf(render_paper("certificate.html", _common(decision, head) | {"pages": pages}))


def _common(decision: Decision, head: Letterhead) -> dict[str, Any]:
    return {
        "head": head, "is_demo": installation.is_demo(), "decided": f"({decision.numbered})",
        "dated": place_and_date(head.place, decision.issued_on), "signer": decision.signer_name,
        "office": signing_lines(decision, head),
        "gives": "TẶNG" if decision.act == Act.REWARD else "CHỨNG NHẬN", "issuer": authority(head),
    }  # fmt: skip


def _page(decision: Decision, head: Letterhead, one: CertificatePrint, address: str) -> dict[str, Any]:
    award = one.award
    heading = award.form.upper() if decision.act == Act.REWARD and award.form else "GIẤY CHỨNG NHẬN"
    return {
        "heading": heading, "owner": award.whom, "name": award.name, "model": award.title, "serial": award.serial,
        "again": one.again, "qr": qr_address(f"{address}{award.code}/"),
        "code": award.code,
    }  # fmt: skip


def on_blanks_pdf(decision: Decision, prints: Iterable[CertificatePrint], address: str) -> bytes:
    """The words alone, where the office measured its blank. Raises PdfUnavailable."""
    head = letterhead_of(decision.issuer, on=decision.issued_on)
    blank, places = blank_of(decision.unit)
    sheets = [_placed(blank, places, _words(decision, head, one), f"{address}{one.award.code}/") for one in prints]
    return _blank_pdf(sheets, frames=False)


def test_print_pdf(unit: Unit, address: str) -> bytes:
    """Bản in thử: sample words in their frames over a ruler in mm, to be held against a blank."""
    blank, places = blank_of(unit)
    return _blank_pdf([_placed(blank, places, SAMPLE, address)], frames=True)


def _blank_pdf(sheets: list[list[Printed]], *, frames: bool) -> bytes:
    ruler = {"across": range(10, 297, 10), "down": range(10, 210, 10)} if frames else {}
    paper = {"sheets": sheets, "frames": frames, "is_demo": installation.is_demo(), **ruler}
    return html_to_pdf(render_paper("certificate_blank.html", paper))


def _words(decision: Decision, head: Letterhead, one: CertificatePrint) -> dict[str, str]:
    award = one.award
    again = f" ({one.again.lower()})" if one.again else ""
    return {
        Place.OWNER: award.whom, Place.AWARD: award.name, Place.MODEL: award.title, Place.DECISION: decision.numbered,
        Place.DATED: place_and_date(head.place, decision.issued_on), Place.SIGNER: decision.signer_name,
        Place.SERIAL: f"Số {award.serial}{again}", Place.CODE: award.code,
    }  # fmt: skip


def blank_of(unit: Unit) -> tuple[Blank, list[BlankPlace]]:
    """The office's own measures, else those it starts with; every place once."""
    blank = Blank.objects.filter(unit=unit).first() or Blank(unit=unit)
    known = {one.place: one for one in blank.places.all()} if blank.pk else {}
    return blank, [known.get(place) or _start(place) for place in Place]


def _start(place: Place) -> BlankPlace:
    left, top, width, size = (Decimal(number) for number in STARTING_PLACES[place])
    return BlankPlace(place=place, left_mm=left, top_mm=top, width_mm=width, size_pt=size)


def _placed(blank: Blank, places: list[BlankPlace], words: dict[str, str], address: str) -> list[Printed]:
    return [
        Printed(
            name=str(one), text=words[Place(one.place)], left=f"{one.left_mm + blank.right_mm}",
            top=f"{one.top_mm + blank.down_mm}", width=f"{one.width_mm}", size=f"{one.size_pt}",
            qr=qr_address(address) if one.place == Place.CODE else "",
        )
        for one in places
        if one.is_printed
    ]  # fmt: skip
