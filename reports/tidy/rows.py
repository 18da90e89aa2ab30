"""Dòng dữ liệu: one row a registration and year, plain values only."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from common import dates
from common.paging import in_pieces
from registrations.enums import STATE_WORDS, Kind
from reports.dashboards.asked import AREAS, LINES, Asked
from reports.enums import GIVEN, OUTCOMES, Fact
from reports.frames import Frame
from reports.questions import ORIGINS
from reports.reading import levels_of
from reports.tidy.reading import Dated, Given, Known, dated_facts, known, models_of, records
from units.enums import Nature

PIECE = 1000
KIND_CODES = {kind.value: kind.slug for kind in Kind}
ORIGIN_CODES = {origin.value: slug for slug, origin in ORIGINS.items()}
LINE_CODES = {line.value: slug for slug, line in LINES.items()}
OUTCOME_NAMES = {Fact.EFFECTIVE: "hieu_qua", Fact.INEFFECTIVE: "chua_dat", Fact.STOPPED: "dung"}
BETWEEN = "; "


class Rows:
    """The set, read from the database in pieces each time it is asked for; `told` hears how many are read."""

    def __init__(self, frame: Frame, asked: Asked, told: Callable[[int], None] | None = None) -> None:
        self.frame, self.asked, self.told = frame, asked, told

    def __iter__(self) -> Iterator[dict[str, Any]]:
        named, read = known(), 0
        keys = sorted(key for (key,) in models_of(self.frame, self.asked))
        for piece in in_pieces(keys, PIECE):
            dated, levels = dated_facts(self.frame, piece), levels_of(piece)
            for one in records(piece):
                one["levels"] = levels[one["pk"]]
                yield from rows_of(one, dated[one["pk"]], self._years_of, named)
            read += len(piece)
            if self.told:
                self.told(read)

    def _years_of(self, one: "Record", there: set[int]) -> list[int]:
        """Of the years in which something of a record is dated, those of the set in which it was inside."""
        first, last = self.frame.period.start.year, self.frame.period.year
        return [
            year for year in sorted(there)
            if first <= year <= last and self.frame.holds(year, one["path_then"], one["scope_path"])
        ]  # fmt: skip


Record = dict[str, Any]


def rows_of(
    one: Record, dated: Dated, years_of: Callable[[Record, set[int]], list[int]], named: Known
) -> Iterator[dict[str, Any]]:
    """A row for each of the years in which something is dated."""
    days = {
        "nop": dates.day_of_any(one["first_sent_at"]), "dang_ky": one["confirmed_on"], "bao_cao": dates.day_of_any(one["told_at"])
    }  # fmt: skip
    years = years_of(one, {*(day.year for day in days.values() if day), *dated.years})
    same = {**_identity(one, named), **_places(one, named.areas), **_days(days)} if years else {}
    for year in years:
        own = dated.of_year(year)
        marks = {name: int(day is not None and day.year == year) for name, day in days.items()}
        yield {**same, "nam": year, **marks, **_outcome(own), **_given(own.awards, named), **_scored(own),
               **_amounts(one, days, year)}  # fmt: skip


def _identity(one: Record, named: Known) -> dict[str, Any]:
    number, sector = named.sectors.get(one["sector_id"], (None, ""))
    return {
        "ma_ho_so": one["code"],
        "nam_ke_hoach": named.plan_years[one["plan_id"]],
        "loai": KIND_CODES[one["kind"]],
        "nguon": ORIGIN_CODES[one["origin"]],
        "ten_mo_hinh": one["title"],
        "ma_linh_vuc": number,
        "linh_vuc": sector,
        "cap_cao_nhat": named.levels.get(one["highest_level_id"], ""),
        "cac_cap": BETWEEN.join(named.levels[level] for level in one["levels"]),
        "bat_dau": one["starts_on"],
        "hoan_thanh": one["ends_on"],
        "don_vi_khi_do": one["name_then"],
        "don_vi_nay": one["present_name"],
        "so_don_vi_nay": one["present_unit_id"],
        "khoi": AREAS if one["unit_nature"] == Nature.AREA else LINE_CODES[one["unit_line"]],
        "trang_thai": STATE_WORDS[one["state"]],
    }


def _places(one: Record, areas: dict) -> dict[str, Any]:
    """The areas of today by the path of today; those of then by the path and the names kept at the confirmation."""
    told: dict[str, Any] = {}
    for key in _keys(one["scope_path"]):
        if key in areas:
            rank, name, code = areas[key]
            told |= {f"dia_ban_{rank}_nay": name, f"ma_dia_ban_{rank}_nay": code}
    names = [*one["names_then"].get("above", []), one["name_then"]]
    for key, name in zip(_keys(one["path_then"]), names, strict=False):
        if key in areas:
            told[f"dia_ban_{areas[key][0]}_khi_do"] = name
    return told


def _keys(path: str) -> list[int]:
    return [int(part) for part in path.split("/") if part]


def _days(days: dict[str, date | None]) -> dict[str, Any]:
    return {"ngay_nop": days["nop"], "ngay_xac_nhan": days["dang_ky"], "ngay_bao_cao": days["bao_cao"]}


def _outcome(own: Dated) -> dict[str, Any]:
    """The last word of the year."""
    last = own.words[-1] if own.words else None
    said = OUTCOMES[last.move] if last else None
    return {
        **{name: int(fact == said) for fact, name in OUTCOME_NAMES.items()},
        "ngay_ket_luan": last.on if last else None,
    }


def _given(awards: list[Given], named: Known) -> dict[str, Any]:
    recognised = [award for award in awards if GIVEN[award.act] == Fact.RECOGNISED]
    rewarded = [award for award in awards if GIVEN[award.act] == Fact.REWARDED]
    return {
        "cong_nhan": int(bool(recognised)),
        "cap_cong_nhan": BETWEEN.join(dict.fromkeys(named.levels[award.level] for award in recognised)),
        "khen_thuong": int(bool(rewarded)),
        "hinh_thuc": BETWEEN.join(dict.fromkeys(award.form or award.name for award in rewarded)),
        "quyet_dinh": BETWEEN.join(f"{award.number}, {dates.day(award.issued_on)}" for award in awards),
        "tien_thuong": sum(award.money or 0 for award in awards) or None,
        "thu_hoi": int(any(award.revoked_on for award in awards)),
    }


def _scored(own: Dated) -> dict[str, Any]:
    """The round concluded last in the year."""
    last = max(own.results, key=lambda one: (one.nomination.round.concluded_at, one.nomination.pk), default=None)
    if last is None:
        return {"dot_danh_gia": "", "diem": None, "diem_toi_da": None, "xep_loai": ""}
    return {
        "dot_danh_gia": last.nomination.round.name,
        "diem": last.shown_final,
        "diem_toi_da": last.maximum,
        "xep_loai": last.verdict,
    }


def _amounts(one: Record, days: dict[str, date | None], year: int) -> dict[str, Any]:
    """In one row each, so that a sum over rows counts nothing twice."""
    planned, told = days["dang_ky"] or days["nop"], days["bao_cao"]
    return {
        "loi_du_kien": one["benefit_amount"] if planned and planned.year == year else None,
        "loi_thuc_te": one["told_amount"] if told and told.year == year else None,
    }
