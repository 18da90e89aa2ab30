"""Xếp ô lược đồ: written here and nowhere else."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from common import audit
from common.locks import hold
from reports.dashboards.tiles import Places, lays_out, places_of
from reports.models import TilePlace
from units.models import Unit


@transaction.atomic
def lay_out(*, by, area: Unit, places: Places) -> None:
    """Put the tiles of an area anew; a unit without a place stands behind the others. Raises PermissionDenied."""
    if not lays_out(by, area.pk):
        raise PermissionDenied
    hold(area)
    before = places_of(area.pk)
    if before == places:
        return
    TilePlace.objects.filter(area=area).delete()
    TilePlace.objects.bulk_create(
        TilePlace(area=area, unit_id=unit, row=row, column=column) for unit, (row, column) in places.items()
    )
    audit.record(
        by=by, action="Xếp ô lược đồ", obj=area, before={"số ô": str(len(before))}, after={"số ô": str(len(places))}
    )
