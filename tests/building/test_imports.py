"""The import law where import-linter cannot see it: relations between models, and lookups that follow them upward."""

import ast

import pytest
from django.apps import apps

from tests.building.sources import ROOT, nodes, python_files, rooms

HEIGHT = {room: len(rooms()) - place for place, room in enumerate(rooms())}
QUERYING = {
    "filter", "exclude", "get", "Q", "annotate", "aggregate", "alias", "order_by", "values", "values_list",
    "select_related", "prefetch_related", "only", "defer", "F", "Count", "Sum", "Min", "Max", "OuterRef", "Prefetch",
}  # fmt: skip


def our_models():
    return [model for model in apps.get_models(include_auto_created=True) if model._meta.app_label in HEIGHT]


def relations(model):
    for field in model._meta.get_fields(include_hidden=True):
        if field.is_relation and field.related_model and field.related_model._meta.app_label in HEIGHT:
            yield field


def names_leading_up(name_of):
    """For each room the names under which its models reach models of upper rooms."""
    names = {room: set() for room in HEIGHT}
    for model in our_models():
        for field in relations(model):
            if HEIGHT[field.related_model._meta.app_label] > HEIGHT[model._meta.app_label]:
                names[model._meta.app_label].add(name_of(field))
    return names


def lookups(call):
    """The paths a call of the ORM follows: filter(a__b=1), order_by("-a__b")."""
    yield from (word.arg for word in call.keywords if word.arg)
    for argument in call.args:
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            yield argument.value.lstrip("-")


def test_every_room_of_the_import_law_is_installed():
    assert sorted(rooms()) == sorted(config.label for config in apps.get_app_configs() if config.label in HEIGHT)
    assert [room for room in rooms() if not (ROOT / room).is_dir()] == []


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model._meta.label)
def test_a_model_points_only_to_its_own_or_a_lower_room(model):
    own = HEIGHT[model._meta.app_label]
    assert [
        f"{field} → {field.related_model._meta.label}"
        for field in relations(model)
        if not field.auto_created and HEIGHT[field.related_model._meta.app_label] > own
    ] == []


def test_no_lookup_follows_a_relation_into_an_upper_room():
    upward = names_leading_up(lambda field: field.name)
    assert [
        f"{place} {lookup}"
        for path in python_files()
        for place, node in nodes([path])
        if isinstance(node, ast.Call) and called_name(node) in QUERYING
        for lookup in lookups(node)
        if lookup.split("__")[0] in upward[path.relative_to(ROOT).parts[0]]
    ] == []


def test_no_attribute_follows_a_relation_into_an_upper_room():
    upward = names_leading_up(lambda field: field.get_accessor_name())
    assert [
        f"{place} .{node.attr}"
        for path in python_files()
        for place, node in nodes([path])
        if isinstance(node, ast.Attribute) and node.attr in upward[path.relative_to(ROOT).parts[0]]
    ] == []


def called_name(call):
    return getattr(call.func, "attr", getattr(call.func, "id", ""))
