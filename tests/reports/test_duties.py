"""Báo cáo định kỳ: from the opened period to the accepted report, and every way back."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from common.workflow import open_moves, perform
from reports.models import Report
from reports.periodic import services, workflow
from reports.periodic.enums import Relief, ReportState
from reports.periodic.figures import behind, frame_of
from reports.periodic.services import DraftConflict
from tests.reports import duties
from tests.reports.figures import confirmed, summary

pytestmark = pytest.mark.django_db


@pytest.fixture
def period(tree, cast):
    return duties.opened(cast.district_officer, [tree.commune_desk, tree.other_commune_desk])


@pytest.fixture
def obligation(period, tree):
    return duties.owed(period, tree.commune_desk)


@pytest.fixture
def report(cast, obligation):
    return duties.started(cast.commune_officer, obligation)


def values(report):
    return dict(report.figures.values_list("key", "value"))


def test_a_report_goes_from_the_opened_period_to_the_accepted_paper(cast, tree, plan, obligation):
    confirmed(cast, tree, plan)
    report = duties.started(cast.commune_officer, obligation)
    duties.accepted(cast, report)
    duties.move(report, workflow.LOCK, cast.district_officer)
    moves = [(event.move, event.source, event.target) for event in report.events.all()]
    assert moves == [
        ("propose", "draft", "proposed"), ("approve", "proposed", "approved"), ("issue", "approved", "sent"),
        ("accept", "sent", "accepted"), ("lock", "accepted", "locked"),
    ]  # fmt: skip
    assert (report.number, report.signer_name, report.recipients) == (
        "05/BC-UBND",
        "Hà Văn Thuấn",
        ["Ban Dân vận Huyện ủy Lam Khê"],
    )
    assert "Trong kỳ có 01 mô hình" in report.sections.get(key="mo-hinh").issued_text


def test_the_figures_are_those_of_the_tables(cast, tree, plan, obligation):
    confirmed(cast, tree, plan)
    confirmed(cast, tree, plan, kind="individual")
    confirmed(cast, tree, plan, origin="continued")
    confirmed(cast, tree, plan, when="2024-05-02 09:00")
    report = duties.started(cast.commune_officer, obligation)
    table, shown = summary(cast.commune_officer)["Tổng cộng"], values(report)
    assert shown["dang-ky"] == table["all"] == 3
    assert shown["dang-ky-tap-the"] == table["all_collective"] == 2
    assert shown["dang-ky-moi"] == table["new_collective"] + table["new_individual"] == 2
    assert shown["luy-ke"] == 3
    assert sum(value for key, value in shown.items() if key.startswith("linh-vuc-")) == 3


def test_what_happens_after_issuing_changes_nothing(cast, tree, plan, report):
    duties.sent(cast, report)
    before = values(report)
    confirmed(cast, tree, plan)
    assert behind(frame_of(cast.commune_officer, report.obligation)).value("luy-ke") == 1
    assert values(report) == before
    with pytest.raises(ValidationError):
        services.recompute(by=cast.commune_officer, report=report)


def test_a_return_begins_the_next_version_and_leaves_the_first_as_it_was(cast, report):
    duties.sent(cast, report)
    duties.move(report, workflow.GIVE_BACK, cast.district_officer, note="Thiếu số liệu tiếp công dân.")
    newest = report.obligation.reports.order_by("-version").first()
    assert (report.state, newest.version, newest.state, newest.number) == ("returned", 2, "draft", "")
    assert newest.sections.get(key="uu-diem").text == duties.WRITTEN["uu-diem"]
    duties.sent(cast, newest, number="06/BC-UBND")
    assert newest.state == ReportState.SENT


def test_a_correction_stands_beside_the_locked_one(cast, report):
    duties.accepted(cast, report)
    duties.move(report, workflow.LOCK, cast.district_officer)
    duties.move(report, workflow.CORRECT, cast.commune_officer, note="Ghi sai số hội nghị.")
    newest = report.obligation.reports.order_by("-version").first()
    assert (report.state, newest.state, newest.corrects) == ("locked", "draft", report)
    with pytest.raises(ValidationError, match="Đã có bản đính chính"):
        duties.move(report, workflow.CORRECT, cast.commune_officer, note="Lần nữa.")


def test_pressing_twice_returns_one_report_and_begins_one_version(cast, report):
    duties.sent(cast, report)
    token = uuid4()
    for _ in range(2):
        perform(workflow.GIVE_BACK, report, by=cast.district_officer, data={"note": "Sai."}, token=token)
    assert report.obligation.reports.count() == 2


# state: who may make which move (the people of the commune and of the district above).
MAY = {
    "draft": {"commune_officer": {"propose"}, "commune_clerk": {"propose"}},
    "proposed": {
        "commune_officer": {"recall"},
        "commune_clerk": {"recall"},
        "commune_leader": {"approve", "send_back"},
    },
    "approved": {"commune_officer": {"issue"}, "commune_clerk": {"issue"}, "commune_leader": {"send_back"}},
    "sent": {"district_officer": {"accept", "give_back"}},
    "accepted": {"district_officer": {"give_back", "lock"}},
    "locked": {"commune_officer": {"correct"}, "commune_clerk": {"correct"}},
    "returned": {},
}
EVERYBODY = (
    "registrant", "commune_officer", "commune_front", "commune_leader", "commune_clerk", "other_commune_officer",
    "district_officer", "district_leader", "district_clerk", "province_officer", "reviewer", "admin",
)  # fmt: skip


@pytest.mark.parametrize("state", MAY)
def test_who_may_make_which_move(cast, report, state):
    report.state = state
    found = {
        name: {one.move.name for one in open_moves(workflow.REPORT_MOVES, getattr(cast, name), report)}
        for name in EVERYBODY
    }
    assert {name: moves for name, moves in found.items() if moves} == MAY[state]


def test_nobody_approves_what_he_or_she_wrote(cast, tree, report):
    duties.move(report, workflow.PROPOSE, cast.commune_officer)
    same = cast.commune_leader
    same.user = cast.commune_officer.user
    same.save()
    with pytest.raises(ValidationError, match="lãnh đạo khác duyệt"):
        duties.move(report, workflow.APPROVE, same, **duties.SIGNED)


def test_what_is_missing_is_said_before_the_leader_reads_it(cast, obligation):
    report = services.start_report(by=cast.commune_officer, obligation=obligation, token=uuid4())
    obstacle = workflow.PROPOSE.obstacle
    today = timezone.localdate()
    assert obstacle(cast.commune_officer, report, today).startswith("Còn chỉ tiêu chưa ghi số: Văn bản lãnh đạo")
    services.state_figures(by=cast.commune_officer, report=report, stated={
        key: (Decimal(0), "") for key in report.figures.filter(source="typed").values_list("key", flat=True)
    })  # fmt: skip
    assert (
        obstacle(cast.commune_officer, report, today)
        == "Còn mục chưa viết: 1. Ưu điểm; 2. Hạn chế; 3. Nguyên nhân; 4. Bài học kinh nghiệm; IV. Phương hướng, nhiệm vụ kỳ "
        "tới; V. Kiến nghị, đề xuất. Không có nội dung thì ghi “Không.”."
    )
    duties.fill(cast.commune_officer, report)
    services.save_section(
        by=cast.commune_officer, report=report, key="bai-hoc", text="Có {{dang-ki}} mô hình", revision=2
    )
    assert obstacle(cast.commune_officer, report, today).endswith("có chỗ nối số liệu không đúng: {{dang-ki}}.")


def test_a_stated_number_differs_only_with_a_reason_and_totals_add_what_is_shown(cast, tree, plan, obligation):
    confirmed(cast, tree, plan)
    report = duties.started(cast.commune_officer, obligation)
    key = "dang-ky-moi-tap-the"
    services.state_figures(by=cast.commune_officer, report=report, stated={key: (Decimal(4), "")})
    assert "chưa ghi lý do" in workflow.PROPOSE.obstacle(cast.commune_officer, report, timezone.localdate())
    services.state_figures(
        by=cast.commune_officer, report=report, stated={key: (Decimal(4), "Ba mô hình vào sổ giấy.")}
    )
    assert (values(report)["dang-ky"], report.figures.get(key="dang-ky").computed) == (4, 1)
    assert workflow.PROPOSE.obstacle(cast.commune_officer, report, timezone.localdate()) == ""


def test_nothing_occurred_is_a_statement_with_the_same_moves(cast, tree, plan, obligation):
    report = duties.started(cast.commune_officer, obligation)
    services.state_nil(by=cast.commune_officer, report=report, statement="Không có nội dung phát sinh.")
    duties.accepted(cast, report)
    assert (report.is_nil, report.state) == (True, ReportState.ACCEPTED)


def test_nothing_occurred_cannot_be_said_where_something_did(cast, tree, plan, obligation):
    confirmed(cast, tree, plan)
    report = duties.started(cast.commune_officer, obligation)
    with pytest.raises(ValidationError, match="Trong kỳ có phát sinh: Mô hình mới, tập thể"):
        services.state_nil(by=cast.commune_officer, report=report, statement="Không có nội dung phát sinh.")
    report.refresh_from_db()
    assert not report.is_nil


def test_nothing_occurred_is_not_said_against_the_records_by_stating_nought(cast, tree, plan, obligation):
    confirmed(cast, tree, plan)
    report = duties.started(cast.commune_officer, obligation)
    services.state_figures(
        by=cast.commune_officer, report=report, stated={"dang-ky-moi-tap-the": (Decimal(0), "Chưa vào sổ.")}
    )
    with pytest.raises(ValidationError, match="Trong kỳ có phát sinh"):
        services.state_nil(by=cast.commune_officer, report=report, statement="Không có nội dung phát sinh.")


def test_what_was_said_to_be_nothing_goes_no_further_once_something_occurred(cast, tree, plan, obligation):
    report = duties.started(cast.commune_officer, obligation)
    services.state_nil(by=cast.commune_officer, report=report, statement="Không có nội dung phát sinh.")
    confirmed(cast, tree, plan)
    services.recompute(by=cast.commune_officer, report=report)
    with pytest.raises(ValidationError, match="Trong kỳ có phát sinh"):
        duties.move(report, workflow.PROPOSE, cast.commune_officer)


def test_nothing_is_put_before_the_leader_while_the_period_still_runs(tree, cast):
    today = timezone.localdate()
    period = duties.opened(
        cast.district_officer, [tree.commune_desk], start=today - timedelta(days=9), end=today + timedelta(days=1)
    )
    report = duties.started(cast.commune_officer, duties.owed(period, tree.commune_desk))
    with pytest.raises(ValidationError, match="Số liệu của kỳ tính đến hết ngày"):
        duties.move(report, workflow.PROPOSE, cast.commune_officer)


def test_after_the_lock_only_more_time_lets_a_report_go(tree, cast):
    today = timezone.localdate()
    period = duties.opened(
        cast.district_officer, [tree.commune_desk], due=today - timedelta(days=9), locks=today - timedelta(days=2)
    )
    owed = duties.owed(period, tree.commune_desk)
    report = duties.started(cast.commune_officer, owed)
    with pytest.raises(ValidationError, match="Kỳ báo cáo đã khóa"):
        duties.move(report, workflow.PROPOSE, cast.commune_officer)
    services.extend(
        by=cast.district_officer, obligation=owed, relief=Relief.LATER, until=today, reason="Bão lũ.", token=uuid4()
    )
    duties.sent(cast, report)
    assert report.state == ReportState.SENT


def test_only_the_accepting_unit_grants_more_time(cast, obligation):
    for name in ("commune_officer", "district_clerk", "district_leader", "province_officer"):
        with pytest.raises(PermissionDenied):
            services.extend(
                by=getattr(cast, name), obligation=obligation, relief=Relief.NONE, reason="Vì thế.", token=uuid4()
            )  # fmt: skip


def test_two_who_save_one_section_do_not_overwrite_each_other(cast, report):
    services.save_section(by=cast.commune_officer, report=report, key="kien-nghi", text="Một.", revision=2)
    with pytest.raises(DraftConflict):
        services.save_section(by=cast.commune_clerk, report=report, key="kien-nghi", text="Hai.", revision=2)


def test_a_draft_is_not_there_for_anybody_outside_the_unit(cast, report):
    seen = {name for name in EVERYBODY if Report.objects.visible_to(getattr(cast, name)).exists()}
    assert seen == {"commune_officer", "commune_clerk"}
    duties.sent(cast, report)
    seen = {name for name in EVERYBODY if Report.objects.visible_to(getattr(cast, name)).exists()}
    assert seen == {
        "commune_officer", "commune_clerk", "commune_leader", "commune_front", "district_officer", "district_clerk",
        "district_leader", "province_officer",
    }  # fmt: skip


def test_who_is_sent_a_copy_reads_what_was_sent(cast, tree):
    type = duties.report_type(cast.district_officer, copied=[tree.other_commune_desk])
    period = duties.opened(cast.district_officer, [tree.commune_desk], type=type)
    report = duties.started(cast.commune_officer, duties.owed(period, tree.commune_desk))
    assert not Report.objects.visible_to(cast.other_commune_officer).exists()
    duties.sent(cast, report)
    assert Report.objects.visible_to(cast.other_commune_officer).get() == report
    assert report.recipients == ["Ban Dân vận Huyện ủy Lam Khê", "UBND xã Phúc Khê"]


def test_ready_made_sets_are_quarters_or_end_with_the_14th(cast):
    by = cast.district_officer
    for cut_off, name in (("lich", "Báo cáo quý"), ("nha-nuoc", "Báo cáo quý theo kỳ của Nhà nước")):
        type = duties.report_type(by, name=name, cut_off=cut_off)
        assert services.add_year(by=by, type=type, year=2026, due_after=5, locks_after=30, token=uuid4()) == 4
        assert services.add_year(by=by, type=type, year=2026, due_after=5, locks_after=30, token=uuid4()) == 0
        first = type.periods.get(label="Quý I năm 2026")
        days = {"lich": (date(2026, 1, 1), date(2026, 4, 1)), "nha-nuoc": (date(2025, 12, 15), date(2026, 3, 15))}
        assert (first.data_from, first.data_to) == days[cut_off]
