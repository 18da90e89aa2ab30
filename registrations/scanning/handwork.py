"""Ghép bằng tay: what helps a person who reads a page the machine could not."""

import re
from io import BytesIO

from django.db.models import Exists, OuterRef
from PIL import Image

from accounts.enums import TYPING_ROLES
from registrations import search
from registrations.enums import PageOutcome
from registrations.models import Registration, RegistrationVersion, Scan, ScanPage
from registrations.rights import keeps_scans
from registrations.scanning.matching import Refusal

LAST_DIGITS = re.compile(r"[0-9]{1,8}")
MOST_OFFERED = 8
MOST_NAMED = 4


def quarters(asked: str | None) -> int:
    """How many quarter turns clockwise somebody asked for, 0–3; nonsense is none."""
    return int(asked) if asked in {"1", "2", "3"} else 0


def turned(picture: bytes, turns: int) -> bytes:
    """The picture of a page as it is read upright; what is kept and sealed stays as it was uploaded."""
    if not turns:
        return picture
    out = BytesIO()
    with Image.open(BytesIO(picture)) as page:
        page.rotate(-90 * turns, expand=True).save(out, "JPEG", quality=85)
    return out.getvalue()


def whole_code(position, code: str) -> str:
    """The code that the last digits mean to this position; a code typed in full stays. Raises Refusal."""
    if not LAST_DIGITS.fullmatch(code):
        return code
    sent = Registration.objects.open_to(position).filter(first_sent_at__isnull=False)
    for ending in (f"-{int(code):05d}", code):
        found = list(
            sent.filter(code__endswith=ending).order_by("-code").values_list("code", flat=True)[: MOST_NAMED + 1]
        )
        if len(found) == 1:
            return found[0]
        if found:
            named = ", ".join(found[:MOST_NAMED]) + ("…" if len(found) > MOST_NAMED else "")
            raise Refusal(f"Nhiều hồ sơ có số cuối {code}: {named}. Hãy ghi cả mã.")
    raise Refusal(f"Không có hồ sơ nào số cuối {code} trong phạm vi của vị trí đang dùng.")


def free_sheet(page: ScanPage, version: RegistrationVersion, sheet: int | None) -> int:
    """Which sheet of its paper a page is; one that the pile holds already is not taken twice. Raises Refusal."""
    taken = page.pile.pages.filter(version=version, outcome=PageOutcome.MATCHED).exclude(pk=page.pk)
    numbers = {other.sheet or 1: other.number for other in taken}
    wanted = sheet or 1
    if wanted not in numbers:
        return wanted
    there = f"Tập này đã có tờ {wanted} của giấy này (trang {numbers[wanted]})."
    if sheet is None:
        raise Refusal(f"{there} Ghi rõ trang đang ghép là tờ thứ mấy.", "sheet")
    raise Refusal(f"{there} Ghi đúng số tờ; nếu quét hai lần thì bỏ bớt một trang.", "sheet")


def sheets_before(page: ScanPage) -> list[int]:
    """The sheets of its paper before this one that the pile does not hold: a paper has no third sheet without a second."""
    there = page.pile.pages.filter(version=page.version, outcome=PageOutcome.MATCHED).values_list("sheet", flat=True)
    return sorted(set(range(1, page.sheet or 1)) - {sheet or 1 for sheet in there})


def waiting_for_scan(position, text: str) -> list[tuple[Registration, RegistrationVersion]]:
    """Records whose last paper has no signed scan yet, with that paper: those at the own desk or of the own unit.

    With words to look for, all that the position may bring the scan of. Two questions; one more with words.
    """
    sent = Registration.objects.open_to(position).filter(first_sent_at__isnull=False)
    if text:
        sent = search.found(sent, text)
    elif position.has_role(*TYPING_ROLES):
        sent = sent.filter(pk__in=Registration.objects.at_desk_of(position).values("pk"))
    newest = (
        RegistrationVersion.objects.filter(registration=OuterRef("pk")).order_by("-sent_at", "-pk").values("pk")[:1]
    )
    scanned = Scan.objects.standing().filter(registration=OuterRef("pk"), version=OuterRef("newest"))
    waiting = sent.annotate(newest=newest).exclude(Exists(scanned)).order_by("-sent_at", "-pk")
    records = [
        one for one in waiting.select_related("unit", "present_unit")[:MOST_OFFERED] if keeps_scans(position, one)
    ]
    versions = RegistrationVersion.objects.in_bulk([one.newest for one in records])
    return [(one, versions[one.newest]) for one in records]
