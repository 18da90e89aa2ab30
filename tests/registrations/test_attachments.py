"""Attachments: photos are made fit, files scanned before anything is locked, and served to nobody outside."""

import io

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from PIL import Image

from common import virus
from registrations import drafts, services, workflow
from registrations.enums import Purpose
from tests import builders
from tests.registrations.test_pages import guard, said


def photo(size=(3000, 1500), kind="JPEG", name="Hội nghị thôn.jpg"):
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "Điện thoại của chị Thoa", 6
    out = io.BytesIO()
    Image.new("RGB", size, "red").save(out, kind, exif=exif)
    return SimpleUploadedFile(name, out.getvalue())


@pytest.fixture
def draft(cast, plan, tree):
    return builders.draft(cast.registrant, plan, levels=[tree.commune_level])


def attach(client, draft, position, *files):
    return client.post(f"/dang-ky/{draft.code}/tep/", guard(position) | {"files": list(files)})


def test_a_photo_is_kept_smaller_upright_and_without_its_origin(as_position, cast, draft):
    answer = attach(as_position(cast.registrant), draft, cast.registrant, photo())
    kept = draft.attachments.get()
    with kept.file.open() as stored:
        content = stored.read()
    found = Image.open(io.BytesIO(content))

    (sentence,) = said(answer)
    assert sentence.startswith("Đã đính kèm “Hội nghị thôn.jpg”. Ảnh đã được thu nhỏ còn 1.000 × 2.000 điểm (")
    assert (found.size, dict(found.getexif()), kept.size) == ((1000, 2000), {}, len(content))
    assert b"Thoa" not in content


def panel_of(page) -> str:
    return page.content.decode().split('id="tep-kem-theo"')[1].split("</section>")[0]


def test_a_refused_file_is_told_beside_its_box_and_what_was_typed_is_kept(as_position, cast, draft):
    client, sentence = as_position(cast.registrant), "tệp “a.exe” không phải loại nhận được"
    typed = drafts.draft_of(draft, Purpose.REGISTRATION).data | {"title": "Đường cờ Tổ quốc", "revision": "1"}
    files = [SimpleUploadedFile("a.exe", b"MZ" + bytes(60)), photo((64, 64))]
    sent = guard(cast.registrant) | typed | {"next": "tep-kem-theo", "files": files}
    answer = client.post(f"/dang-ky/{draft.code}/sua/", sent)
    assert answer.headers["Location"] == f"/dang-ky/{draft.code}/sua/#tep-kem-theo"
    page = client.get(answer.headers["Location"])
    assert (page.content.decode().count(sentence), sentence in panel_of(page)) == (1, True)
    assert drafts.draft_of(draft, Purpose.REGISTRATION).data["title"] == "Đường cờ Tổ quốc"
    assert "Đã đính kèm “Hội nghị thôn.jpg”." in panel_of(page)

    files[0].seek(0)
    attach(client, draft, cast.registrant, files[0])
    page = client.get(f"/dang-ky/{draft.code}/")
    assert (page.content.decode().count(sentence), sentence in panel_of(page)) == (1, True)


def test_who_takes_a_file_away_while_writing_goes_on_writing(as_position, cast, draft):
    client = as_position(cast.registrant)
    attach(client, draft, cast.registrant, photo((64, 64)))
    address = f"/dang-ky/{draft.code}/tep/{draft.attachments.get().pk}/bo/"
    answer = client.post(address, guard(cast.registrant) | {"soan": "registration"})

    assert (answer.headers["Location"], draft.attachments.count()) == (f"/dang-ky/{draft.code}/sua/#tep-kem-theo", 0)


def test_the_same_photo_pressed_twice_is_kept_once(as_position, cast, draft):
    client = as_position(cast.registrant)
    for _ in range(2):
        attach(client, draft, cast.registrant, photo())

    assert draft.attachments.count() == 1


def test_a_broken_photo_is_refused_and_the_others_are_kept(as_position, cast, draft):
    broken = SimpleUploadedFile("hỏng.png", b"\x89PNG\r\n\x1a\n" + bytes(60))
    answer = attach(as_position(cast.registrant), draft, cast.registrant, broken, photo((64, 64)))

    assert said(answer) == [
        "Ảnh “hỏng.png” bị hỏng, không mở được. Hãy chụp hoặc lưu lại rồi chọn lại.", "Đã đính kèm “Hội nghị thôn.jpg”.",
    ]  # fmt: skip
    assert draft.attachments.count() == 1


def test_an_infected_file_is_refused_and_the_others_are_kept(as_position, cast, draft, pdf_file, settings, monkeypatch):
    settings.DANVAN_SCANNER = "clamd:/nowhere"
    monkeypatch.setattr(virus, "_ask_clamd", lambda scanner, file: "Eicar" if b"X5O" in file.read() else "")
    answer = attach(
        as_position(cast.registrant), draft, cast.registrant, pdf_file("tốt.pdf"), pdf_file("xấu.pdf", b"%PDF-1.4 X5O")
    )

    assert said(answer) == [
        "Tệp “xấu.pdf” có mã độc (Eicar) nên không nhận. Hãy quét lại máy đã tạo tệp này rồi gửi tệp sạch.",
        "Đã đính kèm “tốt.pdf”.",
    ]
    assert [one.name for one in draft.attachments.all()] == ["tốt.pdf"]


@pytest.mark.django_db(transaction=True)
def test_nothing_is_locked_while_files_are_looked_at(cast, draft, pdf_file, settings, monkeypatch):
    settings.DANVAN_SCANNER, open_transactions = "clamd:/nowhere", []
    monkeypatch.setattr(
        virus, "_ask_clamd", lambda scanner, file: open_transactions.append(connection.in_atomic_block) or ""
    )
    services.attach(by=cast.registrant, registration=draft, file=pdf_file())

    assert open_transactions == [False]


def test_who_may_not_attach_is_refused_before_a_file_is_looked_at(cast, draft, pdf_file, settings, monkeypatch):
    settings.DANVAN_SCANNER, asked = "clamd:/nowhere", []
    monkeypatch.setattr(virus, "_ask_clamd", lambda scanner, file: asked.append(1) or "")
    with pytest.raises(PermissionDenied):
        services.attach(by=cast.other_registrant, registration=draft, file=pdf_file())

    assert asked == []


def test_a_file_leaves_as_a_download_that_can_do_nothing_and_only_inside_the_scope(as_position, cast, draft):
    attach(as_position(cast.registrant), draft, cast.registrant, photo((64, 64)))
    address = f"/dang-ky/{draft.code}/tep/{draft.attachments.get().pk}/"
    assert as_position(cast.commune_officer).get(address).status_code == 404
    builders.move(draft, workflow.SUBMIT, cast.registrant)
    answers = {}
    for name in ("registrant", "commune_officer", "district_leader", "other_registrant", "other_commune_officer",
                 "reviewer", "admin"):  # fmt: skip
        answers[name] = as_position(getattr(cast, name)).get(address)
        b"".join(answers[name])

    assert {name: answer.status_code for name, answer in answers.items()} == {
        "registrant": 200, "commune_officer": 200, "district_leader": 200, "other_registrant": 404,
        "other_commune_officer": 404, "reviewer": 403, "admin": 403,
    }  # fmt: skip
    headers = answers["commune_officer"].headers
    wanted = ("Content-Type", "X-Content-Type-Options", "Content-Security-Policy")
    assert [headers[name] for name in wanted] == ["image/jpeg", "nosniff", "default-src 'none'; sandbox"]
    assert headers["Content-Disposition"].startswith("attachment; ")
