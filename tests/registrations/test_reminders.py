"""Đôn đốc: who is behind with registering, the letter to them, and what they find on their home page until they register."""

import io
from datetime import timedelta
from uuid import uuid4

import pypdfium2
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from docx import Document

from common.models import AuditRecord
from registrations import workflow
from registrations.enums import Kind
from registrations.models import RemindedUnit, Reminder
from registrations.plans import services as planning
from registrations.reminding import services as reminding
from registrations.reminding.behind import units_behind
from registrations.reminding.papers import letter_of, table_of
from tests import builders
from tests.registrations.test_pages import guard, told
from units.models import Unit

SIGNED = {"signer_name": "Hà Văn Thuấn", "signer_title": "Phó Chủ tịch"}
COLLECTIVE, INDIVIDUAL = Kind.COLLECTIVE.value, Kind.INDIVIDUAL.value


@pytest.fixture
def soon():
    return timezone.localdate() + timedelta(days=10)


@pytest.fixture
def page(plan):
    return f"/dang-ky/ke-hoach/{plan.pk}/chua-dang-ky/"


@pytest.fixture
def low(tree):
    return {"levels": [tree.commune_level]}


def behind(plan, position):
    rows = units_behind(plan, Unit.objects.visible_to(position), timezone.localdate())
    return {row.unit.name: (row.collective.missing, row.individual.missing, row.reminded_on) for row in rows}


def remind(by, plan, soon, *units, token=None, **told):
    keys = {unit.pk for unit in units}
    return reminding.remind(by=by, plan=plan, units=keys, until=soon, token=token or uuid4(), **told)


def lines(as_position, position):
    found = as_position(position).get("/").context["work"]
    return [line.title for one in found for line in one.lines if line.title.startswith("Đăng ký mô hình theo")]


# Who is behind


def test_units_directly_below_without_a_registration_are_behind_but_not_the_desk(plan, cast, tree):
    assert set(behind(plan, cast.commune_officer)) == {
        "Ủy ban MTTQ Việt Nam xã Minh Lạc", "Hội Liên hiệp Phụ nữ xã Minh Lạc", "thôn Đông", "thôn Đoài",
    }  # fmt: skip


def test_one_registration_is_enough_where_no_number_was_asked(plan, cast, low):
    builders.submitted(cast.registrant, plan, **low)
    draft = builders.draft(cast.women_registrant, plan, **low)

    assert ("thôn Đông" in behind(plan, cast.commune_officer), draft.state) == (False, "draft")
    assert "Hội Liên hiệp Phụ nữ xã Minh Lạc" in behind(plan, cast.commune_officer)


def test_a_number_asked_counts_kind_by_kind(plan, cast, tree, low):
    asked = [(tree.village, COLLECTIVE, 2), (tree.village, INDIVIDUAL, 1), (tree.other_village, COLLECTIVE, 1)]
    planning.set_quotas(by=cast.commune_officer, plan=plan, asked=asked)
    builders.submitted(cast.registrant, plan, **low)
    withdrawn = builders.submitted(cast.registrant, plan, **low)
    builders.move(withdrawn, workflow.WITHDRAW, cast.registrant, note="Trùng.")
    found = behind(plan, cast.commune_officer)

    assert (found["thôn Đông"], found["thôn Đoài"]) == ((1, 1, None), (1, 0, None))


def test_khoi_and_kind_narrow_the_page(as_position, cast, plan, page, tree):
    planning.set_quotas(by=cast.commune_officer, plan=plan, asked=[(tree.village, INDIVIDUAL, 1)])
    officer = as_position(cast.commune_officer)

    def shown(query):
        return [row.unit.name for row in officer.get(page + query).context["rows"]]

    assert shown("?khoi=mass") == ["Hội Liên hiệp Phụ nữ xã Minh Lạc"]
    assert shown("?khoi=dia-ban") == ["thôn Đoài", "thôn Đông"]
    assert "thôn Đông" not in shown("?loai=collective")
    assert "thôn Đông" in shown("?loai=individual")
    assert len(shown("?khoi=la&loai=la")) == 4


# The letter


def test_the_letter_is_recorded_once_a_press(as_position, cast, plan, page, tree, soon):
    officer, token = as_position(cast.commune_officer), uuid4()
    form = guard(cast.commune_officer, token) | {
        "units": [tree.village.pk, tree.women.pk], "until": f"{soon:%d/%m/%Y}", "note": "Ưu tiên mô hình mới.", **SIGNED,
    }  # fmt: skip
    answers = [told(officer.post(page, form)) for _ in range(2)]
    reminder = Reminder.objects.get()

    said = "Đã lập công văn đôn đốc 2 đơn vị. Hãy tải công văn, trình ký rồi gửi đi."
    assert answers[0] == (f"/dang-ky/ke-hoach/{plan.pk}/don-doc/{reminder.pk}/", [said])
    assert answers[1][0] == answers[0][0]
    assert (reminder.by, reminder.until, reminder.note) == (cast.commune_officer, soon, "Ưu tiên mô hình mới.")
    assert set(reminder.reminded.values_list("unit", flat=True)) == {tree.village.pk, tree.women.pk}
    line = AuditRecord.objects.get(action="Lập công văn đôn đốc")
    assert "thôn Đông" in line.after["các đơn vị"]
    assert behind(plan, cast.commune_officer)["thôn Đông"][2] == timezone.localdate()


def test_the_first_letter_begins_with_who_usually_signs(as_position, cast, page):
    shown = as_position(cast.commune_officer).get(page)
    assert shown.context["form"].initial == {"signer_name": "Hà Văn Thuấn", "signer_title": "Chủ tịch"}
    assert 'xong trước hoặc trong ngày<span class="asteriskField">*</span>' in shown.content.decode()


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"units": []}, "units"), ({"units": ["999999"]}, "units"), ({"until": "31/02/2026"}, "until"), ({"until": ""}, "until"),
     ({"until": "01/01/2020"}, "until"), ({"signer_name": " "}, "signer_name"), ({"signer_title": ""}, "signer_title"),
     ({"note": "a" * 2001}, "note")],
)  # fmt: skip
def test_what_is_wrong_is_said_beside_it_and_nothing_is_recorded(
    as_position, cast, plan, page, tree, soon, typed, field
):
    form = (
        guard(cast.commune_officer)
        | {"units": [tree.village.pk], "until": f"{soon:%d/%m/%Y}", "note": "Gấp"}
        | SIGNED
        | typed
    )
    answer = as_position(cast.commune_officer).post(page, form)

    assert (answer.status_code, list(answer.context["form"].errors)) == (200, [field])
    assert not Reminder.objects.exists()
    assert typed.get("note", "Gấp") in answer.content.decode()


def test_units_that_have_registered_meanwhile_are_not_reminded(plan, cast, tree, soon, low):
    builders.submitted(cast.registrant, plan, **low)
    with pytest.raises(ValidationError) as refused:
        remind(cast.commune_officer, plan, soon, tree.village)

    assert refused.value.messages == ["Chưa chọn đơn vị nào, hoặc các đơn vị đã chọn vừa đăng ký đủ."]


def test_only_those_who_may_correct_the_plan_remind(as_position, cast, plan, page, tree, soon):
    for by in (cast.commune_leader, cast.other_commune_officer):
        with pytest.raises(PermissionDenied):
            remind(by, plan, soon, tree.village)
    leader = as_position(cast.commune_leader)
    assert (leader.get(page).status_code, leader.post(page, guard(cast.commune_leader)).status_code) == (200, 403)


def text_of(data):
    pages = pypdfium2.PdfDocument(data)
    return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pages).split())


def text_of_word(data):
    document = Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return " ".join(" ".join([*(one.text for one in document.paragraphs), *cells]).split())


def test_word_and_pdf_say_what_was_recorded(as_position, cast, plan, tree, soon, low):
    planning.set_quotas(by=cast.commune_officer, plan=plan, asked=[(tree.village, COLLECTIVE, 2)])
    builders.submitted(cast.registrant, plan, **low)
    reminder = remind(cast.commune_officer, plan, soon, tree.village, tree.women, note="Ưu tiên mô hình mới.")
    builders.submitted(cast.registrant, plan, **low)
    officer = as_position(cast.commune_officer)
    address = f"/dang-ky/ke-hoach/{plan.pk}/don-doc/{reminder.pk}/"
    word, pdf = officer.get(f"{address}cong-van.docx"), officer.get(f"{address}cong-van.pdf")
    today = timezone.localdate()

    assert word["Content-Disposition"].startswith("attachment;")
    for text in (text_of_word(word.content), text_of(pdf.content)):
        for piece in (
            "ỦY BAN NHÂN DÂN", "XÃ MINH LẠC", "/UBND", f"năm {today.year}", "Kính gửi:", "- thôn Đông, xã Minh Lạc;",
            f"V/v đôn đốc đăng ký xây dựng mô hình “Dân vận khéo” năm {today.year}", f"{soon:%d/%m/%Y}",
            "Ưu tiên mô hình mới.", "TM. ỦY BAN NHÂN DÂN", "- Như trên;", "Trân trọng./.", "Còn thiếu",
        ):  # fmt: skip
            assert piece in text
    assert "CV-UBND" not in text_of(pdf.content)
    village = RemindedUnit.objects.get(unit=tree.village)
    assert (village.collective_asked, village.collective_registered, village.collective_missing) == (2, 1, 1)


def test_where_no_number_was_asked_the_letter_counts_what_was_registered(cast, plan, tree, soon):
    reminder = remind(cast.commune_officer, plan, soon, tree.village)
    assert [one.key for one in table_of(reminder.reminded.select_related("unit")).columns] == [
        "number", "unit", "collective_registered", "individual_registered",
    ]  # fmt: skip


def test_a_party_office_numbers_its_letter_as_the_party_does(cast, tree, soon):
    for known in (Unit.objects.filter(pk=tree.district_desk.pk), tree.district_desk.versions.all()):
        known.update(paper_family="party", number_suffix="BDVHU")
    plan = builders.plan(tree, cast.district_officer, issuer=tree.district_desk, number="32-KH/HU")
    reminder = remind(cast.district_officer, plan, soon, tree.commune)
    letter = letter_of(Reminder.objects.select_related("plan__movement", "by__unit").get(pk=reminder.pk))
    assert (letter.letterhead.symbol, letter.to) == ("CV/BDVHU", ("xã Minh Lạc",))


def recorded(reminder):
    return Reminder.objects.select_related("plan__movement", "cites", "by__unit").get(pk=reminder.pk)


def test_the_form_begins_with_who_signed_last_and_the_letter_is_signed_so(as_position, cast, plan, page, tree, soon):
    officer = as_position(cast.commune_officer)
    reminder = remind(cast.commune_officer, plan, soon, tree.village, **SIGNED)
    assert officer.get(page).context["form"].initial == SIGNED
    head = letter_of(recorded(reminder)).letterhead
    assert (head.signature_lines, head.signer_name) == (
        ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "Hà Văn Thuấn"
    )  # fmt: skip


def test_who_reminds_under_a_plan_of_below_cites_the_plan_of_the_own_level(as_position, cast, plan, tree, soon):
    def cited():
        reminder = remind(cast.district_officer, plan, soon, tree.village)
        return letter_of(recorded(reminder)).body[0].text.split(" ngày")[0]

    assert cited() == "Thực hiện Kế hoạch số 12/KH-UBND"
    builders.plan(tree, cast.district_officer, issuer=tree.district_desk, number="32-KH/HU")
    assert cited() == "Thực hiện Kế hoạch số 32-KH/HU"
    # Whoever reads it at home is told the same sender.
    (work,) = as_position(cast.registrant).get("/").context["work"]
    assert [line.note for line in work.lines if line.title.startswith("Đăng ký mô hình theo")] == [
        f"{tree.district_desk} đôn đốc thôn Đông, xã Minh Lạc ngày {timezone.localdate():%d/%m/%Y}"
    ]


# The home page of the reminded


def test_a_reminded_unit_finds_it_on_its_home_page_until_it_has_registered(as_position, cast, plan, tree, soon, low):
    planning.set_quotas(by=cast.commune_officer, plan=plan, asked=[(tree.village, COLLECTIVE, 2)])
    assert lines(as_position, cast.registrant) == []
    remind(cast.commune_officer, plan, soon, tree.village)
    assert lines(as_position, cast.registrant) == ["Đăng ký mô hình theo kế hoạch số 12/KH-UBND, còn thiếu 2"]
    assert lines(as_position, cast.women_registrant) == []
    builders.submitted(cast.registrant, plan, **low)
    assert lines(as_position, cast.registrant) == ["Đăng ký mô hình theo kế hoạch số 12/KH-UBND, còn thiếu 1"]
    builders.submitted(cast.registrant, plan, **low)
    assert lines(as_position, cast.registrant) == []


def test_a_unit_asked_for_no_number_is_done_with_one(as_position, cast, plan, tree, soon, low):
    remind(cast.commune_officer, plan, soon, tree.village)
    assert lines(as_position, cast.registrant) == ["Đăng ký mô hình theo kế hoạch số 12/KH-UBND, chưa có đăng ký nào"]
    builders.submitted(cast.registrant, plan, **low)

    assert lines(as_position, cast.registrant) == []


def test_a_reminded_area_finds_it_at_its_desk(as_position, cast, tree, soon, low):
    plan = builders.plan(tree, cast.district_officer, issuer=tree.district_desk, number="32-KH/HU")
    planning.set_quotas(by=cast.district_officer, plan=plan, asked=[(tree.commune, COLLECTIVE, 1)])
    remind(cast.district_officer, plan, soon, tree.commune)
    expected = ["Đăng ký mô hình theo kế hoạch số 32-KH/HU, còn thiếu 1"]

    assert [lines(as_position, one) for one in (cast.commune_officer, cast.commune_clerk, cast.commune_leader)] == [
        expected
    ] * 3
    assert [lines(as_position, one) for one in (cast.registrant, cast.commune_front, cast.other_commune_officer)] == [
        []
    ] * 3
    builders.submitted(cast.women_registrant, plan, **low)
    assert lines(as_position, cast.commune_officer) == []


def test_of_two_reminders_the_last_counts(as_position, cast, plan, tree, soon):
    remind(cast.commune_officer, plan, soon, tree.village)
    remind(cast.commune_officer, plan, soon + timedelta(days=5), tree.village)
    (work,) = as_position(cast.registrant).get("/").context["work"]

    assert [line.due_on for line in work.lines if line.title.startswith("Đăng ký mô hình theo")] == [
        soon + timedelta(days=5)
    ]


def asked(browser, address):
    browser.get(address)
    with CaptureQueriesContext(connection) as questions:
        browser.get(address)
    return len(questions)


def test_a_reminder_costs_the_home_page_no_question(as_position, cast, plan, tree, soon):
    def costs():
        return [asked(as_position(one), "/") for one in (cast.registrant, cast.commune_officer, cast.commune_leader)]

    before = costs()
    district = builders.plan(tree, cast.district_officer, issuer=tree.district_desk, number="32-KH/HU")
    remind(cast.commune_officer, plan, soon, tree.village)
    remind(cast.district_officer, district, soon, tree.commune)

    assert costs() == before


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_ask_the_same_however_many_units(as_position, cast, plan, page, tree, soon, count):
    added = [builders.area(f"thôn mới {number}", tree.commune) for number in range(count)]
    reminder = remind(cast.commune_officer, plan, soon, *added)
    officer = as_position(cast.commune_officer)

    assert asked(officer, page) == 12
    assert asked(officer, f"/dang-ky/ke-hoach/{plan.pk}/don-doc/{reminder.pk}/") == 7


def test_a_front_officer_reminds_the_fronts_lines_alone(cast, tree, plan, page, soon, as_position):
    ticks = as_position(cast.commune_front).get(page).context["form"].fields["units"].rows
    assert {row.name for row in ticks.values()} == {tree.women.name, tree.commune_front.name}
    made = remind(cast.commune_front, plan, soon, tree.women, tree.village, **SIGNED)
    assert [one.unit for one in made.reminded.all()] == [tree.women]
