"""Chấm ẩn tên: nothing a covered person is called by stands on a page or a paper of whom it is kept from."""

import re
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import resolve, reverse
from django.utils import timezone

from evaluation import blind, services, workflow
from evaluation.models import Nomination, Round, Sheet
from evaluation.sheetkeys import addresses_of
from registrations import services as registrations
from registrations import workflow as steps
from registrations.models import RegistrationVersion
from tests import builders
from tests.documents.test_word import words_of_pdf
from tests.evaluation import builders as build

pytestmark = pytest.mark.django_db

TITLE = "Đường hoa Nà Phặc"


def url(name, *args):
    return reverse(f"evaluation:{name}", args=args)


def setting(**blind):
    """A dossier with a file, two reviewers; the round keeps names from whom `blind` says."""
    c = build.council(dossiers=0)
    c.registrations = [build.effective(c, title=TITLE)]
    Round.objects.update(**blind)
    c.round.refresh_from_db()
    build.scoring(c, c.reviewer, c.other_reviewer)
    return c


def names_of(c):
    return [TITLE, c.nominations[0].unit_name, "thôn Đông", c.registrations[0].code]


def pages(c):
    nomination, sheets = c.nominations[0].pk, Sheet.objects.order_by("pk")
    found = [
        reverse("home"),
        url("rounds"),
        url("round", c.round.pk),
        url("council", c.round.pk),
        url("nomination", nomination),
    ]
    found += [url("sheet", sheet.pk) for sheet in sheets]
    return found + [url("sheet_move", sheet.pk, workflow.DECLINE.slug) for sheet in sheets]


def read_by(as_position, c, position) -> str:
    client = as_position(position)
    return "\n".join(one.text for address in pages(c) if (one := client.get(address)).status_code == 200)


def test_a_reviewer_reads_no_name_of_an_owner(as_position):
    c = setting(hides_owners=True)
    for _ in range(2):
        text = read_by(as_position, c, c.reviewer)
        assert "Hồ sơ 01" in text
        assert [name for name in names_of(c) if name in text] == []
        build.send(c.sheets[0]) if c.sheets[0].state == "assigned" else None
    assert TITLE in read_by(as_position, c, c.officer)


def test_what_a_reviewer_prints_names_nobody(as_position):
    c = setting(hides_owners=True)
    client, nomination = as_position(c.reviewer), c.nominations[0].pk
    for address in (
        url("registration_pdf", nomination),
        url("result_pdf", nomination),
        url("sheet_pdf", c.sheets[0].pk),
    ):
        answer = client.get(address)
        said = "".join(words_of_pdf(answer.getvalue() if answer.streaming else answer.content)).replace(" ", "")
        assert "Hồsơ01" in said
        assert [name for name in names_of(c) if name.replace(" ", "") in said] == []
        assert c.registrations[0].code not in answer.headers["Content-Disposition"]


def test_a_name_in_running_text_is_covered_however_it_is_written(as_position):
    c = setting(hides_owners=True)
    told = {
        "place": "Thống Nhất", "signer_name": "Trần Văn Ký", "plan_line": "Thực hiện Kế hoạch của UBND xã Thống Nhất",
        "method_text": f"Thôn Đông và {TITLE.upper()}: bà con THỐNG NHẤT một lòng, trần văn ký phụ trách.",
        "result_text": "Bà con thống nhất cao.",
    }  # fmt: skip
    for version in RegistrationVersion.objects.all():
        version.paper |= told
        version.save()
    client, nomination = as_position(c.reviewer), c.nominations[0].pk
    printed = client.get(url("registration_pdf", nomination)).getvalue()
    said = " ".join(words_of_pdf(printed)) + client.get(url("sheet", c.sheets[0].pk)).text
    given = [TITLE, "thôn đông", "trần văn ký", "ubnd xã thống nhất", "thống nhất một lòng"]
    assert [one for one in given if one.lower() in said.lower()] == []
    # The word of the language that the place is called by as well stays.
    assert "Bà con thống nhất cao." in said


def test_the_next_dossier_is_the_next_number_for_the_alphabet_would_tell(as_position):
    c = build.council(dossiers=0)
    c.registrations = [build.effective(c, title=title) for title in ("Vườn mẫu", "Bếp lửa", "Ánh sáng")]
    Round.objects.update(hides_owners=True)
    first, second, _ = build.scoring(c)
    client = as_position(c.reviewer)
    listed = [one.pk for one in client.get(url("round", c.round.pk)).context["page"]]
    assert listed == [one.pk for one in c.sheets]
    data = {"position": c.reviewer.pk, "token": str(uuid4()), "tiep": "", "revision": "0"}
    assert client.post(url("sheet", first.pk), data).url == url("sheet", second.pk)


def test_covering_writes_nothing(as_position):
    c = setting(hides_owners=True)
    client = as_position(c.reviewer)
    criteria = c.sheets[0].nomination.criteria_set.criteria.all()
    scores = {f"tieu-chi-{one.pk}": "10" for one in criteria}
    data = {"position": c.reviewer.pk, "token": str(uuid4()), "gui": "", **scores}
    answer = client.post(url("sheet", c.sheets[0].pk), data, follow=True)
    assert TITLE not in answer.text
    nomination = Nomination.objects.select_related("version").get()
    assert (nomination.title, nomination.version.paper["title"]) == (TITLE, TITLE)


def test_names_come_back_when_the_result_is_told(as_position):
    c = setting(hides_owners=True)
    for sheet in c.sheets:
        build.send(sheet)
    build.move(c.round, workflow.CONCLUDE, c.officer)
    assert TITLE not in read_by(as_position, c, c.reviewer)
    build.move(c.round, workflow.PUBLISH_AT_ONCE, c.officer)
    assert TITLE in read_by(as_position, c, c.reviewer)


def test_reviewers_are_numbers_to_each_other_and_to_leaders(as_position):
    c = setting(hides_reviewers=True)
    for sheet in c.sheets:
        build.send(sheet)
    mine, other = c.reviewer.user.full_name, c.other_reviewer.user.full_name
    text = read_by(as_position, c, c.reviewer)
    assert other not in text and "Thành viên " in text
    for name in ("district_leader", "district_clerk", "province_officer"):
        text = read_by(as_position, c, getattr(c.cast, name))
        assert (mine in text, other in text, "Thành viên 1" in text) == (False, False, True), name
    assert other in read_by(as_position, c, c.officer)


@pytest.mark.parametrize(("hides", "told"), [(False, True), (True, False)])
def test_the_log_tells_leaders_who_scored_only_where_it_is_no_secret(as_position, hides, told):
    c = setting(hides_reviewers=hides)
    build.send(Sheet.objects.get(reviewer=c.reviewer))
    log, line = reverse("audit_log"), f"Phiếu chấm của {c.reviewer.user.full_name}"
    assert (line in as_position(c.cast.district_leader).get(log).text) == told
    assert line in as_position(c.cast.admin).get(log).text


@pytest.mark.parametrize(("hides", "told"), [(False, True), (True, False)])
def test_the_log_tells_leaders_who_is_in_a_team_only_where_it_is_no_secret(as_position, hides, told):
    c = setting(hides_reviewers=hides)
    kept, dropped = (
        services.form_team(
            by=c.officer, round=c.round, name=name, leader=leader, members=[], areas=[], sectors=[], token=uuid4()
        )
        for name, leader in (("Tổ ở lại", c.reviewer), ("Tổ đã bỏ", c.other_reviewer))
    )
    services.drop_team(by=c.officer, team=dropped)
    log = reverse("audit_log")
    text = as_position(c.cast.district_leader).get(log, {"loai": "evaluation.fieldteam"}).text
    assert (kept.name in text, dropped.name in text) == (told, False)
    assert dropped.name in as_position(c.cast.admin).get(log).text


NAMED = re.compile(r"Thành viên (\d)")


def numbered(c, *, count=5):
    """A covered round of as many more reviewers, in the order of their accounts, given one sheet of a dossier each."""
    more = [build.reviewer_in(c.tree.district_union) for _ in range(count)]
    services.assign(by=c.officer, round=c.round, pairs=[(c.round.nominations.get(), one) for one in more])
    return more


def test_a_number_follows_neither_the_order_of_names_nor_of_accounts_nor_of_giving():
    """Twenty draws of five numbers: of their 120 orders more than ten come up, and not always the same."""
    c = build.council(dossiers=0)
    c.registrations = [build.effective(c, title=TITLE)]
    Round.objects.update(hides_reviewers=True)
    build.nominated(c)
    more = [one.pk for one in numbered(c)]
    orders = set()
    for _ in range(20):
        Round.objects.update(token=uuid4())
        c.round.refresh_from_db()
        numbers = blind.reviewer_numbers(c.round)
        assert sorted(numbers) == sorted(more) and sorted(numbers.values()) == [1, 2, 3, 4, 5]
        orders.add(tuple(numbers[one] for one in more))
    assert len(orders) > 10


def test_no_number_changes_with_who_comes_later():
    c = setting(hides_reviewers=True)
    before = blind.reviewer_numbers(c.round)
    later = numbered(c)
    after = blind.reviewer_numbers(c.round)
    assert {one: after[one] for one in before} == before
    assert sorted(after[one.pk] for one in later) == [3, 4, 5, 6, 7]


def test_wherever_numbers_stand_they_stand_in_their_order(as_position):
    """Not in that of the sheets: who gave them went by name."""
    c = setting(hides_reviewers=True)
    numbered(c)
    for sheet in Sheet.objects.select_related("reviewer"):
        build.send(sheet)
    build.move(c.round, workflow.END_SCORING, c.officer)
    leader = as_position(c.cast.district_leader)
    for address in (url("round", c.round.pk), url("nomination", c.nominations[0].pk)):
        told = list(dict.fromkeys(NAMED.findall(leader.get(address).text)))
        assert told == ["1", "2", "3", "4", "5", "6", "7"], address
    row = leader.get(url("council", c.round.pk)).text.partition("<tbody")[2]
    assert list(dict.fromkeys(NAMED.findall(row.partition("</tr>")[0]))) == ["1", "2", "3", "4", "5", "6", "7"]


def test_the_addresses_of_sheets_do_not_follow_the_order_of_giving():
    keys = list(range(1, 51))
    addresses = [url("sheet", key) for key in keys]
    assert addresses != sorted(addresses)
    assert [resolve(one).kwargs["pk"] for one in addresses] == keys and addresses_of(keys) == addresses


def test_a_made_up_address_is_no_sheet(as_position):
    c = setting(hides_reviewers=True)
    for code in ("0" * 32, "f" * 32, "1" * 31, Sheet.objects.first().pk):
        assert as_position(c.officer).get(f"/danh-gia/phieu/{code}/").status_code == 404


@pytest.mark.parametrize(("hides", "told"), [(False, True), (True, False)])
def test_the_hour_of_sending_is_told_only_with_the_name(as_position, hides, told):
    """The log tells leaders when who signed in."""
    c = setting(hides_reviewers=hides)
    sheet = build.send(c.sheets[0])
    hour = f"{timezone.localtime(sheet.locked_at):%H:%M %d/%m/%Y}"
    address = url("sheet", sheet.pk)
    assert (hour in as_position(c.cast.district_leader).get(address).text) == told
    assert hour in as_position(c.officer).get(address).text


def test_names_are_covered_from_the_opening_on():
    c = setting(hides_owners=True)
    with pytest.raises(ValidationError) as caught:
        services.correct_round(by=c.officer, round=c.round, plan=c.plan, hides_owners=False)
    assert caught.value.message_dict == {"hides_owners": ["Đã mở chấm điểm nên không đổi được việc ẩn tên."]}


def test_a_file_is_called_by_its_number(as_position):
    c = build.council(dossiers=0)
    owner = c.cast.registrant
    made = builders.draft(owner, c.plan, levels=[c.tree.commune_level], title=TITLE)
    registrations.attach(by=owner, registration=made, file=SimpleUploadedFile("Nà Phặc.pdf", b"%PDF-1.4 12"))
    c.registrations = [finished(c, made)]
    Round.objects.update(hides_owners=True)
    build.scoring(c)
    file = made.attachments.get()
    client = as_position(c.reviewer)
    page = client.get(url("nomination", c.nominations[0].pk))
    assert "Tệp 1.pdf" in page.text and "Phặc" not in page.text
    answer = client.get(url("attachment", c.nominations[0].pk, file.pk))
    answer.close()
    assert "Ph" not in answer.headers["Content-Disposition"]


def finished(c, made):
    builders.move(made, steps.SUBMIT, c.cast.registrant)
    builders.move(made, steps.RECEIVE, c.cast.commune_officer)
    builders.move(made, steps.CONFIRM, c.cast.commune_officer)
    builders.write_result(made, c.cast.registrant, outcome="Kết quả tại thôn Đông.")
    builders.move(made, steps.SEND_RESULT, c.cast.registrant)
    builders.move(made, steps.CONFIRM_EFFECT, c.cast.commune_officer, note="Đúng.")
    return made


def test_what_was_sent_since_and_what_the_owner_scored_are_covered_as_well(as_position):
    c = build.council(dossiers=0)
    c.sets[0].__class__.objects.filter(pk=c.sets[0].pk).update(self_scored=True)
    c.registrations = [build.effective(c, title=TITLE)]
    given = {
        one.pk: services.Given(one.max_points, f"Biên bản của {c.cast.registrant.unit.full_name}.")
        for one in c.sets[0].criteria.all()
    }
    services.send_self_score(by=c.cast.registrant, registration=c.registrations[0], given=given, token=uuid4())
    Round.objects.update(hides_owners=True)
    c.round.refresh_from_db()
    (sheet,) = build.scoring(c)
    seen = c.nominations[0].version
    newer = RegistrationVersion.objects.get(pk=seen.pk)
    newer.pk, newer.number, newer.sent_at = None, seen.number + 7, timezone.now()
    newer.paper = seen.paper | {"time_text": f"Cả năm, tại {c.cast.registrant.unit.full_name}"}
    newer.save()
    client = as_position(c.reviewer)
    for address in (url("sheet", sheet.pk), url("changes_since", sheet.nomination_id)):
        text = client.get(address).text
        assert [name for name in names_of(c) if name in text] == []
    assert "Biên bản của (…)" in client.get(url("sheet", sheet.pk)).text
    assert "Cả năm, tại (…)" in client.get(url("changes_since", sheet.nomination_id)).text
