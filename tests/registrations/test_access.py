"""What is not there is not found, and nothing is reached by way of something else. Who may what: tests/access/."""

import pytest

from registrations import services, workflow
from tests import builders


@pytest.fixture
def world(tree, cast, plan, pdf_file):
    """One record in each stage of the way, with a receipt and a sent file."""
    carry = {"levels": [tree.commune_level]}
    first = builders.draft(cast.registrant, plan, **carry)
    services.attach(by=cast.registrant, registration=first, file=pdf_file())
    builders.move(first, workflow.SUBMIT, cast.registrant)
    builders.move(first, workflow.RECEIVE, cast.commune_officer)
    reported = builders.result_sent(cast.registrant, plan, cast.commune_officer, **carry)
    return {"code": first.code, "receipt": first.receipts.get().pk, "reported": reported.code}


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

    assert officer.get(f"/dang-ky/moi/tap-the/?don-vi={tree.village.pk}", follow=True).status_code == 200
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
