"""What each page asks of the database: the same at one row and at three, and never more than twelve questions."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from common.workflow import perform
from registrations import services, workflow
from registrations.enums import Purpose, State
from registrations.models import Attachment, Scan
from registrations.plans import services as planning
from registrations.submittals import letters
from registrations.submittals import services as lists
from registrations.submittals.workflow import SEND
from registrations.talk import reasons
from registrations.talk import services as talking
from tests import builders
from tests.registrations.stories import in_state

# page: (who, address, questions). {…} is a record in that state.
COSTS = {
    "list of the desk": ("commune_officer", "/dang-ky/", 8),
    "list of the owner": ("registrant", "/dang-ky/", 7),
    "list of the root": ("province_officer", "/dang-ky/", 8),
    "list, all filters": (
        "commune_officer",
        "/dang-ky/?tim=duong+hoa&nam={year}&loai=collective&xep=ten&don-vi={unit}",
        10,
    ),
    "list, every column": (
        "commune_officer",
        "/dang-ky/?tim=duong+hoa&nam={year}&don-vi={unit}&cot=so-vao-so&cot=khoi&cot=ke-hoach&cot=dia-chi&cot=nguoi-ky",
        11,
    ),
    "kept views": ("commune_officer", "/dang-ky/cach-xem/", 6),
    "files of the list": ("commune_officer", "/dang-ky/tep/", 7),
    "what waits here": ("commune_officer", "/dang-ky/?xem=cho", 7),
    "what waits for the Front": ("commune_front", "/dang-ky/?xem=cho", 7),
    "own drafts": ("registrant", "/dang-ky/?xem=nhap", 7),
    "typed for others": ("commune_clerk", "/dang-ky/?xem=nhap", 8),
    "draft of its owner": ("registrant", "/dang-ky/{draft}/", 10),
    "submitted, at the desk": ("commune_officer", "/dang-ky/{submitted}/", 9),
    "received, at the desk": ("commune_officer", "/dang-ky/{received}/", 9),
    "returned, of its owner": ("registrant", "/dang-ky/{returned}/", 12),
    "confirmed, of its owner": ("registrant", "/dang-ky/{confirmed}/", 10),
    "result, at the desk": ("commune_officer", "/dang-ky/{result_sent}/", 9),
    "effective, at the desk": ("commune_officer", "/dang-ky/{effective}/", 12),
    "effective, above": ("district_leader", "/dang-ky/{effective}/", 11),
    "the move": ("commune_officer", "/dang-ky/{received}/buoc/tra-lai-de-bo-sung/", 7),
    "new": ("registrant", f"/dang-ky/moi/tap-the/?to={uuid4()}", 10),
    "new for others": ("commune_clerk", f"/dang-ky/moi/ca-nhan/?don-vi={{unit}}&to={uuid4()}", 11),
    "for which unit": ("commune_clerk", "/dang-ky/moi/tap-the/", 8),
    "edit": ("registrant", "/dang-ky/{draft}/sua/", 12),
    "edit the returned": ("registrant", "/dang-ky/{returned}/sua/", 12),
    "result form": ("registrant", "/dang-ky/{confirmed}/ket-qua/", 8),
    "two texts side by side": ("registrant", "/dang-ky/{returned}/cac-ban/", 9),
    "likely the same": ("commune_officer", "/dang-ky/{submitted}/gan-giong/", 8),
    "plans": ("commune_officer", "/dang-ky/ke-hoach/", 7),
    "movements": ("commune_officer", "/dang-ky/phong-trao/", 8),
    "plan": ("commune_officer", "/dang-ky/ke-hoach/{plan}/", 12),
    "plan progress": ("commune_officer", "/dang-ky/ke-hoach/{plan}/tien-do/", 9),
    "units behind": ("commune_officer", "/dang-ky/ke-hoach/{plan}/chua-dang-ky/", 12),
    "edit plan": ("commune_officer", "/dang-ky/ke-hoach/{plan}/sua/", 12),
    "quotas": ("commune_officer", "/dang-ky/ke-hoach/{plan}/chi-tieu/", 8),
    "late permit": ("commune_officer", "/dang-ky/ke-hoach/{plan}/nop-muon/", 7),
    "talked about, at the desk": ("commune_officer", "/dang-ky/{talked}/", 9),
    "a wish being written": ("registrant", "/dang-ky/{wishing}/", 10),
    "a wish to be decided": ("commune_officer", "/dang-ky/{wished}/", 9),
    "write a wish": ("registrant", "/dang-ky/{wishing}/dieu-chinh/", 7),
    "say": ("registrant", "/dang-ky/{talked}/trao-doi/", 5),
    "lists": ("commune_officer", "/dang-ky/trinh/", 7),
    "list": ("commune_officer", "/dang-ky/trinh/{list}/", 9),
    "list of the leader": ("commune_leader", "/dang-ky/trinh/{list}/", 10),
    "put on the list": ("commune_officer", "/dang-ky/trinh/them/", 6),
    "letters": ("commune_officer", "/dang-ky/cong-van/", 7),
    "letter": ("commune_officer", "/dang-ky/cong-van/{letter}/", 11),
    "new letter": ("commune_clerk", "/dang-ky/cong-van/moi/", 9),
    "ready reasons": ("commune_officer", "/dang-ky/ly-do-mau/", 6),
    "home of the registrant": ("registrant", "/", 10),
    "home of the commune officer": ("commune_officer", "/", 11),
    "home of the district officer": ("district_officer", "/", 11),
    "home of the Front officer": ("commune_front", "/", 9),
    "home of the leader": ("commune_leader", "/", 11),
    "home of the clerk": ("commune_clerk", "/", 8),
    "home of the reviewer": ("reviewer", "/", 8),
    "home of the administrator": ("admin", "/", 11),
}


def fill(tree, cast, plan, pdf_file, count) -> dict[str, str]:
    """`count` records in each state, with files, benefits and a permit; the codes of the last ones by state."""
    typed = {
        "levels": [tree.commune_level], "benefit_lines": "1.260 m2 đất\n20 hộ", "benefit_amount": "70 triệu",
        "other_sectors": [str(plan.sectors.last().pk)],
    }  # fmt: skip
    codes = {"year": str(plan.year), "plan": str(plan.pk), "unit": str(tree.village.pk)}
    for number in range(count):
        for state in State:
            record = in_state(state, owner=cast.registrant, officer=cast.commune_officer, plan=plan, **typed)
            codes[state.value] = record.code
            if state in {State.DRAFT, State.RETURNED, State.CONFIRMED}:
                services.attach(by=cast.registrant, registration=record, file=pdf_file(f"{number}.pdf"))
            if state == State.EFFECTIVE:
                papers_of(record, cast.registrant)
        builders.submitted(cast.women_registrant, plan, **typed)
        builders.draft(cast.commune_clerk, plan, unit=tree.other_village, **typed)
        planning.grant_late_permit(
            by=cast.commune_officer, plan=plan, unit=tree.village, until=plan.closes_on, reason=f"Mưa lũ lần {number}."
        )
        planning.set_quotas(by=cast.commune_officer, plan=plan, asked=[(tree.village, "collective", number)])
        if number:
            builders.area(f"thôn mới {number}", tree.commune)
            builders.plan(tree, cast.commune_officer, number=f"{number}/KH-UBND")
    return codes | at_the_desk(tree, cast, plan, count)


def papers_of(record, owner) -> None:
    """A file that was sent along and a signed scan."""
    version = record.versions.first()
    file = {"registration": record, "version": version, "name": "a.pdf", "mime": "application/pdf", "size": 9,
            "sha256": "a" * 64, "file": "a.pdf"}  # fmt: skip
    Attachment.objects.create(**file, added_by=owner)
    Scan.objects.create(**file, pages=1, uploaded_at=timezone.now(), uploaded_by=owner, confirmed_by=owner)


def at_the_desk(tree, cast, plan, count) -> dict[str, str]:
    """`count` things said, wished for, put on a list and sent with a letter."""
    known = {"owner": cast.registrant, "officer": cast.commune_officer, "plan": plan, "levels": [tree.commune_level]}
    talked, *records = [in_state(State.RECEIVED, **known) for _ in range(count + 1)]
    wishing, wished = (in_state(State.CONFIRMED, **known) for _ in range(2))
    for number in range(count):
        for internal, by in ((False, cast.registrant), (True, cast.commune_officer)):
            talking.say(by=by, registration=talked, text=f"Lời {number}.", internal=internal, token=uuid4())
        reasons.keep_reason(by=cast.commune_officer, text=f"Lý do {number}.")
    for record in (wishing, wished):
        data = {"title": "Tên mới", "time_text": "cả năm", "reason": "Mưa lũ."}
        services.save_draft(by=cast.registrant, registration=record, purpose=Purpose.AMENDMENT, data=data, revision=0)
    builders.write_result(wishing, cast.registrant)
    builders.move(wished, workflow.AMEND, cast.registrant)
    letter = letters.write_letter(
        by=cast.commune_clerk, unit=tree.commune_desk, token=uuid4(),
        receipts=list(letters.without_letter(tree.commune_desk, cast.commune_clerk)[:count]),
    )  # fmt: skip
    tree.commune_desk.leader_approves = True
    tree.commune_desk.save()
    items = [
        lists.put_on_list(by=cast.commune_officer, registration=one, move_name="confirm", note="", token=uuid4())
        for one in records
    ]
    perform(SEND, items[0].submittal, by=cast.commune_officer, data={}, token=uuid4())
    tree.commune_desk.leader_approves = False
    tree.commune_desk.save()
    return {
        "talked": talked.code, "wishing": wishing.code, "wished": wished.code, "list": str(items[0].submittal_id),
        "letter": str(letter.pk),
    }  # fmt: skip


def asked(browser, address) -> int:
    browser.get(address)  # whatever is remembered once is remembered now
    with CaptureQueriesContext(connection) as questions:
        answer = browser.get(address)
    assert answer.status_code == 200
    return len(questions)


@pytest.mark.parametrize("count", [1, 3])
def test_no_page_asks_more_because_there_is_more(as_position, tree, cast, plan, pdf_file, count):
    known = fill(tree, cast, plan, pdf_file, count)
    costs = {
        page: asked(as_position(getattr(cast, who)), address.format(**known))
        for page, (who, address, _) in COSTS.items()
    }

    assert costs == {page: questions for page, (_, _, questions) in COSTS.items()}


def test_no_page_asks_more_than_twelve_questions():
    assert {page: questions for page, (_, _, questions) in COSTS.items() if questions > 12} == {}


def test_opening_an_empty_form_stays_within_it_also_when_it_is_asked_whether_the_data_are_made_up():
    assert {page for page in ("new", "new for others") if COSTS[page][2] + 1 > 12} == set()
