"""Phụ lục: one table with the head and foot an office puts around it."""

import re
from dataclasses import dataclass

from documents.letterhead import Letterhead
from documents.table import Table

# So many lines of a table go with who signs: its last rows and the total.
KEPT_WITH_SIGNATURES = 3
# A name in quotation marks that one line across the sheet has room for, in capitals too.
NAME = re.compile("“[^”]{1,68}”")


@dataclass(frozen=True)
class Annex:
    """Phụ lục kèm theo một văn bản.

    The lines hold values only (“UBND xã Minh Lạc”); the renderers put “Đơn vị báo cáo:” before them. `attached_to` is
    the paper it belongs to: “Báo cáo số 05/BC-UBND ngày 05 tháng 7 năm 2026 của UBND xã Minh Lạc”.
    """

    table: Table
    number: str = "I"
    letterhead: Letterhead | None = None
    unit_line: str = ""
    receiver_line: str = ""
    period_line: str = ""
    measure_line: str = ""
    attached_to: str = ""
    place_line: str = ""
    compiler_name: str = ""
    head_name: str = ""
    head_office: tuple[str, ...] = ()
    is_demo: bool = False
    is_draft: bool = False

    compiler_title = "NGƯỜI LẬP BIỂU"
    head_title = "THỦ TRƯỞNG ĐƠN VỊ"

    @property
    def offices(self) -> tuple[str, ...]:
        """In whose name and office the head signs, line by line.

        The Front has no “thủ trưởng đơn vị”: its papers are signed in the name of its Ban Thường trực, as it sets it.
        """
        return self.head_office or self._usual_of_front or (self.head_title,)

    @property
    def _usual_of_front(self) -> tuple[str, ...]:
        head = self.letterhead
        return head.signature_lines if head and head.family == "front" else ()

    @property
    def title(self) -> str:
        """The title as it is printed: no line breaks in the middle of a name in quotation marks."""
        return NAME.sub(lambda name: name[0].replace(" ", "\u00a0"), self.table.title)

    @property
    def heading(self) -> str:
        return f"Phụ lục {self.number}" if self.number else ""

    @property
    def attached_line(self) -> str:
        return f"(Kèm theo {self.attached_to})" if self.attached_to else ""

    @property
    def facts(self) -> list[str]:
        """The lines under the title that say whose figures these are, for whom and when."""
        named = [
            ("Đơn vị báo cáo", self.unit_line),
            ("Đơn vị nhận báo cáo", self.receiver_line),
            ("Kỳ báo cáo", self.period_line),
        ]
        return [f"{name}: {value}" for name, value in named if value]

    @property
    def measure(self) -> str:
        return f"Đơn vị tính: {self.measure_line}" if self.measure_line else ""


@dataclass(frozen=True)
class SignedList(Annex):
    """Danh sách: what goes out with a letter or a decision, drawn up by one and signed by another."""

    compiler_title = "NGƯỜI LẬP DANH SÁCH"
