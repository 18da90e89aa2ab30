"""Nhật ký as a workbook: exactly the lines that were asked for, with flat memory whatever their number."""

import tempfile
from collections.abc import Iterator

from django.utils import timezone

from common import numbers
from danvan import logtext
from documents.annex import Annex
from documents.excel import annex_to_xlsx
from documents.table import Column, Row, Table

MOST_LINES = 10_000
COLUMNS = (
    Column("at", "Lúc", width=17, keeps_width=True),
    Column("actor", "Người thực hiện", width=24),
    Column("position", "Vị trí công tác", width=34),
    Column("deed", "Việc đã làm", width=52),
    Column("changes", "Nội dung thay đổi", width=70),
    Column("address", "Địa chỉ mạng", width=18),
)


class LinesOnTheirWay:
    """The lines read in pieces while they are written, so that a long file takes no more memory than a short one."""

    def __init__(self, records):
        self.records = records

    def __iter__(self) -> Iterator[Row]:
        for record in self.records[:MOST_LINES].iterator(chunk_size=500):
            line = logtext.told(record)
            yield {
                "at": timezone.localtime(record.at).replace(tzinfo=None), "actor": line.actor,
                "position": line.position, "deed": line.deed, "changes": line.changes_text, "address": record.address,
            }  # fmt: skip


def is_too_long(records) -> bool:
    """Whether more was asked for than one file takes; cut short it would pass for the whole."""
    return records.order_by()[: MOST_LINES + 1].count() > MOST_LINES


TOO_LONG = (
    f"Mỗi tệp Excel chứa nhiều nhất {numbers.quantity(MOST_LINES)} dòng. Hãy thu hẹp, ví dụ theo ngày, rồi xuất lại."
)


def write(records, *, described: list[str], is_demo: bool):
    """The workbook in a temporary file, opened at its beginning."""
    table = Table(
        title="NHẬT KÝ", columns=COLUMNS, rows=LinesOnTheirWay(records), notes=described,
        empty="Không có dòng nhật ký nào khớp.",
    )  # fmt: skip
    file = tempfile.TemporaryFile()  # noqa: SIM115  # closed by the answer that sends it
    annex_to_xlsx(Annex(table, number="", is_demo=is_demo), file)
    file.seek(0)
    return file


def description(form, asked: dict) -> list[str]:
    """What was asked for, in words: a file on its own must say which lines it holds."""
    told = []
    for name, value in asked.items():
        field = form.fields[name]
        if value in (None, "") or field.widget.is_hidden:
            continue
        shown = dict(field.choices).get(value, value) if hasattr(field, "choices") else value
        text = f"{shown:%d/%m/%Y}" if hasattr(shown, "strftime") else str(shown)
        told.append(f"{field.label}: {text}")
    taken = f"Xuất lúc {timezone.localtime():%H:%M ngày %d/%m/%Y}"
    return [f"{taken}. Lọc theo: {'; '.join(told)}." if told else f"{taken}. Không lọc."]
