"""Every address of the room × everybody: outside the scope 404, visible but not permitted 403, without a position 403."""

import pytest
from django.urls import get_resolver

from registrations import services, workflow
from tests import builders

OWNER = {"registrant"}
ABOVE = {
    "commune_officer", "commune_front", "commune_leader", "commune_clerk", "district_officer", "district_leader",
    "district_clerk", "province_officer",
}  # fmt: skip
LEADERS = {"commune_leader", "district_leader"}
OUTSIDE = {"women_registrant", "other_registrant", "other_commune_officer", "other_district_officer"}
REVIEWERS = {"reviewer", "other_reviewer"}
NEVER = {*REVIEWERS, "admin", "nobody"}
EVERYBODY = OWNER | ABOVE | OUTSIDE | NEVER
REGISTRANTS = {"registrant", "women_registrant", "other_registrant"}
TYPISTS = ABOVE - LEADERS | {"other_commune_officer", "other_district_officer"}
OFFICERS = {who for who in TYPISTS if "clerk" not in who}
INSIDE = OWNER | ABOVE

# address: who is answered 200, who 404; everybody else 403. The record is the village's, received by the commune.
READING = (INSIDE, OUTSIDE)
PAGES = {
    "list": ("", EVERYBODY - NEVER, set()),
    "new": ("moi/tap-the/", REGISTRANTS | TYPISTS, set()),
    "blank": ("mau-trong/ca-nhan.pdf", EVERYBODY - NEVER, set()),
    "plans": ("ke-hoach/", EVERYBODY - {"admin", "nobody"}, set()),
    "new_plan": ("ke-hoach/moi/", TYPISTS, set()),
    "plan": (
        "ke-hoach/{plan}/", INSIDE | {"women_registrant", "other_registrant", "other_reviewer", "reviewer"},
        {"other_commune_officer", "other_district_officer"},
    ),
    "edit_plan": ("ke-hoach/{plan}/sua/", TYPISTS & ABOVE, {"other_commune_officer", "other_district_officer"}),
    "quotas": ("ke-hoach/{plan}/chi-tieu/", TYPISTS & ABOVE, {"other_commune_officer", "other_district_officer"}),
    "late_permit": ("ke-hoach/{plan}/nop-muon/", OFFICERS & ABOVE, {"other_commune_officer", "other_district_officer"}),
    "record": ("{code}/", *READING),
    "registration_pdf": ("{code}/ban-in.pdf", *READING),
    "receipt_pdf": ("{code}/phieu-tiep-nhan/{receipt}.pdf", *READING),
    "file": ("{code}/tep/{file}/", *READING),
    "edit": ("{returned}/sua/", OWNER, OUTSIDE),
    "result": ("{confirmed}/ket-qua/", OWNER, OUTSIDE),
    "result_pdf": ("{reported}/bao-cao-ket-qua.pdf", *READING),
    "move": ("{code}/buoc/tra-lai-de-bo-sung/", {"commune_officer"}, OUTSIDE),
}  # fmt: skip
# What only answers a POST: who is let through to it, and what everybody outside is told.
POSTS = {
    "attach": ("{returned}/tep/", OWNER, OUTSIDE),
    "remove_file": ("{returned}/tep/{unsent}/bo/", OWNER, OUTSIDE),
    "discard": ("{returned}/bo/", OWNER, OUTSIDE),
}


@pytest.fixture
def everybody(cast):
    cast.nobody = type("NoPosition", (), {"user": builders.person(), "pk": None})()
    return vars(cast)


@pytest.fixture
def world(tree, cast, plan, pdf_file):
    """One record in each stage of the way, with a receipt and a sent file."""
    carry = {"levels": [tree.commune_level]}
    first = builders.draft(cast.registrant, plan, **carry)
    file = services.attach(by=cast.registrant, registration=first, file=pdf_file())
    builders.move(first, workflow.SUBMIT, cast.registrant)
    builders.move(first, workflow.RECEIVE, cast.commune_officer)
    returned = builders.received(cast.registrant, plan, cast.commune_officer, **carry)
    builders.move(returned, workflow.RETURN, cast.commune_officer, note="Bổ sung.")
    unsent = services.attach(by=cast.registrant, registration=returned, file=pdf_file())
    confirmed = builders.confirmed(cast.registrant, plan, cast.commune_officer, **carry)
    reported = builders.result_sent(cast.registrant, plan, cast.commune_officer, **carry)
    return {
        "code": first.code, "plan": plan.pk, "receipt": first.receipts.get().pk, "file": file.pk,
        "returned": returned.code, "confirmed": confirmed.code, "reported": reported.code, "unsent": unsent.pk,
    }  # fmt: skip


def answers(send, everybody) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for who, position in everybody.items():
        answer = send(position)
        if answer.streaming:
            list(answer.streaming_content)
        found.setdefault(answer.status_code, set()).add(who)
    return found


def wanted(passing, missing, code=200) -> dict[int, set[str]]:
    table = {code: set(passing), 404: set(missing), 403: EVERYBODY - set(passing) - set(missing)}
    return {status: who for status, who in table.items() if who}


def test_the_table_knows_every_address_of_the_room():
    room = next(entry for entry in get_resolver().url_patterns if getattr(entry, "namespace", "") == "registrations")

    assert {pattern.name for pattern in room.url_patterns} == {*PAGES, *POSTS}


@pytest.mark.parametrize("name", [name for name in PAGES if not name.endswith("pdf")])
def test_who_may_open_a_page(as_position, everybody, world, name):
    address, passing, missing = PAGES[name]
    address = f"/dang-ky/{address.format(**world)}"

    assert answers(lambda position: as_position(position).get(address), everybody) == wanted(passing, missing)


def test_who_may_open_the_prints(as_position, everybody, world, monkeypatch):
    monkeypatch.setattr("registrations.views.prints.paper_to_pdf", lambda template, paper: b"%PDF-")
    for name in ("registration_pdf", "result_pdf", "receipt_pdf"):
        address, passing, missing = PAGES[name]
        address = f"/dang-ky/{address.format(**world)}"
        assert (name, answers(lambda position, to=address: as_position(position).get(to), everybody)) == (
            name, wanted(passing, missing),
        )  # fmt: skip


@pytest.mark.parametrize("name", POSTS)
def test_who_may_post(as_position, everybody, world, name, pdf_file):
    """Let through, one is led on; nobody else reaches it, and a look is no press."""
    address, passing, missing = POSTS[name]
    address = f"/dang-ky/{address.format(**world)}"

    last = dict(reversed(everybody.items()))  # the owner comes last: then there is nothing left to find

    def post(position):
        return as_position(position).post(address, {"files": pdf_file()})

    assert answers(post, last) == wanted(passing, missing, 302)
    assert as_position(everybody["registrant"]).get(address).status_code == 405


@pytest.mark.parametrize(
    "address",
    ["DVK-2026-99999/", "DVK-2026-99999/ban-in.pdf", "ke-hoach/99999/", "{code}/buoc/khong-co/", "{code}/tep/99999/",
     "{code}/phieu-tiep-nhan/99999.pdf", "{code}/bao-cao-ket-qua.pdf", "{code}/ban-in.pdf?ban=7",
     "{code}/ban-in.pdf?ban=x", "{code}/ban-in.pdf?ban=99999999999999999999", "moi/khac/", "moi/tap-the/?don-vi=99999",
     "moi/tap-the/?don-vi=99999999999999999999999", "mau-trong/khac.pdf"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(as_position, cast, world, address):
    assert as_position(cast.commune_officer).get(f"/dang-ky/{address.format(**world)}").status_code == 404


def test_a_typist_begins_only_for_a_unit_inside_the_area(as_position, tree, cast, plan):
    officer = as_position(cast.commune_officer)

    assert officer.get(f"/dang-ky/moi/tap-the/?don-vi={tree.village.pk}").status_code == 200
    assert officer.get(f"/dang-ky/moi/tap-the/?don-vi={tree.far_village.pk}").status_code == 404


def test_the_receipt_of_one_record_is_not_printed_under_another(as_position, cast, world):
    assert as_position(cast.commune_officer).get(
        f"/dang-ky/{world['reported']}/phieu-tiep-nhan/{world['receipt']}.pdf"
    ).status_code == 404  # fmt: skip


def test_a_form_of_another_position_is_held_back_and_nothing_is_written(as_position, tree, cast, plan):
    registration = builders.submitted(cast.registrant, plan, levels=[tree.commune_level])
    form = {"token": "6f1c1a57-6ed5-4c0e-9d0a-0d6a3d1a7d11", "position": cast.registrant.pk}
    answer = as_position(cast.commune_officer).post(f"/dang-ky/{registration.code}/buoc/tiep-nhan/", form)
    registration.refresh_from_db()

    assert (answer.status_code, registration.state) == (409, "submitted")
