"""Lời văn: what a draft tells of numbers that fell, of nought, and of numbers not written yet; until somebody writes."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from registrations import workflow as steps
from registrations.models import Registration
from reports.models import Report, ReportFigure
from reports.periodic import links, services
from reports.periodic.narrative import BY_KEY, Draft
from reports.periodic.sections import CONTENT, kind_of
from tests import builders
from tests.reports import duties
from tests.reports.figures import at, confirmed


def figure(key, value, before=None, last_year=None):
    numbers = [None if one is None else Decimal(one) for one in (value, before, last_year)]
    return key, ReportFigure(key=key, value=numbers[0], before=numbers[1], last_year=numbers[2])


def told(section, *figures, sectors=()):
    known = dict([figure("dang-ky", 0, 0, 0), *figures])
    return links.filled(kind_of(section).drafts(Draft(Report(), known, (), sectors)), known)


@pytest.mark.parametrize(
    "numbers, sentence",
    [
        ((2, 5, 2), "Trong kỳ có 02 mô hình, điển hình “Dân vận khéo” được xác nhận đăng ký, giảm 03 so với kỳ trước, bằng "
                    "cùng kỳ năm trước; tất cả là mô hình mới."),
        ((0, 5, 0), "Trong kỳ không có mô hình, điển hình được xác nhận đăng ký, giảm 05 so với kỳ trước, bằng cùng kỳ năm "
                    "trước."),
        ((0, 0, 0), "Trong kỳ không có mô hình, điển hình được xác nhận đăng ký."),
    ],
)  # fmt: skip
def test_fewer_models_than_before_are_told_as_fewer(numbers, sentence):
    assert told("mo-hinh", figure("dang-ky", *numbers)).splitlines()[0] == sentence


def test_what_was_there_before_and_is_no_more_is_told_for_sectors_outcomes_and_decisions():
    sectors = (("lĩnh vực kinh tế", "linh-vuc-1"), ("lĩnh vực văn hóa", "linh-vuc-2"), ("lĩnh vực khác", "linh-vuc-3"))
    lines = told(
        "mo-hinh", figure("linh-vuc-1", 3, 4, 0), figure("linh-vuc-2", 0, 2, 0), figure("linh-vuc-3", 0, 0, 0),
        figure("luy-ke", 0), figure("hieu-qua", 0, 2, 3), figure("chua-dat", 1, 0, 0), figure("dung", 0, 0, 0),
        sectors=sectors,
    ).splitlines()  # fmt: skip

    assert lines[1] == (
        "Theo lĩnh vực: lĩnh vực kinh tế 03 mô hình (giảm 01 so với kỳ trước, tăng 03 so với cùng kỳ năm trước); lĩnh vực văn "
        "hóa không có mô hình (giảm 02 so với kỳ trước, bằng cùng kỳ năm trước)."
    )
    assert lines[3] == (
        "Kết quả thực hiện trong kỳ: không có mô hình được xác nhận hiệu quả, giảm 02 so với kỳ trước, giảm 03 so với cùng "
        "kỳ năm trước; 01 mô hình kết luận chưa đạt hiệu quả, tăng 01 so với kỳ trước, tăng 01 so với cùng kỳ năm trước."
    )
    assert told("khen-thuong", figure("cong-nhan", 0, 3, 0), figure("khen-thuong", 0, 0, 0)) == (
        "Trong kỳ chưa có quyết định công nhận, khen thưởng mô hình, điển hình; số mô hình, điển hình được công nhận giảm 03 "
        "so với kỳ trước, bằng cùng kỳ năm trước."
    )


@pytest.mark.parametrize(
    "numbers, sentence",
    [
        ((None, None), "trong kỳ đơn vị ban hành … văn bản lãnh đạo, chỉ đạo."),
        ((0, None), "trong kỳ đơn vị không ban hành văn bản lãnh đạo, chỉ đạo."),
        ((0, 4), "trong kỳ đơn vị không ban hành văn bản lãnh đạo, chỉ đạo (giảm 04 so với kỳ trước)."),
        ((3, 4), "trong kỳ đơn vị ban hành 03 văn bản lãnh đạo, chỉ đạo (giảm 01 so với kỳ trước)."),
    ],
)
def test_typed_numbers_are_told_in_words_where_there_is_none(numbers, sentence):
    assert told("lanh-dao", figure("van-ban", *numbers)).endswith(sentence)


def test_the_fronts_work_that_fell_or_was_none_is_told_too():
    some = figure("hoat-dong", 2, 3), figure("luot-nguoi", 104, 90)
    assert told("mt-chung", *some) == (
        "Trong kỳ đã tổ chức 02 hoạt động (giảm 01 so với kỳ trước); có 104 lượt người dự, người nghe (tăng 14 so với kỳ trước)."
    )
    assert told("mt-chung", figure("hoat-dong", 0, 3), figure("luot-nguoi", 0)) == (
        "Trong kỳ không tổ chức hoạt động nào (giảm 03 so với kỳ trước)."
    )
    assert told(f"{CONTENT}2", figure("nd-2", 0, 1), figure("nd-2-tien", 5_000_000)) == (
        "Trong kỳ không có hoạt động riêng cho nội dung này (giảm 01 so với kỳ trước).\n"
        "Vận động được 5.000.000 đồng cho nội dung này."
    )
    assert told("mt-giam-sat", figure("hd-supervision", 1), figure("hd-dialogue", 0), figure("kien-nghi", 0)) == (
        "Trong kỳ đơn vị tổ chức 01 cuộc kiểm tra, giám sát; không tổ chức đối thoại, lấy ý kiến Nhân dân."
    )


@pytest.mark.parametrize("key", list(BY_KEY))
def test_no_draft_counts_nought(key):
    typed = ["van-ban", "hoi-nghi", "tin-bai", "tiep-cong-dan", "doi-thoai", "don-thu", "don-thu-giai-quyet", "hoa-giai",
             "huong-uoc", "kiem-tra", "luy-ke", "chi-tieu", "hieu-qua", "chua-dat", "dung", "cong-nhan", "khen-thuong"]  # fmt: skip
    text = told(key, *(figure(one, 0, 0, 0) for one in typed))

    assert not [word for word in text.split() if word.strip("().,;") in ("0", "00", "…")]


@pytest.mark.parametrize(
    ("rhythm", "end", "told_of"),
    [
        ("quy", date(2024, 4, 1), ("so-ky-truoc", "so-cung-ky")),
        ("6-thang", date(2024, 7, 1), ("so-cung-ky",)),
        ("nam", date(2025, 1, 1), ("so-cung-ky",)),
    ],
)
def test_half_a_year_and_a_year_are_set_beside_last_year_once(cast, tree, plan, rhythm, end, told_of):
    confirmed(cast, tree, plan)
    Registration.objects.update(confirmed_on=date(2023, 2, 1))
    confirmed(cast, tree, plan)
    type = duties.report_type(cast.district_officer, rhythm=rhythm)
    period = duties.opened(cast.district_officer, [tree.commune_desk], type=type, end=end, due=end + timedelta(days=5))
    text = duties.started(cast.commune_officer, duties.owed(period, tree.commune_desk)).sections.get(key="mo-hinh").text
    assert tuple(form for form in ("so-ky-truoc", "so-cung-ky") if f"{{{{dang-ky:{form}}}}}" in text) == told_of


def test_a_section_follows_its_figures_until_somebody_writes_in_it(cast, tree, plan):
    confirmed(cast, tree, plan)
    report = duties.started(
        cast.commune_officer, duties.owed(duties.opened(cast.district_officer, [tree.commune_desk]), tree.commune_desk)
    )
    assert "không tổ chức đối thoại" in report.sections.get(key="chinh-quyen").text
    duties.fill(cast.commune_officer, report, doi_thoai=2)
    assert "tổ chức {{doi-thoai}} cuộc đối thoại" in report.sections.get(key="chinh-quyen").text

    mine = report.sections.get(key="mo-hinh")
    services.save_section(
        by=cast.commune_officer, report=report, key=mine.key, text="Tôi viết.", revision=mine.revision
    )
    late = builders.received(
        cast.women_registrant, plan, cast.commune_officer, levels=[tree.commune_level], at=at("2024-03-01 08:00")
    )
    builders.move(late, steps.CONFIRM, cast.commune_officer, at("2024-03-02 08:00"))
    services.recompute(by=cast.commune_officer, report=report)

    assert report.figures.get(key="dang-ky").value == 2
    assert report.sections.get(key="mo-hinh").text == "Tôi viết."
