"""Tờ trình đề nghị cấp trên công nhận, and the year's list of titles kept and lapsed."""

from dataclasses import replace

from common import installation
from common.vietnamese import lower_first
from documents.annex import Annex, SignedList
from documents.document import Block, Document, Rows, Text, answered, grounds
from documents.letterhead import place_and_date
from documents.table import Column, Table
from recognition.enums import Outcome
from recognition.models import Award, Elevation, YearOutcome
from recognition.papers import counted
from recognition.wording import called, level_words
from units.letterheads import letterhead_of
from units.models import Unit

ASKED = (
    Column("number", "STT", width=7, align="center"),
    Column("title", "Tên mô hình, điển hình", width=34),
    Column("owner", "Tập thể, cá nhân", width=30),
    Column("given", "Đã được công nhận", width=34),
)
OUTCOMES = (
    Column("number", "STT", width=7, align="center"),
    Column("title", "Tên mô hình, điển hình", width=32),
    Column("owner", "Tập thể, cá nhân", width=28),
    Column("given", "Quyết định công nhận", width=22),
    Column("kept", "Giữ vững", width=9, align="center"),
    Column("lapsed", "Không còn giữ vững", width=11, align="center"),
    Column("reason", "Lý do", width=24),
)


def elevation_paper(bundle: list[Elevation]) -> Document:
    """Tờ trình of the office to the level above, the list in it."""
    first = bundle[0]
    decision, unit = first.award.decision, first.award.decision.unit
    head = letterhead_of(unit, on=first.sent_on, kind="" if first.number else "TTr", number=first.number)
    head = replace(head, recipients=("- Như trên;",))
    level = level_words(first.level)
    awards = [one.award for one in bundle]
    movement = decision.plan.movement
    rows = [
        {"number": place, "title": one.title, "owner": one.whom, "given": f"{one.name}; {one.decision.numbered}"}
        for place, one in enumerate(awards, 1)
    ]  # fmt: skip
    body: list[Block] = [
        *grounds(head, [f"Căn cứ {decision.numbered} của {unit.full_name} về việc {decision.about}"]),
        Text(
            f"{unit.full_name} kính đề nghị xem xét, công nhận {level} {counted(awards)} "
            f"trong {lower_first(movement.name)} năm {decision.year}, cụ thể:"
        ),
        Rows(Table("Danh sách", ASKED, rows)),
    ]
    if first.note:
        body += [Text(lead="Thành tích nổi bật, lý do đề nghị: "), *answered(first.note)]
    body.append(Text("Hồ sơ của từng mô hình, điển hình (bản đăng ký, báo cáo kết quả đã xác nhận) có trên cổng. "
                     "Kính trình xem xét, quyết định./."))  # fmt: skip
    return Document(
        letterhead=head, kind="TỜ TRÌNH", body=tuple(body),
        about=f"Về việc đề nghị công nhận {called(movement, {one.kind for one in awards})} {level}",
        to=(f"Cơ quan có thẩm quyền công nhận {level}",), day=first.sent_on, is_demo=installation.is_demo(),
    )  # fmt: skip


def outcome_table(year: int, awards: list[Award], said: dict[int, YearOutcome]) -> Table:
    """The titles of the years before, line by line with what the office says of each."""
    rows = [_row(place, award, said.get(award.pk)) for place, award in enumerate(awards, 1)]
    kept, lapsed = (sum(bool(row[name]) for row in rows) for name in ("kept", "lapsed"))
    told = f"Tổng số {len(rows)}: giữ vững {kept}, không còn giữ vững {lapsed}, chưa ghi {len(rows) - kept - lapsed}."
    title = f"DANH SÁCH GIỮ VỮNG, KHÔNG CÒN GIỮ VỮNG DANH HIỆU NĂM {year}"
    return Table(title, OUTCOMES, rows, subtitle=told, empty="Chưa có danh hiệu nào của các năm trước.")


def _row(place: int, award: Award, line: YearOutcome | None) -> dict:
    word = line.outcome if line else ""
    return {
        "number": place, "title": award.title, "owner": award.whom, "given": given_by(award),
        "kept": "x" if word == Outcome.KEPT else "", "lapsed": "x" if word == Outcome.LAPSED else "",
        "reason": line.reason if line else "",
    }  # fmt: skip


def given_by(award: Award) -> str:
    """The decision; where its office has ended since, with the name of that office."""
    decision = award.decision
    return f"{decision.numbered} của {decision.unit}" if decision.unit.valid_to else decision.numbered


def outcome_annex(unit: Unit, year: int, table: Table, by) -> Annex:
    """Signed by the head of the office."""
    head = letterhead_of(unit)
    return SignedList(
        table=table, number="", letterhead=head, place_line=place_and_date(head.place, None, year=year),
        compiler_name=str(by.user), head_office=head.signature_lines, is_demo=installation.is_demo(),
    )  # fmt: skip
