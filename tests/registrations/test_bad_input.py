"""Bad input in any field: a sentence beside the field, the typed text kept, nothing half saved."""

import unicodedata
from html import escape
from uuid import uuid4

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile

from registrations import workflow
from registrations.enums import Purpose, State
from registrations.models import BenefitRow, Registration
from tests import builders

NFD = unicodedata.normalize("NFD", "Đường hoa phụ nữ")
# What is typed, and what stays of it on paper and in the columns.
CLEANED = {
    "NFD": (NFD, "Đường hoa phụ nữ"),
    "HTML": ("<script>alert(1)</script> & <b>x</b>", "<script>alert(1)</script> & <b>x</b>"),
    "control signs": ("Đường\x01 hoa\x1b\x7f", "Đường hoa"),
    "NUL": ("Đường\x00 hoa", "Đường hoa"),
    "emoji": ("Đường hoa 🌸", "Đường hoa 🌸"),
    "right to left": ("Đường \u202eaoh\u202c hoa", "Đường aoh hoa"),
    "zero width": ("Đường\u200b hoa\ufeff", "Đường hoa"),
    "line breaks": ("Đường\r\nhoa\u2028thôn\tĐông", "Đường hoa thôn Đông"),
    "formula": ('=HYPERLINK("http://x")', '=HYPERLINK("http://x")'),
    "template": ("{{ 7|add:7 }} {% now %}", "{{ 7|add:7 }} {% now %}"),
    "SQL": ("'; DROP TABLE x; --", "'; DROP TABLE x; --"),
    "quotes": ("“Dân vận khéo” «1»", "“Dân vận khéo” «1»"),
}
TOO_LONG = "Ghi tối đa {} ký tự; hiện có {}."
REFUSED = {
    "too long": ("title", "x" * 301, TOO_LONG.format(300, 301)),
    "far too long": ("title", "đường " * 20_000, TOO_LONG.format(300, 119_999)),
    "address too long": ("unit_address", "x" * 301, TOO_LONG.format(300, 301)),
    "time too long": ("time_text", "x" * 201, TOO_LONG.format(200, 201)),
    "signer too long": ("signer_name", "x" * 151, TOO_LONG.format(150, 151)),
    "no such day": ("signed_on", "31/02/2026", None),
    "no such month": ("starts_on", "01/13/2026", None),
    "not a day": ("ends_on", "cuối năm", None),
    "the year 99999": ("ends_on", "01/01/99999", None),
    "not an amount": ("benefit_amount", "khoảng bảy chục", None),
    "a negative amount": ("benefit_amount", "-5 triệu", "“-5 triệu” chưa đúng: không ghi số âm."),
    "a huge amount": ("benefit_amount", "9" * 16, "Số tiền quá lớn: tối đa một triệu tỷ đồng."),
    "an endless amount": ("benefit_amount", "9" * 400, None),
    "the foreign decimal mark": ("benefit_amount", "1.5 tỷ", "“1.5 tỷ” chưa rõ: viết 1,5 tỷ hoặc 1.500.000.000."),
    "a huge quantity": ("benefit_lines", "1 m2\n" + "9" * 20 + " m2", None),
    "a long line": ("benefit_lines", "x" * 301, "Dòng 1 dài quá 300 ký tự; hãy tách thành nhiều dòng."),
    "a sector of nobody": ("sector", "99999", "Lựa chọn này không còn dùng được; hãy chọn lại."),
    "a sector in words": ("sector", "kinh tế", "Lựa chọn này không còn dùng được; hãy chọn lại."),
    "a level of nobody": ("levels", ["99999"], "Lựa chọn này không còn dùng được; hãy chọn lại."),
    "a plan of nobody": ("plan", "99999", "Lựa chọn này không còn dùng được; hãy chọn lại."),
    "an origin of nobody": ("origin", "cũ", None),
}  # fmt: skip


def guard(position) -> dict:
    return {"token": str(uuid4()), "position": str(position.pk), "next": "record"}


@pytest.fixture
def owner(as_position, cast):
    return as_position(cast.registrant)


@pytest.fixture
def draft(tree, cast, plan):
    return builders.draft(cast.registrant, plan, levels=[tree.commune_level])


def save(owner, draft, by, **changes):
    kept = draft.drafts.get()
    typed = kept.data | changes | guard(by) | {"revision": kept.revision}
    return owner.post(f"/dang-ky/{draft.code}/sua/", typed, follow=True)


@pytest.mark.parametrize("case", CLEANED)
def test_strange_text_is_cleaned_kept_and_shown_as_text(owner, cast, draft, case):
    typed, clean = CLEANED[case]
    save(owner, draft, cast.registrant, title=typed)
    draft.refresh_from_db()
    assert draft.title == clean
    owner.post(f"/dang-ky/{draft.code}/buoc/nop-dang-ky/", guard(cast.registrant))
    draft.refresh_from_db()
    shown = owner.get(f"/dang-ky/{draft.code}/").content.decode()

    assert (draft.state, draft.title, draft.versions.get().paper["title"]) == (State.SUBMITTED, clean, clean)
    assert f'<div class="answer">{escape(clean)}</div>' in shown
    assert "<script>alert" not in shown


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_read_is_told_beside_its_field_and_kept(owner, cast, draft, case):
    name, typed, sentence = REFUSED[case]
    before = (draft.title, draft.sector_id, draft.benefit_amount, BenefitRow.objects.count())
    answer = save(owner, draft, cast.registrant, **{name: typed})
    form = answer.context["form"]
    draft.refresh_from_db()

    assert list(form.errors) == [name]
    assert sentence is None or form.errors[name] == [sentence]
    assert draft.drafts.get().data[name] == typed
    assert answer.status_code == 200
    assert f'href="#{form[name].id_for_label or form[name].auto_id}"' in answer.content.decode()
    assert (draft.state, draft.sector_id, draft.benefit_amount, BenefitRow.objects.count()) == (
        State.DRAFT,
        *before[1:],
    )

    answer = owner.post(f"/dang-ky/{draft.code}/buoc/nop-dang-ky/", guard(cast.registrant))
    draft.refresh_from_db()
    assert (draft.state, draft.versions.count(), draft.first_sent_at) == (State.DRAFT, 0, None)
    assert [str(one) for one in get_messages(answer.wsgi_request)][-1].startswith("Còn thiếu: ")


def test_an_end_before_its_beginning_is_refused(owner, cast, draft):
    form = save(owner, draft, cast.registrant, starts_on="30/11/2026", ends_on="01/03/2026").context["form"]

    assert form.errors == {"ends_on": ["Ngày hoàn thành không được trước ngày bắt đầu."]}


def test_bad_input_in_the_very_first_save_is_kept_as_well(owner, tree, cast, plan):
    typed = builders.typed(plan, levels=[tree.commune_level], benefit_amount="1.5 tỷ", signed_on="31/02/2026")
    answer = owner.post("/dang-ky/moi/tap-the/", typed | guard(cast.registrant) | {"revision": "1"}, follow=True)
    kept = Registration.objects.get().drafts.get().data

    assert (kept["benefit_amount"], kept["signed_on"]) == ("1.5 tỷ", "31/02/2026")
    assert set(answer.context["form"].errors) == {"benefit_amount", "signed_on"}
    assert answer.context["form"]["benefit_amount"].value() == "1.5 tỷ"


@pytest.mark.parametrize(
    ("typed", "amount"), [("70000000", 70_000_000), ("70.000.000", 70_000_000), ("1,5 tỷ", 1_500_000_000)]
)
def test_the_amount_is_echoed_in_words_before_it_is_sent(owner, cast, draft, typed, amount):
    save(owner, draft, cast.registrant, benefit_amount=typed)
    form = owner.get(f"/dang-ky/{draft.code}/sua/").context["form"]
    form.is_valid()

    assert form.cleaned_data["benefit_amount"] == amount
    assert (
        form.amount_in_words == {70_000_000: "bảy mươi triệu đồng", 1_500_000_000: "một tỷ năm trăm triệu đồng"}[amount]
    )


@pytest.mark.parametrize("revision", ["", "x", "-1", "9" * 30, "1.0"])
def test_a_revision_that_is_no_number_is_a_conflict_and_loses_nothing(owner, cast, draft, revision):
    typed = draft.drafts.get().data | guard(cast.registrant) | {"revision": revision, "title": "Bản của tôi"}
    answer = owner.post(f"/dang-ky/{draft.code}/sua/", typed)

    assert (answer.status_code, answer.context["form"]["title"].value()) == (409, "Bản của tôi")
    assert draft.drafts.get().data["title"] == "Đường hoa phụ nữ tự quản"


@pytest.mark.parametrize("name", ["how", "forces", "outcome", "upkeep", "proposals"])
def test_the_result_says_what_is_too_long_and_keeps_it(owner, tree, cast, plan, name):
    registration = builders.confirmed(cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level])
    typed = {"how": "a", "forces": "b", "outcome": "c"} | {name: "x" * 10_001} | guard(cast.registrant)
    answer = owner.post(f"/dang-ky/{registration.code}/ket-qua/", typed | {"revision": "0"}, follow=True)
    registration.refresh_from_db()

    assert answer.context["form"].errors == {name: [TOO_LONG.format("10000", "10001")]}
    assert len(registration.drafts.get(purpose=Purpose.RESULT).data[name]) == 10_001
    assert registration.state == State.CONFIRMED


@pytest.mark.parametrize("typed", ["x" * 2_001, "\x00", "\u200b", " \n "])
def test_a_reason_that_says_nothing_or_too_much_moves_nothing(as_position, tree, cast, plan, typed):
    registration = builders.received(cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level])
    form = guard(cast.commune_officer) | {"note": typed}
    answer = as_position(cast.commune_officer).post(f"/dang-ky/{registration.code}/buoc/khong-xac-nhan/", form)
    registration.refresh_from_db()

    assert (list(answer.context["form"].errors), registration.state) == (["note"], State.RECEIVED)


def test_a_reason_is_written_into_the_history_as_text(as_position, tree, cast, plan):
    registration = builders.received(cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level])
    form = guard(cast.commune_officer) | {"note": f"<b>{NFD}</b>\r\ndòng hai\x00"}
    officer = as_position(cast.commune_officer)
    officer.post(f"/dang-ky/{registration.code}/buoc/tra-lai-de-bo-sung/", form)

    assert registration.events.last().note == "<b>Đường hoa phụ nữ</b>\ndòng hai"
    assert "“&lt;b&gt;Đường hoa phụ nữ&lt;/b&gt;" in officer.get(f"/dang-ky/{registration.code}/").content.decode()


EXE = b"MZ\x90\x00\x03\x00\x00\x00" + b"\x00" * 64
PDF = b"%PDF-1.4\n%%EOF"
KINDS = "PDF, ảnh JPG, ảnh PNG, văn bản Word (.docx), bảng tính Excel (.xlsx)"
FILES = {
    "a program named .pdf": (
        "minh-chung.pdf",
        EXE,
        f"Nội dung tệp “minh-chung.pdf” không phải loại nhận được. Hãy chọn tệp {KINDS}.",
    ),
    "a page named .png": (
        "anh.png",
        b"<html><script>",
        f"Nội dung tệp “anh.png” không phải loại nhận được. Hãy chọn tệp {KINDS}.",
    ),
    "nothing inside": ("trong.pdf", b"", "Tệp “trong.pdf” không có nội dung."),
    "50 MB": ("lon.pdf", PDF + b" " * (50 * 1024 * 1024 - len(PDF)), "Tệp “lon.pdf” nặng 50 MB; mỗi tệp tối đa 20 MB."),
    "a broken workbook": ("so-lieu.xlsx", b"PK\x03\x04" + b"x" * 99, "Tệp “so-lieu.xlsx” bị hỏng, không mở được."),
}


@pytest.mark.parametrize("case", FILES)
def test_a_file_that_is_not_what_it_says_is_refused_and_the_others_are_kept(owner, cast, draft, case):
    name, content, sentence = FILES[case]
    good = SimpleUploadedFile("tốt.pdf", PDF)
    sent = guard(cast.registrant) | {"files": [SimpleUploadedFile(name, content), good]}
    answer = owner.post(f"/dang-ky/{draft.code}/tep/", sent)

    assert [str(message) for message in get_messages(answer.wsgi_request)] == [sentence, "Đã đính kèm “tốt.pdf”."]
    assert [file.name for file in draft.attachments.all()] == ["tốt.pdf"]


@pytest.mark.parametrize(
    ("name", "kept"),
    [("../../etc/passwd.pdf", "passwd.pdf"), ("a\u202efdp.exe", "afdp.pdf"), ("x" * 300 + ".pdf", "x" * 146 + ".pdf")],
)
def test_the_name_of_a_file_is_made_safe(owner, cast, draft, name, kept):
    owner.post(f"/dang-ky/{draft.code}/tep/", guard(cast.registrant) | {"files": [SimpleUploadedFile(name, PDF)]})

    assert [file.name for file in draft.attachments.all()] == [kept]


def test_a_file_sent_twice_is_kept_once(owner, cast, draft):
    for _ in range(2):
        owner.post(
            f"/dang-ky/{draft.code}/tep/", guard(cast.registrant) | {"files": [SimpleUploadedFile("a.pdf", PDF)]}
        )

    assert draft.attachments.count() == 1


def test_no_more_than_twenty_files(owner, cast, draft):
    for number in range(21):
        file = SimpleUploadedFile(f"{number}.pdf", PDF + bytes([number]))
        answer = owner.post(f"/dang-ky/{draft.code}/tep/", guard(cast.registrant) | {"files": [file]})

    assert draft.attachments.count() == 20
    assert str(list(get_messages(answer.wsgi_request))[-1]) == "Mỗi hồ sơ có nhiều nhất 20 tệp đính kèm."


def test_a_sent_file_comes_back_byte_for_byte_and_never_as_a_page(owner, as_position, cast, draft):
    owner.post(
        f"/dang-ky/{draft.code}/tep/", guard(cast.registrant) | {"files": [SimpleUploadedFile("Ảnh 1.pdf", PDF)]}
    )
    builders.move(draft, workflow.SUBMIT, cast.registrant)
    served = as_position(cast.commune_officer).get(f"/dang-ky/{draft.code}/tep/{draft.attachments.get().pk}/")

    assert b"".join(served.streaming_content) == PDF
    assert (served.headers["Content-Type"], served.headers["X-Content-Type-Options"]) == ("application/pdf", "nosniff")
    assert served.headers["Content-Disposition"].startswith("attachment; ")


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/dang-ky/?trang={}", 200),
        ("/dang-ky/?don-vi={}", 200),
        ("/dang-ky/moi/tap-the/?don-vi={}", 404),
        ("/dang-ky/{code}/ban-in.pdf?ban={}", 404),
        ("/don-vi/?tim={}", 200),
        ("/bao-cao/2026-quy-1/bieu-01/?trang={}", 200),
        ("/bao-cao/2026-quy-1/bieu-01/?linh-vuc={}", 200),
        ("/tai-khoan/can-bo/?don-vi={}", 200),
    ],
)
def test_an_address_of_nothing_but_digits_is_answered(as_position, tree, cast, plan, address, status):
    """A number of 60,000 digits is more than Python reads, and more than SQLite searches for."""
    sent = builders.submitted(cast.registrant, plan, levels=[tree.commune_level])
    asked = address.replace("{code}", sent.code).format("9" * 60_000)

    assert as_position(cast.commune_officer).get(asked).status_code == status
