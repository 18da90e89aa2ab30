"""Tập in: the papers of many records as one PDF, made in the background, each as last sent and on a page of its own."""

import io
from uuid import uuid4

import pypdfium2
import pytest
from django.core.exceptions import ValidationError

from common import jobs
from documents.errors import PdfUnavailable
from registrations import workflow
from registrations.enums import Kind, State
from registrations.lists import files as list_files
from registrations.lists import tasks as list_tasks
from registrations.models import ListFile
from tests import builders
from tests.registrations.stories import in_state
from tests.registrations.test_pages import guard, told

PRESS = "/dang-ky/tap-in/"


@pytest.fixture
def records(tree, cast, plan):
    known = {"officer": cast.commune_officer, "plan": plan, "levels": [tree.commune_level]}
    return [
        in_state(State.CONFIRMED, owner=cast.registrant, **known, title="Đường hoa thứ nhất"),
        in_state(State.SUBMITTED, owner=cast.women_registrant, kind=Kind.INDIVIDUAL, **known, title="Bữa sáng thứ hai"),
        in_state(State.RETURNED, owner=cast.registrant, **known, title="Mô hình thứ ba"),
        in_state(State.DRAFT, owner=cast.registrant, **known, title="Còn đang viết"),
    ]


@pytest.fixture
def press(as_position, cast):
    def pressed(codes=(), query="", token=None, position=None, **typed):
        position = position or cast.commune_officer
        return as_position(position).post(f"{PRESS}?{query}", guard(position, token) | {"hs": codes} | typed)

    return pressed


def pages_of(made):
    with made.file.open() as stored:
        found = pypdfium2.PdfDocument(stored.read())
    return [" ".join(page.get_textpage().get_text_bounded().split()) for page in found]


def worked() -> ListFile:
    made = ListFile.objects.get()
    list_tasks.make_list_file.call(made.pk)
    made.refresh_from_db()
    return made


def test_the_ticked_papers_come_in_their_order_each_on_its_own_page(press, records):
    codes = [records[1].code, records[0].code]
    answer = press(codes)
    made = worked()
    pages = pages_of(made)

    assert answer.headers["Location"] == f"/dang-ky/tep/{made.pk}/"
    assert (made.state, made.done, made.total) == ("done", 2, 2)
    firsts = [
        page for page in pages if "Mã hồ sơ" in page and ("Bữa sáng thứ hai" in page or "Đường hoa thứ nhất" in page)
    ]
    assert ["Bữa sáng" in page for page in firsts] == [True, False]
    assert [code in page for code, page in zip(codes, firsts, strict=True)] == [True, True]


def test_every_paper_that_the_filters_leave_but_no_draft(press, records):
    press(query="xep=ten", **{"tat-ca": "1"})
    made = ListFile.objects.get()

    assert set(made.codes) == {one.code for one in records[:3]}


def test_filters_hold_for_all(press, records):
    press(query="loai=individual", **{"tat-ca": "1"})

    assert ListFile.objects.get().codes == [records[1].code]


def test_the_paper_is_the_last_one_sent(press, records, cast):
    returned = records[2]
    draft = returned.drafts.get()
    draft.data = draft.data | {"title": "Đang sửa dở"}
    draft.save()
    press([returned.code])
    text = " ".join(pages_of(worked()))

    assert ("Mô hình thứ ba" in text, "Đang sửa dở" in text) == (True, False)


def test_pressed_twice_it_is_one_pile(press, records):
    token = uuid4()
    first, second = (press([records[0].code], token=token) for _ in range(2))

    assert (first.headers["Location"], ListFile.objects.count()) == (second.headers["Location"], 1)


def test_nothing_ticked_is_told_and_the_view_kept(press, records):
    assert told(press(query="nam=2026&xem=cho")) == (
        "/dang-ky/?xem=cho&nam=2026",
        ["Chưa chọn hồ sơ nào đã nộp. Hãy đánh dấu hồ sơ trong danh sách rồi bấm lại."],
    )


def test_what_is_out_of_sight_is_not_printed(press, records, cast):
    answer = press([one.code for one in records], position=cast.other_commune_officer)

    assert answer.status_code == 404
    assert not ListFile.objects.exists()


def test_too_many_are_told_the_limit(cast, records, monkeypatch):
    monkeypatch.setattr(list_files, "MOST_PAPERS", 1)
    with pytest.raises(ValidationError) as refused:
        list_files.start_pile(
            by=cast.commune_officer, codes=[one.code for one in records], site="http://x", token=uuid4()
        )

    assert refused.value.messages == ["Mỗi lần in nhiều nhất 1 bản đăng ký. Hãy lọc bớt rồi bấm lại."]


def test_the_bar_moves_with_every_paper(press, records):
    press([one.code for one in records[:3]])
    heard = []
    list_tasks.write_file(ListFile.objects.get(), heard.append, io.BytesIO())

    assert heard == [1, 2, 3]


def test_more_papers_than_are_drawn_at_once_are_all_there(press, records, monkeypatch):
    monkeypatch.setattr("documents.piles.JOINED_AT_ONCE", 2)
    press([one.code for one in records[:3]])
    text = " ".join(pages_of(worked()))

    assert [title in text for title in ("thứ nhất", "thứ hai", "thứ ba")] == [True] * 3


def test_what_has_left_the_sight_meanwhile_is_left_out(press, records, cast, monkeypatch):
    press([records[0].code])
    monkeypatch.setattr("registrations.querysets.RegistrationQuerySet.visible_to", lambda self, position: self.none())
    made = worked()

    assert (made.state, made.problem) == ("failed", "Không còn hồ sơ nào trong phạm vi của vị trí này để in.")


def test_without_the_engine_the_page_says_what_is_missing(press, records, monkeypatch, as_position, cast):
    def unavailable(papers, file):
        raise PdfUnavailable("Chưa in được ra PDF.")

    press([records[0].code])
    with monkeypatch.context() as broken:
        broken.setattr(list_tasks, "pages_to_pile", unavailable)
        made = worked()
    client = as_position(cast.commune_officer)
    assert client.get(f"/dang-ky/tep/{made.pk}/").context["job"].why_failed == "Chưa in được ra PDF."
    client.post(f"/dang-ky/tep/{made.pk}/chay-lai/", guard(cast.commune_officer))

    assert worked().is_done


@pytest.mark.parametrize("state", ["waiting", "running", "done", "failed"])
def test_every_stage_has_its_page_and_can_be_found_again(press, records, as_position, cast, state):
    press([records[0].code])
    ListFile.objects.update(state=state)
    made, client = ListFile.objects.get(), as_position(cast.commune_officer)
    for headers in ({}, {"HX-Request": "true"}):
        assert client.get(f"/dang-ky/tep/{made.pk}/", headers=headers).status_code == 200

    assert f'href="/dang-ky/tep/{made.pk}/"' in client.get("/dang-ky/tep/").content.decode()


def test_a_file_is_its_owners_alone(press, records, as_position, cast):
    press([records[0].code])
    made = worked()
    for path in (f"/dang-ky/tep/{made.pk}/", f"/dang-ky/tep/{made.pk}/tai-ve/"):
        assert as_position(cast.commune_leader).get(path).status_code == 404


def test_a_file_in_the_queue_is_not_started_again(press, records, cast):
    press([records[0].code])
    with pytest.raises(ValidationError):
        list_files.restart(by=cast.commune_officer, made=ListFile.objects.get())
    assert jobs.sweep(ListFile) == 0


def test_a_later_sending_is_what_is_printed(press, records, cast):
    returned = records[2]
    builders.move(returned, workflow.SUBMIT, cast.registrant)
    press([returned.code])

    assert "Bản lần 2" in " ".join(pages_of(worked()))


def test_the_home_page_tells_that_a_pile_is_ready(press, records, as_position, cast):
    press([records[0].code])
    made = worked()
    (line,) = [
        line for one in as_position(cast.commune_officer).get("/").context["work"] for line in one.lines
        if line.url == f"/dang-ky/tep/{made.pk}/"
    ]  # fmt: skip

    assert (line.title, line.note) == (f"Tệp từ danh sách: {made.title}", "đã lập xong, có thể tải về")
