"""What the pages of following ask of the database: the same at one row and at three, and never more than twelve."""

from uuid import uuid4

import pytest

from registrations.following import workflow
from registrations.following.services import carrying, copies, inspections, milestones, notes, urgings
from registrations.models import Inspection, Recommendation
from tests import builders
from tests.registrations.following import day, held, inspection_of, move, picture
from tests.registrations.test_cost import asked

# page: (who, address, questions)
COSTS = {
    "one model, of its owner": ("registrant", "/dang-ky/{code}/theo-doi/", 9),
    "one model, of the desk": ("commune_officer", "/dang-ky/{code}/theo-doi/", 10),
    "inspected, of its owner": ("registrant", "/dang-ky/{code}/theo-doi/?xem=kiem-tra", 10),
    "inspected, of the desk": ("commune_officer", "/dang-ky/{code}/theo-doi/?xem=kiem-tra", 11),
    "its copies": ("registrant", "/dang-ky/{code}/theo-doi/?xem=nhan-rong", 10),
    "milestones": ("commune_officer", "/dang-ky/theo-doi/", 7),
    "recommendations": ("registrant", "/dang-ky/theo-doi/?xem=kien-nghi", 7),
    "unanswered": ("commune_leader", "/dang-ky/theo-doi/?xem=don-doc", 6),
    "inspections": ("district_officer", "/dang-ky/theo-doi/kiem-tra/", 7),
    "one inspection": ("commune_officer", "/dang-ky/theo-doi/kiem-tra/{inspection}/", 11),
    "one with everything": ("commune_officer", "/dang-ky/theo-doi/kiem-tra/{full}/", 12),
    "one with everything, as paper": ("commune_officer", "/dang-ky/theo-doi/kiem-tra/{full}/bien-ban.docx", 12),
    "one that goes on": ("commune_officer", "/dang-ky/theo-doi/kiem-tra/{going}/", 10),
    "where the team went": ("commune_officer", "/dang-ky/theo-doi/kiem-tra/{going}/noi-den/?tim=duong", 9),
    "urgings": ("commune_leader", "/dang-ky/theo-doi/don-doc/", 6),
    "whom to urge": ("commune_leader", "/dang-ky/theo-doi/don-doc/moi/", 6),
    "the original": ("commune_officer", "/dang-ky/{code}/theo-doi/nhan-rong/?tim=duong", 10),
    "the year's list": ("commune_officer", "/dang-ky/theo-doi/tiep-tuc/", 12),
    "the year's list, of its owner": ("registrant", "/dang-ky/theo-doi/tiep-tuc/", 11),
}


def in_full(cast, model, unit, count) -> int:
    """A concluded inspection: checklist, photos, recommendations that were answered, at each place."""
    officer, lines = cast.commune_officer, ["Có biên bản họp dân", "Có sổ thu chi"]
    asks = [f"Việc {n}" for n in range(count)]
    made = inspection_of(cast, models=[model], units=[unit], asks=asks, conclude=False)
    Inspection.objects.filter(pk=made.pk).update(checklist="\n".join(lines))
    for visit in made.visits.all():
        inspections.write_findings(
            by=officer, visit=visit, findings=visit.findings, token=uuid4(),
            checks=[inspections.Check(text, "yes") for text in lines], photos=[picture() for _ in range(count)],
        )  # fmt: skip
    move(workflow.CONCLUDE, made, officer)
    return made.pk


def fill(tree, cast, plan, count) -> dict:
    """One model with `count` of everything that hangs on it, and `count` of last year's."""
    owner, officer = cast.registrant, cast.commune_officer
    model, before = held(tree, cast, plan), builders.plan(tree, officer, year=plan.year - 1, number="9/KH-UBND")
    for number in range(count):
        milestones.add_milestone(by=owner, registration=model, text=f"Mốc {number}", due_on=day(-1), token=uuid4())
        notes.add_note(
            by=owner,
            registration=model,
            on=day(),
            text="Đã làm",
            photos=[picture() for _ in range(count)],
            token=uuid4(),
        )
        made = inspection_of(cast, models=[model], units=[tree.village], asks=[f"Việc {n}" for n in range(count)])
        urgings.urge(
            by=cast.commune_leader, unit=tree.village, registration=model, asked="Nhanh", due_on=day(3), token=uuid4()
        )
        copies.set_original(by=officer, registration=held(tree, cast, plan, title=f"Bản {number}"), original=model)
        old = builders.confirmed(owner, before, officer, levels=[tree.commune_level], title=f"Cũ {number}")
        gone_on = builders.confirmed(owner, before, officer, levels=[tree.commune_level], title=f"Tiếp {number}")
        for choice in (carrying.Choice(old, "stop", "Hết vốn."), carrying.Choice(gone_on, "continue")):
            carrying.settle_one(by=owner, year=plan.year, choice=choice, token=uuid4())
    full = in_full(cast, model, tree.village, count)
    for one in Recommendation.objects.filter(visit__registration=model):
        move(workflow.REPORT_FIXED, one, owner, note="Đã làm.")
    going = inspection_of(cast, models=[model], conclude=False)
    return {"code": model.code, "inspection": made.pk, "going": going.pk, "full": full}


@pytest.mark.parametrize("count", [1, 3])
def test_no_page_of_following_asks_more_because_there_is_more(as_position, tree, cast, plan, count):
    known = fill(tree, cast, plan, count)
    costs = {
        page: asked(as_position(getattr(cast, who)), address.format(**known))
        for page, (who, address, _) in COSTS.items()
    }

    assert costs == {page: questions for page, (_, _, questions) in COSTS.items()}


def test_no_page_of_following_asks_more_than_twelve_questions():
    assert {page: questions for page, (_, _, questions) in COSTS.items() if questions > 12} == {}
