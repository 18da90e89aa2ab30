"""Tệp báo cáo: the same numbers on screen, in Excel and in PDF; long lists are made in the background."""

import io
from datetime import timedelta
from uuid import uuid4

import pypdfium2
import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from openpyxl import load_workbook
from zeal import zeal_ignore

from accounts.enums import Role
from common import jobs
from documents.errors import PdfUnavailable
from registrations import benefits
from registrations.enums import Kind, Stage
from reports import services, sheets, tasks
from reports.by_unit import summary_by_unit
from reports.enums import Format
from reports.models import Export
from reports.registered import registrations_in_period
from reports.views import tables as views
from tests import builders
from tests.reports.figures import confirmed, frame

AT_ONCE = "/bao-cao/2024-quy-1/"


def cells(data, title="Phụ lục I"):
    """The rows of a sheet below (1)(2)(3) down to the first empty line."""
    rows = [[cell.value for cell in row] for row in load_workbook(io.BytesIO(data))[title].iter_rows()]
    start = next(number for number, row in enumerate(rows) if row[:2] == ["(1)", "(2)"])
    found = rows[start + 1 :]
    return found[: next(number for number, row in enumerate(found) if not any(row))]


def text_of(pdf):
    pages = pypdfium2.PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pages).split())


def figures_of(table):
    """The drawn figures of a table, line by line, as numbers where they are numbers."""
    return [[slot.value for slot in line.slots] for line in table.lines()]


@pytest.fixture
def models(cast, tree, plan):
    confirmed(cast, tree, plan)
    confirmed(cast, tree, plan, by=cast.women_registrant, kind=Kind.INDIVIDUAL)
    confirmed(cast, tree, plan, by=cast.women_registrant, title="Bữa sáng 0 đồng")


def test_excel_and_screen_hold_the_same_numbers(as_position, cast, models):
    written = cells(as_position(cast.commune_officer).get(f"{AT_ONCE}bieu-02.xlsx").content, "Phụ lục II")
    shown = figures_of(summary_by_unit(frame(cast.commune_officer)))
    drawn = [[value for value in row if value is not None] for row in written]
    assert drawn == [[float(value) if hasattr(value, "as_tuple") else value for value in row] for row in shown]


def test_pdf_and_screen_hold_the_same_numbers(as_position, cast, models):
    text = text_of(as_position(cast.commune_officer).get(f"{AT_ONCE}bieu-02.pdf").content)
    for line in summary_by_unit(frame(cast.commune_officer)).lines():
        assert " ".join(slot.text for slot in line.slots if slot.text) in text


def test_what_begins_like_a_formula_stays_text(as_position, cast, tree, plan):
    confirmed(cast, tree, plan, title="=1+1")
    ((_number, title, *_rest),) = cells(as_position(cast.commune_officer).get(f"{AT_ONCE}bieu-01.xlsx").content)
    assert title == "=1+1"


def test_the_list_in_excel_is_the_list_on_screen(as_position, cast, models):
    client = as_position(cast.commune_officer)
    shown = [
        [slot.value or None for slot in line.slots]
        for line in client.get(f"{AT_ONCE}bieu-01/").context["table"].lines()
    ]
    assert cells(client.get(f"{AT_ONCE}bieu-01.xlsx").content) == shown


def test_the_whole_report_has_a_sheet_for_each_table(as_position, cast, models):
    book = load_workbook(io.BytesIO(as_position(cast.commune_officer).get(f"{AT_ONCE}bao-cao.xlsx").content))
    assert book.sheetnames == ["Phụ lục I", "Phụ lục II", "Phụ lục III"]


def test_the_paper_carries_the_head_and_the_receiver_of_the_office(as_position, cast, models):
    text = text_of(as_position(cast.commune_officer).get(f"{AT_ONCE}bieu-01.pdf").content)
    for words in (
        "ỦY BAN NHÂN DÂN XÃ MINH LẠC",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Phụ lục I BIỂU 01 – DANH SÁCH MÔ HÌNH, ĐIỂN HÌNH “DÂN VẬN KHÉO”",
        "Đơn vị nhận báo cáo: Ban Dân vận Huyện ủy Lam Khê",
        "NGƯỜI LẬP BIỂU THỦ TRƯỞNG ĐƠN VỊ",
        "Đường hoa phụ nữ tự quản",
    ):
        assert words in text


def test_a_file_carries_the_narrowing_of_the_list(as_position, cast, models):
    data = as_position(cast.commune_officer).get(f"{AT_ONCE}bieu-01.xlsx", {"loai": "ca-nhan"}).content
    assert [row[5] for row in cells(data)] == ["Cá nhân"]


def test_without_the_pdf_engine_the_page_says_what_is_missing(as_position, cast, models, monkeypatch):
    def unavailable(annexes):
        raise PdfUnavailable("Chưa in được ra PDF.")

    monkeypatch.setattr(sheets, "annexes_to_pdf", unavailable)
    answer = as_position(cast.commune_officer).get(f"{AT_ONCE}bieu-01.pdf", follow=True)
    assert [str(message) for message in answer.context["messages"]] == ["Chưa in được ra PDF."]


@pytest.fixture
def long_list(models, monkeypatch):
    monkeypatch.setattr(views, "MOST_ROWS_AT_ONCE", 2)


@pytest.fixture
def ask(as_position, cast, long_list):
    """Asks for the long list and returns (client, answer)."""

    def asked(token, position=None):
        client = as_position(position or cast.commune_officer)
        data = {"token": token, "position": (position or cast.commune_officer).pk}
        return client, client.post(f"{AT_ONCE}bieu-01.xlsx", data)

    return asked


def test_a_long_list_is_offered_in_the_background(as_position, cast, long_list):
    answer = as_position(cast.commune_officer).get(f"{AT_ONCE}bieu-01.xlsx")
    assert (answer["Content-Type"], answer.context["rows"]) == ("text/html; charset=utf-8", 3)


def test_a_background_file_equals_the_one_made_at_once(ask, as_position, cast, monkeypatch):
    client, asked = ask(uuid4())
    export = Export.objects.get()
    assert (asked.url, export.state, export.total) == (f"/bao-cao/tep/{export.pk}/", "waiting", 3)
    tasks.make_export.call(export.pk)
    made = b"".join(client.get(f"/bao-cao/tep/{export.pk}/tai-ve/").streaming_content)
    monkeypatch.setattr(views, "MOST_ROWS_AT_ONCE", 2000)
    assert cells(made) == cells(client.get(f"{AT_ONCE}bieu-01.xlsx").content)


def test_asking_twice_with_one_form_makes_one_file(ask):
    token = uuid4()
    assert ask(token)[1].url == ask(token)[1].url
    assert Export.objects.count() == 1


def test_a_file_is_seen_by_the_position_that_asked_alone(ask, as_position, cast, tree):
    ask(uuid4())
    export = Export.objects.get()
    tasks.make_export.call(export.pk)
    same_person = builders.position(Role.CLERK, tree.commune_desk, user=cast.commune_officer.user)
    for position, status in [(cast.commune_officer, 200), (cast.commune_leader, 404), (same_person, 404)]:
        for path in (f"/bao-cao/tep/{export.pk}/", f"/bao-cao/tep/{export.pk}/tai-ve/"):
            # A page that is closed is asked again for every other position of the person.
            with zeal_ignore():
                answer = as_position(position).get(path)
            b"".join(answer)
            assert answer.status_code == status


def test_an_unfinished_file_cannot_be_taken(ask):
    client, _answer = ask(uuid4())
    assert client.get(f"/bao-cao/tep/{Export.objects.get().pk}/tai-ve/").status_code == 404


def test_a_job_is_carried_out_once(ask):
    ask(uuid4())
    export = Export.objects.get()
    tasks.make_export.call(export.pk)
    export.refresh_from_db()
    tasks.make_export.call(export.pk)
    assert Export.objects.get().file.name == export.file.name


@pytest.mark.parametrize("again", [False, True])
def test_a_job_and_its_place_in_the_queue_are_written_together(ask, django_capture_on_commit_callbacks, again):
    with django_capture_on_commit_callbacks() as afterwards:
        client, _answer = ask(uuid4())
        export = Export.objects.get()
        if again:
            Export.objects.update(state="failed")
            client.post(f"/bao-cao/tep/{export.pk}/chay-lai/")
    queued = [one.args_kwargs["args"] for one in DBTaskResult.objects.all()]
    assert (queued, afterwards) == ([[export.pk]] * (2 if again else 1), [])


def test_a_job_that_breaks_says_so_and_runs_again(ask, monkeypatch, caplog):
    client, _answer = ask(uuid4())
    export = Export.objects.get()
    with monkeypatch.context() as broken:
        broken.setattr(sheets, "write_file", lambda *arguments: 1 / 0)
        tasks.make_export.call(export.pk)
    assert client.get(f"/bao-cao/tep/{export.pk}/").context["job"].why_failed == jobs.BROKEN
    client.post(f"/bao-cao/tep/{export.pk}/chay-lai/")
    tasks.make_export.call(export.pk)
    assert Export.objects.get().is_done


def test_a_job_without_a_sign_of_life_may_be_run_again(ask, cast):
    ask(uuid4())
    export = Export.objects.get()
    long_ago = timezone.now() - Export.DEAD_AFTER - timedelta(seconds=1)
    Export.objects.filter(pk=export.pk).update(state="running", heartbeat_at=long_ago)
    export.refresh_from_db()
    assert (export.has_failed, export.why_failed) == (True, Export.DIED)
    services.restart_export(by=cast.commune_officer, export=export)
    export.refresh_from_db()
    assert (export.state, export.problem) == ("waiting", "")


def test_a_file_that_is_ready_is_not_made_again(ask, cast):
    ask(uuid4())
    export = Export.objects.get()
    tasks.make_export.call(export.pk)
    with pytest.raises(ValidationError) as refused:
        services.restart_export(by=cast.commune_officer, export=export)
    assert refused.value.message == "Tệp này đang được lập hoặc đã lập xong, không cần chạy lại."


def test_a_late_finish_does_not_undo_what_the_sweep_said(ask):
    ask(uuid4())
    export = Export.objects.get()

    def slow(job, told, file):
        Export.objects.filter(pk=job.pk).update(heartbeat_at=timezone.now() - Export.DEAD_AFTER * 2)
        jobs.sweep(Export)

    jobs.carry_out(Export, export.pk, slow)
    export.refresh_from_db()
    assert (export.state, export.problem) == ("failed", Export.DIED)


def test_each_line_has_what_is_its_own_from_piece_to_piece(cast, tree, plan, monkeypatch):
    monkeypatch.setattr("reports.registered.CHUNK", 2)
    for days in (10, 20, 30):
        one = confirmed(cast, tree, plan, title=f"Đường hoa {days}", benefit_amount=days * 1000)
        benefits.replace(one, Stage.PLANNED, benefits.read_lines(f"{days} ngày công\n{days} m đường"))
    rows = list(registrations_in_period(frame(cast.commune_officer)).rows)

    assert [row["number"] for row in rows] == [1, 2, 3]
    assert {row["title"]: row["benefit"] for row in rows} == {
        f"Đường hoa {days}": f"Dự kiến: {days}.000 đồng; {days} ngày công; {days} m đường" for days in (10, 20, 30)
    }
    assert {row["levels"] for row in rows} == {tree.commune_level.name}


def test_progress_is_told_while_the_list_is_read(ask, monkeypatch):
    ask(uuid4())
    export, told = Export.objects.get(), []
    monkeypatch.setattr("reports.registered.CHUNK", 1)
    tasks.write_export(export, told.append, io.BytesIO())
    assert told == [1, 2, 3]


def test_the_file_of_a_pdf_is_a_pdf(cast, models):
    question = frame(cast.commune_officer)
    export = services.start_export(frame=question, sheet="bao-cao", form=Format.PDF, token=uuid4())
    tasks.make_export.call(export.pk)
    with Export.objects.get().file.open() as file:
        assert file.read(5) == b"%PDF-"


def test_the_home_page_tells_that_a_file_is_ready(ask):
    client, _answer = ask(uuid4())
    tasks.make_export.call(Export.objects.get().pk)
    assert "đã lập xong, có thể tải về" in client.get("/").content.decode()


@pytest.mark.parametrize("state", ["waiting", "running", "done", "failed"])
def test_every_stage_of_a_file_has_its_page(ask, state):
    client, _answer = ask(uuid4())
    Export.objects.update(state=state)
    for headers in ({}, {"HX-Request": "true"}):
        assert client.get(f"/bao-cao/tep/{Export.objects.get().pk}/", headers=headers).status_code == 200
    assert client.get("/bao-cao/tep/").status_code == 200
