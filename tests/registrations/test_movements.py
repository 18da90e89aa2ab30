"""Phong trào, cuộc vận động: which are offered where, who words them, and what a model is joined to."""

import pytest

from common.models import AuditRecord
from registrations import starters
from registrations.models import Content, Movement, Registration
from registrations.movements.joining import Joinable
from registrations.movements.services import save_movement
from tests import builders

WORDS = {
    "name": "Phong trào “Sạch làng, tốt ruộng”", "heading": "Xây dựng mô hình “Sạch làng, tốt ruộng”",
    "model_phrase": "mô hình “Sạch làng, tốt ruộng”", "item_phrase": "mô hình “Sạch làng, tốt ruộng”",
}  # fmt: skip


@pytest.fixture
def campaign(plan):
    starters.add_starter_rows(by=None)
    return Movement.objects.get(name=starters.CAMPAIGN["name"])


def joined(cast, plan, tree, **typed) -> Registration:
    return builders.submitted(cast.registrant, plan, levels=[tree.commune_level], **typed)


def test_the_portal_begins_with_the_movement_and_the_campaign_of_five_contents(campaign):
    starters.add_starter_rows(by=None)

    assert Movement.objects.count() == 2
    assert [content.number for content in campaign.contents.all()] == [1, 2, 3, 4, 5]


def test_who_names_a_content_has_joined_its_campaign(cast, plan, tree, campaign):
    content = campaign.contents.get(number=4)
    registration = joined(cast, plan, tree, contents=[str(content.pk)])
    paper = registration.versions.get().paper

    assert (list(registration.other_movements.all()), list(registration.contents.all())) == ([campaign], [content])
    assert (paper["movements"], paper["contents"]) == ([campaign.name], [content.name])


def test_the_contents_of_the_movement_that_leads_join_nothing_else(cast, plan, tree, campaign):
    plan.movement = campaign
    plan.save()
    registration = joined(cast, plan, tree, contents=[str(campaign.contents.get(number=1).pk)])

    assert (registration.other_movements.count(), registration.contents.count()) == (0, 1)


def test_the_contents_lie_open_where_the_plan_is_of_their_campaign(cast, plan, campaign, as_position):
    def form():
        return as_position(cast.registrant).get("/dang-ky/moi/tap-the/", follow=True).content.decode()

    folded, opened = "<details><summary>Mô hình còn thực hiện", "<details open><summary>Mô hình còn thực hiện"
    assert folded in form()
    plan.movement = campaign
    plan.save()
    assert opened in form()


def test_what_a_model_is_joined_to_stands_on_the_page_and_on_the_paper(cast, plan, tree, campaign, as_position):
    registration = joined(cast, plan, tree, other_movements=[str(campaign.pk)])
    page = as_position(cast.commune_officer).get(f"/dang-ky/{registration.code}/").content.decode()

    assert f"Lồng ghép: {campaign.name}" in page


def test_a_model_that_goes_on_is_joined_to_the_same(cast, plan, tree, campaign, as_position):
    content = campaign.contents.get(number=2)
    last = builders.plan(tree, cast.commune_officer, year=plan.year - 1, number="3/KH-UBND")
    earlier = builders.confirmed(
        cast.registrant, last, cast.commune_officer, levels=[tree.commune_level], contents=[str(content.pk)]
    )
    form = (
        as_position(cast.registrant).get(f"/dang-ky/moi/tap-the/?tiep-tuc={earlier.code}", follow=True).context["form"]
    )

    assert form["contents"].value() == [content.pk]
    assert form["other_movements"].value() == [campaign.pk]


def test_the_list_finds_what_a_movement_leads_and_what_is_joined_to_it(cast, plan, tree, campaign, as_position):
    led, with_it = joined(cast, plan, tree), joined(cast, plan, tree, title="Xóm đạo bình yên, gia đình hòa thuận",
                                                    other_movements=[str(campaign.pk)])  # fmt: skip
    officer = as_position(cast.commune_officer)

    def found(movement):
        return {one.code for one in officer.get(f"/dang-ky/?phong-trao={movement.pk}").context["page"].rows}

    assert found(campaign) == {with_it.code}
    assert found(plan.movement) == {led.code, with_it.code}
    file = officer.get(f"/dang-ky/?phong-trao={campaign.pk}").context["listing"].address
    assert officer.get(f"/dang-ky/danh-sach.csv?{file}").content.decode().count("DVK-") == 1


def test_a_movement_an_office_adds_is_offered_in_its_area_alone(cast, tree, plan):
    added = save_movement(by=cast.commune_officer, movement=Movement(**WORDS))

    assert added in Movement.objects.offered_to(tree.village)
    assert added not in Movement.objects.offered_to(tree.far_village)
    assert added in Movement.objects.visible_to(cast.registrant)
    assert added not in Movement.objects.visible_to(cast.other_commune_officer)
    assert AuditRecord.objects.get(action="Thêm phong trào", label__contains="Sạch làng").after["name"] == WORDS["name"]


def test_one_that_is_offered_no_more_cannot_be_chosen_and_stays_where_it_was(cast, plan, tree, campaign, as_position):
    campaign.is_offered = False
    save_movement(by=cast.province_officer, movement=campaign)
    officer = as_position(cast.commune_officer)
    choices = officer.get("/dang-ky/ke-hoach/moi/").context["form"].fields["movement"].queryset

    assert campaign not in choices
    assert campaign not in Joinable(plan, tree.village).movements()


def test_a_name_taken_is_told_beside_the_field(cast, plan, as_position):
    page = as_position(cast.commune_officer).post("/dang-ky/phong-trao/them/", {**WORDS, "name": plan.movement.name})

    assert page.context["form"].errors["name"] == ["Đã có phong trào, cuộc vận động tên này."]
    assert Movement.objects.count() == 1


def test_everybodys_movement_is_worded_where_the_area_is_everything(cast, plan, as_position):
    address = f"/dang-ky/phong-trao/{plan.movement_id}/sua/"
    refused = as_position(cast.commune_officer).get(address)
    saved = as_position(cast.province_officer).post(address, {**WORDS, "is_offered": "on"})
    plan.movement.refresh_from_db()

    assert (refused.status_code, saved.url, plan.movement.heading) == (403, "/dang-ky/phong-trao/", WORDS["heading"])


def test_contents_of_several_campaigns_say_which(campaign):
    other = Movement.objects.create(**WORDS)
    mine, theirs = campaign.contents.get(number=1), Content.objects.create(
        movement=other, number=1, name="Giữ sạch đường làng", short_name="Sạch đường"
    )  # fmt: skip

    assert mine.told_among({"1": mine}) == mine.name
    assert theirs.told_among({"1": mine, "2": theirs}) == f"Giữ sạch đường làng ({other.name})"


def test_a_content_is_added_worded_and_offered_no_more(cast, campaign, as_position):
    admin = as_position(cast.admin)
    address = f"/dang-ky/phong-trao/{campaign.pk}/noi-dung/"
    assert admin.get(address).context["form"]["number"].value() == 6
    typed = {"number": "6", "name": "Chuyển đổi số cộng đồng", "short_name": "Chuyển đổi số", "is_offered": "on"}
    admin.post(address, typed)
    added = campaign.contents.get(number=6)
    admin.post(f"{address}{added.pk}/", typed | {"is_offered": ""})

    assert (added.short_name, Content.objects.of_campaign().offered().count()) == ("Chuyển đổi số", 5)
    assert [line.action for line in AuditRecord.objects.order_by("pk")][-2:] == [
        "Thêm nội dung cuộc vận động", "Sửa nội dung cuộc vận động",
    ]  # fmt: skip


def test_a_number_taken_is_told_and_what_was_typed_is_kept(cast, campaign, as_position):
    typed = {"number": "5", "name": "Chuyển đổi số cộng đồng", "short_name": "Chuyển đổi số", "is_offered": "on"}
    page = as_position(cast.admin).post(f"/dang-ky/phong-trao/{campaign.pk}/noi-dung/", typed)

    assert "Số thứ tự này đã có trong phong trào, cuộc vận động." in page.content.decode()
    assert (page.context["form"]["name"].value(), campaign.contents.count()) == (typed["name"], 5)
