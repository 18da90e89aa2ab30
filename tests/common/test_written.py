"""Câu hỏi viết sẵn: written once for a key, answered anew each time."""

from datetime import timedelta

import pytest
from django.db.models import F, Value
from django.db.models.functions import JSONObject
from django.utils import timezone

from accounts.models import Position
from common import written
from recognition.models.blanks import Blank
from registrations.models import Plan, Sector
from tests import builders
from units.models import Unit

pytestmark = pytest.mark.django_db


class Counted:
    """A question that knows how often it was written."""

    def __init__(self, write):
        self.write, self.times = write, 0

    def __call__(self, *of):
        self.times += 1
        return self.write()


def test_is_written_once_and_answered_as_things_stand(tree):
    question = Counted(lambda: Unit.objects.order_by("pk").values("pk", "name"))
    first = written.ask(question)
    Unit.objects.filter(pk=tree.village.pk).update(name="thôn Mới")
    second = written.ask(question)
    assert question.times == 1
    assert first == [row | ({"name": "thôn Đông"} if row["pk"] == tree.village.pk else {}) for row in second]
    assert second == list(question.write())


def test_another_key_is_another_question(tree):
    def named(unit):
        return Unit.objects.filter(pk=unit.pk).values("name")

    for unit in (tree.village, tree.commune):
        (row,) = written.ask(named, unit)
        assert row == {"name": unit.name}


def test_values_come_back_as_the_queryset_gives_them(plan, cast):
    told = JSONObject(number="number", closes_on="closes_on")
    rows = Plan.objects.annotate(told=told, word=Value("x")).values("pk", "opens_on", "asked_items", "told", "word")
    assert written.ask(lambda: rows) == list(rows)
    people = Position.objects.order_by("pk").values("user__created_at", "stands_for", "starts_on", "token")
    assert written.ask(lambda: people) == list(people)
    assert len(people) > 3


def test_plain_values_are_converted_like_those_with_names(plan):
    rows = Plan.objects.annotate(told=JSONObject(number="number")).values_list("told", "opens_on", "pk")
    assert written.ask_values(lambda: rows) == list(rows)
    assert written.ask_values(Plan.objects.none) == []


def test_parts_of_a_union_come_in_the_order_of_its_columns(tree):
    low = Unit.objects.order_by().filter(pk=tree.village.pk).values(named=F("name"), key=F("pk"))
    high = Unit.objects.order_by().filter(pk=tree.commune.pk).values(named=F("name"), key=F("pk"))
    rows = written.ask(lambda: low.union(high, all=True))
    assert [(row["key"], row["named"]) for row in rows] == [(u.pk, u.name) for u in (tree.village, tree.commune)]


def test_what_nothing_can_answer_is_answered_by_nothing():
    question = Counted(lambda: Unit.objects.none().values("pk"))
    assert [written.ask(question), written.ask(question)] == [[], []]
    assert question.times == 1


def test_records_come_with_their_annotations(plan):
    (found,) = written.ask_records(Plan, lambda: Plan.objects.annotate(theirs=F("issuer__name")))
    assert (found, found.theirs, found.number, found._state.adding) == (plan, plan.issuer.name, plan.number, False)


def test_of_records_only_some_columns_and_those_of_what_is_joined(plan):
    only = ["number", "issuer__name", "issuer__parent__code"]
    (found,) = written.ask_records(Plan, lambda: Plan.objects.order_by("pk"), only=only)
    assert found.get_deferred_fields() == {
        field.attname for field in Plan._meta.concrete_fields if field.name not in {"id", "number", "issuer"}
    }
    assert (found.pk, found.number) == (plan.pk, plan.number)
    assert (found.issuer.name, found.issuer.parent.code) == (plan.issuer.name, plan.issuer.parent.code)


def test_rows_are_counted_within_the_bounds_of_the_question(tree):
    assert written.count(_units, 3) == 3
    assert written.count(_units, 1000) == Unit.objects.count()
    builders.area("thôn Mới", tree.commune)
    assert written.count(_units, 1000) == Unit.objects.count()
    assert written.count(lambda: Unit.objects.none().values("pk")) == 0


def _units(most):
    return Unit.objects.order_by().values("pk")[:most]


def test_too_many_askers_begin_anew(monkeypatch):
    monkeypatch.setattr(written, "MOST", 2)
    question = Counted(lambda: Unit.objects.values("pk"))
    for key in (1, 2, 1, 3, 1):
        written.ask(question, key)
    assert question.times == 4


def test_a_question_that_reads_while_it_is_written_is_refused(tree):
    with pytest.raises(AssertionError, match="asks while it is written"):
        written.ask(lambda: Unit.objects.filter(pk__in=list(Unit.objects.all())).values("pk"))


def test_a_position_is_asked_for_in_other_words_on_another_day_and_when_it_changes(cast, monkeypatch):
    def shape():
        return Position.objects.for_work().get(pk=cast.district_officer.pk).shape

    before = shape()
    assert shape() == before
    Unit.objects.filter(pk=cast.district_officer.unit_id).update(handling_days=9)
    changed = shape()
    assert changed != before
    Unit.objects.filter(pk__in=cast.district_officer.areas.values("pk")).update(short_name="khác")
    assert shape() != changed
    tomorrow = timezone.localdate() + timedelta(days=1)
    unmoved = shape()
    monkeypatch.setattr(timezone, "localdate", lambda *_: tomorrow)
    assert shape() != unmoved


def test_a_question_about_one_record_is_written_once_for_all_of_them(tree):
    question = Counted(lambda: None)
    question.write = lambda: Unit.objects.filter(pk=written.GAP).values("name")
    names = [written.ask(question, about=unit.pk) for unit in (tree.village, tree.commune)]
    assert names == [[{"name": tree.village.name}], [{"name": tree.commune.name}]]
    assert question.times == 1


def test_a_record_may_be_named_by_its_code_and_brings_what_is_joined(cast, django_assert_num_queries):
    def of_user(name):
        return Position.objects.filter(user__username=name).order_by()

    asked = cast.district_officer
    joined = ("unit__parent__level", "user", "succeeds__user")
    with django_assert_num_queries(1):
        (found,) = written.ask_records(Position, of_user, joined=joined, about=asked.user.username)
        assert (found, found.user, found.unit, found.succeeds) == (asked, asked.user, asked.unit, None)
        assert found.unit.parent.level.area_word == "huyện"
    (other,) = written.ask_records(Position, of_user, joined=joined, about=cast.commune_officer.user.username)
    assert other == cast.commune_officer
    assert written.ask_records(Position, of_user, joined=joined, about="nobody") == []


@pytest.mark.parametrize("about", [2**63, -(2**63) - 1, 10**30, "no\0body"])
def test_what_no_column_can_hold_is_found_nowhere(about, tree):
    field = "name" if isinstance(about, str) else "pk"
    assert written.ask(lambda gap: Unit.objects.filter(**{field: gap}).values("pk"), about=about) == []


def test_a_key_too_large_for_any_row_is_no_page(as_position, cast):
    for address in ("/danh-gia/dot/", "/danh-gia/ho-so/"):
        assert as_position(cast.district_officer).get(f"{address}{10**30}/").status_code == 404


def test_what_hangs_on_a_record_is_asked_for_by_its_relation(plan, tree):
    assert written.ask_related(Sector, plans=plan.pk) == list(plan.sectors.all())
    assert written.ask_related(Unit, parent=tree.commune.pk, joined=["parent"]) == list(
        Unit.objects.filter(parent=tree.commune)
    )


def test_a_question_about_the_records_of_a_page_is_written_once_whatever_they_are(tree):
    question = Counted(lambda: Unit.objects.filter(pk__in=written.GAPS).order_by("pk").values_list("name"))
    for units in ([tree.village], sorted([tree.commune, tree.village], key=lambda unit: unit.pk)):
        about = tuple(unit.pk for unit in units)
        assert written.ask(question, about=about) == [{"name": unit.name} for unit in units]
    assert question.times == 1
    with pytest.raises(ValueError, match="50 records at most"):
        written.ask(question, about=tuple(range(51)))


def test_records_that_hang_on_the_same_one_share_it(tree):
    for name in ("thôn Một", "thôn Hai"):
        builders.area(name, tree.village.parent)
    below = written.ask_related(Unit, parent=tree.village.parent_id, joined=["parent"])
    assert len(below) > 2 and len({id(unit.parent) for unit in below}) == 1


def test_what_is_joined_hangs_as_the_queryset_hangs_it(tree, django_assert_num_queries):
    Blank.objects.create(unit=tree.village)
    (found,) = written.ask_records(Blank, lambda: Blank.objects.order_by("pk"), joined=["unit__parent__level"])
    asked = Blank.objects.select_related("unit__parent__level").get()
    with django_assert_num_queries(0):
        assert (found.unit, found.unit.blank, found.unit.parent.level) == (asked.unit, asked, asked.unit.parent.level)
    assert (found._state.db, found.unit._state.adding) == (asked._state.db, False)
    with django_assert_num_queries(1):
        found.unit.save(update_fields=["name"])


def test_a_column_that_was_not_asked_for_is_read_when_it_is_wanted(tree, django_assert_num_queries):
    (found,) = written.ask_records(Unit, lambda: Unit.objects.filter(name=tree.village.name), only=["name"])
    with django_assert_num_queries(1):
        assert (found.name, found.path) == (tree.village.name, tree.village.path)
