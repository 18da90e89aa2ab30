"""Giấy tờ của báo cáo định kỳ: the report itself and its annexes, from what was kept with it; the letter that reminds."""

from collections.abc import Iterable
from dataclasses import replace

from django.db.models import QuerySet
from django.utils import timezone

from common import dates, installation
from common.vietnamese import lower_first
from documents.annex import Annex
from documents.document import Document, Heading, Rows, Text
from documents.letterhead import DOTS, Letterhead, place_and_date
from documents.table import GROUP, Cell, Column, Row, Table
from registrations.models import Registration
from reports import notes
from reports.by_unit import SHARE_PLACES
from reports.campaign.tables import CAMPAIGN
from reports.frames import Frame
from reports.models import LateReminder, RemindedObligation, Report, ReportFigure, ReportSection, ReportType
from reports.periodic import checking, fronted, links
from reports.periodic.calendars import counted
from reports.periodic.enums import THEN, ReportState, Source
from reports.periodic.figures import all_ids
from reports.periodic.narrative import MOVEMENT, NONE, UNWRITTEN
from reports.periodic.rates import made_of
from reports.periodic.sections import heads_of
from reports.questions import Question
from reports.reading import as_listed
from reports.registered import COLUMNS as LIST_COLUMNS
from reports.registered import Rows as ListRows
from units.letterheads import head_of_letter, letterhead_of

UNAPPROVED = (ReportState.DRAFT, ReportState.PROPOSED)
COUNTED_FROM = {True: "sổ Mặt trận", False: "hồ sơ"}
TYPED_GROUP = "B. Đơn vị theo dõi, ghi"
FIGURE_COLUMNS = (
    Column("number", "STT", width=6, align="center"),
    Column("name", "Chỉ tiêu", width=40),
    Column("measure", "Đơn vị tính", width=11),
    Column("value", "Kỳ báo cáo", numeric=True, width=11),
    Column("before", "Kỳ trước", numeric=True, width=11),
    Column("last_year", "Cùng kỳ năm trước", numeric=True, width=11),
    Column("remark", "Ghi chú", width=34),
)
REMINDED_COLUMNS = (
    Column("number", "TT", width=6, align="center"),
    Column("unit", "Đơn vị", width=40),
    Column("due_on", "Hạn gửi", width=14, align="center"),
    Column("late", "Số ngày quá hạn", numeric=True, width=14),
)
MOST_NAMED = 4
NUMBERS = ("I", "II", "III")
IN_PERIOD = "đăng ký trong kỳ"


def report_paper(report: Report, sections: Iterable[ReportSection], figures: Iterable[ReportFigure]) -> Document:
    """Báo cáo: what was sent as it was sent, what is being written with its figures as they are."""
    period, type = report.obligation.period, report.obligation.period.type
    by_key = {one.key: one for one in figures}
    receiver, unit = report.obligation.receiver, report.obligation.unit_name
    body = [Text(_opening(report))]
    if report.is_nil:
        body += [Text(line) for line in report.statement.splitlines() if line.strip()]
    else:
        for one in sections:
            body += _section(one, by_key, issued=report.is_issued)
        body.append(Text(f"(Kèm theo {'; '.join(annex_names(report, by_key.values()))})", slanted=True))
    thanks = f"{unit} kính báo cáo {receiver}" if receiver else f"{unit} báo cáo"
    movement = movement_of(type)
    body.append(Text(f"Trên đây là báo cáo kết quả thực hiện {movement} {period.in_sentence}, {thanks}./."))
    return Document(
        letterhead=_head(report, is_addressed=bool(receiver)), kind="BÁO CÁO", about=f"Kết quả thực hiện {movement} {period.in_sentence}",
        body=tuple(body), to=(receiver,) if receiver else (), day=report.issued_on, year=period.due_on.year,
        is_draft=report.state in UNAPPROVED, is_demo=installation.is_demo(),
    )  # fmt: skip


def movement_of(type: ReportType) -> str:
    """What a report tells of, in the middle of a sentence."""
    return lower_first(CAMPAIGN) if type.is_of_front else MOVEMENT


def _opening(report: Report) -> str:
    type, unit = report.obligation.period.type, report.obligation.unit_name
    basis = type.basis.rstrip(" .,;") or "chế độ báo cáo định kỳ"
    correcting = f" (đính chính {report.corrects.numbered})" if report.corrects else ""
    return (
        f"Thực hiện {basis}, {unit} báo cáo kết quả thực hiện {movement_of(type)} {report.obligation.period.in_sentence}"
        f"{correcting} như sau:"
    )


def _section(one: ReportSection, figures: dict[str, ReportFigure], *, issued: bool) -> list:
    heads = [Heading(head) for head in heads_of(one.key)]
    text = one.issued_text if issued else links.filled(one.text, figures)
    # Reports issued before every section had to be written left the house with “Không.”; they stay so.
    lines = [line for line in text.splitlines() if line.strip()] or [NONE if issued else UNWRITTEN]
    return [*heads, Heading(one.title), *(Text(line) for line in lines)]


def _head(report: Report, *, is_addressed: bool) -> Letterhead:
    """With the number as it was typed, else a gap before the unit's own symbol; “Như trên” where somebody stands above."""
    kind = "" if report.number else "BC"
    head = letterhead_of(report.issuer, on=report.issued_on, kind=kind, number=report.number)
    recipients = tuple(f"- {one};" for one in report.recipients) or (("- Như trên;",) if is_addressed else ())
    lines = head.signed_by(report.signer_title)
    return replace(head, signer_name=report.signer_name, recipients=recipients, signature_lines=lines)


def figure_table(report: Report, figures: Iterable[ReportFigure], *, address=None) -> Table:
    """Biểu số liệu: every indicator with what it was before; `address` leads from a number to the rows behind it."""
    figures = list(figures)
    counted_from = COUNTED_FROM[report.is_of_front]
    rows, last = [], None
    for number, one in enumerate(figures, 1):
        if (group := not one.is_of_catalogue) != last:
            rows.append({GROUP: f"A. Tính từ {counted_from} trên cổng" if group else TYPED_GROUP})
            last = group
        href = address(one) if address and one.leads else None
        places = SHARE_PLACES if one.is_rate else 0
        rows.append({
            "number": number, "name": "\u2003" * one.depth + one.name, "measure": one.measure,
            "value": Cell(one.value, href, places), "remark": _remark(one, counted_from),
        })  # fmt: skip
        for slug, field in THEN.items():
            href = address(one, slug) if address and one.leads_then(slug) else None
            rows[-1][field] = Cell(one.then(slug), href, places)
    return Table(
        title=_title_of_figures(report),
        subtitle=f"{report.obligation.period.label} – {report.obligation.unit_name}",
        columns=_columns(figures), rows=rows, notes=_definitions(report, figures), empty="Chưa có số liệu.",
    )  # fmt: skip


def _columns(figures: list[ReportFigure]) -> list[Column]:
    unknown = {field for slug, field in THEN.items() if figures and slug not in periods_known(figures)}
    return [column for column in FIGURE_COLUMNS if column.key not in unknown]


def periods_known(figures: list[ReportFigure]) -> list[str]:
    """Those of `THEN` in which anything is known of a figure; the others have no column: several years have no same
    period last year."""
    return [slug for slug in THEN if any(one.then(slug) is not None for one in figures)]


def _remark(one: ReportFigure, counted_from: str) -> str:
    if one.differs:
        return f"Tính từ {counted_from}: {links.told(one.computed)}. {one.reason}".strip()
    added = one.source == Source.TYPED and one.origin and one.computed is not None
    if added and one.stated is not None and one.stated != one.computed:
        return f"{links.told(one.computed)} {one.origin}"
    return one.origin if one.source == Source.TYPED else ""


def _definitions(report: Report, figures: list[ReportFigure]) -> list[str]:
    """The tree, the cut-off, and what each figure means; one that several share is said once."""
    period, at = report.obligation.period, report.computed_at
    when = f", tính lúc {timezone.localtime(at):%H:%M} ngày {dates.day(at)}" if at else ""
    lines = [f"Đơn vị: tổng hợp theo đơn vị hiện nay. Số liệu {period.days}{when}. Số đã gửi giữ nguyên về sau."]
    if told := checking.short(figures):
        lines.append(told)
    meant: dict[str, list[str]] = {}
    called = {one.key: one.name for one in figures}
    for one in figures:
        meant.setdefault(_meaning(one, called), []).append(one.name)
    computed = {one.definition for one in figures if not one.is_of_catalogue}
    lines += [text for text in meant if text in computed]
    lines += [f"{names[0]}: {text}" for text, names in meant.items() if text not in computed]
    return lines


def _meaning(one: ReportFigure, called: dict[str, str]) -> str:
    """What a figure means; of a rate first what it is made of."""
    if not one.is_rate:
        return one.definition
    return f"{made_of(one.parts, called)}; tính từ số của cả hai, không cộng các tỷ lệ. {one.definition}"


def annex_names(report: Report, figures: Iterable[ReportFigure]) -> list[str]:
    """“Phụ lục I: Biểu số liệu …”, as the report names what goes with it."""
    titles = [_title_of_figures(report)]
    if report.is_of_front:
        titles += [kept["title"] for kept in report.tables]
    elif _registered(figures):
        titles.append(_title_of_models(IN_PERIOD))
    return [f"Phụ lục {number}: {title}" for number, title in zip(NUMBERS, titles, strict=False)]


def annexes_of(report: Report, figures: Iterable[ReportFigure], position) -> list[Annex]:
    """Phụ lục I the figures; of the Front II, III Biểu 04 as it was kept; else II the models behind “đăng ký trong kỳ”, as far as the position sees them."""
    figures = list(figures)
    tables, measure = [figure_table(report, figures)], "mô hình"
    if report.is_of_front:
        tables, measure = [*tables, *(fronted.unpacked(kept) for kept in report.tables)], ""
    elif ids := _registered(figures):
        tables.append(models_table(report, ids, position, notes.REGISTERED))
    return [
        _annex(report, table, number, measure if place else "")
        for place, (number, table) in enumerate(zip(NUMBERS, tables, strict=False))
    ]


def _registered(figures: Iterable[ReportFigure]) -> list[int]:
    """The models behind “đăng ký trong kỳ”."""
    by_key = {one.key: one for one in figures}
    return all_ids(by_key["dang-ky"], by_key) if "dang-ky" in by_key else []


def _title_of_figures(report: Report) -> str:
    return f"Biểu số liệu báo cáo {movement_of(report.obligation.period.type)}"


def _title_of_models(which: str) -> str:
    return f"Danh sách mô hình, điển hình {which}"


def models_table(report: Report, ids: list[int], position, *definitions: str, title=IN_PERIOD, linked=False) -> Table:
    """Danh sách mô hình behind a number, as far as the position sees them; the number keeps what is outside."""
    frame = Frame(position, counted(report.obligation.period), Question(), None, (), ())
    models = Registration.objects.visible_to(position).filter(pk__in=ids)
    outside = len(ids) - models.count()
    told = [*notes.under_table(frame, *definitions, notes.RESULTS, at=report.computed_at), *told_outside(outside)]
    rows = ListRows(frame, listed_in_order(models, frame), linked=linked)
    return list_of_models(report, frame, rows, told, title=title)


def told_outside(models: int) -> list[str]:
    return [f"Còn {models} mô hình ngoài phạm vi của người xem."] if models else []


def listed_in_order(models: QuerySet[Registration], frame: Frame) -> QuerySet:
    """The columns of the list, unit by unit, then by the alphabet."""
    return as_listed(models, frame).order_by("scope_path", "sort_key", "pk")


def list_of_models(report: Report, frame: Frame, rows: Iterable[Row], told: Iterable[str], *, title: str) -> Table:
    """Danh sách mô hình as it stood at the end of the frame's period."""
    return Table(
        title=_title_of_models(title),
        subtitle=f"{frame.period.label} – {report.obligation.unit_name}",
        columns=LIST_COLUMNS, rows=rows, notes=[*told],
        empty="Không có mô hình nào.",
    )  # fmt: skip


def rollup_annex(report: Report, table: Table) -> Annex:
    """Tổng hợp từ báo cáo cấp dưới as an annex of the report."""
    return _annex(report, table, "IV" if report.is_of_front else "III", "" if report.is_of_front else "mô hình")


def _annex(report: Report, table: Table, number: str, measure: str) -> Annex:
    head = letterhead_of(report.issuer, on=report.issued_on)
    period, unit = report.obligation.period, report.obligation.unit_name
    day = report.issued_on
    written = f"ngày {dates.day(day)}" if day else f"ngày {DOTS} tháng {DOTS} năm {period.due_on.year}"
    return Annex(
        table=replace(table, title=table.title.upper()), number=number, letterhead=head, unit_line=unit,
        receiver_line=report.obligation.receiver,
        period_line=f"{period.label} ({period.days})", measure_line=measure,
        attached_to=f"Báo cáo số {report.number or DOTS} {written} của {unit}",
        place_line=place_and_date(head.place, day, year="" if day else period.due_on.year),
        compiler_name=str(report.created_by.user), head_name=report.signer_name,
        head_office=head.signed_by(report.signer_title) if report.signer_title else (),
        is_demo=installation.is_demo(), is_draft=report.state in UNAPPROVED,
    )  # fmt: skip


def reminder_letter(reminder: LateReminder) -> Document:
    """Công văn đôn đốc báo cáo, as it was recorded, whatever has come since."""
    rows, period = list(reminder.reminded.all()), reminder.period
    named = tuple(row.unit_name for row in rows)
    return Document(
        letterhead=head_of_letter(reminder.issuer, on=reminder.sent_on),
        about=f"đôn đốc báo cáo {period.in_sentence} về {movement_of(period.type)}",
        to=named if len(named) <= MOST_NAMED else ("Các đơn vị có tên trong danh sách dưới đây",),
        body=(
            Text(
                f"Thực hiện {period.type.basis.rstrip(' .,;') or 'chế độ báo cáo định kỳ'}, đến ngày "
                f"{dates.day(reminder.sent_on)} các đơn vị sau đây chưa gửi báo cáo {period.in_sentence} về {movement_of(period.type)}:"
            ),
            Rows(reminded_table(rows)),
            Text(
                f"Đề nghị các đơn vị hoàn thành, gửi báo cáo trên cổng trước hoặc trong ngày {dates.day(reminder.until)}. "
                f"Đơn vị có khó khăn, vướng mắc đề nghị phản ánh để được xem xét gia hạn."
            ),
            *(Text(part) for part in reminder.note.split("\n") if part.strip()),
            Text("Trân trọng./."),
        ),
        day=reminder.sent_on, is_demo=installation.is_demo(),
    )  # fmt: skip


def reminded_table(rows: Iterable[RemindedObligation]) -> Table:
    return Table(
        "Các đơn vị được đôn đốc", REMINDED_COLUMNS,
        [{"number": place, "unit": row.unit_name, "due_on": dates.day(row.due_on),
          "late": row.days_late or "chưa đến hạn"} for place, row in enumerate(rows, 1)],
    )  # fmt: skip
