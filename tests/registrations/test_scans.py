"""From a pile to the sealed paper at the record: placing by hand, confirming once, refusing what has been overtaken."""

import hashlib
import threading
from uuid import uuid4

import pypdfium2
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django_tasks_db.models import DBTaskResult

from common.models import AuditRecord
from common.workflow import open_moves
from registrations import workflow
from registrations.enums import PageOutcome, Purpose, State
from registrations.models import Registration, Scan, ScanPage, ScanPile, ScanSource
from registrations.rights import keeps_scans
from registrations.scanning import services as scans
from registrations.scanning.signed import is_signed
from tests import builders
from tests.registrations import scanning
from tests.registrations.scanning import as_file, pile_of, printed, sheets, signed
from tests.registrations.stories import fresh


@pytest.fixture
def sent(cast, plan, tree):
    return builders.submitted(cast.registrant, plan, levels=[tree.commune_level])


@pytest.fixture
def sheet(sent):
    return signed(sheets(printed(sent))[0])


@pytest.fixture
def spoilt(cast, sheet):
    """A pile of one page that the machine could not read."""
    return pile_of(cast.commune_clerk, as_file("hong.jpg", scanning.unreadable(sheet)))


def by_hand(by, pile, registration, number=1, purpose=Purpose.REGISTRATION):
    scans.match_page(by=by, page=pile.pages.get(), code=registration.code, purpose=purpose, number=number)


def test_a_confirmed_scan_is_the_uploaded_file_under_its_hash(cast, sent, sheet):
    file = as_file("ban-ky.jpg", sheet)
    content = file.read()
    file.seek(0)
    pile = pile_of(cast.registrant, file, registration=sent)
    sealed, refused = scans.confirm_papers(by=cast.registrant, pile=pile)

    scan = sent.scans.get()
    assert (sealed, refused) == ([scan], [])
    assert scanning.content_of(scan) == content
    assert scan.sha256 == hashlib.sha256(content).hexdigest()
    assert (scan.version, scan.pages, scan.by_hand, scan.mime) == (sent.versions.get(), 1, False, "image/jpeg")
    assert (scan.uploaded_by, scan.confirmed_by) == (cast.registrant, cast.registrant)
    assert scan.name == f"{sent.code} bản đăng ký lần 1, bản ký.jpg"
    assert is_signed(fresh(sent))
    line = AuditRecord.objects.get(action="Xác nhận bản ký")
    assert (line.actor_id, line.after["sha256"]) == (cast.registrant.user_id, scan.sha256)


def test_the_papers_of_a_pile_are_cut_out_and_kept_one_by_one(cast, plan, tree, sent, sheet):
    other = builders.submitted(cast.other_registrant, plan, levels=[tree.commune_level])
    pile = pile_of(cast.commune_clerk, as_file("tap.pdf", sheets(printed(other))[0], scanning.blank(), sheet))
    sealed, _ = scans.confirm_papers(by=cast.commune_clerk, pile=pile)

    assert sorted(scan.registration.code for scan in sealed) == sorted([sent.code, other.code])
    for scan in sealed:
        with pypdfium2.PdfDocument(scanning.content_of(scan)) as pdf:
            assert (len(pdf), scan.pages) == (1, 1)
        again = pile_of(cast.commune_clerk, scanning.pdf_upload(scanning.content_of(scan)))
        assert scanning.outcomes(again) == [(PageOutcome.MATCHED, scan.registration.code, 1, 1)]
    assert scans.sort_pile(pile).is_finished


def test_what_was_confirmed_first_is_not_in_the_second_paper_of_the_file(cast, plan, tree, sent, sheet):
    other = builders.submitted(cast.other_registrant, plan, levels=[tree.commune_level])
    pile = pile_of(cast.commune_clerk, as_file("tap.pdf", sheets(printed(other))[0], sheet))
    for registration in (other, sent):
        scans.confirm_papers(by=cast.commune_clerk, pile=pile, versions={registration.versions.get().pk})

    assert [scan.pages for scan in Scan.objects.all()] == [1, 1]


def test_two_photos_become_one_paper(cast, plan, tree):
    text = "\n".join(f"{number}. hiến đất mở rộng đường ngõ xóm, giữ gìn vệ sinh môi trường" for number in range(25))
    registration = builders.submitted(cast.registrant, plan, levels=[tree.commune_level], benefit_lines=text)
    first, second = sheets(printed(registration), dpi=200)[:2]
    pile = pile_of(cast.registrant, as_file("b.jpg", second), as_file("a.jpg", first))
    (scan,), _ = scans.confirm_papers(by=cast.registrant, pile=pile)

    assert (scan.pages, scan.mime) == (2, "application/pdf")
    read = pile_of(cast.registrant, scanning.pdf_upload(scanning.content_of(scan)))
    assert [page.sheet for page in read.pages.all()] == [1, 2]


def test_pressing_twice_seals_and_uploads_once(cast, sent, sheet):
    token, files = uuid4(), [as_file("a.jpg", sheet)]
    pile, _ = scans.start_pile(by=cast.registrant, chosen=files, token=token)
    assert scans.start_pile(by=cast.registrant, chosen=files, token=token) == (pile, [])
    scans.read_short(pile)
    scans.read_short(pile)
    for _ in range(2):
        scans.confirm_papers(by=cast.registrant, pile=pile)

    counts = [model.objects.count() for model in (ScanPile, ScanSource, ScanPage, Scan)]
    assert counts == [1, 1, 1, 1]


def test_a_version_sent_between_reading_and_confirming_is_refused(cast, sent, sheet):
    pile = pile_of(cast.registrant, as_file("a.jpg", sheet))
    builders.move(sent, workflow.RECEIVE, cast.commune_officer)
    builders.move(sent, workflow.RETURN, cast.commune_officer, note="Bổ sung.")
    builders.move(sent, workflow.SUBMIT, cast.registrant)
    sealed, refused = scans.confirm_papers(by=cast.registrant, pile=pile)

    assert (sealed, Scan.objects.count()) == ([], 0)
    assert refused[0].startswith(f"{sent.code} bản đăng ký lần 1: Trang in bản đăng ký lần 1 của {sent.code}; sau đó")


def test_a_scan_of_the_first_version_does_not_speak_for_the_second(cast, sent, sheet):
    scans.confirm_papers(by=cast.registrant, pile=pile_of(cast.registrant, as_file("a.jpg", sheet)))
    first = is_signed(fresh(sent))
    builders.move(sent, workflow.RECEIVE, cast.commune_officer)
    builders.move(sent, workflow.RETURN, cast.commune_officer, note="Bổ sung.")
    builders.move(sent, workflow.SUBMIT, cast.registrant)

    assert (first, is_signed(fresh(sent))) == (True, False)


def test_an_unreadable_page_is_matched_by_hand_and_says_so(cast, sent, spoilt):
    by_hand(cast.commune_clerk, spoilt, sent)
    (scan,), _ = scans.confirm_papers(by=cast.commune_clerk, pile=spoilt)

    assert (scan.registration, scan.by_hand) == (sent, True)


@pytest.mark.parametrize(
    ("code", "number", "sentence"),
    [
        ("DVK-2026-99999", 1, "Không có hồ sơ DVK-2026-99999 trong phạm vi của vị trí đang dùng."),
        (None, 3, "Hồ sơ {code} không có bản đăng ký lần 3."),
    ],
)
def test_matching_by_hand_holds_to_the_same_rules(cast, sent, spoilt, code, number, sentence):
    with pytest.raises(ValidationError) as refusal:
        scans.match_page(
            by=cast.commune_clerk, page=spoilt.pages.get(), code=code or sent.code, purpose=Purpose.REGISTRATION,
            number=number,
        )  # fmt: skip

    assert refusal.value.messages == [sentence.format(code=sent.code)]


def test_an_older_version_is_refused_by_hand_as_well(cast, sent, spoilt):
    builders.move(sent, workflow.RECEIVE, cast.commune_officer)
    builders.move(sent, workflow.RETURN, cast.commune_officer, note="Bổ sung.")
    builders.move(sent, workflow.SUBMIT, cast.registrant)

    with pytest.raises(ValidationError, match="sau đó đã nộp lại lần 2"):
        by_hand(cast.commune_clerk, spoilt, sent)


def test_a_page_that_was_read_or_refused_is_not_matched_to_something_else(cast, plan, tree, sent, sheet):
    other = builders.submitted(cast.registrant, plan, levels=[tree.commune_level])
    pile = pile_of(cast.registrant, as_file("a.jpg", sheet))

    with pytest.raises(ValidationError, match="đã đọc được mã"):
        by_hand(cast.registrant, pile, other)


def test_a_page_left_out_is_not_sealed_and_can_be_used_again(cast, sent, sheet):
    pile = pile_of(cast.registrant, as_file("tap.pdf", sheet, sheet))
    assert scans.sort_pile(pile).papers[0].warning == "Có trang quét hai lần. Hãy bỏ bớt trang thừa."
    assert scans.confirm_papers(by=cast.registrant, pile=pile) == ([], [])
    second = pile.pages.get(number=2)
    for out in (True, False, True):
        scans.leave_out(by=cast.registrant, page=second, out=out)
    (scan,), _ = scans.confirm_papers(by=cast.registrant, pile=pile)

    assert (scan.pages, scans.sort_pile(pile).aside) == (1, [second])


def test_a_dropped_scan_stays_with_its_reason_and_counts_no_more(cast, sent, sheet):
    (scan,), _ = scans.confirm_papers(by=cast.registrant, pile=pile_of(cast.registrant, as_file("a.jpg", sheet)))
    scans.drop_scan(by=cast.commune_clerk, scan=scan, reason="Chưa đóng dấu.")
    scan.refresh_from_db()

    assert (scan.dropped_by, scan.dropped_for) == (cast.commune_clerk, "Chưa đóng dấu.")
    assert not is_signed(fresh(sent))
    assert scans.is_unbroken(scan)


def test_a_changed_file_no_longer_fits_its_seal(cast, sent, sheet):
    (scan,), _ = scans.confirm_papers(by=cast.registrant, pile=pile_of(cast.registrant, as_file("a.jpg", sheet)))
    with open(scan.file.path, "ab") as stored:
        stored.write(b" ")

    assert not scans.is_unbroken(scan)


def test_a_discarded_pile_leaves_no_file_and_keeps_what_was_confirmed(
    cast, sent, sheet, settings, django_capture_on_commit_callbacks
):
    pile = pile_of(cast.registrant, as_file("a.jpg", sheet))
    (scan,), _ = scans.confirm_papers(by=cast.registrant, pile=pile)
    with django_capture_on_commit_callbacks(execute=True):
        scans.discard_pile(by=cast.registrant, pile=pile)

    left = [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]
    assert [path.name for path in left] == [scan.file.name.rpartition("/")[2]]


def test_a_pile_belongs_to_who_uploaded_it(cast, sent, sheet):
    pile = pile_of(cast.registrant, as_file("a.jpg", sheet))

    assert [ScanPile.objects.visible_to(one).count() for one in (cast.registrant, cast.commune_clerk, cast.admin)] == [
        1, 0, 0,
    ]  # fmt: skip
    for act in (
        lambda: scans.confirm_papers(by=cast.commune_clerk, pile=pile),
        lambda: scans.leave_out(by=cast.commune_clerk, page=pile.pages.get(), out=True),
        lambda: scans.discard_pile(by=cast.commune_clerk, pile=pile),
        lambda: scans.read_again(by=cast.commune_clerk, pile=pile),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_who_may_bring_the_signed_paper(cast, sent):
    may = {name for name, position in vars(cast).items() if keeps_scans(position, sent)}

    assert may == {
        "registrant", "commune_officer", "commune_clerk", "district_officer", "district_clerk", "province_officer",
    }  # fmt: skip


def test_a_long_pile_is_read_by_the_worker_and_can_be_read_again(cast, sent, sheet):
    three = as_file("tap.pdf", sheet, scanning.blank(), scanning.unreadable(sheet))
    pile, _ = scans.start_pile(by=cast.registrant, chosen=[three], token=uuid4())
    scans.read_short(pile)
    pile.refresh_from_db()
    assert (pile.state, DBTaskResult.objects.count()) == ("waiting", 1)
    told = []
    scans.scan_tasks.read_pile(pile, told.append, None)
    assert told == [1, 2, 3]
    # A worker that died half way: what it had read is read anew, not twice.
    scans.scan_tasks.read_pile(pile, told.append, None)
    assert pile.pages.count() == 3


def test_a_lost_file_fails_the_reading_in_words(cast, sheet):
    pile, _ = scans.start_pile(by=cast.registrant, chosen=[as_file("a.jpg", sheet)], token=uuid4())
    with open(pile.sources.get().file.path, "wb") as stored:
        stored.write(b"\xff\xd8\xff nothing")
    scans.scan_tasks.read_now(pile.pk)
    pile.refresh_from_db()

    assert (pile.state, pile.problem) == ("failed", "Không đọc được trang 1 (tệp “a.jpg”).")


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_two_windows_confirming_at_once_seal_once(cast, sent, sheet):
    pile = pile_of(cast.registrant, as_file("a.jpg", sheet))
    threads = [threading.Thread(target=_confirm, args=(cast.registrant, pile)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sent.scans.count() == 1


def _confirm(by, pile):
    try:
        scans.confirm_papers(by=by, pile=pile)
    finally:
        connection.close()


def test_where_the_plan_asks_for_signed_papers_nothing_is_confirmed_without_that_of_the_last_sending(cast, plan, tree):
    plan.needs_signed_scan = True
    plan.save()
    registration = builders.received(cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level])

    def obstacle():
        moves = open_moves(workflow.MOVES, cast.commune_officer, Registration.objects.get(pk=registration.pk))
        return next(one.obstacle for one in moves if one.move is workflow.CONFIRM)

    assert obstacle().startswith("Kế hoạch yêu cầu bản ký")
    with pytest.raises(ValidationError, match="Kế hoạch yêu cầu bản ký"):
        builders.move(registration, workflow.CONFIRM, cast.commune_officer)
    pile = pile_of(cast.registrant, as_file("a.jpg", sheets(printed(registration))[0]))
    scans.confirm_papers(by=cast.registrant, pile=pile)
    assert obstacle() == ""
    builders.move(registration, workflow.CONFIRM, cast.commune_officer)
    assert registration.state == State.CONFIRMED


@pytest.fixture
def three(cast, sheet):
    """A pile of three pages that the machine could not read."""
    spoilt = scanning.unreadable(sheet)
    return list(pile_of(cast.commune_clerk, as_file("ba.pdf", spoilt, spoilt, spoilt)).pages.order_by("number"))


def place(by, page, code, sheet=None):
    return scans.match_page(by=by, page=page, code=code, purpose=Purpose.REGISTRATION, number=1, sheet=sheet)


def test_a_sheet_that_the_pile_holds_already_is_refused(cast, sent, three):
    assert place(cast.commune_clerk, three[0], sent.code).sheet == 1
    with pytest.raises(ValidationError) as unsaid:
        place(cast.commune_clerk, three[1], sent.code)
    with pytest.raises(ValidationError) as twice:
        place(cast.commune_clerk, three[1], sent.code, sheet=1)
    there = "Tập này đã có tờ 1 của giấy này (trang 1)."

    assert unsaid.value.message_dict == {"sheet": [f"{there} Ghi rõ trang đang ghép là tờ thứ mấy."]}
    assert twice.value.message_dict == {"sheet": [f"{there} Ghi đúng số tờ; nếu quét hai lần thì bỏ bớt một trang."]}
    assert place(cast.commune_clerk, three[1], sent.code, sheet=2).sheet == 2


def test_the_last_digits_are_enough_while_they_mean_one_record(cast, plan, tree, sent, three):
    digits = sent.code.rpartition("-")[2].lstrip("0")
    assert place(cast.commune_clerk, three[0], digits).version.registration == sent
    with pytest.raises(ValidationError, match="Không có hồ sơ nào số cuối 99998"):
        place(cast.commune_clerk, three[1], "99998")
    other = builders.submitted(cast.registrant, plan, levels=[tree.commune_level])
    Registration.objects.filter(pk=other.pk).update(code=f"DVK-2019-{sent.code.rpartition('-')[2]}")
    with pytest.raises(ValidationError, match="Nhiều hồ sơ có số cuối") as several:
        place(cast.commune_clerk, three[1], digits)
    assert sent.code in several.value.messages[0]


def test_the_digits_of_another_area_mean_nothing_here(cast, sent, three):
    Registration.objects.filter(pk=sent.pk).update(scope_path="/9/")
    with pytest.raises(ValidationError, match="Không có hồ sơ nào số cuối"):
        place(cast.commune_clerk, three[0], sent.code.rpartition("-")[2])


def test_records_that_wait_for_a_scan_are_offered_and_fill_the_form(cast, sent, three, as_position):
    clerk, address = as_position(cast.commune_clerk), f"/dang-ky/ban-quet/{three[0].pile_id}/trang/1/ghep/"
    assert [record for record, _version in clerk.get(address).context["offered"]] == [sent]
    assert clerk.get(f"{address}?tim=khong+co").context["offered"] == []
    form = clerk.get(f"{address}?tim=duong+hoa&ho-so={sent.code}").context["form"]
    assert (form["code"].value(), form["purpose"].value(), form["number"].value()) == (sent.code, "registration", 1)

    place(cast.commune_clerk, three[0], sent.code)
    scans.confirm_papers(by=cast.commune_clerk, pile=three[0].pile)
    assert clerk.get(f"/dang-ky/ban-quet/{three[0].pile_id}/trang/2/ghep/").context["offered"] == []
