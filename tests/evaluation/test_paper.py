"""Phiếu chấm điểm in print: what was typed, letter by letter; nothing of a sheet that is not sent."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from evaluation import services
from evaluation.marks import scored_criteria
from evaluation.models import Sheet
from evaluation.papers import score_sheet_paper
from evaluation.scales import CriterionSpec, GradeSpec, ScaleSpec
from registrations.enums import Kind
from tests.documents.samples import letters, pages_of
from tests.evaluation import builders as build
from units import services as units

pytestmark = pytest.mark.django_db
COMMENT = "Huy động tốt hội viên; cần nêu rõ cách duy trì kinh phí điện chiếu sáng."


def paper_of(sheet):
    return score_sheet_paper(sheet, *scored_criteria(sheet, bands=True))


def test_a_sent_sheet_prints_what_was_typed(as_position):
    c = build.council()
    (sheet,) = build.scoring(c)
    build.send(sheet, "13.5", 15, "17.25", 0, 26, comment=COMMENT)
    response = as_position(c.reviewer).get(reverse("evaluation:sheet_pdf", args=[sheet.pk]))
    (page,) = pages_of(response.content)
    printed = letters(page)
    wanted = [
        "PHIẾU CHẤM ĐIỂM", "Tên mô hình, điển hình: Mô hình số 1", "Đơn vị: thôn Đông, xã Minh Lạc", COMMENT,
        "Có hiệu quả thiết thực trong đời sống xã hội", "Thang điểm tham khảo – đơn vị tự điều chỉnh", "71,75",
        c.reviewer.user.full_name,
    ]  # fmt: skip
    assert [text for text in wanted if letters(text) not in printed] == []


def test_a_sheet_that_is_not_sent_prints_blank():
    c = build.council()
    (sheet,) = build.scoring(c)
    services.save_scores(by=c.reviewer, sheet=sheet, answers=build.answers(sheet, 1, 2, 3, 4, 5), comment=COMMENT)
    sheet.refresh_from_db()
    paper = paper_of(sheet)
    assert ([row["points"] for row in paper["criteria"]], paper["total"], paper["comment"]) == ([""] * 5, "", "")


def test_conditions_and_bonus_print_in_words():
    c = build.council()
    scale = ScaleSpec(
        "Bộ tiêu chí thử",
        (
            CriterionSpec("Hiệu quả", Decimal(10)),
            CriterionSpec("Không có đơn thư vượt cấp", is_gate=True),
            CriterionSpec("Cách làm mới", Decimal(5), is_bonus=True),
        ),
        (GradeSpec("Đạt", Decimal(5)),),
        bonus_cap=Decimal(3),
    )
    made = services.add_criteria_set(by=c.officer, plan=c.plan, kind=Kind.COLLECTIVE, scale=scale, token=uuid4())
    build.issued(c.officer, made)
    c.round = build.open_round(c.officer, c.plan, name="Đợt hai")
    (sheet,) = build.scoring(c)
    build.send(sheet, "9.5", False, 5)
    paper = paper_of(sheet)
    assert [(row["label"], row["maximum"], row["points"]) for row in paper["criteria"]] == [
        ("Hiệu quả", "10", "9,5"),
        ("Không có đơn thư vượt cấp", "đạt", "Không đạt"),
        ("Cách làm mới (điểm thưởng)", "5", "5"),
    ]
    assert (paper["total"], paper["maximum"]) == ("12,5", "13")


def test_a_sent_sheet_keeps_the_head_of_its_day_and_a_blank_one_takes_that_of_today():
    c = build.council(dossiers=2)
    sent, blank = build.scoring(c)
    build.send(sent, 10, 10, 10, 0, 10)
    Sheet.objects.filter(pk=sent.pk).update(locked_at=timezone.now() - timedelta(days=10))
    since = timezone.localdate() - timedelta(days=5)
    units.correct_unit(by=None, unit=c.round.unit, since=since, head_name="BAN DÂN VẬN MỚI")
    papers = [paper_of(Sheet.objects.get(pk=sheet.pk)) for sheet in (sent, blank)]
    assert [paper["letterhead"].name == ("BAN DÂN VẬN MỚI",) for paper in papers] == [False, True]
