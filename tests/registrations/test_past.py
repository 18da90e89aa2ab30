"""Records of units that were renamed, merged or put right: found, shown and printed under the right name."""

from datetime import timedelta

from django.utils import timezone

from registrations import workflow
from registrations.enums import Kind
from registrations.home.progress import progress_below
from registrations.models import Receipt, Registration
from registrations.plans import services as planning
from tests import builders, past
from units import services as units
from units.models import Unit

TODAY = timezone.localdate


def found(client, text):
    return [one.code for one in client.get("/dang-ky/", {"tim": text}).context["page"]]


def test_a_corrected_name_is_found_at_once_and_so_is_the_one_on_the_paper(as_position, tree, cast, plan):
    sent = builders.submitted(cast.registrant, plan, levels=[tree.commune_level])
    units.correct_unit(by=None, unit=tree.village, name="thôn Mai Đình")
    client = as_position(cast.commune_officer)
    assert [found(client, text) for text in ("mai dinh", "thon dong", "duong hoa mai", "khe lau")] == [
        [sent.code], [sent.code], [sent.code], [],
    ]  # fmt: skip


def test_the_corrected_name_of_a_commune_finds_what_its_villages_sent(as_position, tree, cast, plan):
    sent = builders.submitted(cast.registrant, plan, levels=[tree.commune_level])
    units.correct_unit(by=None, unit=tree.commune, name="xã Minh Lạng")
    assert found(as_position(cast.commune_officer), "lang") == [sent.code]


def test_a_name_outside_the_areas_finds_nothing(as_position, tree, cast, plan):
    builders.submitted(cast.registrant, plan, levels=[tree.commune_level])
    assert found(as_position(cast.other_commune_officer), "minh lac") == []


def test_the_search_asks_the_units_once_however_many_words(
    as_position, tree, cast, plan, django_assert_max_num_queries
):
    client = as_position(cast.commune_officer)
    found(client, "x")
    with django_assert_max_num_queries(12):
        found(client, "minh lac thon dong")


def test_lists_show_the_unit_of_today_and_the_record_both(as_position, tree, cast, plan):
    sent = builders.confirmed(cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level])
    past.end(tree.village, tree.other_village, on=TODAY())
    client = as_position(cast.commune_officer)
    shown = client.get("/dang-ky/").content.decode()
    record = client.get(f"/dang-ky/{sent.code}/").content.decode()
    assert ("thôn Đoài, xã Minh Lạc" in shown, "thôn Đông, xã Minh Lạc" in shown) == (True, False)
    assert "<dt>Đơn vị khi đăng ký</dt><dd>thôn Đông, xã Minh Lạc</dd>" in record
    assert "<dt>Đơn vị hiện nay</dt><dd>thôn Đoài, xã Minh Lạc</dd>" in record


def test_a_record_whose_unit_is_as_it_was_says_it_once(as_position, tree, cast, plan):
    sent = builders.confirmed(cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level])
    record = as_position(cast.commune_officer).get(f"/dang-ky/{sent.code}/").content.decode()
    assert "Đơn vị hiện nay" not in record


def test_a_receipt_prints_under_the_head_of_its_day(as_position, tree, cast, plan, monkeypatch):
    before = timezone.now() - timedelta(days=10)
    sent = builders.received(cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level], at=before)
    units.correct_unit(by=None, unit=tree.commune_desk, since=TODAY() - timedelta(days=5), head_name="VĂN PHÒNG")
    past.rename(tree.commune_desk, "UBND xã Minh Sơn", on=TODAY() - timedelta(days=3))
    papers = []
    monkeypatch.setattr(
        "registrations.views.prints.paper_to_pdf", lambda template, paper: papers.append(paper) or b"%PDF-1.7"
    )
    receipt = Receipt.objects.get(registration=sent)
    assert (
        as_position(cast.commune_officer).get(f"/dang-ky/{sent.code}/phieu-tiep-nhan/{receipt.pk}.pdf").status_code
        == 200
    )
    assert (papers[0]["desk_name"], papers[0]["letterhead"].name) == (
        "UBND xã Minh Lạc", ("ỦY BAN NHÂN DÂN", "XÃ MINH LẠC"),
    )  # fmt: skip


def test_quotas_follow_to_who_answers_for_them_now(as_position, tree, cast, plan):
    planning.set_quotas(by=cast.commune_officer, plan=plan, asked=[(tree.village, Kind.COLLECTIVE, 3)])
    past.end(tree.village, tree.other_village, on=TODAY())
    rows = {row.unit.name: row.asked for row in progress_below(cast.commune_officer, plan.year)}
    assert rows == {"thôn Đoài": 3}
    page = as_position(cast.commune_officer).get(f"/dang-ky/ke-hoach/{plan.pk}/tien-do/").content.decode()
    assert "nay là thôn Đoài, xã Minh Lạc" in page


def test_plans_of_several_levels_ask_for_the_same_models(tree, cast, plan):
    above = builders.plan(tree, cast.district_officer, issuer=tree.district_desk, number="9-KH/HU")
    for by, one, number in ((cast.commune_officer, plan, 2), (cast.district_officer, above, 3)):
        planning.set_quotas(by=by, plan=one, asked=[(tree.village, Kind.COLLECTIVE, number)])
    planning.set_quotas(by=cast.commune_officer, plan=plan, asked=[
        (tree.village, Kind.COLLECTIVE, 2), (tree.village, Kind.INDIVIDUAL, 1),
    ])  # fmt: skip
    rows = {row.unit.name: row.asked for row in progress_below(cast.commune_officer, plan.year)}
    assert rows["thôn Đông"] == 3 + 1


def test_a_plan_keeps_an_issuer_that_has_ended_and_offers_it_to_no_other(as_position, tree, cast, plan):
    past.end(tree.commune_desk, tree.commune_front, on=TODAY())
    client = as_position(cast.district_officer)
    offered = [
        set(client.get(address).context["form"].fields["issuer"].queryset.values_list("pk", flat=True))
        for address in (f"/dang-ky/ke-hoach/{plan.pk}/sua/", "/dang-ky/ke-hoach/moi/")
    ]
    assert [tree.commune_desk.pk in units for units in offered] == [True, False]


def test_only_units_in_force_are_asked_and_permitted(as_position, tree, cast, plan):
    past.end(tree.village, tree.other_village, on=TODAY())
    client = as_position(cast.commune_officer)
    asked = client.get(f"/dang-ky/ke-hoach/{plan.pk}/chi-tieu/").context["form"].units
    permitted = client.get(f"/dang-ky/ke-hoach/{plan.pk}/nop-muon/").context["form"].fields["unit"].queryset
    assert [tree.village in units for units in (asked, permitted)] == [False, False]


def test_a_result_sent_after_a_merger_names_the_place_of_today(tree, cast, plan):
    sent = builders.confirmed(cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level])
    past.rename(tree.commune, "xã Minh Sơn", on=TODAY())
    Unit.objects.filter(pk=tree.commune.pk).update(place_name="Minh Sơn")
    registration = Registration.objects.get(pk=sent.pk)
    builders.write_result(registration, cast.registrant)
    builders.move(registration, workflow.SEND_RESULT, cast.registrant)
    paper = registration.versions.get(purpose="result").paper
    assert (paper["place"], paper["unit_name"]) == ("Minh Sơn", "thôn Đông, xã Minh Lạc")
