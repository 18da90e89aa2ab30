"""Các cột của danh sách: the table of columns that page, Excel and CSV draw from."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from html import escape
from typing import Any

from django.utils.text import capfirst

from common import dates
from common.cells import opening
from documents.table import Column
from documents.values import display
from registrations.enums import ORIGIN_WORDS, STATE_WORDS
from registrations.models import Receipt, Registration
from units.enums import Nature, line_label

STATE = "trang-thai"
# What the columns say of a receipt, by whose desk it is.
OF_RECEIPT = ("registration", "desk", "confirmed_on", "register_number", "register_year")


@dataclass(frozen=True)
class ListColumn:
    """Một cột: its place in the address, its words, and what it says of a registration to somebody at a desk.

    `fields` are what it reads beside the usual columns of the list; `of_receipt`: it speaks of the register; `css` is
    how its cells stand on the page.
    """

    slug: str
    label: str
    value: Callable[[Registration, int], Any]
    fields: tuple[str, ...] = ()
    width: float = 18
    numeric: bool = False
    usual: bool = False
    of_receipt: bool = False
    css: str = ""

    @property
    def as_table_column(self) -> Column:
        return Column(self.slug, self.label, numeric=self.numeric, width=self.width)

    def text(self, one: Registration, desk: int) -> str:
        """What a cell of the page says."""
        return display(self.value(one, desk), grouped=self.numeric)

    @cached_property
    def opening(self) -> str:
        """How a cell of the page begins: a card names the column in each of them."""
        return opening(self.label, self.css)

    def box(self, *, ticked: bool) -> str:
        """How it is offered to be shown or left out."""
        return (
            f'<div class="form-check"><input class="form-check-input" type="checkbox" id="cot-{self.slug}" name="cot" '
            f'value="{self.slug}"{" checked" if ticked else ""}>'
            f'<label class="form-check-label" for="cot-{self.slug}">{escape(self.label)}</label></div>'
        )


def _line(one: Registration, desk: int) -> str:
    return capfirst(line_label(one.present_unit.line, one.present_unit.nature) or Nature.AREA.label)


def _receipt(one: Registration, desk: int) -> Receipt | None:
    """The entry in the reader's own register, else in the highest one: the last to confirm."""
    found = one.list_receipts  # type: ignore[attr-defined]
    return next((receipt for receipt in found if receipt.desk_id == desk), found[-1] if found else None)


def _register_number(one: Registration, desk: int) -> str:
    receipt = _receipt(one, desk)
    return receipt.register_text if receipt else ""


def _confirmed_on(one: Registration, desk: int) -> date | None:
    receipt = _receipt(one, desk)
    return receipt.confirmed_on if receipt else None


COLUMNS = (
    ListColumn("don-vi", "Đơn vị, cá nhân", lambda one, _: one.owner_in(one.unit_name), width=30, usual=True),
    ListColumn("linh-vuc", "Lĩnh vực", lambda one, _: one.sector_name, width=16, usual=True),
    ListColumn("cap", "Cấp", lambda one, _: one.level_name, width=11, usual=True),
    ListColumn("ngay-nop", "Ngày nộp", lambda one, _: dates.day_of_any(one.first_sent_at), width=12, usual=True, css="nowrap"),
    ListColumn(STATE, "Trạng thái", lambda one, _: STATE_WORDS[one.state], width=20, usual=True),
    ListColumn("so-vao-so", "Số vào sổ", _register_number, width=11, of_receipt=True),
    ListColumn("ngay-xac-nhan", "Ngày xác nhận", _confirmed_on, width=12, of_receipt=True),
    ListColumn("noi-xu-ly", "Nơi đang xử lý", lambda one, _: one.desk_name or "", width=24),
    ListColumn("han-bo-sung", "Hạn bổ sung", lambda one, _: one.due_on, width=12),
    ListColumn("khoi", "Khối", _line, fields=("present_unit__line", "present_unit__nature"), width=16),
    ListColumn("dia-chi", "Địa chỉ mô hình", lambda one, _: one.model_address or one.unit_address,
               fields=("model_address", "unit_address"), width=26),
    ListColumn("thoi-gian", "Thời gian thực hiện", lambda one, _: one.time_text, fields=("time_text",), width=20),
    ListColumn("gia-tri", "Giá trị dự kiến (đồng)", lambda one, _: one.benefit_amount, fields=("benefit_amount",),
               width=17, numeric=True, css="num"),
    ListColumn("ke-hoach", "Kế hoạch", lambda one, _: f"{one.plan.number}, năm {one.plan.year}",
               fields=("plan__number", "plan__year"), width=22),
    ListColumn("phong-trao", "Phong trào", lambda one, _: one.plan.movement.name, fields=("plan__movement__name",), width=26),
    ListColumn("moi-tiep-tuc", "Mới hay tiếp tục", lambda one, _: ORIGIN_WORDS[one.origin], fields=("origin",),
               width=18),
    ListColumn("nguoi-ky", "Người ký", lambda one, _: one.signer_name, fields=("signer_name",), width=20),
    ListColumn("chuc-vu", "Chức vụ, nhiệm vụ", lambda one, _: one.person_duty, fields=("person_duty",), width=22),
    ListColumn("nop-gan-nhat", "Lần nộp gần nhất", lambda one, _: dates.day_of_any(one.sent_at), fields=("sent_at",), width=12),
)  # fmt: skip
USUAL = tuple(column for column in COLUMNS if column.usual)


def chosen_columns(slugs: Iterable[str]) -> tuple[ListColumn, ...]:
    """The columns asked for, in the order of the table; the usual ones where none is."""
    wanted = set(slugs)
    return tuple(column for column in COLUMNS if column.slug in wanted) or USUAL


def columns_read(columns: Iterable[ListColumn]) -> tuple[str, ...]:
    """What the columns read beside what every line shows."""
    return tuple(dict.fromkeys(name for column in columns for name in column.fields))


def receipts_of(keys: list[int]) -> dict[int, list[Receipt]]:
    """The entries in registers of some registrations, the first to confirm first: nothing is asked line by line."""
    found: dict[int, list[Receipt]] = defaultdict(list)
    receipts = Receipt.objects.confirmed().filter(registration__in=keys).order_by("confirmed_on", "pk")
    for receipt in receipts.only(*OF_RECEIPT):
        found[receipt.registration_id].append(receipt)
    return found


def with_columns(registrations, columns: Iterable[ListColumn]):
    """The registrations with what the columns read, but for their receipts."""
    return registrations.for_list(*columns_read(columns))
