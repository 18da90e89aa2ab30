"""What the rooms below ask of a unit goes on with the unit that took over."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from accounts.enums import Role
from accounts.models import Position
from evaluation.conflicts import HOLDS_POSITION, conflicts
from registrations.forms import RegistrationForm
from registrations.models import PlanTask
from registrations.plans import services as planning
from reorganisation import services
from tests import builders
from tests.evaluation import builders as scoring
from tests.registrations import tallied
from tests.reorganisation import builders as rearranging


def women_merge(tree, cast, second):
    """The women's union of xã Minh Lạc passes to a new one."""
    op = rearranging.operation(cast.admin)
    new = services.add_new_unit(
        by=cast.admin, operation=op, name="Hội Liên hiệp Phụ nữ liên xã", code="", parent=tree.commune, line="mass"
    )
    rearranging.passing(cast.admin, op, [tree.women], new)
    rearranging.carried_out(op, cast.admin, second)
    return Position.objects.for_work().get(succeeds=cast.women_registrant)


def test_a_model_of_the_old_unit_is_carried_on_by_the_new_one(tree, cast, second, plan):
    last_year = builders.plan(
        tree, cast.commune_officer, year=plan.year - 1, number="1/KH-UBND",
        opens_on=plan.opens_on - timedelta(days=365), closes_on=plan.opens_on - timedelta(days=300),
    )  # fmt: skip
    at = timezone.now() - timedelta(days=390)
    earlier = builders.confirmed(
        cast.women_registrant, last_year, cast.commune_officer, levels=[tree.commune_level], at=at
    )
    registrant = women_merge(tree, cast, second)
    assert tallied.kept() == tallied.counted()

    form = RegistrationForm(
        builders.typed(plan, levels=[tree.commune_level], continues=str(earlier.pk)), unit=registrant.unit
    )
    assert (form.errors, form.cleaned_data["continues"]) == ({}, earlier)


def test_a_reviewer_is_bound_to_what_the_unit_before_the_merge_has_done(db):
    c = scoring.council(dossiers=0)
    tree, cast = c.tree, c.cast
    second = builders.position(Role.ADMIN, tree.province, user=builders.person("Lý Văn Thắng"))
    done = builders.effective(cast.women_registrant, c.plan, cast.commune_officer, levels=[tree.commune_level])
    c.registrations = [done]
    (nomination,) = scoring.nominated(c)
    reviewer = scoring.reviewer_in(tree.district_union, user=cast.women_registrant.user)
    women_merge(tree, cast, second)

    nomination = c.round.nominations.get(pk=nomination.pk)
    nomination.registration.created_by = nomination.registration.typed_by = cast.admin
    assert conflicts(c.round, [reviewer], [nomination]) == {(nomination.pk, reviewer.pk): HOLDS_POSITION}


def home_tasks(client):
    lines = [line for place in client.get("/").context["work"] for line in place.lines]
    return [(line.title, line.note) for line in lines if "/viec/" in line.url]


def test_a_plans_task_passes_to_the_successor(as_position, tree, cast, second, plan):
    today = timezone.localdate()
    task = planning.give_task(by=cast.commune_officer, plan=plan, text="Họp chi hội.", due_on=today, unit=tree.women)
    done_before = planning.give_task(by=cast.commune_officer, plan=plan, text="Sơ kết.", due_on=today, unit=tree.women)
    planning.tell_task_done(by=cast.women_registrant, task=done_before, done_on=today)
    registrant = women_merge(tree, cast, second)
    plan_page = f"/dang-ky/ke-hoach/{plan.pk}/"
    address = f"{plan_page}viec/{task.pk}/"

    for page in (plan_page, address):
        assert f"nay là {registrant.unit}" in as_position(cast.commune_officer).get(page).content.decode()
    unit = as_position(registrant)
    assert home_tasks(unit) == [("Họp chi hội.", f"việc kế hoạch số {plan.number} giao")]
    typed = {"done_on": f"{today:%d/%m/%Y}", "token": str(uuid4()), "position": str(registrant.pk)}
    assert f"{address}xong/" in unit.get(address).content.decode()
    assert unit.post(f"{address}xong/", typed).status_code == 302
    assert (task.done.get().unit, home_tasks(unit)) == (registrant.unit, [])
    assert "1/1 đơn vị đã xong" in as_position(cast.commune_officer).get(address).content.decode()

    # What the old unit told may be opened again by the new one, and is asked of it then.
    done_before = PlanTask.objects.get(pk=done_before.pk)
    told = done_before.done.get()
    assert planning.tell_task_done(by=registrant, task=done_before, done_on=today) == told
    planning.reopen_task(by=registrant, done=told, reason="Còn thiếu biên bản.")
    again = f"Mở lại: Còn thiếu biên bản. (kế hoạch số {plan.number} giao)"
    assert home_tasks(as_position(registrant)) == [("Sơ kết.", again)]
    assert planning.tell_task_done(by=registrant, task=done_before, done_on=today) != told
