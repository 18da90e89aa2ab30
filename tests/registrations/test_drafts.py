"""Drafts: kept as typed, one writer at a time, and a second press of the button finds the first result."""

import re
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.enums import Role
from common.models import AuditRecord
from registrations import services, workflow
from registrations.enums import Kind, Purpose, State
from registrations.models import Draft, Registration
from tests import builders


@pytest.fixture
def draft(tree, cast, plan):
    return builders.draft(cast.registrant, plan, levels=[tree.commune_level]).drafts.get()


def save(draft, by, revision, **changes):
    return services.save_draft(
        by=by, registration=draft.registration, purpose=draft.purpose, revision=revision, data=draft.data | changes
    )


def start(by, plan, unit, token, **data):
    return services.start_registration(by=by, unit=unit, kind=Kind.COLLECTIVE, plan=plan, data=data, token=token)


def test_the_code_is_given_at_the_first_save(draft, plan):
    assert draft.registration.code == f"DVK-{plan.year}-00001"


def test_beginning_twice_with_one_token_begins_once(tree, cast, plan):
    token = uuid4()
    first = start(cast.registrant, plan, tree.village, token, title="Một")
    second = start(cast.registrant, plan, tree.village, token, title="Một")

    assert (first, Registration.objects.count()) == (second, 1)


def test_the_token_of_another_unit_opens_nothing(tree, cast, plan):
    token = uuid4()
    start(cast.registrant, plan, tree.village, token)
    with pytest.raises(PermissionDenied):
        start(cast.other_registrant, plan, tree.other_village, token)


@pytest.mark.parametrize(
    ("who", "where"),
    [
        ("registrant", "other_village"),
        ("registrant", "commune"),
        ("commune_officer", "far_village"),
        ("commune_clerk", "other_commune_desk"),
        ("commune_leader", "village"),
        ("reviewer", "district_union"),
        ("admin", "village"),
    ],
)
def test_nobody_begins_for_a_unit_that_is_not_theirs(tree, cast, plan, who, where):
    with pytest.raises(PermissionDenied):
        start(getattr(cast, who), plan, getattr(tree, where), uuid4())

    assert Registration.objects.count() == 0


def test_what_is_typed_for_a_unit_names_the_typist(tree, cast, plan):
    own = start(cast.registrant, plan, tree.village, uuid4()).registration
    typed = start(cast.commune_clerk, plan, tree.village, uuid4()).registration

    assert (own.typed_by, typed.typed_by, typed.unit) == (None, cast.commune_clerk, tree.village)


def test_each_save_counts_on(draft, cast):
    revisions = [save(draft, cast.registrant, revision, title=f"Lần {revision}").revision for revision in (1, 2, 3)]

    assert revisions == [2, 3, 4]


def test_saving_the_same_text_again_changes_nothing(draft, cast):
    save(draft, cast.registrant, 1, title="Đường hoa")
    again = save(draft, cast.registrant, 1, title="Đường hoa")
    draft.refresh_from_db()

    assert (again.revision, draft.revision) == (2, 2)


def test_a_save_from_an_older_revision_is_refused_and_both_texts_live(draft, cast):
    colleague = builders.position(Role.REGISTRANT, cast.registrant.unit)
    save(draft, colleague, 1, title="Của đồng nghiệp")
    with pytest.raises(services.DraftConflict) as conflict:
        save(draft, cast.registrant, 1, title="Của tôi")
    draft.refresh_from_db()

    assert (conflict.value.draft.data["title"], draft.data["title"]) == ("Của đồng nghiệp", "Của đồng nghiệp")
    assert (conflict.value.draft.saved_by, draft.revision) == (colleague, 2)


def test_a_draft_keeps_even_what_the_paper_refuses(draft, cast):
    kept = save(draft, cast.registrant, 1, signed_on="31/02/2026", benefit_amount="khoảng 70 củ", title="x" * 900)

    assert (kept.data["signed_on"], kept.data["benefit_amount"], len(kept.data["title"])) == (
        "31/02/2026",
        "khoảng 70 củ",
        900,
    )


def test_an_unsent_draft_shows_its_title_to_its_owner(draft, cast):
    save(draft, cast.registrant, 1, title="  Camera   an ninh ")
    registration = Registration.objects.drafts_of(cast.registrant).get()

    assert registration.title == "Camera an ninh"
    assert registration.search_text.split()[:4] == [registration.code.lower(), "camera", "an", "ninh"]


@pytest.mark.parametrize("who", ["other_registrant", "women_registrant", "commune_officer", "commune_clerk", "admin"])
def test_nobody_else_writes_in_a_draft(draft, cast, who):
    with pytest.raises(PermissionDenied):
        save(draft, getattr(cast, who), 1, title="Của người khác")


def test_nothing_is_written_while_the_desk_has_it(draft, cast):
    builders.move(draft.registration, workflow.SUBMIT, cast.registrant)
    with pytest.raises(ValidationError) as refused:
        save(draft, cast.registrant, 1, title="Muộn rồi")
    draft.refresh_from_db()

    assert (refused.value.messages, draft.revision) == (["Không sửa được khi hồ sơ “Chờ tiếp nhận”."], 1)


def test_a_result_is_written_only_once_confirmed(draft, cast):
    with pytest.raises(ValidationError, match="Không sửa được khi hồ sơ “Đang soạn”"):
        builders.write_result(draft.registration, cast.registrant)

    assert Draft.objects.filter(purpose=Purpose.RESULT).count() == 0


def test_an_unsent_registration_is_discarded_with_its_files(draft, cast, pdf_file, django_capture_on_commit_callbacks):
    registration = draft.registration
    stored = services.attach(by=cast.registrant, registration=registration, file=pdf_file()).file
    with django_capture_on_commit_callbacks(execute=True):
        services.discard_draft(by=cast.registrant, registration=registration)

    assert (Registration.objects.count(), Draft.objects.count(), stored.storage.exists(stored.name)) == (0, 0, False)
    assert AuditRecord.objects.filter(action="Bỏ bản đang soạn", object_id=str(registration.pk)).count() == 1


def test_what_was_once_sent_is_never_discarded(draft, cast):
    registration = draft.registration
    builders.move(registration, workflow.SUBMIT, cast.registrant)
    builders.move(registration, workflow.TAKE_BACK, cast.registrant)
    with pytest.raises(ValidationError, match="Bản đăng ký đã nộp thì không bỏ được"):
        services.discard_draft(by=cast.registrant, registration=registration)

    assert Registration.objects.get() == registration


def test_nobody_discards_the_draft_of_another_unit(draft, cast):
    with pytest.raises(PermissionDenied):
        services.discard_draft(by=cast.other_registrant, registration=draft.registration)


def test_a_stored_file_ends_as_its_kind_says(draft, cast, pdf_file):
    attachment = services.attach(by=cast.registrant, registration=draft.registration, file=pdf_file("ảnh.exe"))

    assert (attachment.name, attachment.mime, attachment.file.name[-4:]) == ("ảnh.pdf", "application/pdf", ".pdf")


def test_files_may_not_be_added_once_the_way_has_ended(draft, cast, pdf_file):
    builders.move(draft.registration, workflow.SUBMIT, cast.registrant)
    with pytest.raises(PermissionDenied):
        services.attach(by=cast.registrant, registration=draft.registration, file=pdf_file())


def test_a_sent_file_stays(draft, cast, pdf_file):
    attachment = services.attach(by=cast.registrant, registration=draft.registration, file=pdf_file())
    for step, by in (
        (workflow.SUBMIT, cast.registrant),
        (workflow.RECEIVE, cast.commune_officer),
        (workflow.RETURN, cast.commune_officer),
    ):
        builders.move(draft.registration, step, by, note="Bổ sung.")
    attachment.refresh_from_db()
    with pytest.raises(ValidationError, match="Tệp đã gửi kèm hồ sơ thì không xóa được"):
        services.remove_attachment(by=cast.registrant, attachment=attachment)


def submit_form(page) -> dict:
    """The fields behind the button “Nộp đăng ký” on the record's page."""
    form = page.text[page.text.index("/buoc/nop-dang-ky/") :]
    return dict(re.findall(r'name="(token|position|revision)" value="([^"]+)"', form[: form.index("</form>")]))


def test_what_somebody_saved_meanwhile_is_not_sent_unseen(as_position, cast, draft):
    owner, address = as_position(cast.registrant), f"/dang-ky/{draft.registration.code}/"
    form = submit_form(owner.get(address))
    save(draft, cast.registrant, 1, title="Viết ở cửa sổ khác")
    answer = owner.post(f"{address}buoc/nop-dang-ky/", form, follow=True)
    draft.registration.refresh_from_db()

    assert [str(one) for one in answer.context["messages"]] == [
        "Nội dung vừa được sửa ở nơi khác. Hãy xem lại bản mới nhất rồi gửi."
    ]
    assert draft.registration.state == State.DRAFT
    owner.post(f"{address}buoc/nop-dang-ky/", submit_form(owner.get(address)))
    draft.registration.refresh_from_db()
    assert draft.registration.title == "Viết ở cửa sổ khác"


def test_an_old_page_pressed_again_says_what_has_happened_since(as_position, cast, draft):
    owner, address = as_position(cast.registrant), f"/dang-ky/{draft.registration.code}/buoc/nop-dang-ky/"
    form = {"token": str(uuid4()), "position": cast.registrant.pk}
    owner.post(address, form)
    builders.move(draft.registration, workflow.TAKE_BACK, cast.registrant)
    answer = owner.post(address, form, follow=True)

    assert [str(one) for one in answer.context["messages"]][-1:] == [
        "Lần bấm này đã được ghi từ trước; bây giờ hồ sơ “Đang soạn”."
    ]


def test_the_same_lines_pressed_and_saved_by_themselves_are_one_text(as_position, draft, cast):
    client, address = as_position(cast.registrant), f"/dang-ky/{draft.registration.code}/sua/"
    given = {"position": cast.registrant.pk, "token": str(uuid4()), **draft.data}
    client.post(address, given | {"revision": 1, "benefit_lines": "20 hộ\r\n320 công", "next": "here"})
    client.post(address, given | {"revision": 1, "benefit_lines": "20 hộ\n320 công"}, headers={"HX-Request": "true"})

    draft.refresh_from_db()
    assert (draft.revision, draft.data["benefit_lines"]) == (2, "20 hộ\n320 công")


def test_every_ticked_level_and_sector_is_kept_when_a_draft_is_edited(as_position, draft, tree, cast, plan):
    ticked = {
        "levels": [str(level.pk) for level in (tree.commune_level, tree.district_level)],
        "other_sectors": [str(sector.pk) for sector in plan.sectors.all()[1:3]],
    }
    given = {
        "position": cast.registrant.pk,
        "token": str(uuid4()),
        **draft.data,
        **ticked,
        "revision": 1,
        "next": "here",
    }
    as_position(cast.registrant).post(f"/dang-ky/{draft.registration.code}/sua/", given)

    draft.refresh_from_db()
    assert {name: draft.data[name] for name in ticked} == ticked


def test_signs_that_the_print_lacks_are_told_and_kept(as_position, cast, plan, tree):
    typed = builders.typed(
        plan, levels=[tree.commune_level], title="Đường hoa 🌺🌺 ẵng “khéo” – m² ½ •", unit_address="thôn"
    )
    form = typed | {"token": str(uuid4()), "position": str(cast.registrant.pk), "revision": "1"}
    owner = as_position(cast.registrant)
    page = owner.post("/dang-ky/moi/tap-the/", form, headers={"HX-Request": "true"}).content.decode()

    assert "bản in không có ký tự 🌺, chỗ đó để trống." in page
    assert Registration.objects.get().title.startswith("Đường hoa 🌺🌺 ẵng")


def test_a_new_paper_begins_with_who_signed_the_last_one_of_the_unit(as_position, cast, plan, tree):
    def offered(kind):
        return (
            as_position(cast.registrant)
            .get(f"/dang-ky/moi/{kind}/", follow=True)
            .context["form"]["signer_name"]
            .value()
        )

    assert offered("tap-the") == ""
    builders.submitted(cast.registrant, plan, levels=[tree.commune_level], signer_name="Trần Thị Sen")
    builders.draft(cast.registrant, plan, levels=[tree.commune_level], signer_name="Chưa nộp")
    builders.submitted(cast.women_registrant, plan, levels=[tree.commune_level], signer_name="Của nơi khác")
    assert offered("tap-the") == "Trần Thị Sen"
