"""Báo cáo của Mặt trận to the end: written, approved, issued, accepted above; typed numbers added; compared with the books."""

import io
from datetime import date
from decimal import Decimal
from uuid import uuid4

import docx
import pytest
from django.core.exceptions import ValidationError

from documents.table import bare
from reports.models import Indicator
from reports.periodic import rollup, services, workflow
from reports.periodic.indicators import RATES, TYPED, TYPED_OF_FRONT
from tests import builders
from tests.front import builders as build
from tests.recognition.pages import pdf_text, text
from tests.reports import duties

pytestmark = pytest.mark.django_db
QUARTER = {"start": date(2024, 1, 1), "end": date(2024, 4, 1)}
TEXTS = ("mt-lanh-dao", "mt-uu-diem", "mt-han-che", "mt-phuong-huong", "mt-kien-nghi")
SIGNED = {"signer_name": "Hà Thị Sen", "signer_title": "Phó Chủ tịch", "note": ""}


@pytest.fixture
def district(tree, cast):
    return build.district_front(tree)


@pytest.fixture
def type(district):
    build.contents()
    return duties.report_type(district, name="Báo cáo quý của Mặt trận", subject="mat-tran")


@pytest.fixture
def period(district, type, cast, tree):
    """Owed by the Fronts of both communes; in the first 86 and 18 people came, and 50 million were given."""
    front, other = cast.commune_front, build.other_front(tree)
    build.activity(front, unit=tree.village, starts_on=date(2024, 3, 14), participants=86)
    build.activity(front, starts_on=date(2024, 2, 1), participants=18)
    build.given(front, on=date(2024, 3, 1))
    return duties.opened(district, [front.unit, other.unit], type=type, **QUARTER)


def written(by, period, **typed):
    report = services.start_report(by=by, obligation=duties.owed(period, by.unit), token=uuid4())
    keys = report.figures.filter(source="typed").values_list("key", flat=True)
    stated = {key: (Decimal(typed.get(key.replace("-", "_"), 0)), "") for key in keys}
    services.state_figures(by=by, report=report, stated=stated)
    for key in TEXTS:
        services.save_section(by=by, report=report, key=key, text="Không.", revision=1)
    return report


def accepted(by, leader, above, report, number="21/BC-MTTQ-BTT"):
    duties.move(report, workflow.PROPOSE, by)
    duties.move(report, workflow.APPROVE, leader, **SIGNED)
    duties.move(report, workflow.ISSUE, by, number=number, issued_on=date(2024, 4, 3))
    duties.move(report, workflow.ACCEPT, above, note="")
    return report


def test_from_draft_to_accepted_above_with_all_its_papers(period, cast, tree, district, as_position):
    front = cast.commune_front
    report = written(front, period, hoi_vien=1284)
    accepted(front, builders.position("leader", tree.commune_front), district, report)
    assert (report.state, report.recipients) == ("accepted", [str(district.unit)])
    assert "{{" not in report.sections.get(key="mt-chung").issued_text
    above, address = as_position(district), f"/bao-cao/ky/ban/{report.pk}/"
    assert "104 lượt người" in text(above.get(address))
    paper = " ".join(pdf_text(above.get(f"{address}bao-cao.pdf").content).split())
    assert "Số: 21/BC-MTTQ-BTT" in paper and "PHÓ CHỦ TỊCH" in paper and "DỰ THẢO" not in paper
    words = docx.Document(io.BytesIO(above.get(f"{address}phu-luc.docx").content))
    heads = [one.text for one in words.paragraphs if one.text.startswith("Phụ lục")]
    assert heads == ["Phụ lục I", "Phụ lục II", "Phụ lục III"]
    assert any("BIỂU 04B" in one.text for one in words.paragraphs)


def test_it_waits_for_a_leader_who_did_not_write_it_and_for_every_typed_number(period, cast, tree):
    front = cast.commune_front
    report = services.start_report(by=front, obligation=duties.owed(period, front.unit), token=uuid4())
    with pytest.raises(ValidationError, match="chưa ghi số"):
        duties.move(report, workflow.PROPOSE, front)
    same = builders.position("leader", tree.commune_front, user=front.user)
    for key in report.figures.filter(source="typed").values_list("key", flat=True):
        services.state_figures(by=front, report=report, stated={key: (Decimal(0), "")})
    for key in TEXTS:
        services.save_section(by=front, report=report, key=key, text="Không.", revision=1)
    duties.move(report, workflow.PROPOSE, front)
    with pytest.raises(ValidationError, match="lãnh đạo khác duyệt"):
        duties.move(report, workflow.APPROVE, same, **SIGNED)


def test_typed_numbers_of_what_was_accepted_are_offered_above(period, cast, tree, district):
    leader = builders.position("leader", tree.commune_front)
    accepted(cast.commune_front, leader, district, written(cast.commune_front, period, hoi_vien=1284))
    own = duties.opened(district, [district.unit], type=duties.report_type(
        district, name="Báo cáo gửi tỉnh", subject="mat-tran"), **QUARTER)  # fmt: skip
    report = services.start_report(by=district, obligation=duties.owed(own, district.unit), token=uuid4())
    row = report.figures.get(key="hoi-vien")
    assert (row.computed, row.origin) == (1284, "cộng từ báo cáo đã nhận của 1/2 đơn vị")


def test_reports_from_below_stand_beside_the_books_and_the_difference(period, cast, tree, district, as_position):
    front = cast.commune_front
    report = written(front, period)
    services.state_figures(by=front, report=report, stated={"hoat-dong": (Decimal(5), "Ba cuộc ghi sau.")})
    accepted(front, builders.position("leader", tree.commune_front), district, report)
    build.activity(front, starts_on=date(2024, 3, 20), participants=10)
    own = duties.opened(district, [district.unit], type=duties.report_type(
        district, name="Báo cáo gửi tỉnh", subject="mat-tran"), **QUARTER)  # fmt: skip
    draft = services.start_report(by=district, obligation=duties.owed(own, district.unit), token=uuid4())
    table = rollup.rollup_table(draft, rollup.rows_below(district, draft))
    rows = {row["unit"]: {key: bare(value) for key, value in row.items()} for row in table.rows}
    first, second = rows[str(tree.commune)], rows[f"{tree.other_commune} (chưa có báo cáo được nhận)"]
    assert [first[f"{way}_hoat-dong"] for way in ("reported", "live", "apart")] == [5, 3, 2]
    assert [first[f"{way}_luot-nguoi"] for way in ("reported", "live", "apart")] == [104, 114, -10]
    assert first["reported_tien-xa-hoi"] == first["live_tien-xa-hoi"] == 50_000_000
    assert (second["reported_hoat-dong"], second["apart_hoat-dong"]) == (None, None)
    assert any("Sổ: đếm trên cổng lúc xem" in note for note in table.notes)
    client = as_position(district)
    assert "Tổng hợp từ cấp dưới" in text(client.get(f"/bao-cao/ky/ban/{draft.pk}/"))
    assert "Lượt người" in text(client.get(f"/bao-cao/ky/ban/{draft.pk}/cap-duoi/"))
    assert client.get(f"/bao-cao/ky/ban/{draft.pk}/cap-duoi/tong-hop.docx").status_code == 200


def test_each_subject_has_its_catalogue(type, district):
    services.save_type(by=district, token=uuid4(), name="Báo cáo phong trào", rhythm="quy", cut_off="lich")
    found = {subject: list(Indicator.objects.filter(unit=district.unit, subject=subject).values_list("key", flat=True))
             for subject in ("mat-tran", "dan-van")}  # fmt: skip
    assert found == {"mat-tran": [one[0] for one in TYPED_OF_FRONT], "dan-van": [one[0] for one in (*TYPED, *RATES)]}
    with pytest.raises(ValidationError):
        services.keep_indicator(by=district, name="Hoạt động", subject="mat-tran", definition="Số.", measure="cuộc",
                                nature="flow", supplier="", is_used=True)  # fmt: skip


def test_a_body_without_a_book_reports_no_balance(period, cast):
    front = cast.commune_front
    report = services.start_report(by=front, obligation=duties.owed(period, front.unit), token=uuid4())
    assert not report.figures.filter(key__startswith="quy-cuoi").exists()
    assert "không có sổ Quỹ" in report.sections.get(key="mt-quy").text
