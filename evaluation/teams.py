"""Chia hồ sơ theo tổ: which team goes to which dossier, and how sheets are spread within each. Asks nothing itself."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db.models import CharField, F, Value

from evaluation.models import FieldTeam, Nomination, Round
from evaluation.spreading import Pair, Spread, spread


def loaded(teams) -> list[FieldTeam]:
    """Teams with people, areas and sectors: four questions, however many teams."""
    return list(teams.select_related("leader__user").prefetch_related("members__user", "areas", "sectors"))


@dataclass
class Several:
    """Rows in hand, read as those of a relation are."""

    rows: list[Any] = field(default_factory=list)

    def all(self) -> list[Any]:
        return self.rows


@dataclass
class Ground:
    """A team as far as sharing out goes by it: its people, areas and sectors by key and path."""

    pk: int
    name: str
    members: Several = field(default_factory=Several)
    areas: Several = field(default_factory=Several)
    sectors: Several = field(default_factory=Several)


@dataclass(frozen=True)
class Part:
    pk: int
    path: str


def grounds_of(round: Round) -> list[Ground]:
    """The teams of a round in their order; one question, where `loaded` asks five."""
    teams = round.teams.order_by()
    blank = Value("", output_field=CharField())

    def parts(what: str, path):
        some = teams.filter(**{f"{what}__isnull": False}).annotate(
            what=Value(what, output_field=CharField()), path=path
        )
        return some.values_list("pk", "name", "what", what, "path")

    rows = parts("members", blank).union(parts("areas", F("areas__path")), parts("sectors", blank), all=True)
    found: dict[int, Ground] = {}
    for pk, name, what, key, path in sorted(rows):
        getattr(found.setdefault(pk, Ground(pk, name)), what).rows.append(Part(key, path))
    return list(found.values())


Team = TypeVar("Team", FieldTeam, Ground)


def team_of(dossier: Nomination, teams: Iterable[Team]) -> Team | None:
    """The first team whose areas and sectors hold the dossier, by where and what the model is now."""
    return next((team for team in teams if _takes(team, dossier)), None)


def _takes(team: FieldTeam | Ground, dossier: Nomination) -> bool:
    model = dossier.registration
    paths = [area.path for area in team.areas.all()]
    sectors = {sector.pk for sector in team.sectors.all()}
    here = not paths or any(model.scope_path.startswith(path) for path in paths)
    return here and (not sectors or model.sector_id in sectors)


def spread_within(
    dossiers: Sequence[Nomination], reviewers: Sequence[Hashable], teams: Sequence[FieldTeam] | Sequence[Ground], *, wanted: int,
    most: int, given: Iterable[Pair], barred: Iterable[Pair],
) -> Spread:  # fmt: skip
    """As `spread`, each dossier among the people of its team alone; one that is no team's goes to nobody."""
    given, barred = set(given), set(barred)
    whose = {one.pk: team_of(one, teams) for one in dossiers}
    pairs: list[Pair] = []
    short: dict[Hashable, int] = {}
    load: dict[Hashable, int] = {}
    for team in (*teams, None):
        people = {one.pk for one in team.members.all()} if team else set()
        found = spread(
            [one.pk for one in dossiers if whose[one.pk] == team], [one for one in reviewers if one in people],
            wanted=wanted, most=most, given=given, barred=barred,
        )  # fmt: skip
        pairs, short, load = pairs + found.pairs, short | found.short, load | found.load
    return Spread(pairs, short, load)
