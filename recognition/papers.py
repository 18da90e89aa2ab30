"""Tờ trình, quyết định, danh sách kèm theo: what the papers of a decision say, as plain data."""

from dataclasses import replace

from django.utils import timezone

from common import dates, installation, numbers
from common.vietnamese import lower_first
from documents.annex import Annex, SignedList
from documents.document import Document, Middle, Signature, Text, grounds
from documents.letterhead import CHAIRMAN, DOTS, Letterhead, authority, is_chaired, place_and_date, signed_as
from documents.table import GROUP, Column, Table
from recognition.enums import Act
from recognition.models import Award, Decision, Revocation
from recognition.wording import called
from registrations.enums import Kind
from units.letterheads import letterhead_of

KINDS = {Kind.COLLECTIVE: "TẬP THỂ", Kind.INDIVIDUAL: "CÁ NHÂN"}
_NUMBER = Column("number", "STT", width=7, align="center")
_MODEL = (Column("title", "Tên mô hình, điển hình", width=34), Column("owner", "Tập thể, cá nhân", width=30))
COLUMNS = {
    Act.RECOGNITION: (_NUMBER, *_MODEL, Column("sector", "Lĩnh vực", width=16), Column("name", "Danh hiệu", width=38)),
    Act.REWARD: (
        _NUMBER, *_MODEL, Column("name", "Thành tích", width=30), Column("form", "Hình thức", width=14),
        Column("money", "Tiền thưởng (đồng)", numeric=True, width=14, total=True),
    ),
    Act.REVOCATION: (
        _NUMBER, *_MODEL, Column("name", "Danh hiệu thu hồi", width=26),
        Column("given", "Quyết định đã công nhận", width=22), Column("reason", "Lý do", width=24),
    ),
}  # fmt: skip
LIST_TITLES = {
    Act.RECOGNITION: "DANH SÁCH CÔNG NHẬN {models} NĂM {year}",
    Act.REWARD: "DANH SÁCH TẬP THỂ, CÁ NHÂN ĐƯỢC KHEN THƯỞNG NĂM {year}",
    Act.REVOCATION: "DANH SÁCH THU HỒI DANH HIỆU NĂM {year}",
}


def decision_table(decision: Decision, awards: list[Award], revocations: list[Revocation]) -> Table:
    """The lines as page, Excel, Word and PDF show them; collectives before persons."""
    rows = _revoked(revocations) if decision.act == Act.REVOCATION else _given(awards)
    models = called(decision.plan.movement, {award.kind for award in awards}).upper()
    title = LIST_TITLES[Act(decision.act)].format(models=models, year=decision.year)
    return Table(title, COLUMNS[Act(decision.act)], rows, empty="Chưa có dòng nào.")


def _given(awards: list[Award]) -> list[dict]:
    rows: list[dict] = []
    kinds = {award.kind for award in awards}
    for kind in Kind:
        own = [award for award in awards if award.kind == kind]
        if own and len(kinds) > 1:
            rows.append({GROUP: KINDS[kind]})
        rows += [_about(place, award) for place, award in enumerate(own, 1)]
    return rows


def _about(place: int, award: Award) -> dict:
    sector = award.registration.sector
    return {
        "number": place, "title": award.title, "owner": award.whom, "name": award.name, "form": award.form,
        "money": award.money, "sector": sector.name if sector else "",
    }  # fmt: skip


def _revoked(lines: list[Revocation]) -> list[dict]:
    return [
        _about(place, line.award)
        | {"name": line.award.form or line.award.name, "reason": line.reason, "given": line.award.decision.numbered}
        for place, line in enumerate(lines, 1)
    ]


def decision_annex(decision: Decision, table: Table) -> Annex:
    """As it lies behind its decision; without a number yet, dots to be filled in by hand."""
    head = letterhead_of(decision.issuer, on=decision.issued_on)
    return SignedList(
        table=table, number="", letterhead=head, attached_to=_cited(decision),
        place_line=place_and_date(head.place, decision.issued_on, year="" if decision.issued_on else drawn_up(decision)),
        compiler_name=str(decision.created_by.user), head_name=decision.signer_name, head_office=signing_lines(decision, head),
        is_demo=installation.is_demo(), is_draft=decision.is_draft,
    )  # fmt: skip


def _cited(decision: Decision) -> str:
    number, day = decision.number or DOTS, decision.issued_on
    written = f"ngày {dates.day(day)}" if day else f"ngày {DOTS} tháng {DOTS} năm {drawn_up(decision)}"
    return f"Quyết định số {number} {written} của {decision.issuer.full_name}"


def drawn_up(decision: Decision) -> int:
    """The year in which it is likely to be signed: a title of last year is often given, or taken back, in this one."""
    return timezone.localdate(decision.created_at).year


def decision_paper(
    decision: Decision, bases: list[str], awards: list[Award], revocations: list[Revocation]
) -> Document:
    """Quyết định of three articles: what, who carries it out, from when."""
    head = _head(decision)
    body = [
        Middle(authority(head)),
        *grounds(head, [*bases, *([f"Theo đề nghị của {decision.proposer}"] if decision.proposer else [])]),
        Middle("QUYẾT ĐỊNH:"),
        Text(_first(decision, awards, revocations), lead="Điều 1. "),
        Text(_second(decision, awards), lead="Điều 2. "),
        Text("Quyết định này có hiệu lực kể từ ngày ký./.", lead="Điều 3. "),
    ]  # fmt: skip
    return Document(
        letterhead=head, kind="QUYẾT ĐỊNH", about=f"Về việc {decision.about}", body=tuple(body), day=decision.issued_on,
        year=drawn_up(decision), is_draft=decision.is_draft, is_demo=installation.is_demo(),
    )  # fmt: skip


def _head(decision: Decision) -> Letterhead:
    """With the number as it was typed, else a gap before the office's own symbol."""
    kind = "" if decision.number else "QĐ"
    head = letterhead_of(decision.issuer, on=decision.issued_on, kind=kind, number=decision.number)
    recipients = ["- Như Điều 2;", "- Đơn vị, cá nhân có tên trong danh sách;"]
    lines = signing_lines(decision, head)
    return replace(head, signer_name=decision.signer_name, recipients=tuple(recipients), signature_lines=lines)


def signing_lines(decision: Decision, head: Letterhead) -> tuple[str, ...]:
    """In which office the signer signs: the chairman as himself, a deputy for him, else as the unit's papers say."""
    title = decision.signer_title
    if not is_chaired(head):
        return head.signed_by(title)
    lines = signed_as((CHAIRMAN,), title)
    return lines if lines[-1].startswith(f"PHÓ {CHAIRMAN}") else (CHAIRMAN,)


def counted(awards: list[Award]) -> str:
    """“12 mô hình (10 tập thể, 02 cá nhân)”."""
    groups = [(sum(award.kind == kind for award in awards), kind.label) for kind in Kind]
    told = ", ".join(f"{count:02} {label}" for count, label in groups if count)
    return f"{len(awards):02} mô hình, điển hình{f' ({told})' if told else ''}"


def _first(decision: Decision, awards: list[Award], revocations: list[Revocation]) -> str:
    listed = "có tên trong danh sách kèm theo Quyết định này"
    if decision.act == Act.RECOGNITION:
        return f"Công nhận {counted(awards)} trong {_movement(decision)} năm {decision.year} {listed}."
    if decision.act == Act.REWARD:
        achieved = f"có thành tích trong {_movement(decision)} năm {decision.year}"
        return f"Khen thưởng {counted(awards)} {achieved} {listed}.{_money_of(awards)}"
    return f"Thu hồi {len(revocations):02} danh hiệu đã công nhận, khen thưởng {listed}."


def _money_of(awards: list[Award]) -> str:
    money = sum(award.money or 0 for award in awards)
    return f" Tổng tiền thưởng kèm theo: {numbers.amount(money)} đồng." if money else ""


def _second(decision: Decision, awards: list[Award]) -> str:
    who = f"{decision.carried_out_by}, các" if decision.carried_out_by else "Các"
    money = (
        " Tiền thưởng chi từ quỹ thi đua, khen thưởng theo quy định." if any(award.money for award in awards) else ""
    )
    return f"{who} đơn vị, cá nhân liên quan và tập thể, cá nhân có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này.{money}"


def _movement(decision: Decision) -> str:
    name = decision.plan.movement.name
    return lower_first(name)


def petition_paper(
    decision: Decision, bases: list[str], awards: list[Award], revocations: list[Revocation], enclosed: str = ""
) -> Document:
    """Tờ trình: what the officer asks the leader to sign, and why; of a reward with what its dossier holds."""
    head = letterhead_of(decision.unit, kind="TTr")
    asked = counted(awards) if decision.gives else f"{len(revocations):02} danh hiệu"
    council = f", trên cơ sở kết quả “{decision.round.name}”" if decision.round else ""
    owner = decision.proposer or decision.created_by.title or "Bộ phận phụ trách"
    body = [
        *grounds(head, bases),
        Text(f"Qua rà soát kết quả thực hiện {_movement(decision)} năm {decision.year}{council}, {owner} trình xem xét, "
             f"quyết định {decision.about}: {asked}, có danh sách và dự thảo Quyết định kèm theo.{_money_of(awards)}"),
        *([Text(enclosed)] if enclosed else []),
        Text("Kính trình xem xét, quyết định./."),
    ]  # fmt: skip
    return Document(
        letterhead=head, kind="TỜ TRÌNH", about=f"Về việc {decision.about}", body=tuple(body),
        to=(decision.addressee or f"Lãnh đạo {decision.issuer.name}",), year=drawn_up(decision),
        signatures=(Signature(("NGƯỜI DUYỆT",)), Signature(("NGƯỜI TRÌNH",), str(decision.created_by.user))),
        is_draft=decision.is_draft, is_demo=installation.is_demo(),
    )  # fmt: skip
