"""Mục bổ sung: what a plan asks beyond the five items is written, needed where it says so, sent, printed, compared."""

import pytest
from django.db import IntegrityError
from django.forms.models import model_to_dict

from registrations import workflow
from registrations.enums import FormVersion, Item
from registrations.models import Plan
from registrations.plans import copying
from registrations.plans import services as planning
from registrations.plans.forms import PlanForm
from tests import builders
from tests.registrations.test_prints import pdf_text

AIMS, UPKEEP = Item.AIMS.field, Item.UPKEEP.field


@pytest.fixture
def asking(plan, cast):
    """The plan asks for aims, and needs what keeps the model going."""
    plan.form_version, plan.asked_items = FormVersion.EXTENDED, {Item.UPKEEP: True, Item.AIMS: False}
    return planning.save_plan(by=cast.commune_officer, plan=plan, sectors=list(plan.sectors.all()))


@pytest.fixture
def levels(tree):
    return [tree.commune_level]


def test_the_form_asks_for_them_in_the_order_of_the_paper(as_position, cast, asking):
    form = as_position(cast.registrant).get("/dang-ky/moi/tap-the/", follow=True).context["form"]
    assert [field.name for field in form.item_fields] == [AIMS, UPKEEP]


def test_a_plan_that_asks_for_nothing_more_shows_the_five_items(as_position, cast, plan):
    page = as_position(cast.registrant).get("/dang-ky/moi/tap-the/", follow=True)
    assert page.context["form"].item_fields == []
    assert "6.</span>" not in page.content.decode()


def test_a_needed_item_holds_the_handing_in_back(as_position, cast, asking, levels):
    record = builders.draft(cast.registrant, asking, levels=levels)
    page = as_position(cast.registrant).get(f"/dang-ky/{record.code}/").content.decode()
    assert page.count("Khả năng duy trì, nhân rộng</a>.") == page.count("Còn thiếu: <a ") == 1


def test_what_was_written_is_sent_shown_and_printed(as_position, cast, asking, levels):
    written = {AIMS: "Mỗi ngõ một hàng cây.", UPKEEP: "Tổ tự quản chăm sóc\nhằng tuần."}
    record = builders.submitted(cast.registrant, asking, levels=levels, **written)
    assert record.form_items == {"aims": "Mỗi ngõ một hàng cây.", "upkeep": "Tổ tự quản chăm sóc\nhằng tuần."}

    desk = as_position(cast.commune_officer)
    page = desk.get(f"/dang-ky/{record.code}/").content.decode()
    assert ("Mục tiêu, tiêu chí:</p>" in page, '<div class="answer">Mỗi ngõ một hàng cây.</div>' in page) == (
        True,
        True,
    )
    paper = pdf_text(desk.get(f"/dang-ky/{record.code}/ban-in.pdf"))
    assert "6. Mục tiêu, tiêu chí:" in paper
    assert "7. Khả năng duy trì, nhân rộng:" in paper
    assert "Mỗi ngõ một hàng cây." in paper


def test_what_was_sent_stays_when_the_plan_asks_for_something_else(as_position, cast, asking, levels):
    record = builders.submitted(cast.registrant, asking, levels=levels, **{UPKEEP: "Tổ tự quản."})
    asking.form_version, asking.asked_items = FormVersion.FIVE, {}
    planning.save_plan(by=cast.commune_officer, plan=asking, sectors=list(asking.sectors.all()))
    assert "Tổ tự quản." in as_position(cast.commune_officer).get(f"/dang-ky/{record.code}/").content.decode()


def test_a_changed_item_stands_out_beside_the_earlier_one(as_position, cast, asking, levels):
    record = builders.received(cast.registrant, asking, cast.commune_officer, levels=levels, **{UPKEEP: "Tổ tự quản."})
    builders.move(record, workflow.RETURN, cast.commune_officer, note="Ghi rõ hơn.")
    draft = record.drafts.get()
    draft.data |= {UPKEEP: "Tổ tự quản. Chi hội đóng góp."}
    draft.save()
    page = as_position(cast.registrant).get(f"/dang-ky/{record.code}/cac-ban/").content.decode()
    assert "<ins> Chi hội đóng góp.</ins>" in page


def test_the_blank_form_of_the_plan_has_room_for_them(as_position, cast, asking):
    client = as_position(cast.registrant)
    asked = pdf_text(client.get(f"/dang-ky/mau-trong/tap-the.pdf?ke-hoach={asking.pk}"))
    assert "7. Khả năng duy trì, nhân rộng:" in asked
    assert "Khả năng duy trì" not in pdf_text(client.get("/dang-ky/mau-trong/tap-the.pdf"))


def plan_as_typed(form, **changes) -> dict:
    """What the page of a plan posts when nothing but `changes` is touched."""
    typed = {name: form[name].value() for name in form.fields if name != "sectors"}
    return {name: value for name, value in typed.items() if value not in (None, False)} | changes


def test_the_plan_form_keeps_them_and_shows_what_it_kept(as_position, cast, tree, plan):
    client, address = as_position(cast.commune_officer), f"/dang-ky/ke-hoach/{plan.pk}/sua/"
    typed = plan_as_typed(
        client.get(address).context["form"], sectors=[sector.pk for sector in plan.sectors.all()],
        item_situation="open", item_aims="needed", form_version="2026",
        position=cast.commune_officer.pk, token="0b9c3c65-5a58-4c0c-9a2e-2f0b3a1c8d11",
    )  # fmt: skip
    answer = client.post(address, typed)

    assert (answer.status_code, Plan.objects.get(pk=plan.pk).asked_items) == (302, {"situation": False, "aims": True})
    assert "Mục tiêu, tiêu chí <small>(bắt buộc)</small>" in client.get(answer.url).content.decode()
    again = client.get(address).context["form"]
    kept = {field.name: field.value() for field in again.item_fields if field.value() != "not"}
    assert kept == {"item_situation": "open", "item_aims": "needed"}


@pytest.mark.parametrize(("version", "answer"), [("2023", "open"), ("2023", "needed"), ("2026", "not")])
def test_further_items_and_the_extended_form_go_together(cast, plan, version, answer):
    typed = model_to_dict(plan, exclude=["asked_items"]) | {
        "opens_on": "05/01/2026", "last_day": "24/03/2026", "issued_on": "02/01/2026", "form_version": version,
        "item_aims": answer,
    }  # fmt: skip
    form = PlanForm(typed, position=cast.commune_officer, instance=plan)
    assert list(form.errors) == ["form_version"]


def test_the_questions_are_hidden_under_the_form_of_five_items_alone_and_shown_with_the_error(as_position, cast, plan):
    client, address = as_position(cast.commune_officer), f"/dang-ky/ke-hoach/{plan.pk}/sua/"
    page = client.get(address)
    wrong = client.post(
        address,
        plan_as_typed(page.context["form"], item_aims="needed", position=cast.commune_officer.pk),
    )
    assert ("item only-extended" in page.content.decode(), "item only-extended" in wrong.content.decode()) == (
        True,
        False,
    )


def test_the_database_holds_them_together(plan):
    with pytest.raises(IntegrityError, match="plan_items_on_the_extended_form"):
        Plan.objects.filter(pk=plan.pk).update(asked_items={"aims": True})


def test_a_new_plan_after_this_one_keeps_the_form(asking):
    began = copying.as_next_year(asking)
    answers = {name: began[name] for name in (AIMS, UPKEEP)}
    assert (began["form_version"], answers) == (FormVersion.EXTENDED, {AIMS: "open", UPKEEP: "needed"})
