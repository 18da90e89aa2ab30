"""Hai người cùng viết: what one changed is laid over what the other saved, field by field."""

import json
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registrations.enums import Purpose
from registrations.merging import merge, read_bases
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("theirs", "mine", "bases", "merged", "clashes"),
    [
        ({"a": "x", "b": "mới"}, {"a": "của tôi", "b": ""}, {"a": ["x"]}, {"a": "của tôi", "b": "mới"}, False),
        ({"a": "khác"}, {"a": "của tôi"}, {"a": ["x"]}, {"a": "của tôi"}, True),
        ({"a": "như nhau"}, {"a": "như nhau"}, {"a": ["x"]}, {"a": "như nhau"}, False),
        ({"a": ["1", "2"]}, {"a": ["1"]}, {"a": ["1", "2"]}, {"a": ["1"]}, False),
        ({"a": []}, {"a": ["1"]}, {"a": []}, {"a": ["1"]}, False),
        ({"a": "một\nhai"}, {"a": "ba"}, {"a": ["một\r\nhai"]}, {"a": "ba"}, False),
        ({"a": "x"}, {"a": "y"}, {"la": ["x"]}, {"a": "x"}, False),
    ],
)
def test_fields_that_only_one_of_two_changed_are_kept(theirs, mine, bases, merged, clashes):
    bases = read_bases(json.dumps(bases))
    assert merge(theirs, mine, bases) == (merged, clashes)


@pytest.mark.parametrize("posted", ["", "[]", "nonsense", "7", "null"])
def test_a_page_that_does_not_tell_what_it_changed_tells_nothing(posted):
    assert read_bases(posted) is None


@given(
    st.dictionaries(st.sampled_from("abc"), st.text(max_size=3)),
    st.dictionaries(st.sampled_from("abc"), st.text(max_size=3)),
)
def test_nothing_that_was_not_changed_here_is_lost(theirs, mine):
    merged, clashes = merge(theirs, mine, {})
    assert (merged, clashes) == (theirs, False)


@pytest.fixture
def two_tabs(as_position, cast, plan, tree):
    """A draft of revision 1 in two tabs; the other tab has saved a time. Press “Lưu nháp” in this one."""
    draft = builders.draft(cast.registrant, plan, levels=[tree.commune_level], title="Cũ", time_text="")
    owner, address = as_position(cast.registrant), f"/dang-ky/{draft.code}/sua/"

    def press(revision=1, **changes):
        kept = draft.drafts.get(purpose=Purpose.REGISTRATION).data
        form = {**builders.typed(plan, levels=[tree.commune_level], title="Cũ", time_text=""), **changes}
        guard = {"token": str(uuid4()), "position": cast.registrant.pk, "revision": revision, "next": "here"}
        answer = owner.post(address, form | guard)
        return answer, draft.drafts.get(purpose=Purpose.REGISTRATION).data, kept

    press(time_text="Quý III")
    return press


def test_what_the_other_tab_wrote_elsewhere_stays(two_tabs):
    answer, data, _ = two_tabs(title="Mới", **{"dua-tren": json.dumps({"title": ["Cũ"]})})
    assert (answer.status_code, data["title"], data["time_text"]) == (302, "Mới", "Quý III")


def test_where_both_changed_one_field_both_are_shown_and_the_rest_is_kept(two_tabs):
    told = {"dua-tren": json.dumps({"title": ["Cũ"], "time_text": [""]})}
    answer, data, before = two_tabs(title="Mới", time_text="Quý IV", **told)
    assert (answer.status_code, data) == (409, before)
    assert [(mine, theirs) for _, mine, theirs in answer.context["differences"]] == [
        ("Mới", "Cũ"),
        ("Quý IV", "Quý III"),
    ]


def test_a_page_without_the_script_asks_as_before(two_tabs):
    answer, data, before = two_tabs(title="Mới")
    assert (answer.status_code, data) == (409, before)
