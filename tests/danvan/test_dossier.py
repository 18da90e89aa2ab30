"""Hồ sơ lưu trữ năm: a folder that opens without the portal, in which everything named lies, with its hash."""

import csv
import json
import re
import subprocess
from datetime import date
from pathlib import Path
from urllib.parse import unquote
from uuid import uuid4

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.utils import timezone

from common.models import AuditRecord
from danvan.dossier import papers
from danvan.dossier.shelf import Shelf, safe
from evaluation import workflow as evaluating
from registrations import services, workflow
from registrations.following.services import carrying
from registrations.models import Attachment
from registrations.submittals import letters
from tests import builders
from tests.evaluation import builders as judging
from tests.evaluation.test_council import called, seated
from tests.recognition import builders as recognising
from tests.reports import duties

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4 minh chung"


@pytest.fixture
def office(client):
    return recognising.office(models=1, persons=1)


@pytest.fixture
def year(office):
    """A decision on two models, one of them with a file; a report that was sent; a draft that nobody has seen."""
    plan = office.plan
    recognising.published(office)
    registrant = office.cast.registrant
    builders.draft(registrant, plan, levels=builders.levels_of(plan), title="Bản đang soạn")
    record = builders.draft(registrant, plan, levels=builders.levels_of(plan), title="Đường hoa thôn Đông")
    services.attach(by=registrant, registration=record, file=SimpleUploadedFile("Ảnh: con đường?.pdf", PDF))
    builders.move(record, workflow.SUBMIT, registrant)
    return plan.year


def made(year, folder):
    call_command("year_dossier", str(year), str(folder))
    (found,) = folder.iterdir()
    return found


def checked(folder):
    return subprocess.run(
        ["sha256sum", "--check", "--quiet", "--strict", "SHA256SUMS"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def text_of(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as pdf:
        return " ".join(page.get_textpage().get_text_bounded() for page in pdf)


def test_everything_the_index_names_is_there_and_has_its_hash(year, tmp_path):
    folder = made(year, tmp_path / "usb")
    index = (folder / "index.html").read_text(encoding="utf-8")
    named = {unquote(link) for link in re.findall(r'href="([^"]+)"', index)}
    there = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}

    assert named == there - {"index.html", "SHA256SUMS"}
    assert not re.search(r'(?:src|href)="(?:https?:)?//', index)
    assert checked(folder).returncode == 0
    (spoilt,) = folder.glob("Hồ sơ/*/Tệp đính kèm/*")
    spoilt.write_bytes(b"another")
    assert "Tệp đính kèm" in checked(folder).stdout


def test_papers_decisions_files_and_data_are_those_of_the_year(year, tmp_path):
    folder = made(year, tmp_path / "usb")
    (attached,) = folder.glob("Hồ sơ/*/Tệp đính kèm/*")
    assert (attached.name, attached.read_bytes()) == ("Ảnh- con đường-.pdf", PDF)
    assert "Đường hoa thôn Đông" in text_of(attached.parent.parent / "Bản đăng ký, lần 1.pdf")
    (decision,) = folder.glob("Quyết định/*/Quyết định.pdf")
    assert "45/QĐ-UBND" in text_of(decision)
    with (folder / "Dữ liệu" / "Đăng ký mô hình.csv").open(encoding="utf-8-sig") as opened:
        titles = {row["tên mô hình, điển hình"] for row in csv.DictReader(opened)}
    rows = json.loads((folder / "Dữ liệu" / "Đăng ký mô hình.json").read_text(encoding="utf-8"))
    assert titles == {row["fields"]["title"] for row in rows}
    assert "Đường hoa thôn Đông" in titles and "Bản đang soạn" not in titles


def test_what_a_concluded_round_left_is_kept_and_of_an_open_one_nothing(tmp_path):
    c = judging.council()
    judging.open_round(c.officer, c.plan, name="Đợt còn mở")
    judging.moderating(c)
    seated(c)
    called(c)
    judging.move(c.round, evaluating.CONCLUDE, c.officer)
    (sheet,) = (folder := made(c.plan.year, tmp_path / "usb")).glob("Đánh giá/*/Phiếu chấm điểm/*.pdf")
    assert c.reviewer.user.full_name in text_of(sheet) and "Mô hình số 1" in text_of(sheet)
    (of_round,) = folder.glob("Đánh giá/*")
    assert sorted(path.name.partition(" (")[0] for path in of_round.glob("*.pdf")) == [
        f"Biên bản họp {timezone.localdate():%d-%m-%Y}", "Bảng tổng hợp kết quả chấm điểm.pdf",
        "Quyết định thành lập hội đồng.pdf",
    ]  # fmt: skip
    assert "Đợt còn mở" not in (folder / "index.html").read_text(encoding="utf-8")
    assert json.loads((folder / "Dữ liệu" / "Điểm từng tiêu chí.json").read_text(encoding="utf-8"))


def test_a_report_that_was_sent_is_kept_with_its_annexes(cast, tree, plan, tmp_path):
    period = duties.opened(
        cast.district_officer, [tree.commune_desk], start=date(plan.year, 1, 1), end=date(plan.year, 4, 1)
    )
    duties.sent(cast, duties.started(cast.commune_officer, duties.owed(period, tree.commune_desk)))
    (report,) = made(plan.year, tmp_path / "usb").glob("Báo cáo/*/*/Báo cáo.pdf")
    assert "05/BC-UBND" in text_of(report)
    assert (report.parent / "Phụ lục.pdf").stat().st_size > 0


def test_letters_are_kept_whole_with_what_was_signed(cast, tree, plan, tmp_path):
    one = builders.received(cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level], title="Đường hoa")
    builders.move(one, workflow.CONFIRM, cast.commune_officer)
    clerk, receipts = cast.commune_clerk, letters.without_letter(tree.commune_desk, cast.commune_clerk)
    letter = letters.write_letter(
        by=clerk, unit=tree.commune_desk, receipts=list(receipts), token=uuid4(), number="45/UBND"
    )
    letters.keep_copy(by=clerk, letter=letter, file=SimpleUploadedFile("Công văn đã ký.pdf", PDF))
    carrying.keep_copy(by=clerk, unit=tree.village, year=plan.year, file=SimpleUploadedFile("Danh sách đã ký.pdf", PDF))
    folder = made(plan.year, tmp_path / "usb")
    there = {str(path.relative_to(folder / "Công văn")) for path in folder.glob("Công văn/**/*.pdf")}
    sent, listed = f"45-UBND ({letter.pk})", f"Danh sách tiếp tục, dừng, {tree.village} ({tree.village.pk})"
    assert there == {
        f"{sent}/Công văn.pdf", f"{sent}/Danh sách kèm theo.pdf", f"{sent}/Bản ký/Công văn đã ký.pdf",
        f"{listed}/Danh sách đã ký.pdf",
    }  # fmt: skip
    assert "Đường hoa" in text_of(folder / "Công văn" / sent / "Danh sách kèm theo.pdf")


def test_what_is_there_already_is_left_alone_and_a_year_without_a_plan_is_refused(year, tmp_path):
    folder = made(year, tmp_path / "usb")
    before = sorted(folder.rglob("*"))
    with pytest.raises(CommandError, match="it is there already"):
        call_command("year_dossier", str(year), str(tmp_path / "usb"))
    with pytest.raises(CommandError, match="không có kế hoạch nào"):
        call_command("year_dossier", "1999", str(tmp_path / "usb"))
    assert sorted(folder.rglob("*")) == before


def test_the_log_says_that_a_year_was_taken_out_at_the_machine(year, tmp_path):
    folder = made(year, tmp_path / "usb")
    line = AuditRecord.objects.get(action="Xuất hồ sơ lưu trữ năm")
    assert (line.actor, line.after) == ("", {"năm": str(year), "thư mục": str(folder)})


def test_a_dossier_that_cannot_be_finished_leaves_nothing(year, tmp_path, monkeypatch):
    def fail(*arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(papers, "document_to_pdf", fail)
    with pytest.raises(CommandError, match="không đủ chỗ"):
        call_command("year_dossier", str(year), str(tmp_path / "usb"))
    assert list((tmp_path / "usb").iterdir()) == []


def test_a_file_the_disk_has_lost_is_named_and_the_rest_is_made(year, tmp_path):
    lost = Attachment.objects.get()
    Path(lost.file.path).unlink()
    with pytest.raises(CommandError, match="1 tệp đã mất"):
        call_command("year_dossier", str(year), str(tmp_path / "usb"))
    (folder,) = (tmp_path / "usb").iterdir()
    assert lost.file.name in (folder / "index.html").read_text(encoding="utf-8")
    assert checked(folder).returncode == 0


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("a/b\\c:d*?.pdf", "a-b-c-d-.pdf"),
        (" .. ", "-"),
        ("x" * 300 + ".pdf", "x" * 86 + ".pdf"),
        ("dòng\nhai", "dòng-hai"),
    ],
)
def test_names_fit_any_disk(given, name):
    assert safe(given) == name


def test_two_files_of_one_name_are_both_kept(tmp_path):
    shelf = Shelf(tmp_path)
    assert [shelf.put(b"1", "a", "b.pdf"), shelf.put(b"2", "a", "b.pdf")] == ["a/b.pdf", "a/b (2).pdf"]
    assert (tmp_path / "a" / "b (2).pdf").read_bytes() == b"2"
