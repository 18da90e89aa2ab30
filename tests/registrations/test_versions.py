"""A version is written by each handing in and each result sent, never by saving; what it says stays as it was."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from common.models import AuditRecord
from common.workflow import perform
from registrations import services, workflow
from registrations.enums import Purpose, Stage
from tests import builders


def versions(registration) -> list[tuple]:
    return list(registration.versions.order_by("pk").values_list("purpose", "number"))


def rewrite(registration, by, **changes):
    draft = registration.drafts.get(purpose=Purpose.REGISTRATION)
    return services.save_draft(
        by=by,
        registration=registration,
        purpose=Purpose.REGISTRATION,
        revision=draft.revision,
        data=draft.data | changes,
    )


@pytest.fixture
def owner(cast):
    return cast.registrant


@pytest.fixture
def draft(tree, owner, plan):
    return builders.draft(owner, plan, levels=[tree.commune_level])


@pytest.fixture
def returned(tree, cast, owner, plan):
    registration = builders.received(owner, plan, cast.commune_officer, levels=[tree.commune_level])
    builders.move(registration, workflow.RETURN, cast.commune_officer, note="Ghi rõ địa chỉ.")
    return registration


def test_saving_writes_no_version(draft, owner):
    for title in ("Một", "Hai", "Ba"):
        rewrite(draft, owner, title=title)

    assert (versions(draft), draft.drafts.get().revision) == ([], 4)


def test_handing_in_writes_one_version_with_the_paper(draft, owner):
    builders.move(draft, workflow.SUBMIT, owner)
    version = draft.versions.get()

    assert (version.purpose, version.number, version.sent_by) == (Purpose.REGISTRATION, 1, owner)
    assert (version.paper["title"], version.paper["levels"]) == ("Đường hoa phụ nữ tự quản", ["cấp cơ sở"])


def test_the_second_handing_in_stands_beside_the_first(returned, owner):
    rewrite(returned, owner, title="Đường hoa kiểu mẫu")
    builders.move(returned, workflow.SUBMIT, owner)

    assert [version.paper["title"] for version in returned.versions.order_by("number")] == [
        "Đường hoa phụ nữ tự quản",
        "Đường hoa kiểu mẫu",
    ]
    assert returned.title == "Đường hoa kiểu mẫu"


def test_each_result_sent_is_a_version_of_its_own_count(tree, cast, owner, plan):
    registration = builders.result_sent(owner, plan, cast.commune_officer, levels=[tree.commune_level])
    builders.move(registration, workflow.RETURN_RESULT, cast.commune_officer, note="Thiếu số liệu.")
    builders.move(registration, workflow.SEND_RESULT, owner)

    assert versions(registration) == [("registration", 1), ("result", 1), ("result", 2)]


def test_what_was_handed_in_stands_in_the_columns(tree, cast, owner, plan):
    sectors = list(plan.sectors.all())
    registration = builders.submitted(
        owner, plan, levels=[tree.commune_level, tree.district_level], sector=sectors[1],
        other_sectors=[str(sectors[0].pk), str(sectors[1].pk)], benefit_amount="70 triệu",
        benefit_lines="1.260 m2 đất\n75 - 80 triệu đồng/ha/vụ\n14,873 km", starts_on="01/03/2026", ends_on="30/11/2026",
    )  # fmt: skip

    assert registration.benefit_amount == 70_000_000
    assert [(row.text, row.quantity, row.measure) for row in registration.benefits.filter(stage=Stage.PLANNED)] == [
        ("1.260 m2 đất", 1260, "m2 đất"),
        ("75 - 80 triệu đồng/ha/vụ", None, ""),
        ("14,873 km", Decimal("14.873"), "km"),
    ]
    assert (registration.sector, list(registration.other_sectors.all())) == (sectors[1], [sectors[0]])
    assert registration.highest_level == tree.district_level
    assert registration.search_text.endswith("duong hoa phu nu tu quan thon dong, xa minh lac")


def test_files_go_with_the_version_they_were_sent_with(draft, owner, cast, pdf_file):
    first = services.attach(by=owner, registration=draft, file=pdf_file("anh-1.pdf"))
    builders.move(draft, workflow.SUBMIT, owner)
    builders.move(draft, workflow.RECEIVE, cast.commune_officer)
    builders.move(draft, workflow.RETURN, cast.commune_officer, note="Thêm ảnh.")
    second = services.attach(by=owner, registration=draft, file=pdf_file("anh-2.pdf"))
    second.refresh_from_db()
    assert second.version is None

    builders.move(draft, workflow.SUBMIT, owner)
    for file in (first, second):
        file.refresh_from_db()
    assert (first.version.number, second.version.number) == (1, 2)


def test_the_same_token_twice_is_one_step(tree, cast, draft, owner):
    token = uuid4()
    first = perform(workflow.SUBMIT, draft, by=owner, data={}, token=token)
    lines = AuditRecord.objects.count()
    second = perform(workflow.SUBMIT, draft, by=owner, data={}, token=token)

    assert (first, draft.events.count(), versions(draft)) == (second, 1, [("registration", 1)])
    assert AuditRecord.objects.count() == lines


def test_two_tokens_are_two_presses_and_the_second_is_told(draft, owner):
    builders.move(draft, workflow.SUBMIT, owner)
    with pytest.raises(ValidationError) as refused:
        builders.move(draft, workflow.SUBMIT, owner)

    assert refused.value.messages == ["Không thể nộp đăng ký khi hồ sơ “Chờ tiếp nhận”."]


def test_a_version_seen_before_the_last_save_is_not_sent(draft, owner):
    rewrite(draft, owner, title="Sửa ở máy khác")
    with pytest.raises(ValidationError, match=r"^\['Nội dung vừa được sửa ở nơi khác"):
        builders.move(draft, workflow.SUBMIT, owner, revision=1)
    draft.refresh_from_db()

    assert (draft.state, versions(draft)) == ("draft", [])
