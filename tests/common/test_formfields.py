import io
import unicodedata
from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict

from common.formfields import (
    AmountField,
    DateField,
    FileField,
    FilesField,
    QuantityField,
    RowsField,
    ScoreField,
    TextBlock,
    TextLine,
)

PDF = b"%PDF-1.7\n%%EOF\n"


class Sheet(forms.Form):
    title = TextLine(label="Tên mô hình", max_length=20)
    story = TextBlock(label="Nội dung", required=False)
    money = AmountField(label="Giá trị", required=False)
    measured = QuantityField(label="Số lượng", required=False)
    points = ScoreField(label="Điểm", max_points=Decimal("15.00"), required=False)
    starts_on = DateField(label="Bắt đầu", required=False)


class Papers(forms.Form):
    paper = FileField(label="Bản ký", required=False)
    papers = FilesField(label="Minh chứng", required=False, max_files=2)


def sheet(**typed):
    return Sheet({"title": "Đường hoa", **typed})


def papers(**chosen):
    return Papers({}, MultiValueDict({name: uploads for name, uploads in chosen.items()}))


def pdf(name="a.pdf"):
    return SimpleUploadedFile(name, PDF, content_type="application/octet-stream")


def test_typed_values_arrive_as_what_they_mean():
    form = sheet(story=" một\r\nhai ", money="1,5 tỷ", measured="14,873", points="13,5", starts_on="5/2/2026")

    assert form.errors == {}
    assert form.cleaned_data == {
        "title": "Đường hoa",
        "story": "một\nhai",
        "money": 1_500_000_000,
        "measured": Decimal("14.873"),
        "points": Decimal("13.5"),
        "starts_on": date(2026, 2, 5),
    }


def test_zero_is_a_score_and_empty_is_not():
    zero, empty = sheet(points="0"), sheet(points=" ")

    assert zero.is_valid() and empty.is_valid()
    assert zero.cleaned_data["points"] == Decimal(0)
    assert empty.cleaned_data["points"] is None


@pytest.mark.parametrize("typed", ["15,01", "15,001", "-1", "mười", "0" * 100])
def test_a_score_outside_the_scale_is_told_the_scale(typed):
    assert sheet(points=typed).errors == {"points": ["Điểm từ 0 đến 15, tối đa hai chữ số thập phân."]}


def test_a_wrong_value_is_explained_and_kept_as_typed():
    form = sheet(money="1.5 tỷ", starts_on="30/2/2026", measured="20 hộ")

    assert form.errors == {
        "money": ["“1.5 tỷ” chưa rõ: viết 1,5 tỷ hoặc 1.500.000.000."],
        "measured": ["“20 hộ” chưa rõ: ghi một số, tối đa ba chữ số thập phân, ví dụ 1.250 hoặc 14,5."],
        "starts_on": ["Không có ngày 30/02/2026."],
    }
    assert [form[name].value() for name in form.errors] == ["1.5 tỷ", "20 hộ", "30/2/2026"]


def test_stored_values_are_shown_as_offices_write_them():
    form = Sheet(
        initial={"money": 70_000_000, "measured": Decimal("1250.500"), "points": 0, "starts_on": date(2026, 2, 5)}
    )

    assert [form[name].value() for name in ("money", "measured", "points", "starts_on")] == [
        "70.000.000",
        "1.250,5",
        "0",
        "05/02/2026",
    ]


def test_a_form_sent_back_as_shown_has_not_changed():
    stored = {"money": 70_000_000, "measured": Decimal("1250.500"), "points": Decimal(0), "starts_on": date(2026, 2, 5)}
    shown = {name: Sheet(initial=stored)[name].value() for name in stored}

    assert Sheet(shown, initial=stored).changed_data == []


@pytest.mark.parametrize("typed", ["", "  ", "\x00", "\u200b"])
def test_an_empty_line_is_told_so_in_vietnamese(typed):
    assert sheet(title=typed).errors == {"title": ["Mục này chưa ghi."]}


def test_a_long_line_is_told_how_long_it_may_be():
    assert sheet(title="ệ" * 21).errors == {"title": ["Ghi tối đa 20 ký tự; hiện có 21."]}


def test_length_counts_composed_letters():
    form = sheet(title=unicodedata.normalize("NFD", "ệ" * 20))

    assert form.is_valid()
    assert form.cleaned_data["title"] == "ệ" * 20


def test_html_stays_text():
    form = sheet(title="<b>A & B</b>")

    assert form.is_valid()
    assert form.cleaned_data["title"] == "<b>A & B</b>"


def test_a_date_says_how_it_is_written():
    assert str(Sheet()["starts_on"]) == (
        '<input type="text" name="starts_on" autocomplete="off" inputmode="numeric" '
        'placeholder="ngày/tháng/năm" id="id_starts_on">'
    )


def test_a_file_gets_its_right_name_and_type():
    form = papers(paper=[pdf("Bản ký.exe")])

    assert form.errors == {}
    paper = form.cleaned_data["paper"]
    assert (paper.name, paper.content_type, paper.kind.label) == ("Bản ký.pdf", "application/pdf", "PDF")
    assert paper.read() == PDF


def test_a_program_under_another_name_is_refused():
    program = SimpleUploadedFile("ban-ky.pdf", b"MZ\x90\x00" + bytes(100), content_type="application/pdf")

    assert papers(paper=[program]).errors == {
        "paper": [
            "Nội dung tệp “ban-ky.pdf” không phải loại nhận được. Hãy chọn tệp PDF, ảnh JPG, ảnh PNG, "
            "văn bản Word (.docx), bảng tính Excel (.xlsx)."
        ]
    }


def test_an_empty_file_is_named():
    assert papers(paper=[SimpleUploadedFile("rong.pdf", b"")]).errors == {
        "paper": ["Tệp “rong.pdf” không có nội dung."]
    }


def test_no_file_is_none_and_no_files_are_an_empty_list():
    form = papers()

    assert form.is_valid()
    assert form.cleaned_data == {"paper": None, "papers": []}
    assert form.changed_data == []


def test_required_files_are_asked_for():
    with pytest.raises(forms.ValidationError) as refusal:
        FilesField().clean([])

    assert refusal.value.messages == ["Chưa chọn tệp."]


def test_several_files_arrive_as_a_list():
    form = papers(papers=[pdf("a.pdf"), pdf("b.pdf")])

    assert form.errors == {}
    assert [one.name for one in form.cleaned_data["papers"]] == ["a.pdf", "b.pdf"]


def test_each_refused_file_has_its_own_sentence():
    form = papers(papers=[SimpleUploadedFile("a.pdf", b""), SimpleUploadedFile("b.pdf", b"")])

    assert form.errors == {"papers": ["Tệp “a.pdf” không có nội dung.", "Tệp “b.pdf” không có nội dung."]}


def test_too_many_files_are_counted():
    assert papers(papers=[pdf(), pdf(), pdf()]).errors == {"papers": ["Mỗi lần chọn tối đa 2 tệp; hiện có 3."]}


def test_something_that_is_no_file_is_refused():
    with pytest.raises(forms.ValidationError) as refusal:
        FileField().clean(io.BytesIO(PDF))

    assert refusal.value.messages == ["Tệp chưa gửi được. Hãy chọn lại."]


@pytest.mark.parametrize("key", ["9" * 400, "-1", "kinh tế", "1\x00", "٣"])
def test_what_no_key_can_be_is_refused_without_asking_the_database(key):
    field = RowsField(queryset=get_user_model().objects.all(), error_messages={"invalid_pk_value": "Hãy chọn lại."})

    with pytest.raises(ValidationError, match="Hãy chọn lại"):
        field.clean([key])
