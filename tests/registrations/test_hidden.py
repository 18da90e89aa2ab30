"""What is half edited after a return is not visible above; a draft never is, on any page."""

import io

import pypdfium2
import pytest
from django.core.exceptions import PermissionDenied

from registrations import services, workflow
from registrations.enums import Purpose, State
from registrations.models import Registration
from tests import builders
from tests.registrations.stories import in_state

SENT, HALF = "Đường hoa phụ nữ tự quản", "Camera an ninh thôn Đông"


def text_of(response) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if response.headers["Content-Type"] == "application/pdf":
        with pypdfium2.PdfDocument(io.BytesIO(content)) as pdf:
            return " ".join(" ".join(page.get_textpage().get_text_range() for page in pdf).split())
    return content.decode()


def half_edited(registration, by, pdf_file):
    draft = registration.drafts.get(purpose=Purpose.REGISTRATION)
    services.save_draft(
        by=by, registration=registration, purpose=Purpose.REGISTRATION, revision=draft.revision,
        data=draft.data | {"title": HALF},
    )  # fmt: skip
    return services.attach(by=by, registration=registration, file=pdf_file("chua-gui.pdf"))


@pytest.fixture
def returned(tree, cast, plan, pdf_file):
    """Handed in, returned, and being edited: the file is not sent yet."""
    registration = in_state(
        State.RETURNED, owner=cast.registrant, officer=cast.commune_officer, plan=plan, levels=[tree.commune_level]
    )
    registration.unsent = half_edited(registration, cast.registrant, pdf_file)
    return registration


@pytest.fixture
def taken_back(tree, cast, plan, pdf_file):
    """Handed in, taken back before receipt, and being edited."""
    registration = builders.submitted(cast.registrant, plan, levels=[tree.commune_level])
    builders.move(registration, workflow.TAKE_BACK, cast.registrant)
    registration.unsent = half_edited(registration, cast.registrant, pdf_file)
    return registration


ABOVE = ["commune_officer", "commune_leader", "commune_clerk", "commune_front", "district_officer"]
PAGES = ["/dang-ky/{code}/", "/dang-ky/{code}/ban-in.pdf", "/dang-ky/{code}/ban-in.pdf?ban=1", "/dang-ky/"]


@pytest.mark.parametrize("story", ["returned", "taken_back"])
def test_above_only_what_was_last_sent_is_seen(request, as_position, cast, story):
    registration = request.getfixturevalue(story)
    seen = {}
    for who in ABOVE:
        browser = as_position(getattr(cast, who))
        for page in PAGES:
            shown = text_of(browser.get(page.format(code=registration.code)))
            seen[who, page] = (SENT in shown, HALF in shown, "chua-gui.pdf" in shown)

    assert seen == {(who, page): (True, False, False) for who in ABOVE for page in PAGES}


@pytest.mark.parametrize("word", ["camera", "Camera an ninh"])
def test_the_search_does_not_find_the_half_edited_text(as_position, cast, returned, word):
    officer = as_position(cast.commune_officer)

    assert len(officer.get("/dang-ky/", {"tim": word}).context["page"]) == 0
    assert len(officer.get("/dang-ky/", {"tim": "duong hoa"}).context["page"]) == 1


def test_an_unsent_file_is_not_served_above(as_position, cast, returned):
    address = f"/dang-ky/{returned.code}/tep/{returned.unsent.pk}/"

    assert as_position(cast.commune_officer).get(address).status_code == 404
    assert b"".join(as_position(cast.registrant).get(address).streaming_content)[:5] == b"%PDF-"


def test_the_log_tells_that_something_is_written_and_not_what(as_position, cast, returned, plan, tree):
    builders.draft(cast.registrant, plan, levels=[tree.commune_level], title=HALF)
    for reader in (cast.commune_leader, cast.admin):
        page = as_position(reader).get("/nhat-ky/")
        told = {line.record.action for line in page.context["lines"]}

        assert {"Bắt đầu soạn đăng ký", "Đính kèm tệp"} <= told
        assert (HALF in text_of(page), "chua-gui" in text_of(page)) == (False, False)


def test_the_owner_goes_on_with_the_half_edited_text(as_position, cast, returned):
    owner = as_position(cast.registrant)

    assert HALF in text_of(owner.get(f"/dang-ky/{returned.code}/"))
    assert "chua-gui.pdf" in text_of(owner.get(f"/dang-ky/{returned.code}/"))
    assert HALF in text_of(owner.get(f"/dang-ky/{returned.code}/ban-in.pdf"))


def test_a_half_written_result_is_not_seen_above(as_position, tree, cast, plan):
    registration = builders.confirmed(cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level])
    builders.write_result(registration, cast.registrant, how="Còn đang viết dở.")
    officer = as_position(cast.commune_officer)

    assert "Còn đang viết dở." not in text_of(officer.get(f"/dang-ky/{registration.code}/"))
    assert officer.get(f"/dang-ky/{registration.code}/bao-cao-ket-qua.pdf").status_code == 404


def test_a_returned_result_shows_above_as_it_was_sent(as_position, tree, cast, plan):
    registration = builders.result_sent(cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level])
    builders.move(registration, workflow.RETURN_RESULT, cast.commune_officer, note="Thiếu số liệu.")
    data = registration.drafts.get(purpose=Purpose.RESULT).data | {"outcome": "Số liệu mới chưa gửi."}
    services.save_draft(by=cast.registrant, registration=registration, purpose=Purpose.RESULT, data=data, revision=1)
    shown = text_of(as_position(cast.commune_officer).get(f"/dang-ky/{registration.code}/"))

    assert ("Mở rộng 1,85 km đường." in shown, "Số liệu mới chưa gửi." in shown) == (True, False)


EVERYBODY_ELSE = [
    "women_registrant", "other_registrant", "commune_officer", "district_officer", "province_officer", "commune_front",
    "commune_leader", "commune_clerk", "district_clerk", "reviewer", "admin",
]  # fmt: skip


def test_a_draft_is_seen_by_its_own_unit_alone(tree, cast, plan):
    registration = builders.draft(cast.registrant, plan, levels=[tree.commune_level])
    seen = [who for who in EVERYBODY_ELSE if Registration.objects.open_to(getattr(cast, who)).exists()]

    assert (seen, Registration.objects.open_to(cast.registrant).get()) == ([], registration)


DRAFT_PAGES = [
    "", "ban-in.pdf", "bao-cao-ket-qua.pdf", "sua/", "ket-qua/", "buoc/nop-dang-ky/", "tep/1/", "phieu-tiep-nhan/1.pdf"
]  # fmt: skip


def test_a_draft_of_others_does_not_exist(as_position, tree, cast, plan):
    """404, or 403 where the role never opens such a page at all."""
    registration = builders.draft(cast.registrant, plan, levels=[tree.commune_level])
    answers = {
        who: {
            as_position(getattr(cast, who)).get(f"/dang-ky/{registration.code}/{page}").status_code
            for page in DRAFT_PAGES
        }
        for who in EVERYBODY_ELSE
    }
    never = {"reviewer": {403}, "admin": {403}, "commune_leader": {403, 404}}

    assert answers == {who: never.get(who, {404}) for who in EVERYBODY_ELSE}


def test_what_is_typed_on_behalf_is_seen_by_the_typist_and_the_unit(tree, cast, plan):
    registration = builders.draft(cast.commune_clerk, plan, levels=[tree.commune_level], unit=tree.village)
    seeing = [
        who for who in ("registrant", *EVERYBODY_ELSE) if Registration.objects.open_to(getattr(cast, who)).exists()
    ]

    assert seeing == ["registrant", "commune_clerk"]
    assert Registration.objects.drafts_of(cast.commune_clerk).get() == registration


def test_a_withdrawn_model_is_no_draft_any_more(tree, cast, plan):
    registration = in_state(
        State.WITHDRAWN, owner=cast.registrant, officer=cast.commune_officer, plan=plan, levels=[tree.commune_level]
    )
    with pytest.raises(PermissionDenied):
        services.attach(by=cast.registrant, registration=registration, file=None)

    assert list(Registration.objects.drafts_of(cast.registrant)) == []
