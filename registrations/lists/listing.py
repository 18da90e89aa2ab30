"""Danh sách như đang xem: tab, filters, order and columns of one address. Page, Excel and CSV draw the same."""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.db.models import JSONField, OuterRef, Subquery
from django.utils.datastructures import MultiValueDict
from django.utils.functional import cached_property
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst

from accounts.enums import TYPING_ROLES, Role
from common import written
from common.keys import key_in
from common.paging import Page, in_pieces, page_of, page_of_found, page_of_written
from documents.table import Column, Table
from registrations.enums import EDITABLE, KIND_WORDS, Purpose
from registrations.home.waiting import number_here
from registrations.lists.columns import (
    COLUMNS,
    USUAL,
    ListColumn,
    chosen_columns,
    columns_read,
    receipts_of,
    with_columns,
)
from registrations.lists.filters import RegistrationFilter
from registrations.lists.options import ListOptions, options_for
from registrations.models import Draft, Registration
from registrations.querysets import LISTED

TABS = {"": "Đã nộp", "khoi": "Khối Mặt trận, đoàn thể", "cho": "Chờ đơn vị tôi xử lý", "nhap": "Đang soạn"}
# What makes a view, in the order in which an address names it; the page number does not.
KEYS = ("xem", "tim", "nam", "trang-thai", "phong-trao", "loai", "linh-vuc", "cap", "don-vi", "noi", "xep", "cot")
LONGEST = 2000
# What is typed into a draft's paper.
DRAFTS = Draft.objects.filter(registration=OuterRef("pk"), purpose=Purpose.REGISTRATION).values("data")
TYPED = Subquery(DRAFTS[:1], output_field=JSONField())
CHUNK = 500
FIRST = (
    Column("stt", "STT", width=6, align="center"),
    Column("ma", "Mã hồ sơ", width=16),
    Column("ten", "Tên mô hình, điển hình", width=38),
    Column("loai", "Tập thể/Cá nhân", width=11),
)


class Listing:
    """One view of the list for one position. Nonsense in the address shows the usual."""

    def __init__(self, position, query, options: ListOptions | None = None):
        self.position, self.query = position, query
        self.options = options or options_for(position)
        self.tabs = _tabs(position)
        wanted = query.get("xem", "")
        self.tab = wanted if wanted in dict(self.tabs) else ""
        self.filters = RegistrationFilter(query, self.options, position)
        self.columns = chosen_columns(query.getlist("cot"))

    @cached_property
    def address(self) -> str:
        """What stands after the question mark for exactly this view, without the page; never empty."""
        return address_of(self.query) or "xem="

    @property
    def kept_view(self) -> str:
        """The name of the kept view in front of one, if it is one."""
        return next((view.name for view in self.options.views if view.query == self.address), "")

    @property
    def has_usual_columns(self) -> bool:
        return self.columns == USUAL

    @property
    def offered_columns(self) -> SafeString:
        """Every column as a box to be ticked."""
        return _boxes(self.columns)

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """The view but for its columns, as hidden fields of the form that chooses columns."""
        return [(key, value) for key, value in parts_of(self.query) if key != "cot"]

    def chosen(self, *, walked=False):
        """The registrations of the tab that the filters leave, in the asked order; what waits, the longest first."""
        found = self.filters.apply(_of_tab(self.tab, self.position, walked=walked), walked=walked)
        return found.order_by("sent_at", "pk") if self.tab == "cho" and not self.query.get("xep") else found

    def rows(self):
        """The same with all that the columns say."""
        rows = with_columns(self.chosen(walked=self._is_walked), self.columns)
        return rows.annotate(typed_text=TYPED) if self.tab == "nhap" else rows

    @property
    def _is_walked(self) -> bool:
        """Of what was sent, the newest are few among many: they are walked to."""
        return self.tab in {"", "khoi"} and self.filters.is_newest_first

    def page(self, asked: str | None) -> Page:
        """The page asked for. Where the address and what is offered say all, its questions are written beforehand."""
        if self.tab != "nhap" and self.filters.text:
            return page_of_found(self.chosen(walked=self._is_walked), self._read, asked)
        if self.tab == "nhap" or not self.filters.is_chosen_alone:
            return page_of(self.rows(), asked)
        view = self.position, tuple(parts_of(self.query)), self.options
        waits = self.tab == "cho"
        return page_of_written(
            Registration,
            _known if waits else _rows,
            _chosen,
            *view,
            asked=asked,
            only=self._only,
            by_key=waits,
            total=self._told,
        )

    @property
    def _told(self) -> int | None:
        """How many there are, where the menu tells it as well: all that waits. To a clerk it tells less."""
        tells = self.tab == "cho" and not self.filters.is_active and not self.position.has_role(Role.CLERK)
        return number_here(self.position) if tells else None

    @property
    def _only(self) -> list[str]:
        """The fields of a registration that a line is made of."""
        return [*LISTED, *columns_read(self.columns)]

    def _read(self, keys: list[int]) -> list[Registration]:
        return written.ask_records(Registration, _of_keys, self.columns, only=self._only, about=tuple(keys))

    def completed(self, rows: Iterable[Registration]) -> Iterator[Registration]:
        """Each with the names of its sector and highest level, and with its receipts where a column tells of them; in
        pieces, so that of a file's thousands none is kept.
        """
        of_receipts = any(column.of_receipt for column in self.columns)
        for piece in in_pieces(rows, CHUNK):
            receipts = receipts_of([one.pk for one in piece]) if of_receipts else {}
            for one in piece:
                one.list_receipts = receipts.get(one.pk, [])
                one.sector_name, one.level_name = self._classes_of(one)
                yield one

    def _classes_of(self, one: Registration) -> tuple[str, str]:
        """Sector and highest level, which the options know; of a draft, as they are typed."""
        sector, level = one.sector_id, one.highest_level_id
        if self.tab == "nhap" and one.state in EDITABLE:
            typed = one.typed_text or {}
            sector, chosen = key_in(str(typed.get("sector", ""))), set(typed.get("levels") or ())
            level = next((key for key in self._levels if str(key) in chosen), None)
        return self._sectors.get(sector, ""), self._levels.get(level, "")

    @cached_property
    def _sectors(self) -> dict[int, str]:
        return {key: capfirst(name) for key, name in self.options.sectors}

    @cached_property
    def _levels(self) -> dict[int, str]:
        return {key: capfirst(name) for key, name in self.options.levels}

    def table(self, told: Callable[[int], None] | None = None) -> Table:
        """What is shown, every page of it; `told` hears how many lines are read."""
        return Table(
            title="Danh sách đăng ký mô hình",
            subtitle="; ".join([dict(self.tabs)[self.tab], *self.filters.told]),
            columns=[*FIRST, *(column.as_table_column for column in self.columns)],
            rows=_Rows(self, told),
            empty="Không có đăng ký nào.",
        )


@lru_cache
def _boxes(ticked: tuple[ListColumn, ...]) -> SafeString:
    return mark_safe("".join(column.box(ticked=column in ticked) for column in COLUMNS))


class _Rows:
    """The lines of the file, read from the database in pieces: memory stays flat."""

    def __init__(self, listing: Listing, told: Callable[[int], None] | None) -> None:
        self.listing, self.told = listing, told

    def __iter__(self) -> Iterator[dict[str, Any]]:
        columns, desk = self.listing.columns, self.listing.position.unit_id
        for number, one in enumerate(self.listing.completed(self.listing.rows().iterator(CHUNK)), 1):
            if self.told and number % CHUNK == 0:
                self.told(number)
            said = {column.slug: column.value(one, desk) for column in columns}
            yield {"stt": number, "ma": one.code, "ten": one.title, "loai": KIND_WORDS[one.kind], **said}


def _rows(position, parts: tuple, options: ListOptions):
    return _view(position, parts, options).rows()


def _known(position, parts: tuple, options: ListOptions):
    """Any registrations, in the order of the view and with what its columns say."""
    view = _view(position, parts, options)
    return with_columns(Registration.objects.order_by(*view.chosen().query.order_by), view.columns)


def _chosen(position, parts: tuple, options: ListOptions):
    return _view(position, parts, options).chosen()


def _of_keys(columns: tuple[ListColumn, ...], keys: Iterable[int]):
    return with_columns(Registration.objects.filter(pk__in=keys), columns)


def _view(position, parts: tuple, options: ListOptions) -> Listing:
    """The view that the parts of an address make."""
    query = MultiValueDict()
    for key, value in parts:
        query.appendlist(key, value)
    return Listing(position, query, options)


def address_of(query) -> str:
    """What of an address makes the view."""
    return urlencode(parts_of(query))[:LONGEST]


def parts_of(query) -> list[tuple[str, str]]:
    """The named values of a view; the usual columns need no naming."""
    parts = [(key, value[:100]) for key in KEYS if key != "cot" for value in query.getlist(key)[-1:] if value]
    columns = chosen_columns(query.getlist("cot"))
    return parts if columns == USUAL else [*parts, *(("cot", column.slug) for column in columns)]


def _of_tab(tab: str, position, *, walked: bool):
    registrations = Registration.objects.walked()
    if tab == "nhap":
        return registrations.drafts_of(position)
    sent = registrations.visible_to(position, path="walked_scope_path" if walked else "scope_path")
    if tab == "khoi":
        return sent.of_lines_of(position)
    return sent.waiting_for(position) if tab == "cho" else sent


def _tabs(position) -> list[tuple[str, str]]:
    shown = {"", *(["cho"] if position.has_role(*TYPING_ROLES) else [])}
    shown |= {"khoi"} if position.has_role(Role.FRONT) else set()
    shown |= {"nhap"} if position.has_role(Role.REGISTRANT, *TYPING_ROLES) else set()
    return [(slug, label) for slug, label in TABS.items() if slug in shown]
