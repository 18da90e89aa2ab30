"""A plan in full: further windows, late rules and permits, legal bases, tasks, signed copies, last year's plan anew."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.models import Position
from common.dates import years_later
from common.models import AuditRecord
from registrations import workflow
from registrations.enums import Kind, LateRule, State
from registrations.models import LateUse, Plan, Quota
from registrations.plans import services as planning
from registrations.plans.completion import completion_of, plans_below
from registrations.rights import corrects
from tests import builders
from units.enums import COLLECTS_ALL, Line
from units.models import Unit


def day(offset):
    return timezone.localdate() + timedelta(days=offset)


@pytest.fixture
def closed(tree, cast):
    """Took registrations until a week ago."""
    return builders.plan(tree, cast.commune_officer, opens_on=day(-40), closes_on=day(-7))


@pytest.fixture
def written(tree, cast, closed):
    return builders.draft(cast.registrant, closed, levels=[tree.commune_level])


def refusal(registration, by):
    with pytest.raises(ValidationError) as refused:
        builders.move(registration, workflow.SUBMIT, by)
    return refused.value.messages[0]


def window(cast, plan, opens, closes, reason="Bổ sung giữa năm."):
    return planning.open_window(
        by=cast.commune_officer, plan=plan, opens_on=day(opens), closes_on=day(closes), reason=reason
    )


# Windows


def test_a_further_window_takes_registrations_from_its_first_to_its_last_day(cast, closed, written):
    assert refusal(written, cast.registrant).startswith("Đã hết hạn nhận đăng ký (ngày cuối")
    coming = window(cast, closed, 5, 10)
    assert refusal(written, cast.registrant) == (
        f"Đã hết hạn nhận đăng ký. Đợt bổ sung nhận từ ngày {coming.opens_on:%d/%m/%Y}."
    )
    window(cast, closed, 0, 1)
    builders.move(written, workflow.SUBMIT, cast.registrant)
    assert (written.state, closed.last_day_when(day(0)), closed.last_day_when(day(1))) == (
        State.SUBMITTED,
        day(0),
        None,
    )


def test_the_refusal_names_the_last_day_of_the_last_window(cast, closed, written):
    last = window(cast, closed, -6, -2)
    assert f"(ngày cuối {last.last_day:%d/%m/%Y})" in refusal(written, cast.registrant)


@pytest.mark.parametrize(("opens", "closes", "field"), [(-8, -5, "opens_on"), (3, 3, "__all__"), (3, 2, "__all__")])
def test_a_window_lies_after_the_main_one_and_ends_after_it_begins(cast, closed, opens, closes, field):
    with pytest.raises(ValidationError) as refused:
        window(cast, closed, opens, closes)
    assert (list(refused.value.message_dict), closed.windows.count()) == ([field], 0)


def test_the_same_window_pressed_twice_is_opened_once_and_closing_ends_what_has_begun(cast, closed):
    begun = window(cast, closed, -3, 4)
    assert window(cast, closed, -3, 4) == begun
    coming = window(cast, closed, 10, 12)
    planning.close_window(by=cast.commune_officer, window=begun)
    planning.close_window(by=cast.commune_officer, window=coming)
    assert [(one.opens_on, one.closes_on) for one in closed.windows.all()] == [(day(-3), day(0))]
    with pytest.raises(ValidationError, match="đã kết thúc"):
        planning.close_window(by=cast.commune_officer, window=closed.windows.get())


def test_a_plan_with_an_open_window_is_offered_first_and_stands_among_the_deadlines(as_position, cast, tree, closed):
    other = builders.plan(tree, cast.commune_officer, number="13/KH-UBND", opens_on=day(-30), closes_on=day(-8))
    window(cast, closed, -1, 6)
    first = Plan.objects.current_for(tree.village, day(0)).first()
    home = as_position(cast.registrant).get("/").content.decode()
    assert (first, first.open_until, other.pk != first.pk) == (closed, day(6), True)
    assert f"Hết hạn nộp đăng ký, kế hoạch số {closed.number}" in home and f"{day(5):%d/%m/%Y}" in home


def test_the_next_thing_a_plan_asks_stands_among_the_deadlines_of_those_it_binds(as_position, cast, tree, closed):
    give = {"by": cast.commune_officer, "plan": closed}
    planning.give_task(**give, text="Sơ kết sáu tháng", due_on=day(20))
    planning.give_task(**give, text="Đăng ký lại danh sách", due_on=day(10), unit=tree.village)
    planning.give_task(**give, text="Việc đã qua", due_on=day(-1))
    said = {
        who: as_position(getattr(cast, who)).get("/").content.decode() for who in ("registrant", "other_registrant")
    }
    assert f"Đăng ký lại danh sách (kế hoạch số {closed.number} giao)" in said["registrant"]
    assert "Đăng ký lại danh sách" not in said["other_registrant"]
    assert f"Sơ kết sáu tháng (kế hoạch số {closed.number} giao)" in said["other_registrant"]
    # What is late is work to be done, and no day to come.
    assert f"Việc đã qua (kế hoạch số {closed.number} giao)" not in said["registrant"]
    assert "Việc đã qua" in said["registrant"]


# The late rule and permits


def test_a_plan_may_take_what_is_late(cast, closed, written):
    closed.late_rule = LateRule.TAKEN
    planning.save_plan(by=cast.commune_officer, plan=closed, sectors=closed.sectors.all())
    builders.move(written, workflow.SUBMIT, cast.registrant)
    assert (written.state, LateUse.objects.count()) == (State.SUBMITTED, 0)


def test_a_permit_for_one_registration_is_used_up_by_it_and_not_by_taking_back(cast, tree, closed, written):
    planning.grant_late_permit(
        by=cast.commune_officer, plan=closed, unit=tree.village, until=day(3), reason="Mưa lũ.", uses=1
    )
    second = builders.draft(cast.registrant, closed, levels=[tree.commune_level], title="Mô hình thứ hai")
    builders.move(written, workflow.SUBMIT, cast.registrant)
    assert refusal(second, cast.registrant).endswith(
        "Phép nộp muộn của đơn vị đã dùng hết; cần cán bộ cấp trên cho phép thêm."
    )
    builders.move(written, workflow.TAKE_BACK, cast.registrant)
    builders.move(written, workflow.SUBMIT, cast.registrant)
    assert [use.registration for use in LateUse.objects.all()] == [written]


def test_a_permit_stands_among_the_deadlines_of_its_unit_while_something_may_come_in_by_it(
    as_position, cast, tree, closed
):
    told = f"Hết hạn nộp muộn theo phép, kế hoạch số {closed.number}"
    permit = planning.grant_late_permit(
        by=cast.commune_officer, plan=closed, unit=tree.village, until=day(3), reason="Mưa lũ.", uses=1
    )
    homes = [as_position(one).get("/").content.decode() for one in (cast.registrant, cast.women_registrant)]
    assert [told in home for home in homes] == [True, False]
    assert f"Đăng ký mô hình năm {closed.year}" in homes[0] and f"{day(3):%d/%m/%Y}" in homes[0]
    planning.withdraw_late_permit(by=cast.commune_officer, permit=permit, reason="Cấp nhầm.")
    assert told not in as_position(cast.registrant).get("/").content.decode()


@pytest.mark.parametrize(
    ("until", "used", "said"),
    [(3, 0, ""), (3, 1, "đã dùng hết"), (-1, 0, "đã hết hạn")],
    ids=["in force", "used", "over"],
)
def test_the_plan_says_whether_a_permit_still_counts(as_position, cast, tree, closed, written, until, used, said):
    permit = planning.grant_late_permit(
        by=cast.commune_officer, plan=closed, unit=tree.village, until=day(until), reason="Mưa lũ.", uses=1
    )
    if used:
        LateUse.objects.create(permit=permit, registration=written)
    page = as_position(cast.commune_officer).get(f"/dang-ky/ke-hoach/{closed.pk}/").content.decode()
    assert [word for word in ("đã dùng hết", "đã hết hạn") if f"<b>{word}</b>" in page] == [
        word for word in (said,) if word
    ]


def test_what_was_returned_comes_back_without_a_permit(cast, tree, closed, written):
    permit = planning.grant_late_permit(
        by=cast.commune_officer, plan=closed, unit=tree.village, until=day(3), reason="Mưa lũ.", uses=1
    )
    builders.move(written, workflow.SUBMIT, cast.registrant)
    builders.move(written, workflow.RECEIVE, cast.commune_officer)
    builders.move(written, workflow.RETURN, cast.commune_officer, note="Bổ sung.")
    permit.until = day(-1)
    permit.save()
    builders.move(written, workflow.SUBMIT, cast.registrant)
    assert written.state == State.SUBMITTED


# Whose plan it is


def test_a_front_officer_corrects_the_fronts_plans_and_not_the_committees(cast, tree, plan):
    own = builders.plan(tree, cast.commune_front, issuer=tree.commune_front, number="3/KH-MTTQ")
    for by, mine in ((cast.commune_front, [own]), (cast.commune_officer, [own, plan])):
        assert [one for one in (own, plan) if corrects(by, one)] == mine
        assert list(Plan.objects.managed_by(by).order_by("-pk")) == mine
    with pytest.raises(PermissionDenied):
        planning.save_plan(by=cast.commune_front, plan=plan, sectors=list(plan.sectors.all()))
    with pytest.raises(PermissionDenied):
        planning.set_quotas(by=cast.commune_front, plan=plan, asked=[(tree.women, Kind.COLLECTIVE, 3)])


def test_where_the_front_is_the_desk_its_officer_corrects_every_plan(cast, tree, plan):
    tree.commune_desk.collects = ""
    tree.commune_desk.save()
    tree.commune_front.collects = COLLECTS_ALL
    tree.commune_front.save()
    front = Position.objects.for_work().get(pk=cast.commune_front.pk)
    assert (corrects(front, plan), list(Plan.objects.managed_by(front))) == (True, [plan])


def test_a_front_officer_is_offered_no_other_issuer_and_no_button(cast, tree, plan, as_position):
    client = as_position(cast.commune_front)
    offered = client.get("/dang-ky/ke-hoach/moi/").context["form"].fields["issuer"].queryset
    assert set(offered) <= {tree.commune_front, tree.women}
    page = client.get(f"/dang-ky/ke-hoach/{plan.pk}/")
    assert (page.context["may_correct"], "Sửa kế hoạch" in page.content.decode()) == (False, False)


def test_a_front_officer_lets_a_body_of_the_fronts_lines_be_late_and_nobody_else(cast, tree, closed):
    late = {"plan": closed, "until": day(3), "reason": "Mưa lũ."}
    permit = planning.grant_late_permit(by=cast.commune_front, unit=tree.women, **late)
    with pytest.raises(PermissionDenied):
        planning.grant_late_permit(by=cast.commune_front, unit=tree.village, **late)
    other = planning.grant_late_permit(by=cast.commune_officer, unit=tree.village, **late)
    with pytest.raises(PermissionDenied):
        planning.withdraw_late_permit(by=cast.commune_front, permit=other, reason="Nhầm.")
    planning.withdraw_late_permit(by=cast.commune_front, permit=permit, reason="Đã nộp đủ.")


# Which plan is found


def test_a_body_finds_the_plan_of_its_own_khoi_before_a_nearer_one(tree, cast, plan):
    front = builders.body("Ủy ban MTTQ huyện", tree.district, line=Line.FRONT)
    further = builders.plan(tree, cast.province_officer, issuer=front, number="14/KH-MTTQ")
    found = {
        name: Plan.objects.current_for(unit, day(0)).first()
        for name, unit in (("women", tree.women), ("village", tree.village))
    }
    assert found == {"women": further, "village": plan}


# Bases, tasks, copies


def test_legal_bases_are_rows_in_the_order_written(as_position, cast, plan):
    client = as_position(cast.commune_officer)
    page = client.get(f"/dang-ky/ke-hoach/{plan.pk}/sua/")
    typed = {name: field.value() for name, field in ((one.name, one) for one in page.context["form"])}
    days = {name: f"{getattr(plan, name):%d/%m/%Y}" for name in ("issued_on", "opens_on", "last_day")}
    written = "Chỉ thị số 11-CT/TU\n\n  Kế hoạch số 5-KH/HU  "
    typed |= {**days, "sectors": [one.pk for one in plan.sectors.all()], "bases": written}
    answer = client.post(f"/dang-ky/ke-hoach/{plan.pk}/sua/", typed)
    assert answer.status_code == 302
    assert [(one.number, one.text) for one in plan.bases.all()] == [
        (1, "Chỉ thị số 11-CT/TU"), (2, "Kế hoạch số 5-KH/HU"),
    ]  # fmt: skip
    line = AuditRecord.objects.get(action="Sửa kế hoạch")
    assert line.after == {"bases": "Chỉ thị số 11-CT/TU; Kế hoạch số 5-KH/HU"}


def test_a_task_is_given_once_to_a_unit_inside_the_plan_and_shown_to_whom_it_concerns(as_position, cast, tree, plan):
    for _ in range(2):
        planning.give_task(by=cast.commune_officer, plan=plan, unit=tree.village, text="Họp thôn", due_on=day(9))
    planning.give_task(by=cast.commune_officer, plan=plan, text="Báo cáo kết quả", due_on=day(20))
    with pytest.raises(PermissionDenied):
        planning.give_task(by=cast.commune_officer, plan=plan, unit=tree.far_village, text="Họp", due_on=day(9))
    shown = [as_position(who).get(f"/dang-ky/ke-hoach/{plan.pk}/") for who in (cast.registrant, cast.women_registrant)]
    assert [[row.task.text for row in page.context["tasks"]] for page in shown] == [
        ["Họp thôn", "Báo cáo kết quả"], ["Báo cáo kết quả"],
    ]  # fmt: skip


def test_the_signed_plan_is_kept_once_and_read_by_those_it_binds(as_position, cast, plan, pdf_file):
    address = f"/dang-ky/ke-hoach/{plan.pk}/ban-ky/"
    client = as_position(cast.commune_officer)
    for _ in range(2):
        client.post(address, {"file": pdf_file("ke-hoach.pdf")})
    assert client.post(address, {}).context["form"].errors == {"file": ["Chưa chọn tệp nào."]}
    answer = as_position(cast.registrant).get(f"{address}{plan.copies.get().pk}/")
    assert (answer.status_code, answer["X-Content-Type-Options"]) == (200, "nosniff")
    assert b"".join(answer.streaming_content).startswith(b"%PDF")


# Last year's plan anew


def test_a_plan_is_made_after_last_years_with_every_day_a_year_later_and_the_numbers_asked_again(
    as_position, cast, tree, plan
):
    planning.set_quotas(by=cast.commune_officer, plan=plan, asked=[(tree.village, Kind.COLLECTIVE, 3)])
    given = {"sectors": plan.sectors.all(), "bases": ["Chỉ thị số 11-CT/TU"]}
    planning.save_plan(by=cast.commune_officer, plan=plan, **given)
    client = as_position(cast.commune_officer)
    form = client.get(f"/dang-ky/ke-hoach/moi/?theo={plan.pk}").context["form"]
    begun = {name: form[name].value() for name in ("year", "number", "opens_on", "bases", "theme")}
    assert begun == {
        "year": plan.year + 1, "number": None, "opens_on": f"{years_later(plan.opens_on, 1):%d/%m/%Y}", "bases": "Chỉ thị số 11-CT/TU",
        "theme": plan.theme,
    }  # fmt: skip
    assert "Chép từ kế hoạch năm" in client.get(f"/dang-ky/ke-hoach/moi/?theo={plan.pk}").content.decode()
    typed = {
        "movement": plan.movement_id, "year": plan.year + 1, "number": "3/KH-UBND", "issued_on": f"{day(0):%d/%m/%Y}",
        "issuer": plan.issuer_id, "issuer_name": plan.issuer_name, "theme": plan.theme, "late_rule": "permit", "form_version": "2023",
        "opens_on": f"{years_later(plan.opens_on, 1):%d/%m/%Y}", "last_day": f"{years_later(plan.last_day, 1):%d/%m/%Y}",
        "sectors": [one.pk for one in plan.sectors.all()], "bases": "Chỉ thị số 11-CT/TU", "ask_as_before": "on",
    }  # fmt: skip
    refused = client.post(f"/dang-ky/ke-hoach/moi/?theo={plan.pk}", typed).context["form"].errors
    assert list(refused) == ["bases_looked_at"]
    answer = client.post(f"/dang-ky/ke-hoach/moi/?theo={plan.pk}", typed | {"bases_looked_at": "on"})
    new = Plan.objects.exclude(pk=plan.pk).get()
    assert answer.url == f"/dang-ky/ke-hoach/{new.pk}/"
    assert list(new.quotas.values_list("unit", "kind", "models_asked")) == [(tree.village.pk, "collective", 3)]


def test_numbers_of_units_that_became_one_are_asked_of_it_together(cast, tree, plan):
    new = builders.plan(tree, cast.commune_officer, year=plan.year + 1, number="3/KH-UBND")
    planning.set_quotas(
        by=cast.commune_officer,
        plan=plan,
        asked=[(tree.village, "collective", 3), (tree.other_village, "collective", 2)],
    )
    Quota.objects.update(present_unit=tree.village)
    planning.ask_as_before(by=cast.commune_officer, plan=new, earlier=plan)
    assert list(new.quotas.values_list("unit", "models_asked")) == [(tree.village.pk, 5)]


# What has come of it


def test_completion_counts_what_lies_in_the_unit_and_is_neither_withdrawn_nor_refused(cast, tree, plan):
    levels = [tree.commune_level]
    planning.set_quotas(
        by=cast.commune_officer,
        plan=plan,
        asked=[(tree.village, "collective", 3), (tree.other_village, "collective", 0)],
    )
    builders.confirmed(cast.registrant, plan, cast.commune_officer, levels=levels)
    builders.submitted(cast.registrant, plan, levels=levels)
    gone = builders.submitted(cast.registrant, plan, levels=levels)
    builders.move(gone, workflow.WITHDRAW, cast.registrant, note="Trùng.")
    builders.draft(cast.registrant, plan, levels=levels)
    rows = completion_of(plan, plan.quotas.select_related("present_unit").order_by("unit__path"))
    told = {row.quota.unit_id: (row.registered, row.confirmed, row.percent, row.is_done) for row in rows}
    assert told == {tree.village.pk: (2, 1, 33, False), tree.other_village.pk: (0, 0, None, True)}


def test_a_districts_plan_tells_which_communes_have_issued_their_own(cast, tree, plan):
    above = builders.plan(tree, cast.district_officer, issuer=tree.district_desk, number="32-KH/HU")
    found = {one.unit.name: one.plans for one in plans_below(above, day(0), Unit.objects.all())}
    assert found[tree.commune.name] == [plan] and found[tree.other_commune.name] == []


def test_the_years_plan_is_not_hidden_by_the_addition_and_its_signed_copy_is_told(as_position, cast, tree, plan):
    above = builders.plan(tree, cast.district_officer, issuer=tree.district_desk, number="32-KH/HU")
    builders.plan(tree, cast.commune_officer, number="67/KH-UBND")
    planning.keep_copy(by=cast.commune_officer, plan=plan, file=SimpleUploadedFile("12.pdf", b"%PDF-1.4 12"))

    page = as_position(cast.district_officer).get(f"/dang-ky/ke-hoach/{above.pk}/tien-do/")
    assert [(one.number, one.has_copy) for one in page.context["below"][0].plans] == [
        (plan.number, True), ("67/KH-UBND", False),
    ]  # fmt: skip


def test_the_form_of_a_plan_tells_a_clerk_who_chooses_the_criteria(as_position, cast, plan):
    said = "bộ tiêu chí do cán bộ phụ trách chọn"
    pages = [
        as_position(one).get("/dang-ky/ke-hoach/moi/").content.decode()
        for one in (cast.commune_clerk, cast.commune_officer)
    ]
    assert [said in page for page in pages] == [True, False]


def test_a_number_is_told_by_the_own_offices_symbol(as_position, cast, tree):
    tree.commune_front.number_suffix = "MTTQ-BTT"
    tree.commune_front.save()
    told = [
        as_position(one).get(page).context["form"].fields[field].help_text.partition("ví dụ: ")[2]
        for one in (cast.commune_front, cast.commune_officer)
        for page, field in (("/dang-ky/ke-hoach/moi/", "number"), ("/dang-ky/theo-doi/kiem-tra/moi/", "plan_number"))
    ]
    assert told == ["45/KH-MTTQ-BTT."] * 2 + ["45/KH-UBND."] * 2


def test_a_unit_without_any_plan_is_told_so_and_what_it_can_do(as_position, cast, tree):
    registrant = as_position(cast.registrant)
    (work,) = registrant.get("/").context["work"]
    (line,) = [one for one in work.lines if one.title.startswith("Chưa có kế hoạch")]
    page = registrant.get(line.url, follow=True).content.decode()
    assert "in mẫu trống để họp bàn" in page and f"hỏi {tree.commune_desk}, nơi nhận đăng ký" in page
    builders.plan(tree, cast.commune_officer)
    (work,) = registrant.get("/").context["work"]
    assert not [one for one in work.lines if one.title.startswith("Chưa có kế hoạch")]
