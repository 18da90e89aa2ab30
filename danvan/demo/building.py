"""Dựng dữ liệu mẫu: the whole story in one transaction, the same whenever it is told in the same year."""

from datetime import date
from random import Random

from django.db import transaction
from django.utils import timezone

from common import installation
from danvan.demo import (
    evaluations,
    examples,
    following,
    front_reports,
    fronting,
    later_rounds,
    particulars,
    people,
    plans,
    recognitions,
    reporting,
    submittals,
    totals,
    tree,
)
from danvan.demo.days import Clock, year_of_story
from danvan.demo.fillers import Year
from danvan.demo.names import Names
from danvan.demo.rows import Row
from danvan.demo.stories import Stage
from danvan.demo.tree import Tree
from danvan.demo.two_tier import seats, telling
from danvan.demo.writing import Writer

SEED = 20260105


SCENARIOS = {"two-tier": "chính quyền hai cấp từ 01/7 của năm đang kể"}


@transaction.atomic
def build(scenario: str = "") -> None:
    """All or nothing: half a story helps nobody. Without a scenario there are three levels to this day."""
    installation.mark_as_demo()
    rng, now = Random(SEED), timezone.now()
    today = timezone.localdate(now)
    year = year_of_story(today)
    years = [year - 2, year - 1, year]
    names = Names(rng, people.known_names())
    world = tree.build()
    cast = people.build(world, names, since=date(years[0], 1, 1), titles=seats.TITLES if scenario else {})
    papers = plans.build(world, cast, years=years, today=date(year, 6, 10) if scenario else today)
    stage = Stage(world, cast, papers, Clock(rng, now), rng)
    rows = written(world, names, rng, years, today)
    if scenario:
        telling.tell(stage, rows, years, today)
    else:
        stage.run(rows)
        evaluations.build(stage, rows, years)
        later_rounds.build(stage, rows, years[-1])
        recognitions.build(stage, rows, year - 1)
        following.build(stage, rows, year)
        submittals.build(stage)
        reporting.build(stage, year, today)
        fronting.build(stage, year)
        front_reports.build(stage, year, today)


def written(world: Tree, names: Names, rng: Random, years: list[int], today: date) -> list[Row]:
    """Every row of the three years, told and filled in."""
    told = [*examples.rows(years[-1]), *particulars.rows(years[-1], today)]
    names.taken.update(row.person.name for row in told if row.person)
    writer, before, every = Writer(world, names, rng), [], []
    for year, total in zip(years, totals.YEARS, strict=True):
        book = Year(world, writer, rng, year, total, present=year == years[-1])
        before = book.fill([row for row in told if row.year == year], before)
        every += before
    return every
