"""Which operations remain after a question."""

from django.db.models import Count, Q, QuerySet

from accounts.enums import Role
from reorganisation.enums import State
from units import scope

# Who prepares an operation, and who may look at one.
PREPARING_ROLES = (Role.ADMIN, Role.OFFICER)
READING_ROLES = (*PREPARING_ROLES, Role.LEADER)


class OperationQuerySet(QuerySet):
    """Việc sắp xếp đơn vị."""

    def visible_to(self, position):
        """Administrators, officers and leaders: the operations inside their areas. No position, nothing."""
        if position is None or not position.has_role(*READING_ROLES):
            return self.none()
        return self.filter(scope.inside(position))

    def open(self):
        """Still to be decided or carried out."""
        return self.filter(state__in=[State.DRAFT, State.PROPOSED, State.APPROVED])

    def waiting_for(self, position):
        """Proposed by others, as `rights.decides` says of one; and approved, to be carried out."""
        to_decide = Q(state=State.PROPOSED) & ~Q(writers=position.user_id)
        return self.filter(to_decide | Q(state=State.APPROVED))

    def for_list(self):
        return self.select_related("created_by__user").annotate(lines=Count("steps")).order_by("-pk")
