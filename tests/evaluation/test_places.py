"""Places while sheets are still to come, and what is kept of a result told without asking."""

from uuid import uuid4

import pytest
from django.urls import reverse

from evaluation import council, counciltable, workflow
from evaluation.enums import Rank
from tests.documents.test_word import words_of_docx, words_of_pdf
from tests.evaluation import builders as build
from tests.evaluation.test_council import called, seated, write

pytestmark = pytest.mark.django_db


def test_only_dossiers_with_every_sheet_have_a_place_the_others_stand_behind_without(as_position):
    c = build.council(dossiers=3)
    build.scoring(c, c.reviewer, c.other_reviewer)
    high, low, half = (list(one.sheets.order_by("pk")) for one in c.nominations)
    for sheet in high:
        build.send(sheet, *build.FULL)
    for sheet in low:
        build.send(sheet)
    build.send(half[0], *build.FULL)
    lines = counciltable.lines_of(c.round, council.results_of([c.round]))
    assert [(line.place, line.result.nomination) for line in lines] == [
        (1, c.nominations[0]), (2, c.nominations[1]), (0, c.nominations[2]),
    ]  # fmt: skip
    address = reverse("evaluation:council", args=[c.round.pk])
    page = as_position(c.officer).get(address).text
    assert "Thứ tự tạm thời" in page and counciltable.SO_FAR in page
    build.send(half[1], *build.FULL)
    build.move(c.round, workflow.CONCLUDE, c.officer)
    page = as_position(c.officer).get(address).text
    assert "tạm thời" not in page and ">Thứ tự<" in page


def test_a_reviewer_is_told_no_places(as_position):
    c = build.council()
    (sheet,) = build.scoring(c)
    build.send(sheet)
    page = as_position(c.reviewer).get(reverse("evaluation:council", args=[c.round.pk])).text
    assert "Thứ tự" not in page and counciltable.SO_FAR not in page


def test_the_table_is_signed_by_the_chair_for_the_council(as_position):
    c = build.council()
    build.concluded(c)
    address = reverse("evaluation:council_docx", args=[c.round.pk])
    assert "HỘI ĐỒNG" not in words_of_docx(as_position(c.officer).get(address).getvalue())
    c.round.members.create(rank=Rank.CHAIR, name="Nông Thị Chủ", token=uuid4())
    signed = words_of_docx(as_position(c.officer).get(address).getvalue())
    assert "HỘI ĐỒNG" in signed and "Nông Thị Chủ" in signed


def test_a_result_told_without_asking_says_why_in_history_and_minutes(as_position):
    c = build.council()
    build.moderating(c)
    seated(c)
    meeting = called(c)
    write(c, meeting)
    build.move(c.round, workflow.CONCLUDE, c.officer)
    client = as_position(c.officer)
    address = reverse("evaluation:round_move", args=[c.round.pk, workflow.PUBLISH_AT_ONCE.slug])
    press = {"position": c.officer.pk, "token": str(uuid4()), "note": ""}
    page = reverse("evaluation:round", args=[c.round.pk])
    assert "In danh sách niêm yết" in client.get(page).text
    assert client.post(address, press).context["form"].errors == {"note": ["Mục này chưa ghi."]}
    client.post(address, press | {"note": "Đã họp công khai tại hội trường."})
    told = client.get(page).text
    assert "Đã họp công khai" in told and "In danh sách niêm yết" not in told
    for ending, words in (("pdf", words_of_pdf), ("docx", words_of_docx)):
        answer = client.get(reverse(f"evaluation:minutes_{ending}", args=[meeting.pk]))
        said = words(answer.getvalue()).replace(" ", "")
        assert "khôngcôngkhailấyýkiến.Lýdo:Đãhọpcôngkhai" in said


def test_minutes_say_nothing_of_a_publication_still_to_come(as_position):
    c = build.council()
    build.moderating(c)
    seated(c)
    meeting = called(c)
    write(c, meeting)
    answer = as_position(c.officer).get(reverse("evaluation:minutes_docx", args=[meeting.pk]))
    assert "Ghi sau cuộc họp" not in words_of_docx(answer.getvalue())
