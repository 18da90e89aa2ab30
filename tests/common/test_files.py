import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from common.files import KINDS, LONGEST_NAME, MEGABYTE, check_upload, safe_name
from common.vietnamese import clean

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
WORD_WITH_MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"
BEGINNINGS = {
    "pdf": b"%PDF-1.7\n",
    "jpg": b"\xff\xd8\xff\xe0\x00\x10JFIF",
    "png": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
}


def archive(**members):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr({"types": "[Content_Types].xml", "macro": "word/vbaProject.bin"}.get(name, name), content)
    return packed.getvalue()


def content_types(main):
    return f'<Types><Override PartName="/word/document.xml" ContentType="{main}"/></Types>'


def workbook():
    saved = io.BytesIO()
    Workbook().save(saved)
    return saved.getvalue()


def refusal(content, name, **limits):
    with pytest.raises(ValidationError) as refused:
        check_upload(ContentFile(content, name), **limits)
    return refused.value.messages


@pytest.mark.parametrize("extension", BEGINNINGS)
def test_pdf_and_pictures_are_told_by_their_content(extension):
    assert check_upload(ContentFile(BEGINNINGS[extension], "không-đuôi")) == KINDS[extension]


def test_office_files_are_told_by_what_is_packed_in_them():
    assert check_upload(ContentFile(archive(types=content_types(WORD)), "a.zip")) == KINDS["docx"]
    assert check_upload(ContentFile(workbook(), "a.bin")) == KINDS["xlsx"]


def test_a_checked_file_is_left_at_its_beginning():
    content = workbook()
    file = ContentFile(content, "a.xlsx")
    check_upload(file)

    assert file.read() == content


@pytest.mark.parametrize(
    "content",
    [b"MZ\x90\x00" + bytes(64), b"<html>", b"\x7fELF", archive(**{"a.txt": "a"}), b"#!/bin/sh\n%PDF-1.7", b" "],
)
def test_other_content_is_refused_whatever_the_name(content):
    assert refusal(content, "bao-cao.docx") == [
        "Nội dung tệp “bao-cao.docx” không phải loại nhận được. Hãy chọn tệp PDF, ảnh JPG, ảnh PNG, "
        "văn bản Word (.docx), bảng tính Excel (.xlsx)."
    ]


def test_a_known_kind_that_is_not_asked_for_is_refused():
    assert refusal(BEGINNINGS["pdf"], "a.pdf", kinds=("jpg", "png")) == [
        "Nội dung tệp “a.pdf” không phải loại nhận được. Hãy chọn tệp ảnh JPG, ảnh PNG."
    ]


def test_an_empty_file_is_refused():
    assert refusal(b"", "a.pdf") == ["Tệp “a.pdf” không có nội dung."]


def test_a_file_may_be_exactly_as_large_as_allowed():
    assert check_upload(ContentFile(BEGINNINGS["pdf"].ljust(MEGABYTE), "a.pdf"), max_mb=1) == KINDS["pdf"]


def test_a_larger_file_is_told_both_sizes():
    assert refusal(BEGINNINGS["pdf"].ljust(MEGABYTE + 1), "a.pdf", max_mb=1) == [
        "Tệp “a.pdf” nặng 1,1 MB; mỗi tệp tối đa 1 MB."
    ]
    assert refusal(bytes(50 * MEGABYTE), "ảnh.png") == ["Tệp “ảnh.png” nặng 50 MB; mỗi tệp tối đa 20 MB."]


def test_a_password_or_an_old_office_file_is_refused():
    assert refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "bieu.xlsx") == [
        "Tệp “bieu.xlsx” đang đặt mật khẩu hoặc là bản Word, Excel đời cũ. "
        "Hãy bỏ mật khẩu, lưu lại dạng .docx hoặc .xlsx rồi chọn lại."
    ]


@pytest.mark.parametrize(
    "content",
    [archive(types=content_types(WORD_WITH_MACRO)), archive(types=content_types(WORD), macro="x")],
)
def test_a_file_with_a_macro_is_refused(content):
    assert refusal(content, "a.docx") == [
        "Tệp “a.docx” có chương trình tự chạy (macro). Hãy lưu lại bản không có macro rồi chọn lại."
    ]


@pytest.mark.parametrize("content", [workbook()[:-100], b"PK\x03\x04" + bytes(100)])
def test_a_broken_office_file_is_refused(content):
    assert refusal(content, "a.xlsx") == ["Tệp “a.xlsx” bị hỏng, không mở được."]


def test_a_file_that_unpacks_without_end_is_refused():
    bomb = archive(types=content_types(WORD), **{"word/document.xml": bytes(301 * MEGABYTE)})

    assert refusal(bomb, "a.docx") == ["Tệp “a.docx” mở ra quá lớn."]


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("../../etc/Biên bản.pdf", "Biên bản.pdf"),
        ("C:\\Users\\xa\\ảnh 1.JPG", "ảnh 1.JPG"),
        ("a\u202efdp.exe", "afdp.exe"),
        ("Báo cáo: quý I?.docx", "Báo cáo- quý I-.docx"),
        (".htaccess", "htaccess"),
        ("Kế hoạch 12. Dân vận khéo", "Kế hoạch 12. Dân vận khéo"),
        ("", "tệp"),
        ("///", "tệp"),
        ("a" * 200 + ".pdf", "a" * 146 + ".pdf"),
        ("ệ" * 200 + ".pdf", "ệ" * 78 + ".pdf"),
    ],
)
def test_a_name_keeps_its_words_and_loses_its_dangers(given_name, kept):
    assert safe_name(given_name) == kept


def test_a_name_ends_in_the_right_extension():
    assert safe_name("ban-ky.exe", "pdf") == "ban-ky.pdf"
    assert safe_name("ban-ky", "pdf") == "ban-ky.pdf"


@settings(deadline=None)
@given(st.text(max_size=300), st.sampled_from(["", "pdf"]))
def test_every_name_is_short_clean_and_settled(name, extension):
    kept = safe_name(name, extension)

    assert 0 < len(kept) <= LONGEST_NAME
    assert len(kept.encode()) <= 240
    assert kept == clean(kept) == safe_name(kept, extension)
