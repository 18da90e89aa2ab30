"""Choices among rows in hand: no query of their own, nothing accepted that was not offered."""

from dataclasses import dataclass

import pytest
from django import forms

from common.rowfields import RowChoiceField, RowMultipleChoiceField, RowSelect

GONE = "Lựa chọn này không còn dùng được; hãy chọn lại."


@dataclass
class Row:
    pk: int
    name: str


ROWS = [Row(3, "kinh tế"), Row(1, "văn hóa"), Row(2, "quốc phòng")]


def choices_form(rows=ROWS, **options):
    class Choices(forms.Form):
        one = RowChoiceField(required=False, **options)
        many = RowMultipleChoiceField(required=False)

        def __init__(self, *args):
            super().__init__(*args)
            for field in self.fields.values():
                field.offer(rows, lambda row: row.name.capitalize())

    return Choices


@pytest.mark.parametrize(
    ("typed", "row"), [({"one": "1"}, ROWS[1]), ({"one": ""}, None), ({}, None)]
)  # fmt: skip
def test_the_row_itself_is_the_value(typed, row):
    form = choices_form()(typed)

    assert (form.is_valid(), form.cleaned_data["one"]) == (True, row)


def test_many_rows_come_in_the_order_offered():
    form = choices_form()({"many": ["2", "3"]})

    assert (form.is_valid(), form.cleaned_data["many"]) == (True, [ROWS[0], ROWS[2]])


@pytest.mark.parametrize("value", ["9", "x", "1 OR 1=1", "\x00", "9" * 50, "1 "])
def test_what_was_not_offered_is_refused(value):
    form = choices_form()({"one": value, "many": [value]})

    assert form.errors == {"one": [GONE], "many": [GONE]}


def test_the_choices_are_the_labels():
    form = choices_form(empty_label="— chọn —")()

    assert list(form.fields["one"].choices) == [
        ("", "— chọn —"),
        ("3", "Kinh tế"),
        ("1", "Văn hóa"),
        ("2", "Quốc phòng"),
    ]


def test_a_callable_is_asked_once_and_only_when_needed():
    asked = []

    def rows():
        asked.append(1)
        return ROWS

    form = choices_form(rows)({"one": "1", "many": ["2"]})
    assert asked == []

    for _ in range(3):
        form["one"].as_widget()
    form.is_valid()
    assert len(asked) == len(form.fields)


def test_two_forms_do_not_share_their_rows():
    shape = choices_form()
    first, second = shape(), shape()
    first.fields["one"].offer([Row(7, "riêng")])

    assert (list(first.fields["one"].rows), list(second.fields["one"].rows)) == (["7"], ["3", "1", "2"])


def drawn(widget: forms.Select, value) -> str:
    html = widget.render(
        "one", value, {"id": "id_one", "class": "select", "aria-describedby": "told", "disabled": False}
    )
    return " ".join(html.split())


@pytest.mark.parametrize("value", ["2", "", None, "99", 3])
def test_a_list_of_rows_is_drawn_as_django_draws_it(value):
    choices = [("", "— chọn —"), ("3", "<b>kinh tế</b> & “văn hóa”"), ("2", "quốc phòng")]
    grouped = [choices[0], ("xã “A” & <B>", choices[1:])]
    for some in (choices, grouped):
        assert drawn(RowSelect(choices=some), value) == drawn(forms.Select(choices=some), value)
