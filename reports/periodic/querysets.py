"""What remains of duties and reports after a question. Scope first; what is being written does not leave the unit."""

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet, Subquery

from accounts.enums import Role
from front.members import reads, writes_papers
from reports.periodic.enums import ISSUED, STANDS, Relief, ReportState
from units import scope

# Of what its own unit writes, a leader reads what has been put before him.
_LEADER_READS = (ReportState.PROPOSED, ReportState.APPROVED)


def _of_unit(position, field: str) -> Q:
    """Of the position's own unit; of a leader, of the units it leads."""
    return scope.led_by(position, field) if position.role == Role.LEADER else Q(**{field: position.unit_id})


def _above(position, field: str) -> Q:
    """Units inside the areas."""
    return scope.inside(position, f"{field}__scope_path")


class _Desk(QuerySet):
    def _open_to(self, position, condition):
        if not reads(position) or not position.all_areas():
            return self.none()
        return self.filter(condition(position))


class TypeQuerySet(_Desk):
    """Loại báo cáo."""

    def visible_to(self, position):
        """Those of the own unit, and of units inside the areas."""
        return self._open_to(position, lambda one: _of_unit(one, "unit") | _above(one, "unit"))


class IndicatorQuerySet(_Desk):
    """Chỉ tiêu ghi tay."""

    def visible_to(self, position):
        return self._open_to(position, lambda one: _of_unit(one, "unit") | _above(one, "unit"))


class PeriodQuerySet(_Desk):
    """Kỳ báo cáo: the board of who has sent."""

    def visible_to(self, position):
        """Of the accepting unit and those above it; who owes a report reads its own line elsewhere."""
        return self._open_to(position, lambda one: _of_unit(one, "type__unit") | _above(one, "type__unit"))

    def for_list(self):
        return self.select_related("type__unit")


class ObligationQuerySet(_Desk):
    """Nghĩa vụ báo cáo."""

    def visible_to(self, position):
        """Of the unit that owes, and of units inside the areas: whom it is owed to among them."""
        return self._open_to(position, lambda one: _of_unit(one, "unit") | _above(one, "unit"))

    def owed_by(self, position):
        """What the own unit owes (for a leader: the units led)."""
        return self._open_to(position, lambda one: _of_unit(one, "unit"))

    def with_reports(self):
        """The state and key of the newest version, of the newest that was sent, when something first came, whether
        something that came was not returned, and until when it is due where more time was given."""
        events = self.model._meta.get_field("reports").related_model.objects.filter(obligation=OuterRef("pk"))
        newest, sent = events.order_by("-version"), events.filter(state__in=ISSUED).order_by("-version")
        granted = self.model._meta.get_field("extensions").related_model.objects.filter(
            obligation=OuterRef("pk"), ended_at__isnull=True
        )
        longest = granted.filter(relief=Relief.LATER).order_by().values("obligation").annotate(day=Max("until"))
        first = events.filter(sent_at__isnull=False).order_by("version")
        stands = events.filter(state__in=STANDS)
        return self.annotate(
            newest_pk=Subquery(newest.values("pk")[:1]), newest_state=Subquery(newest.values("state")[:1]),
            newest_version=Subquery(newest.values("version")[:1]),
            sent_pk=Subquery(sent.values("pk")[:1]), sent_state=Subquery(sent.values("state")[:1]),
            first_sent_at=Subquery(first.values("sent_at")[:1]), extended_until=Subquery(longest.values("day")),
            has_sent=Exists(stands), is_excused=Exists(granted.filter(relief=Relief.NONE)), due_on=F("period__due_on"),
        )  # fmt: skip


class ReportQuerySet(_Desk):
    """Bản báo cáo."""

    def visible_to(self, position):
        """The unit's own; what was sent of units inside the areas, and what is sent as a copy."""
        return self._open_to(position, self._readable)

    def _readable(self, position) -> Q:
        if position.role == Role.LEADER:
            own = _of_unit(position, "obligation__unit") & Q(state__in=(*_LEADER_READS, *ISSUED))
        else:
            own = Q(obligation__unit=position.unit_id) if writes_papers(position) else Q(pk__in=[])
        # Asked as keys: a join to many would make a report appear twice.
        copied = Q(obligation__period__type__in=position.unit.copied_reports.order_by().values("pk"))
        above = _above(position, "obligation__unit")
        return own | (Q(state__in=ISSUED) & (above | copied))

    def issued(self):
        return self.filter(state__in=ISSUED)

    def for_page(self):
        return self.select_related(
            "obligation__unit__parent",
            "obligation__area",
            "obligation__period__type__unit",
            "created_by__user",
            "corrects",
            "headed_by",
        )
