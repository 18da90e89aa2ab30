"""Where demo data must not go, and what is said instead."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from common import installation
from danvan.demo.days import year_of_story
from tests import builders
from units.models import Unit

pytestmark = pytest.mark.django_db


def test_production_refuses(settings):
    settings.DANVAN_PRODUCTION = True
    with pytest.raises(CommandError, match="bản cài đặt chính thức"):
        call_command("demo")
    assert not Unit.objects.exists()


def test_a_database_with_real_units_refuses_even_when_forced(settings):
    settings.DANVAN_PRODUCTION = True
    builders.tree()
    with pytest.raises(CommandError, match="không phải dữ liệu mẫu"):
        call_command("demo", force=True)
    assert not installation.is_demo()


def test_without_demo_data_no_account_is_printed(capsys):
    call_command("demo", accounts=True)
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("today", "year"), [(date(2026, 10, 31), 2025), (date(2026, 11, 1), 2026), (date(2027, 1, 1), 2026)]
)
def test_the_story_ends_in_the_last_year_whose_results_are_in(today, year):
    assert year_of_story(today) == year
