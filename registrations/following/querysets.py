"""What remains of the following of the work after a question. Scope first."""

from django.db.models import QuerySet

from accounts.enums import DESK_ROLES, Role
from registrations.enums import State
from registrations.following.enums import InspectionState, RecommendationState
from units import scope


class OfModelQuerySet(QuerySet):
    """What hangs on one model: seen by whoever sees the model as it was sent."""

    def visible_to(self, position):
        if position is None or position.role not in {*DESK_ROLES, Role.REGISTRANT}:
            return self.none()
        return self.filter(scope.inside(position, "registration__scope_path"))


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
        """Those of the desks inside the position's areas; the inspected read what concerns them at their own models."""
        if position is None or position.role not in DESK_ROLES:
            return self.none()
        return self.filter(scope.inside(position, "desk__scope_path"))


class VisitQuerySet(QuerySet):
    """Nơi đoàn đến."""

    def told(self):
        """Of inspections that are concluded: before that nothing is told to the inspected."""
        return self.filter(inspection__state=InspectionState.CONCLUDED)


class RecommendationQuerySet(QuerySet):
    """Kiến nghị."""

    def visible_to(self, position):
        """What was concluded about models and units in the position's areas, or by a desk inside them."""
        if position is None or position.role not in {*DESK_ROLES, Role.REGISTRANT}:
            return self.none()
        told = self.filter(visit__inspection__state=InspectionState.CONCLUDED)
        concerned = scope.inside(position, "visit__registration__scope_path")
        concerned |= scope.inside(position, "visit__unit__scope_path")
        if position.role != Role.REGISTRANT:
            concerned |= scope.inside(position, "visit__inspection__desk__scope_path")
        return told.filter(concerned)

    def waiting(self):
        return self.exclude(state=RecommendationState.SETTLED)

    def overdue_on(self, day):
        return self.waiting().filter(due_on__lt=day)


class UrgingQuerySet(QuerySet):
    """Đôn đốc."""

    def visible_to(self, position):
        """Those that went to a unit inside the position's areas."""
        if position is None or position.role not in {*DESK_ROLES, Role.REGISTRANT}:
            return self.none()
        return self.filter(scope.inside(position, "unit__scope_path"))

    def unanswered(self):
        return self.filter(replied_at__isnull=True)
