"""Công văn kèm danh sách: what a desk confirmed, and under which number and day it went up."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.enums import Role
from documents.values import display
from registrations import workflow
from registrations.models import Letter
from registrations.submittals import letters
from registrations.submittals import papers as desk_papers
from tests import builders
from tests.registrations.test_pages import guard

pytestmark = pytest.mark.django_db


@pytest.fixture
def confirmed(tree, cast, plan):
    """Two records the commune has confirmed and sent on to the district."""
    made = []
    for title in ("Đường hoa phụ nữ", "=1+1 Tuyến đường tự quản"):
        one = builders.received(
            cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level, tree.district_level], title=title
        )
        builders.move(one, workflow.FORWARD, cast.commune_officer)
        made.append(one)
    return made


def write(cast, tree, token=None, **facts):
    receipts = list(letters.without_letter(tree.commune_desk, cast.commune_clerk))
    return letters.write_letter(
        by=cast.commune_clerk, unit=tree.commune_desk, receipts=receipts, token=token or uuid4(), **facts
    )


def test_what_went_out_goes_out_once(tree, cast, confirmed):
    token = uuid4()
    assert write(cast, tree, token) == write(cast, tree, token)
    assert Letter.objects.get().receipts.count() == 2
    assert not letters.without_letter(tree.commune_desk, cast.commune_clerk).exists()


def test_the_number_is_written_when_the_clerk_has_it(tree, cast, confirmed):
    letter = write(cast, tree)
    assert "chưa có số" in str(letter)
    letters.correct_letter(by=cast.commune_clerk, letter=letter, number="45/UBND-VP", issued_on=date(2026, 3, 20))
    letter.refresh_from_db()
    assert str(letter) == "Công văn số 45/UBND-VP ngày 20/03/2026"
    with pytest.raises(ValidationError, match="đã có công văn số đó"):
        second = Letter.objects.create(unit=tree.commune_desk, token=uuid4(), created_by=cast.commune_clerk)
        letters.correct_letter(by=cast.commune_clerk, letter=second, number="45/UBND-VP", issued_on=date(2026, 3, 20))


def test_the_paper_says_what_the_register_says(tree, cast, confirmed):
    letter = write(cast, tree, number="45/UBND-VP", issued_on=date(2026, 3, 20), receiver="Ban Dân vận Huyện ủy")
    annex = desk_papers.letter_annex(letter, letter.receipts.seen_by(cast.commune_clerk))
    rows = [{key: display(value) for key, value in row.items()} for row in annex.table.rows]
    year = confirmed[0].receipts.get().register_year
    assert [row["register"] for row in rows] == [f"01/{year}", f"02/{year}"]
    assert annex.attached_line == "(Kèm theo Công văn số 45/UBND-VP ngày 20/03/2026 của UBND xã Minh Lạc)"


@pytest.mark.parametrize("who", ["district_officer", "commune_leader", "registrant"])
def test_only_the_desk_keeps_its_letters(tree, cast, confirmed, who):
    with pytest.raises(PermissionDenied):
        letters.write_letter(by=getattr(cast, who), unit=tree.commune_desk, receipts=[], token=uuid4())


def test_the_desk_above_sees_under_which_letter_a_record_came(as_position, tree, cast, confirmed):
    letter = write(cast, tree, number="45/UBND-VP", issued_on=date(2026, 3, 20))
    client = as_position(cast.district_officer)
    assert "Công văn số 45/UBND-VP ngày 20/03/2026" in client.get(f"/dang-ky/{confirmed[0].code}/").content.decode()
    assert client.get(f"/dang-ky/cong-van/{letter.pk}/").status_code == 200
    assert as_position(cast.other_district_officer).get(f"/dang-ky/cong-van/{letter.pk}/").status_code == 404


def test_who_is_in_charge_of_one_commune_reads_its_lines_alone(as_position, tree, cast, plan, confirmed):
    """A letter of the district, with a record from each of its communes."""
    levels = [tree.commune_level, tree.district_level]
    theirs = builders.position(Role.REGISTRANT, builders.area("thôn Hạ", tree.other_commune))
    other = builders.received(theirs, plan, cast.other_commune_officer, levels=levels)
    builders.move(other, workflow.FORWARD, cast.other_commune_officer)
    for one in (*confirmed, other):
        builders.move(one, workflow.RECEIVE, cast.district_officer)
        builders.move(one, workflow.CONFIRM, cast.district_officer)
    receipts = list(letters.without_letter(tree.district_desk, cast.district_clerk))
    letter = letters.write_letter(by=cast.district_clerk, unit=tree.district_desk, receipts=receipts, token=uuid4())
    limited = builders.position(Role.CLERK, tree.district_desk, areas=[tree.other_commune])
    page = as_position(limited).get(f"/dang-ky/cong-van/{letter.pk}/")
    assert [receipt.registration for receipt in page.context["page"]] == [other]
    assert "Còn 2 hồ sơ ngoài địa bàn phụ trách" in page.content.decode()
    assert len(desk_papers.letter_table(letter, letter.receipts.seen_by(limited)).rows) == 1


def test_pressed_twice_the_second_press_finds_the_letter(as_position, tree, cast, confirmed):
    client, clerk = as_position(cast.commune_clerk), cast.commune_clerk
    keys = [str(one.pk) for one in letters.without_letter(tree.commune_desk, clerk)]
    sent = {"token": str(uuid4()), "position": clerk.pk, "receipts": keys}
    first, second = (client.post("/dang-ky/cong-van/moi/", sent) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"] == f"/dang-ky/cong-van/{Letter.objects.get().pk}/"


def test_every_record_is_ticked_on_asking_and_the_last_letter_says_who_signs(as_position, tree, cast, confirmed):
    receipts = list(letters.without_letter(tree.commune_desk, cast.commune_clerk))
    letters.write_letter(
        by=cast.commune_clerk, unit=tree.commune_desk, receipts=receipts[:1], token=uuid4(), signer_name="Hà Văn Thuấn",
        receiver="Ban Dân vận Huyện ủy",
    )  # fmt: skip
    pages = [as_position(cast.commune_clerk).get(f"/dang-ky/cong-van/moi/{asked}") for asked in ("", "?chon=1")]
    forms = [page.context["form"] for page in pages]
    assert [form["signer_name"].value() for form in forms] == ["Hà Văn Thuấn"] * 2
    assert [form["receiver"].value() for form in forms] == ["Ban Dân vận Huyện ủy"] * 2
    assert [form["receipts"].value() for form in forms] == [None, [str(receipts[1].pk)]]


def test_from_the_list_to_the_paper(as_position, tree, cast, confirmed):
    client, clerk = as_position(cast.commune_clerk), cast.commune_clerk
    page = client.get("/dang-ky/cong-van/moi/")
    keys = [str(one.pk) for one in letters.without_letter(tree.commune_desk, cast.commune_clerk)]
    sent = {"token": str(uuid4()), "position": clerk.pk, "receipts": keys, "number": "7/UBND"}
    page = client.post("/dang-ky/cong-van/moi/", sent)
    assert "ghi cả ngày" in page.content.decode()
    client.post("/dang-ky/cong-van/moi/", sent | {"issued_on": "20/3/2026"})
    letter = Letter.objects.get()
    for ending, begins in (("pdf", b"%PDF"), ("xlsx", b"PK"), ("docx", b"PK")):
        file = client.get(f"/dang-ky/cong-van/{letter.pk}/danh-sach.{ending}")
        assert (file.status_code, file.content[: len(begins)]) == (200, begins)
    receipt = letter.receipts.first()
    left = {"token": str(uuid4()), "position": clerk.pk}
    client.post(f"/dang-ky/cong-van/{letter.pk}/ho-so/{receipt.pk}/bo/", left)
    assert letter.receipts.count() == 1


def test_until_a_letter_says_who_signs_the_leader_of_the_desk_is_named(as_position, tree, cast, confirmed):
    client, clerk = as_position(cast.commune_clerk), cast.commune_clerk
    key = letters.without_letter(tree.commune_desk, clerk).first().pk
    opened = [client.get("/dang-ky/cong-van/moi/").context["form"]]
    assert opened[0]["receiver"].value() == "Ban Dân vận Huyện ủy Lam Khê"
    client.post("/dang-ky/cong-van/moi/", {"token": str(uuid4()), "position": clerk.pk, "receipts": [key]})
    assert Letter.objects.get().signer_name == ""
    opened.append(client.get("/dang-ky/cong-van/moi/").context["form"])
    named = [(form["signer_name"].value(), form["signer_title"].value()) for form in opened]
    assert named == [(str(cast.commune_leader.user), "Chủ tịch")] * 2


def test_what_may_go_along_stands_in_a_table_box_by_box(as_position, tree, cast, confirmed):
    form = as_position(cast.commune_clerk).get("/dang-ky/cong-van/moi/?chon=1").context["form"]
    lines = [(box.data["value"], box.data["selected"], record, receipt) for box, record, receipt in form.lines()]
    kept = letters.without_letter(tree.commune_desk, cast.commune_clerk)
    assert lines == [(str(one.pk), True, one.registration, one) for one in kept]


def test_a_letter_without_records_is_refused_at_the_table(as_position, cast, confirmed):
    sent = {"token": str(uuid4()), "position": cast.commune_clerk.pk}
    page = as_position(cast.commune_clerk).post("/dang-ky/cong-van/moi/", sent).content.decode()
    assert '<p class="error">Chưa chọn hồ sơ nào.</p>' in page


def test_the_letter_itself_says_what_goes_along(tree, cast, confirmed, as_position):
    letter = write(
        cast, tree, receiver="Ban Dân vận Huyện ủy", signer_name="Trần Văn Bình", signer_title="Phó Chủ tịch"
    )
    letters.correct_letter(by=cast.commune_clerk, letter=letter, number="45/UBND-VP", issued_on=date(2026, 3, 20))
    letter.refresh_from_db()
    paper = desk_papers.letter_paper(letter, letter.receipts.seen_by(cast.commune_clerk))
    said = " ".join(block.text for block in paper.body)
    assert "2 đăng ký" in said and "2 tập thể" in said and "có danh sách kèm theo" in said
    assert (paper.letterhead.number_line, paper.to) == ("Số: 45/UBND-VP", ("Ban Dân vận Huyện ủy",))
    assert paper.letterhead.signature_lines[-2:] == ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    client = as_position(cast.commune_clerk)
    assert client.get(f"/dang-ky/cong-van/{letter.pk}/cong-van.docx").status_code == 200
    assert client.get(f"/dang-ky/cong-van/{letter.pk}/cong-van.pdf").content.startswith(b"%PDF")


def test_the_signed_copy_is_kept_once_and_read_above_but_not_by_who_sees_a_part(
    as_position, tree, cast, plan, confirmed, pdf_file
):
    letter = write(cast, tree)
    page, client = f"/dang-ky/cong-van/{letter.pk}/", as_position(cast.commune_clerk)
    assert "Bản ký, đóng dấu" in client.get(page).content.decode()
    refused = client.post(f"{page}ban-ky/", guard(cast.commune_clerk) | {"file": pdf_file("a.pdf", b"MZ")})
    assert refused.headers["Location"] == f"{page}#ban-ky"
    panel = client.get(page).content.decode().split('id="ban-ky"')[1]
    assert "không phải loại nhận được" in panel
    for _ in range(2):
        client.post(f"{page}ban-ky/", guard(cast.commune_clerk) | {"file": pdf_file("ban-ky-45.pdf")})
    (copy,) = letter.copies.all()
    address = f"{page}ban-ky/{copy.pk}/"
    assert address in as_position(cast.district_officer).get(page).content.decode()
    assert b"".join(as_position(cast.district_officer).get(address)).startswith(b"%PDF")
    # One of its records now lies elsewhere.
    elsewhere = letter.receipts.first().registration
    type(elsewhere).objects.filter(pk=elsewhere.pk).update(scope_path=tree.other_commune.path)
    assert address not in as_position(cast.commune_officer).get(page).content.decode()
    assert as_position(cast.commune_officer).get(address).status_code == 404
