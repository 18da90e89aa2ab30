"""Tiếp tục hoặc dừng bằng một danh sách: what becomes of last year's models, line by line."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from zeal import zeal_ignore

from common.models import AuditRecord
from registrations import services, workflow
from registrations.enums import Origin, State
from registrations.following.services import carrying
from registrations.models import Registration, YearDecision, YearListCopy
from tests import builders
from tests.registrations.following import day, guard

PAGE = "/dang-ky/theo-doi/tiep-tuc/"


@pytest.fixture
def earlier_plan(tree, cast, plan):
    """Last year's plan; it still takes what the tests hand in today."""
    return builders.plan(tree, cast.commune_officer, year=plan.year - 1, number="9/KH-UBND")


@pytest.fixture
def earlier(tree, cast, earlier_plan):
    def build(owner=None, **changes):
        typed = {"levels": [tree.commune_level], "title": "Đường hoa", **changes}
        return builders.confirmed(owner or cast.registrant, earlier_plan, cast.commune_officer, **typed)

    return build


def post(client, position, plan, ticks, time_text="cả năm", token=None):
    """`ticks`: model → (decision, reason)."""
    typed = {"time_text": time_text}
    for model, (decision, reason) in ticks.items():
        typed |= {f"chon-{model.pk}": decision, f"ly-do-{model.pk}": reason}
    # Each line is a transaction of its own and reads its model again behind the gate.
    with zeal_ignore():
        return client.post(f"{PAGE}?nam={plan.year}", typed | guard(position, token), follow=True)


def lines(client, plan):
    return {one.model.pk: one for one in client.get(f"{PAGE}?nam={plan.year}").context["lines"]}


def test_ticked_models_are_handed_in_once_and_the_rest_left_open(as_position, cast, plan, earlier):
    going, open_still = earlier(benefit_lines="20 hộ", benefit_amount="70 triệu"), earlier(title="Nhà sạch")
    owner, token = as_position(cast.registrant), uuid4()
    for _ in range(2):
        post(owner, cast.registrant, plan, {going: ("continue", ""), open_still: ("", "")}, token=token)
    new = Registration.objects.get(plan=plan)
    assert (new.state, new.continues, new.origin, new.title, new.benefit_amount) == (
        State.SUBMITTED, going, Origin.CONTINUED, "Đường hoa", 70_000_000,
    )  # fmt: skip
    assert [row.text for row in new.benefits.all()] == ["20 hộ"]
    told = lines(owner, plan)
    assert (told[going.pk].word, told[going.pk].told[:14], told[going.pk].is_open) == (
        "tiếp tục",
        "Đã nộp đăng ký",
        False,
    )
    assert (told[open_still.pk].word, told[open_still.pk].is_open) == ("", True)


def test_a_time_that_names_last_year_is_written_anew(as_position, cast, plan, earlier):
    old = earlier(time_text=f"từ tháng 3/{plan.year - 1}")
    post(as_position(cast.registrant), cast.registrant, plan, {old: ("continue", "")}, time_text="quý II và III")
    assert Registration.objects.get(plan=plan).time_text == "quý II và III"


def test_what_is_not_complete_stays_a_draft_and_says_why(as_position, cast, plan, earlier):
    plan.sectors.remove(plan.sectors.first())
    old = earlier()
    owner = as_position(cast.registrant)
    post(owner, cast.registrant, plan, {old: ("continue", "")})
    new, line = Registration.objects.get(plan=plan), lines(owner, plan)[old.pk]
    assert new.state == State.DRAFT
    assert "Để ở bản đang soạn" in line.told and "Còn thiếu: Lĩnh vực" in line.told
    officer = as_position(cast.commune_officer)
    seen = officer.get(f"{PAGE}?nam={plan.year}")
    assert new.code not in seen.content.decode() and lines(officer, plan)[old.pk].word == "tiếp tục"
    services.discard_draft(by=cast.registrant, registration=new)
    line = lines(as_position(cast.registrant), plan)[old.pk]
    assert (line.is_open, line.told) == (True, "")


def test_without_a_plan_the_decision_is_kept_for_later(as_position, cast, tree, earlier, plan):
    old = earlier()
    plan.year += 5
    plan.save()
    year = old.plan.year + 1
    made = carrying.settle_one(by=cast.registrant, year=year, choice=carrying.Choice(old, "continue"), token=uuid4())
    assert (made.became, made.told[:21]) == (None, "Chưa có kế hoạch năm ")
    plan.year = year
    plan.save()
    made = carrying.settle_one(
        by=cast.registrant, year=year, choice=carrying.Choice(old, "continue", time_text="cả năm"), token=uuid4()
    )
    assert made.became.state == State.SUBMITTED and YearDecision.objects.count() == 1


def test_a_unit_proposes_to_stop_and_the_desk_stops(as_position, cast, plan, earlier):
    old = earlier()
    owner = as_position(cast.registrant)
    page = post(owner, cast.registrant, plan, {old: ("stop", "")})
    assert page.context["form"].errors == {f"ly-do-{old.pk}": ["Dừng thì ghi lý do."]}
    post(owner, cast.registrant, plan, {old: ("stop", "Không còn vốn.")})
    old.refresh_from_db()
    assert (old.state, lines(owner, plan)[old.pk].told) == (State.CONFIRMED, carrying.PROPOSED)
    officer = as_position(cast.commune_officer)
    form = officer.get(f"{PAGE}?nam={plan.year}").context["form"]
    assert (form[f"chon-{old.pk}"].value(), form[f"ly-do-{old.pk}"].value()) == ("stop", "Không còn vốn.")
    post(officer, cast.commune_officer, plan, {old: ("stop", "Không còn vốn.")})
    old.refresh_from_db()
    line = lines(officer, plan)[old.pk]
    assert (old.state, line.word, line.told, old.events.last().note) == (
        State.STOPPED, "dừng", "Đã dừng thực hiện.", "Không còn vốn.",
    )  # fmt: skip


def test_one_line_that_cannot_be_done_holds_up_no_other(as_position, cast, plan, earlier):
    reported, good = earlier(), earlier(title="Nhà sạch")
    builders.write_result(reported, cast.registrant)
    builders.move(reported, workflow.SEND_RESULT, cast.registrant)
    officer = as_position(cast.commune_officer)
    post(officer, cast.commune_officer, plan, {reported: ("stop", "Hết vốn."), good: ("continue", "")})
    told = lines(officer, plan)
    assert told[reported.pk].told.startswith("Đã ghi dừng vào danh sách. Không thể dừng thực hiện")
    assert told[good.pk].told.startswith("Đã nộp đăng ký theo Kế hoạch số ")
    new = Registration.objects.get(plan=plan)
    assert (new.typed_by, new.unit) == (cast.commune_officer, good.unit)


def test_what_was_stopped_meanwhile_is_named_and_the_other_lines_are_done(cast, plan, earlier):
    gone, good = earlier(), earlier(title="Nhà sạch")
    builders.move(gone, workflow.STOP, cast.commune_officer, note="Giải thể.")
    choices = [carrying.Choice(model, "continue", time_text="cả năm") for model in (gone, good)]
    done, refused = carrying.settle(by=cast.registrant, year=plan.year, choices=choices, token=uuid4())
    assert [line.earlier for line in done] == [good]
    assert refused == [f"{gone.code}: Hồ sơ nay “Dừng thực hiện”, không ghi tiếp tục hoặc dừng được."]


def test_a_registrant_finds_the_own_models_and_a_desk_those_of_its_area(as_position, cast, tree, plan, earlier):
    mine, theirs = earlier(), earlier(cast.women_registrant, title="Bếp sạch")
    found = {
        name: set(lines(as_position(getattr(cast, name)), plan))
        for name in ("registrant", "commune_clerk", "other_commune_officer")
    }
    assert found == {"registrant": {mine.pk}, "commune_clerk": {mine.pk, theirs.pk}, "other_commune_officer": set()}
    one_unit = as_position(cast.commune_clerk).get(f"{PAGE}?nam={plan.year}&don-vi={tree.women.pk}")
    assert [line.model.pk for line in one_unit.context["lines"]] == [theirs.pk]
    with pytest.raises(PermissionDenied):
        carrying.settle_one(
            by=cast.registrant, year=plan.year, choice=carrying.Choice(theirs, "continue"), token=uuid4()
        )


def test_what_was_continued_on_its_own_form_is_shown_as_going_on(as_position, cast, tree, plan, earlier):
    old = earlier()
    new = builders.submitted(
        cast.registrant, plan, levels=[tree.commune_level], origin="continued", continues=str(old.pk)
    )
    line = lines(as_position(cast.registrant), plan)[old.pk]
    assert (line.became, line.word, line.is_open) == (new, "tiếp tục", False)


def test_what_was_continued_on_its_own_form_is_not_registered_a_second_time(cast, tree, plan, earlier):
    old = earlier()
    builders.submitted(cast.registrant, plan, levels=[tree.commune_level], origin="continued", continues=str(old.pk))
    for decision in ("continue", "stop"):
        choice = carrying.Choice(old, decision, "Hết vốn.", "cả năm")
        done, refused = carrying.settle(by=cast.registrant, year=plan.year, choices=[choice], token=uuid4())
        assert (done, refused) == ([], [f"{old.code}: Mô hình đã được đăng ký tiếp tục năm {plan.year}."])
    assert Registration.objects.filter(plan=plan).count() == 1


@pytest.mark.parametrize("end", ["withdrawn", "rejected"])
def test_what_was_withdrawn_or_rejected_this_year_can_be_decided_again(as_position, cast, plan, earlier, end):
    old = earlier()
    owner = as_position(cast.registrant)
    post(owner, cast.registrant, plan, {old: ("continue", "")})
    first = Registration.objects.get(plan=plan)
    if end == "withdrawn":
        builders.move(first, workflow.WITHDRAW, cast.registrant, note="Làm lại.")
    else:
        builders.move(first, workflow.RECEIVE, cast.commune_officer)
        builders.move(first, workflow.REJECT, cast.commune_officer, note="Trùng.")
    line = lines(owner, plan)[old.pk]
    assert (line.is_open, line.word, line.told, line.choice.value()) == (True, "", "", "")
    post(owner, cast.registrant, plan, {old: ("continue", "")})
    again = Registration.objects.filter(plan=plan).exclude(pk=first.pk).get()
    line = lines(owner, plan)[old.pk]
    assert (line.became, line.word, line.told[:14]) == (again, "tiếp tục", "Đã nộp đăng ký")


def test_the_list_prints_for_the_head_of_the_unit(as_position, cast, plan, earlier):
    earlier()
    answer = as_position(cast.commune_officer).get(f"{PAGE}danh-sach.pdf?nam={plan.year}")
    assert (answer["Content-Type"], answer.content[:4]) == ("application/pdf", b"%PDF")


def test_a_list_too_long_to_print_is_refused_and_not_cut(as_position, cast, plan, earlier, monkeypatch):
    earlier(), earlier(title="Nhà sạch")
    monkeypatch.setattr("registrations.views.following.carrying.MOST_PRINTED", 1)
    client, asked = as_position(cast.commune_officer), f"?nam={plan.year}"
    page = client.get(f"{PAGE}danh-sach.pdf{asked}", follow=True)
    assert page.redirect_chain == [(f"{PAGE}{asked}", 302)]
    assert "Hãy chọn một đơn vị rồi in." in page.content.decode()
    monkeypatch.setattr("registrations.views.following.carrying.MOST_PRINTED", 2)
    assert client.get(f"{PAGE}danh-sach.pdf{asked}").content[:4] == b"%PDF"


def test_another_year_than_this_and_the_next_is_not_asked_for(as_position, cast, plan, earlier):
    page = as_position(cast.registrant).get(f"{PAGE}?nam=1999")
    assert page.context["year"] == day().year


def test_what_had_its_effect_keeps_it_when_it_is_not_carried_on(cast, tree, plan):
    """The figures of last year and its list go on saying the same."""
    old = builders.effective(cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level])
    choice = carrying.Choice(old, "stop", "Đã xong việc.")
    for _ in range(2):
        done, refused = carrying.settle(by=cast.commune_officer, year=plan.year + 1, choices=[choice], token=uuid4())
        assert ([one.told for one in done], refused) == ([carrying.NOT_CARRIED_ON], [])
    old.refresh_from_db()
    assert old.state == "effective"


def test_where_two_plans_are_open_one_may_be_chosen(as_position, tree, cast, plan, earlier):
    model, owner = earlier(), as_position(cast.registrant)
    assert "plan" not in owner.get(f"{PAGE}?nam={plan.year}").context["form"].fields
    second = builders.plan(tree, cast.commune_officer, year=plan.year, number="44/KH-UBND")
    choices = owner.get(f"{PAGE}?nam={plan.year}").context["form"].fields["plan"].choices
    assert {value for value, _label in choices} == {"", str(plan.pk), str(second.pk)}
    for chosen in ("99999", str(plan.pk)):
        typed = {"time_text": "cả năm", f"chon-{model.pk}": "continue", f"ly-do-{model.pk}": "", "plan": chosen}
        with zeal_ignore():
            page = owner.post(f"{PAGE}?nam={plan.year}", typed | guard(cast.registrant), follow=True)
        if chosen == "99999":
            assert "không còn nhận đăng ký" in page.content.decode()

    assert Registration.objects.get(continues=model).plan == plan


def test_without_a_choice_the_nearest_plan_is_taken_as_before(as_position, tree, cast, plan, earlier):
    second = builders.plan(tree, cast.commune_officer, year=plan.year, number="44/KH-UBND")
    model = earlier()
    post(as_position(cast.registrant), cast.registrant, plan, {model: ("continue", "")})

    assert Registration.objects.get(continues=model).plan == second


def test_a_line_settled_before_and_unchanged_is_not_recorded_again(as_position, cast, plan, earlier):
    model, other = earlier(), earlier(title="Nhà sạch")
    owner = as_position(cast.registrant)
    post(owner, cast.registrant, plan, {model: ("stop", "Hết vốn."), other: ("", "")})
    first = YearDecision.objects.get()
    page = post(owner, cast.registrant, plan, {model: ("stop", "Hết vốn."), other: ("stop", "Hết đất.")})
    assert "Đã ghi 1 mô hình" in page.content.decode()
    page = post(owner, cast.registrant, plan, {model: ("stop", "Hết vốn."), other: ("stop", "Hết đất.")})
    assert "Không dòng nào thay đổi" in page.content.decode()
    first.refresh_from_db()
    assert first.at == YearDecision.objects.get(earlier=model).at
    assert AuditRecord.objects.filter(action="Quyết định tiếp tục hoặc dừng").count() == 2


def test_the_signed_list_is_kept_with_its_year_by_the_unit_or_by_the_desk_over_it(
    as_position, cast, tree, plan, earlier, pdf_file
):
    earlier()
    asked, of_village = f"?nam={plan.year}", f"?nam={plan.year}&don-vi={tree.village.pk}"
    brought = guard(cast.registrant) | {"file": pdf_file("ban-ky.pdf")}
    answer = as_position(cast.registrant).post(f"{PAGE}ban-ky/{asked}", brought)
    assert answer.headers["Location"] == f"{PAGE}{asked}#ban-ky"
    brought = guard(cast.commune_officer) | {"file": pdf_file("ban-2.pdf", b"%PDF-1.4 2")}
    as_position(cast.commune_officer).post(f"{PAGE}ban-ky/{of_village}", brought)
    kept = YearListCopy.objects.order_by("pk")
    assert [(one.unit, one.year, one.added_by) for one in kept] == [
        (tree.village, plan.year, cast.registrant), (tree.village, plan.year, cast.commune_officer),
    ]  # fmt: skip
    address = f"{PAGE}ban-ky/{kept[0].pk}/"
    shown = [address in as_position(who).get(f"{PAGE}{query}").content.decode() for who, query in (
        (cast.registrant, asked), (cast.commune_officer, of_village), (cast.commune_officer, asked),
        (cast.registrant, f"?nam={plan.year + 1}"),
    )]  # fmt: skip
    assert shown == [True, True, False, False]
    assert as_position(cast.other_registrant).get(address).status_code == 404


def test_who_may_not_bring_the_list_of_a_unit_is_refused(cast, tree, plan, pdf_file):
    for by in (cast.women_registrant, cast.other_commune_officer, cast.commune_leader):
        with pytest.raises(PermissionDenied):
            carrying.keep_copy(by=by, unit=tree.village, year=plan.year, file=pdf_file())
