"""Số, ký hiệu: a number that does not carry the symbol of its head is asked about once, and never stands in the way."""

import pytest
from django.utils import timezone

from accounts.signingforms import AS_TYPED, NumberForm
from documents.letterhead import DOTS, Letterhead

STATE = Letterhead("state", (), ("ỦY BAN NHÂN DÂN", "XÃ MINH LẠC"), "Minh Lạc", symbol="BC-UBND")
PARTY = Letterhead("party", (), ("HUYỆN ỦY LAM KHÊ",), "Lam Khê", symbol="BC/HU")
LETTER = Letterhead("state", (), ("ỦY BAN NHÂN DÂN",), "Minh Lạc", symbol="UBND")
WITHOUT = Letterhead("state", (), ("BAN DÂN VẬN",), "Lam Khê", symbol=DOTS)


def form_of(head, number, **more):
    return NumberForm({"number": number, "issued_on": f"{timezone.localdate():%d/%m/%Y}", **more}, head=head)


@pytest.mark.parametrize(
    ("head", "number"),
    [
        (STATE, "05/BC-UBND"), (STATE, "05/bc – ubnd"), (STATE, "05/BC-UBND-VP"), (PARTY, "05-BC/HU"),
        (LETTER, "45/UBND-VP"), (WITHOUT, "45/BDV"), (None, "7"),
    ],
)  # fmt: skip
def test_a_number_with_the_symbol_of_its_head_is_taken(head, number):
    assert form_of(head, number).is_valid()


@pytest.mark.parametrize(
    ("head", "number", "usual"),
    [
        (STATE, "05-BC/HU", "05/BC-UBND"),
        (STATE, "05", "05/BC-UBND"),
        (PARTY, "12/BC-UBND", "12-BC/HU"),
        (STATE, "BC", "45/BC-UBND"),
    ],
)
def test_another_is_asked_about_beside_the_field_and_told_how_it_is_usual(head, number, usual):
    form = form_of(head, number)
    assert not form.is_valid() and f"thường ghi {usual}." in form.errors["number"][0]
    assert f'value="{number}"' in str(form[AS_TYPED])


def test_confirmed_it_is_taken_and_another_is_asked_about_again():
    form = form_of(STATE, "05-BC/HU", **{AS_TYPED: "05-BC/HU"})
    assert form.is_valid() and list(form.cleaned_data) == ["number", "issued_on"]
    another = form_of(STATE, "06-BC/HU", **{AS_TYPED: "05-BC/HU"})
    assert not another.is_valid() and "checked" not in str(another[AS_TYPED])
