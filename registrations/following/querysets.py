"""What remains of the following of the work after a question. Scope first."""

from django.db.models import CharField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from accounts.enums import DESK_ROLES, Role
from registrations.enums import State
from registrations.following.enums import InspectionState, RecommendationState
from units import scope


def _seen(queryset, field: str, position):
    """What the position may see of what a field of these rows points at, as a question inside the question."""
    return queryset.model._meta.get_field(field).related_model.objects.visible_to(position).order_by().values("pk")


class OfModelQuerySet(QuerySet):
    """What hangs on one model: seen by whoever sees the model as it was sent."""

    def visible_to(self, position):
        """By the keys of the models: a join would lead the database through all that hangs on any model."""
        if position is None or position.role not in {*DESK_ROLES, Role.REGISTRANT}:
            return self.none()
        if scope.is_everything(position):
            return self.all()
        return self.filter(registration__in=_seen(self, "registration", position))


class MilestoneQuerySet(OfModelQuerySet):
    """Mốc thực hiện."""

    def waiting(self):
        """Not done, of models whose result is still to be reported."""
        return self.filter(done_on__isnull=True, registration__state=State.CONFIRMED)

    def overdue_on(self, day):
        return self.waiting().filter(due_on__lt=day)


class InspectionQuerySet(QuerySet):
    """Cuộc kiểm tra, khảo sát."""

    def visible_to(self, position):
        """Those of its own desk, which sits above some areas, and of the desks inside its areas.

        The inspected read what concerns them at their own models; a reviewer those of the own field team.
        """
        if position is not None and position.role == Role.REVIEWER:
            return self.filter(pk__in=self.model.objects.filter(writers__in=position.seats).values("pk"))
        if position is None or position.role not in DESK_ROLES:
            return self.none()
        return self.filter(Q(desk=position.unit_id) | scope.inside(position, "desk__scope_path"))


class VisitQuerySet(QuerySet):
    """Nơi đoàn đến."""

    def visible_to(self, position):
        """The models and units inside the position's areas, whoever inspected them; a reviewer's, the own team's."""
        if position is not None and position.role == Role.REVIEWER:
            inspections = self.model._meta.get_field("inspection").related_model.objects
            return self.filter(inspection__in=inspections.visible_to(position).order_by().values("pk"))
        if position is None or position.role not in {*DESK_ROLES, Role.REGISTRANT}:
            return self.none()
        if scope.is_everything(position):
            return self.all()
        return self.filter(pk__in=self.keys_seen(position))

    def keys_seen(self, position):
        """The keys of the places inside the position's areas."""
        return self.keys_at(_seen(self, "registration", position), _seen(self, "unit", position))

    def keys_at(self, models, units):
        """The keys of the places at these. Two questions put together: with “or” in one, no index would serve it."""
        there = self.order_by().values("pk")
        return there.filter(registration__in=models).union(there.filter(unit__in=units), all=True)

    def told(self):
        """Of inspections that are concluded: before that nothing is told to the inspected."""
        return self.filter(inspection__state=InspectionState.CONCLUDED)


class RecommendationQuerySet(QuerySet):
    """Kiến nghị."""

    def visible_to(self, position):
        """What was concluded about models and units in the position's areas."""
        if position is None or position.role not in {*DESK_ROLES, Role.REGISTRANT}:
            return self.none()
        told = self.filter(visit__inspection__state=InspectionState.CONCLUDED)
        if scope.is_everything(position):
            return told
        places = self.model._meta.get_field("visit").related_model.objects
        asked = _seen(self, "asked_unit", position)
        keys = told.order_by().values("pk")
        return self.filter(
            pk__in=keys.filter(visit__in=places.keys_seen(position)).union(keys.filter(asked_unit__in=asked))
        )

    def waiting(self):
        return self.exclude(state=RecommendationState.SETTLED)

    def asked_again(self):
        """A column: what was said when an open one was asked for again; empty where nobody has answered yet."""
        events = self.model._meta.get_field("events").related_model.objects.filter(recommendation=OuterRef("pk"))
        said = events.filter(target=RecommendationState.OPEN).order_by("-pk").values("note")
        return Coalesce(Subquery(said[:1]), Value(""), output_field=CharField())

    def overdue_on(self, day):
        return self.waiting().filter(due_on__lt=day)


class OfUnitQuerySet(QuerySet):
    """What went to a unit or came from it."""

    def visible_to(self, position):
        """Of the units inside the position's areas."""
        if position is None or position.role not in {*DESK_ROLES, Role.REGISTRANT}:
            return self.none()
        return self.filter(scope.inside(position, "unit__scope_path"))


class UrgingQuerySet(OfUnitQuerySet):
    """Đôn đốc."""

    def unanswered(self):
        return self.filter(replied_at__isnull=True)
