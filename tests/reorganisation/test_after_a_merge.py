"""What the rooms below ask of a unit goes on with the unit that took over."""

from datetime import timedelta

from django.utils import timezone

from accounts.enums import Role
from accounts.models import Position
from evaluation.conflicts import HOLDS_POSITION, conflicts
from registrations.forms import RegistrationForm
from reorganisation import services
from tests import builders
from tests.evaluation import builders as scoring
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
