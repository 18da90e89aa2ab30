"""Mốc thực hiện, ghi nhanh tiến độ, dự kiến và thực hiện, nhân rộng: what is written at one model."""

import io
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from common.models import AuditRecord
from registrations import workflow
from registrations.following.services import copies, milestones, notes
from registrations.models import Milestone, NotePhoto, ProgressNote, Replication
from tests import builders
from tests.registrations.following import day, guard, held, picture, shown


@pytest.fixture
def model(tree, cast, plan):
    return held(tree, cast, plan, benefit_amount="70 triệu", benefit_lines="1.260 m2 đất")


@pytest.fixture
def address(model):
    return f"/dang-ky/{model.code}/theo-doi/"


def milestone(model, by, text="Họp thôn", due=5):
    return milestones.add_milestone(by=by, registration=model, text=text, due_on=day(due), token=uuid4())


# Milestones


def test_the_owner_writes_a_milestone_once_however_often_it_is_pressed(as_position, cast, model, address):
    owner, typed = as_position(cast.registrant), {"text": "Họp thôn", "due_on": shown(5)} | guard(cast.registrant)
    answers = [owner.post(f"{address}moc/", typed) for _ in range(2)]

    assert [answer.headers["Location"] for answer in answers] == [address] * 2
    assert [(one.text, one.due_on, one.done_on) for one in model.milestones.all()] == [("Họp thôn", day(5), None)]
    assert AuditRecord.objects.get(action="Thêm mốc thực hiện").after["due_on"] == shown(5)


def test_what_is_wrong_is_said_beside_the_field_and_the_rest_kept(as_position, cast, model, address):
    page = as_position(cast.registrant).post(
        f"{address}moc/", {"text": "Họp thôn", "due_on": "31/02/2026"} | guard(cast.registrant)
    )

    assert page.context["form"].errors == {"due_on": ["Không có ngày 31/02/2026."]}
    assert "Họp thôn" in page.content.decode() and model.milestones.count() == 0


def test_a_milestone_is_changed_until_it_is_done_and_a_day_written_by_mistake_is_taken_back(
    as_position, cast, model, address
):
    one, owner = milestone(model, cast.registrant, due=-3), as_position(cast.registrant)
    owner.post(f"{address}moc/{one.pk}/xong/", {"done_on": shown(1)} | guard(cast.registrant))
    one.refresh_from_db()
    assert one.done_on is None
    owner.post(f"{address}moc/{one.pk}/xong/", {"done_on": shown(-1)} | guard(cast.registrant))
    one.refresh_from_db()
    assert one.done_on == day(-1)
    page = owner.post(f"{address}moc/{one.pk}/", {"text": "Khác", "due_on": shown(5)} | guard(cast.registrant))
    assert page.context["form"].non_field_errors() == [
        "Mốc đã xong thì không sửa; nếu ghi nhầm, hãy bấm “Ghi lại là chưa xong” trước."
    ]
    with pytest.raises(ValidationError, match="không bỏ được"):
        milestones.drop_milestone(by=cast.registrant, milestone=one)
    owner.post(f"{address}moc/{one.pk}/xong/", {"chua-xong": "1"} | guard(cast.registrant))
    owner.post(f"{address}moc/{one.pk}/", {"text": "Khác", "due_on": shown(5)} | guard(cast.registrant))
    one.refresh_from_db()
    assert (one.text, one.due_on, one.done_on) == ("Khác", day(5), None)
    owner.post(f"{address}moc/{one.pk}/bo/", guard(cast.registrant))
    assert not Milestone.objects.exists()


def test_overdue_milestones_are_shown_to_owner_and_desk_until_done(as_position, cast, tree, plan, model):
    late, _coming = milestone(model, cast.registrant, "Mốc muộn", due=-3), milestone(model, cast.registrant, "Mốc sau")
    other = builders.confirmed(cast.other_registrant, plan, cast.commune_officer, levels=[tree.commune_level])
    milestone(other, cast.other_registrant, "Mốc thôn khác")
    rows = {
        name: [one.text for one in as_position(getattr(cast, name)).get("/dang-ky/theo-doi/").context["page"]]
        for name in ("registrant", "commune_officer", "commune_leader")
    }
    all_three = ["Mốc muộn", "Mốc sau", "Mốc thôn khác"]
    assert rows == {"registrant": all_three[:2], "commune_officer": all_three, "commune_leader": all_three}
    assert late.is_overdue and list(Milestone.objects.overdue_on(day())) == [late]
    builders.write_result(model, cast.registrant)
    builders.move(model, workflow.SEND_RESULT, cast.registrant)
    assert list(Milestone.objects.overdue_on(day())) == []


@pytest.mark.parametrize("who", ["commune_officer", "other_registrant", "women_registrant"])
def test_nobody_else_writes_the_owners_milestones(cast, model, who):
    with pytest.raises(PermissionDenied):
        milestone(model, getattr(cast, who))


def test_a_stopped_model_is_read_and_no_longer_written(as_position, cast, model, address):
    builders.move(model, workflow.STOP, cast.commune_officer, note="Giải thể.")
    page = as_position(cast.registrant).get(address)
    assert (page.status_code, page.context["keeps_milestones"], page.context["takes_notes"]) == (200, False, False)
    with pytest.raises(PermissionDenied):
        milestone(model, cast.registrant)


# Notes


def test_a_note_with_photos_is_kept_once_with_small_pictures(as_position, cast, model, address):
    owner, same = as_position(cast.registrant), guard(cast.registrant)
    typed = {
        "text": "Đổ bê tông 300 m",
        "on": shown(),
        "benefit_amount": "45 triệu",
        "benefit_text": "850 m2 đất\n12 hộ",
    }
    for _ in range(2):
        owner.post(f"{address}ghi-nhanh/", typed | same | {"photos": [picture("1.jpg"), picture("2.jpg")]})
    note = ProgressNote.objects.get()
    photos = list(note.photos.all())
    assert (note.benefit_amount, note.visited, [one.name for one in photos]) == (45_000_000, False, ["1.jpg", "2.jpg"])
    small = owner.get(f"{address}anh/{photos[0].pk}/?nho=1")
    whole = owner.get(f"{address}anh/{photos[0].pk}/")
    assert (small["Content-Type"], whole["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    assert len(b"".join(small.streaming_content)) < len(b"".join(whole.streaming_content))
    page = owner.get(address).content.decode()
    assert "45.000.000 đồng; 850 m2 đất; 12 hộ" in page and page.count("?nho=1") == 2


def test_a_photo_of_a_note_keeps_no_place_and_no_device(cast, model):
    exif = Image.Exif()
    exif[0x010F] = "Điện thoại của chị Thoa"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (21.0, 2.0, 3.0)
    taken = io.BytesIO()
    Image.new("RGB", (3000, 1500)).save(taken, "JPEG", exif=exif)
    chosen = [SimpleUploadedFile("nhà.jpg", taken.getvalue(), content_type="image/jpeg")]
    notes.add_note(by=cast.registrant, registration=model, on=day(), text="Đổ bê tông", photos=chosen, token=uuid4())
    photo = NotePhoto.objects.get()
    kept = {name: Image.open(getattr(photo, name).path) for name in ("file", "preview")}
    for one in kept.values():
        one.load()
    assert {name: (one.size, dict(one.getexif())) for name, one in kept.items()} == {
        "file": ((2000, 1000), {}), "preview": ((480, 240), {}),
    }  # fmt: skip


def test_the_desk_that_went_to_look_writes_too_and_it_is_marked(as_position, cast, model, address):
    typed = {"text": "Cán bộ xã đến xem", "on": shown()}
    as_position(cast.commune_officer).post(f"{address}ghi-nhanh/", typed | guard(cast.commune_officer))
    assert ProgressNote.objects.get().visited
    assert "Nơi tiếp nhận đến xem" in as_position(cast.registrant).get(address).content.decode()


WRONG_PHOTOS = {
    "not a picture": (SimpleUploadedFile("a.jpg", b"x" * 99), "Nội dung tệp “a.jpg” không phải loại nhận được."),
    "a broken picture": (SimpleUploadedFile("b.jpg", b"\xff\xd8\xff" + b"x" * 99), "“b.jpg” bị hỏng"),
    "an empty file": (SimpleUploadedFile("c.jpg", b""), "“c.jpg” không có nội dung"),
    "a PDF": (SimpleUploadedFile("d.pdf", b"%PDF-1.4"), "“d.pdf” không phải loại nhận được"),
}


@pytest.mark.parametrize("case", WRONG_PHOTOS)
def test_a_wrong_photo_is_named_and_nothing_is_half_kept(as_position, cast, model, address, case):
    file, sentence = WRONG_PHOTOS[case]
    file.seek(0)
    typed = {"text": "Đã làm", "on": shown(), "photos": [picture(), file]} | guard(cast.registrant)
    page = as_position(cast.registrant).post(f"{address}ghi-nhanh/", typed)
    assert sentence in page.context["form"].errors["photos"][0]
    assert (ProgressNote.objects.count(), NotePhoto.objects.count()) == (0, 0)
    assert "Đã làm" in page.content.decode()


WRONG_NOTES = {
    # A run may last over midnight: what is told in days is worked out when it is typed.
    "tomorrow": ({"on": 1}, "on", "Ngày ghi không được sau hôm nay."),
    "no text": ({"text": " "}, "text", "Ghi ngắn gọn đã làm được gì, thấy gì."),
    "too long": ({"text": "x" * 1001}, "text", "Ghi tối đa 1000 ký tự; hiện có 1001."),
    "a negative amount": ({"benefit_amount": "-5 triệu"}, "benefit_amount", "“-5 triệu” chưa đúng: không ghi số âm."),
    "seven photos": ({"photos": [picture() for _ in range(7)]}, "photos", "Mỗi lần chọn tối đa 6 tệp; hiện có 7."),
    "a long line": (
        {"benefit_text": "x" * 301},
        "benefit_text",
        "Dòng 1 dài quá 300 ký tự; hãy tách thành nhiều dòng.",
    ),
}


@pytest.mark.parametrize("case", WRONG_NOTES)
def test_a_wrong_note_is_refused_beside_its_field(as_position, cast, model, address, case):
    changes, field, sentence = WRONG_NOTES[case]
    typed = {"text": "Đã làm", "on": 0} | changes | guard(cast.registrant)
    page = as_position(cast.registrant).post(f"{address}ghi-nhanh/", typed | {"on": shown(typed["on"])})
    assert page.context["form"].errors == {field: [sentence]}
    assert not ProgressNote.objects.exists()


def test_planned_noted_and_reported_benefit_stand_side_by_side(as_position, cast, model, address):
    notes.add_note(
        by=cast.registrant, registration=model, on=day(-3), text="Đợt 1", benefit_amount=20_000_000,
        benefit_text="400 m2 đất", token=uuid4(),
    )  # fmt: skip
    notes.add_note(
        by=cast.registrant, registration=model, on=day(-1), text="Đợt 2", benefit_amount=45_000_000, token=uuid4()
    )
    told = as_position(cast.registrant).get(address).context["benefit"]
    assert (told.planned, told.so_far, told.noted_on, told.reported) == (
        ["70.000.000 đồng", "1.260 m2 đất"], ["45.000.000 đồng", "400 m2 đất"], day(-1), None,
    )  # fmt: skip
    builders.write_result(model, cast.registrant, benefit_amount="72 triệu", benefit_lines="1.300 m2 đất")
    builders.move(model, workflow.SEND_RESULT, cast.registrant)
    told = as_position(cast.registrant).get(address).context["benefit"]
    assert told.reported == ["72.000.000 đồng", "1.300 m2 đất"]


# Copies


def chain(tree, cast, plan, count):
    return [held(tree, cast, plan, title=f"Mô hình {number}") for number in range(count)]


def links():
    return {(one.registration_id, one.original_id, one.root_id) for one in Replication.objects.all()}


def test_a_chain_of_copies_has_one_root_and_moves_as_a_family(tree, cast, plan):
    first, second, third, other = chain(tree, cast, plan, 4)
    copies.set_original(by=cast.registrant, registration=third, original=second)
    copies.set_original(by=cast.registrant, registration=second, original=first)
    assert links() == {(third.pk, second.pk, first.pk), (second.pk, first.pk, first.pk)}
    copies.set_original(by=cast.registrant, registration=second, original=other)
    assert links() == {(third.pk, second.pk, other.pk), (second.pk, other.pk, other.pk)}
    copies.clear_original(by=cast.registrant, registration=second)
    assert links() == {(third.pk, second.pk, second.pk)}


def test_no_model_is_a_copy_of_itself_or_of_its_own_copies(tree, cast, plan):
    first, second, third = chain(tree, cast, plan, 3)
    copies.set_original(by=cast.registrant, registration=second, original=first)
    copies.set_original(by=cast.registrant, registration=third, original=second)
    before = links()
    for original in (first, second, third):
        with pytest.raises(ValidationError, match="chính mô hình này"):
            copies.set_original(by=cast.registrant, registration=first, original=original)
    assert links() == before


def test_the_tree_names_every_copy_and_opens_only_what_the_reader_may_open(as_position, cast, tree, plan, model):
    far = builders.confirmed(
        cast.women_registrant, plan, cast.commune_officer, levels=[tree.commune_level], title="Của Hội"
    )
    copies.set_original(by=cast.commune_officer, registration=far, original=model)
    address = f"/dang-ky/{model.code}/theo-doi/?xem=nhan-rong"
    nodes = as_position(cast.registrant).get(address)
    text = nodes.content.decode()
    family = nodes.context["family"]
    assert (family.is_here, [copy.is_open for copy in family.copies]) == (True, [False])
    assert str(tree.women) in text and far.code not in text and "Của Hội" not in text
    assert f"/dang-ky/{far.code}/theo-doi/" in as_position(cast.commune_officer).get(address).content.decode()


def test_the_original_is_found_by_code_and_by_words_without_marks(as_position, cast, tree, plan, model):
    other = held(tree, cast, plan, title="Đường hoa thôn Đoài")
    owner = as_position(cast.registrant)
    for words in (other.code, "duong hoa doai"):
        page = owner.get(f"/dang-ky/{model.code}/theo-doi/nhan-rong/", {"tim": words})
        assert [one.code for one in page.context["page"]] == [other.code]
    owner.post(f"/dang-ky/{model.code}/theo-doi/nhan-rong/", {"mo-hinh": other.pk} | guard(cast.registrant))
    assert Replication.objects.get().original == other
    assert AuditRecord.objects.get(action="Ghi nhân rộng từ mô hình").after == {"nhân rộng từ": other.code}


def test_the_record_leads_to_its_following_once_it_is_confirmed(as_position, cast, tree, plan, model):
    waiting = builders.submitted(cast.registrant, plan, levels=[tree.commune_level])
    owner = as_position(cast.registrant)
    links_there = [
        f"/dang-ky/{one.code}/theo-doi/" in owner.get(f"/dang-ky/{one.code}/").content.decode()
        for one in (model, waiting)
    ]
    assert links_there == [True, False]
    assert owner.get(f"/dang-ky/{waiting.code}/theo-doi/").status_code == 404
