"""Chia hồ sơ theo tổ: which team goes to which dossier, and how sheets are spread within each. Asks nothing itself."""

from collections.abc import Hashable, Iterable, Sequence

from evaluation.models import FieldTeam, Nomination
from evaluation.spreading import Pair, Spread, spread


def loaded(teams) -> list[FieldTeam]:
    """Teams with people, areas and sectors: four questions, however many teams."""
    return list(teams.select_related("leader__user").prefetch_related("members__user", "areas", "sectors"))


def team_of(dossier: Nomination, teams: Iterable[FieldTeam]) -> FieldTeam | None:
    """The first team whose areas and sectors hold the dossier, by where and what the model is now."""
    return next((team for team in teams if _takes(team, dossier)), None)


def _takes(team: FieldTeam, dossier: Nomination) -> bool:
    model = dossier.registration
    paths = [area.path for area in team.areas.all()]
    sectors = {sector.pk for sector in team.sectors.all()}
    here = not paths or any(model.scope_path.startswith(path) for path in paths)
    return here and (not sectors or model.sector_id in sectors)


def spread_within(
    dossiers: Sequence[Nomination], reviewers: Sequence[Hashable], teams: Sequence[FieldTeam], *, wanted: int,
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
