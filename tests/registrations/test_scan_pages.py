"""The pages of scans: what they ask of the database, what a press does once, how files are served."""

from io import BytesIO
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from registrations.enums import PageOutcome
from registrations.models import Scan, ScanPage, ScanPile
from registrations.scanning import services as scans
from tests import builders
from tests.registrations import scanning
from tests.registrations.scanning import as_file, pile_of, printed, sheets


@pytest.fixture
def sent(cast, plan, tree):
    return builders.submitted(cast.registrant, plan, levels=[tree.commune_level])


@pytest.fixture
def photo(sent):
    return as_file("anh.jpg", sheets(printed(sent))[0])


def post(client, address, position, **data):
    return client.post(address, {"token": str(uuid4()), "position": str(position.pk), **data})


@pytest.mark.parametrize("count", [1, 3])
def test_a_pile_and_its_papers_ask_the_same_whatever_their_number(cast, plan, tree, as_position, count):
    pile = pile_of(cast.commune_clerk, as_file("trang.jpg", scanning.blank()))
    blank = pile.pages.get()
    for number in range(2, 2 + count):
        sent = builders.submitted(cast.registrant, plan, levels=[tree.commune_level])
        for place, outcome in enumerate((PageOutcome.MATCHED, PageOutcome.UNREAD, PageOutcome.REFUSED)):
            ScanPage.objects.create(
                pile=pile, source=blank.source, number=number * 10 + place, place=0, picture=blank.picture.name,
                outcome=outcome, version=sent.versions.get() if outcome == PageOutcome.MATCHED else None,
            )  # fmt: skip
    clerk, asked = as_position(cast.commune_clerk), {}
    for address in (
        f"/dang-ky/ban-quet/{pile.pk}/",
        "/dang-ky/ban-quet/",
        f"/dang-ky/ban-quet/{pile.pk}/trang/1/ghep/",
    ):
        clerk.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert clerk.get(address).status_code == 200
        asked[address.rpartition("quet/")[2]] = len(queries)

    assert list(asked.values()) == [7, 7, 8]


def test_a_page_is_turned_to_be_read_and_kept_as_it_was(cast, as_position):
    page = pile_of(cast.commune_clerk, as_file("trang.jpg", scanning.blank())).pages.get()
    clerk, address = as_position(cast.commune_clerk), f"/dang-ky/ban-quet/{page.pile_id}/trang/1"
    kept = clerk.get(f"{address}.jpg").content
    flat, upside_down, none = (
        Image.open(BytesIO(clerk.get(f"{address}.jpg?xoay={turn}").content)).size for turn in "12x"
    )
    upright = Image.open(BytesIO(kept)).size
    assert upright[0] != upright[1] and (flat, upside_down, none) == (upright[::-1], upright, upright)
    assert clerk.get(f"{address}.jpg").content == kept
    match = clerk.get(f"{address}/ghep/?xoay=3").content.decode()
    assert f'src="{address}.jpg?xoay=3"' in match and 'name="xoay" value="0"' in match


def test_turning_a_page_keeps_what_was_typed_beside_it(cast, as_position):
    page = pile_of(cast.commune_clerk, as_file("trang.jpg", scanning.blank())).pages.get()
    clerk, address = as_position(cast.commune_clerk), f"/dang-ky/ban-quet/{page.pile_id}/trang/1/ghep/"
    typed = {"code": "12", "purpose": "result", "number": "hai", "sheet": ""}
    turned = post(clerk, f"{address}?tim=hoa&ho-so=DVK-2026-00001&xoay=3", cast.commune_clerk, xoay="2", **typed)
    shown = clerk.get(turned["Location"])
    assert {name: shown.context["form"][name].value() for name in typed} == typed
    assert (shown.context["turns"], shown.context["text"], shown.context["form"].errors) == (2, "hoa", {})
    assert ScanPage.objects.get().outcome == PageOutcome.BLANK


def test_a_photo_is_uploaded_once_whoever_presses_twice(cast, sent, photo, as_position):
    registrant, token = as_position(cast.registrant), str(uuid4())
    answers = []
    for _ in range(2):
        photo.seek(0)
        data = {"token": token, "position": str(cast.registrant.pk), "files": photo}
        answers.append(registrant.post(f"/dang-ky/{sent.code}/ban-ky/", data)["Location"])

    pile = ScanPile.objects.get()
    assert answers == [f"/dang-ky/ban-quet/{pile.pk}/"] * 2
    assert pile.pages.get().outcome == PageOutcome.MATCHED


def test_nothing_chosen_and_a_wrong_file_are_told_at_the_record(cast, sent, as_position, pdf_file):
    registrant, address = as_position(cast.registrant), f"/dang-ky/{sent.code}/ban-ky/"
    assert post(registrant, address, cast.registrant)["Location"] == f"/dang-ky/{sent.code}/"
    assert "Chưa chọn tệp nào." in registrant.get(f"/dang-ky/{sent.code}/").content.decode()
    post(registrant, address, cast.registrant, files=pdf_file("hong.pdf"))

    page = registrant.get(f"/dang-ky/{sent.code}/").content.decode()
    assert "Tệp “hong.pdf” bị hỏng, không mở được. Hãy quét hoặc lưu lại rồi chọn lại." in page


def test_the_signed_paper_is_served_as_a_file_and_not_when_it_was_changed(cast, sent, photo, as_position):
    (scan,), _ = scans.confirm_papers(by=cast.registrant, pile=pile_of(cast.registrant, photo))
    leader, address = as_position(cast.commune_leader), f"/dang-ky/{sent.code}/ban-ky/{scan.pk}/"
    answer = leader.get(f"{address}tep/")
    assert b"".join(answer.streaming_content) == scanning.content_of(scan)
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    record = leader.get(f"/dang-ky/{sent.code}/").content.decode()
    assert scan.short_seal in record and "khớp bản mới nhất" in record and "Tải lên và đọc mã" not in record
    with open(scan.file.path, "ab") as stored:
        stored.write(b" ")

    assert leader.get(f"{address}tep/")["Location"] == address
    assert "không còn khớp mã băm" in leader.get(address).content.decode()


def test_a_wrong_scan_is_dropped_with_a_reason_that_is_kept_when_it_is_missing(cast, sent, photo, as_position):
    (scan,), _ = scans.confirm_papers(by=cast.registrant, pile=pile_of(cast.registrant, photo))
    clerk, address = as_position(cast.commune_clerk), f"/dang-ky/{sent.code}/ban-ky/{scan.pk}/bo/"
    assert "Mục này chưa ghi." in post(clerk, address, cast.commune_clerk, reason=" ").content.decode()
    post(clerk, address, cast.commune_clerk, reason="Chưa đóng dấu.")

    assert "Chưa đóng dấu." in clerk.get(f"/dang-ky/{sent.code}/").content.decode()
    assert Scan.objects.standing().count() == 0


BAD = {"code": "<b>DVK</b>" + "x" * 200, "purpose": "khac", "number": "99999999999999999999"}


@pytest.mark.parametrize("field", BAD)
def test_what_is_typed_wrong_by_hand_comes_back_as_typed(cast, as_position, field):
    pile = pile_of(cast.registrant, as_file("a.jpg", scanning.blank()))
    typed = {"code": "DVK-2026-00001", "purpose": "registration", "number": "1"} | {field: BAD[field]}
    registrant = as_position(cast.registrant)
    answer = post(registrant, f"/dang-ky/ban-quet/{pile.pk}/trang/1/ghep/", cast.registrant, **typed)

    assert answer.status_code == 200 and "Có chỗ cần sửa" in answer.content.decode()
    assert answer.context["form"].data["code"] == typed["code"]
    assert pile.pages.get().outcome == PageOutcome.BLANK


def test_a_third_sheet_without_a_second_is_warned_of_and_a_problem_told_once(cast, sent, as_position):
    pile = pile_of(cast.commune_clerk, as_file("a.jpg", scanning.blank()))
    clerk, address = as_position(cast.commune_clerk), f"/dang-ky/ban-quet/{pile.pk}/trang/1/ghep/"
    typed = {"code": sent.code, "purpose": "registration", "number": "1", "sheet": "3"}
    clerk.post(address, typed | {"token": str(uuid4()), "position": str(cast.commune_clerk.pk)})
    page = clerk.get(f"/dang-ky/ban-quet/{pile.pk}/").content.decode()
    assert "Tập này chưa có tờ 1, 2 của giấy đó." in page and "Chưa thấy tờ 1, 2 của giấy này." in page
    again = post(clerk, address, cast.commune_clerk, **typed).content.decode()
    assert again.count("Trang này đã đọc được mã hoặc đã ghép rồi.") == 1
