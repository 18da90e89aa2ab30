"""Báo cáo thành tích và công văn lấy ý kiến hiệp y, as documents for PDF and Word."""

from dataclasses import replace

from django.utils import timezone

from common import dates, installation
from common.numbers import amount
from common.vietnamese import lower_first
from documents.document import BY_HAND, WITH_SEAL, Document, Heading, Rows, Signature, Text, answered
from documents.letterhead import DOTS, Letterhead
from documents.table import Table
from recognition.dossiers.steps import facts_of
from recognition.models import Award, Consultation, Decision, MeritReport
from recognition.papers import counted, decision_table, drawn_up
from registrations.enums import Kind, Stage
from registrations.models import Registration, Result
from units.letterheads import head_of_letter, letterhead_of

FIRST = {Kind.COLLECTIVE: "I. Sơ lược đặc điểm, tình hình", Kind.INDIVIDUAL: "I. Sơ lược lý lịch"}
USUAL_FORM = "Giấy khen"


def usual_texts(registration: Registration) -> dict[str, str]:
    """Báo cáo thành tích as it may begin: from the registration and the confirmed result."""
    result = Result.objects.filter(registration=registration).first()
    return {
        "about": _about(registration), "achieved": _achieved(registration, result) if result else "",
        "asked": f"Đề nghị xem xét, tặng {USUAL_FORM} cho {registration.owner_now}.",
        "signer_name": registration.signer_name or registration.person_name,
    }  # fmt: skip


def _about(registration: Registration) -> str:
    lines = [registration.owner_now]
    if registration.person_duty:
        lines.append(f"Chức vụ, nhiệm vụ được giao: {registration.person_duty}")
    if address := registration.unit_address or registration.model_address:
        lines.append(f"Địa chỉ: {address}")
    return "\n".join(lines)


def _achieved(registration: Registration, result: Result) -> str:
    """Cách làm, lực lượng, kết quả, giá trị làm lợi: what was confirmed, in this order."""
    done = [row.text for row in registration.benefits.filter(stage=Stage.ACTUAL)]
    if result.benefit_amount is not None:
        done.insert(0, f"{amount(result.benefit_amount)} đồng")
    parts = [
        ("Cách làm", result.how), ("Lực lượng tham gia", result.forces), ("Kết quả", result.outcome),
        ("Giá trị làm lợi", "; ".join(done)), ("Khả năng duy trì, nhân rộng", result.upkeep),
    ]  # fmt: skip
    named = f"Thực hiện mô hình “{registration.title}” năm {registration.plan.year}."
    return "\n".join([named, *(f"{label}: {text.strip()}" for label, text in parts if text.strip())])


def merit_paper(report: MeritReport) -> Document:
    """Under the head of the owner's unit, with room for who signs and for the confirmation of the body above."""
    facts = report.frozen or facts_of(report)
    person = facts["kind"] == Kind.INDIVIDUAL
    unit = report.registration.present_unit
    on = timezone.localdate(report.confirmed_at) if report.confirmed_at else None
    head = letterhead_of(unit, on=on, kind="BC")
    named = f"{facts['person']}{', ' + facts['duty'] if facts['duty'] else ''}" if person else facts["unit"]
    movement = lower_first(facts["movement"])
    body = [
        Text(named, lead="Họ và tên, chức vụ: " if person else "Tên tập thể: "),
        *([Text(facts["unit"], lead="Đơn vị: ")] if person else []),
        Text(f"{facts['title']}{', lĩnh vực ' + facts['sector'] if facts['sector'] else ''}", lead="Mô hình, điển hình: "),
        Heading(FIRST[Kind(facts["kind"])]), *answered(report.about),
        Heading("II. Thành tích đạt được"), *answered(report.achieved, dots=6),
        Heading("III. Đề nghị"), *answered(report.asked, dots=2),
        *_confirmation(report, facts),
    ]  # fmt: skip
    return Document(
        letterhead=head, kind="BÁO CÁO THÀNH TÍCH", about=f"Đề nghị khen thưởng trong {movement} năm {facts['year']}",
        body=tuple(body), signatures=(_confirming(), _signing(report, person, head)),
        year=timezone.localdate(report.confirmed_at or report.written_at).year,
        is_draft=report.is_draft, is_demo=installation.is_demo(),
    )  # fmt: skip


def _confirmation(report: MeritReport, facts: dict[str, str]) -> list:
    if not report.is_confirmed:
        return []
    who = f"Ý kiến của {facts['confirmed_for']} (cán bộ xem {facts['confirmer']}, ngày {dates.day(report.confirmed_at)}): "
    return [Heading("IV. Ý kiến xác nhận của cấp trên"), Text(report.opinion, lead=who)]


def _confirming() -> Signature:
    return Signature(("XÁC NHẬN CỦA CẤP TRÊN",), how=WITH_SEAL)


def _signing(report: MeritReport, person: bool, head: Letterhead) -> Signature:
    if person and not report.signer_title:
        return Signature(("NGƯỜI BÁO CÁO",), report.signer_name, BY_HAND)
    office = head.signed_by(report.signer_title) or ("THỦ TRƯỞNG ĐƠN VỊ",)
    return Signature(office, report.signer_name, WITH_SEAL)


def consultation_letter(decision: Decision, asked: list[Consultation], awards: list[Award]) -> Document:
    """Công văn lấy ý kiến hiệp y: one letter to all that are asked, the list of whom it is about in it."""
    numbers, days = {one.asked_number for one in asked}, {one.asked_on for one in asked}
    day = days.pop() if len(days) == 1 else None
    head = head_of_letter(decision.unit, on=day)
    number = numbers.pop() if len(numbers) == 1 else ""
    if number:
        head = replace(head, number=number, symbol="")
    table = decision_table(decision, awards, [])
    widths = {"number": 9, "form": 16}
    columns = tuple(replace(one, width=widths.get(one.key, one.width)) for one in table.columns if one.key != "money")
    listed = Table("Danh sách", columns, table.rows, empty="Chưa có dòng nào.")
    movement = decision.plan.movement.name
    body = (
        Text(f"{decision.unit.full_name} đang xem xét khen thưởng {counted(awards)} có thành tích trong "
             f"{lower_first(movement)} năm {decision.year}, có danh sách dưới đây."),
        Text("Đề nghị quý cơ quan cho ý kiến bằng văn bản đối với các tập thể, cá nhân trong danh sách về việc chấp hành "
             f"chủ trương, pháp luật thuộc lĩnh vực phụ trách, gửi về {decision.unit} trước ngày {DOTS} tháng {DOTS} năm "
             f"{DOTS}."),
        Rows(listed),
        Text("Rất mong nhận được sự phối hợp của quý cơ quan./."),
    )  # fmt: skip
    return Document(
        letterhead=head, about="lấy ý kiến hiệp y khen thưởng", to=tuple(one.body for one in asked) or (DOTS,), body=body,
        day=day, year=drawn_up(decision) if day is None else "", is_demo=installation.is_demo(),
    )  # fmt: skip
