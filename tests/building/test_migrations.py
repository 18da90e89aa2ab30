"""The migrations say what the models say."""

import pytest
from django.apps import apps
from django.core.management import call_command

from tests.building.sources import ROOT, rooms


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=3)


def test_every_room_with_models_has_a_first_migration():
    with_models = {model._meta.app_label for model in apps.get_models()} & set(rooms())
    assert [room for room in with_models if not (ROOT / room / "migrations" / "0001_initial.py").exists()] == []
