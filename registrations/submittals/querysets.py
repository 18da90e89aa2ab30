"""What remains of the leader's lists and of letters after a question. Scope first."""

from django.db.models import Count, Q, QuerySet

from accounts.enums import DESK_ROLES, Role
from registrations.enums import BEING_DRAWN_UP, OUT_OF_LIST, ItemOutcome, ListState
from units import scope


class SubmittalQuerySet(QuerySet):
    """Danh sách trình."""

    def visible_to(self, position):
        """One's own, those of the colleagues at the desk, and for its leaders what was put before them."""
        if position is None or position.role not in DESK_ROLES:
            return self.none()
        if position.role == Role.LEADER:
            return self.filter(scope.led_by(position), sent_at__isnull=False)
        return self.filter(Q(unit=position.unit_id) | Q(created_by__in=position.seats))

    def waiting_for(self, position):
        """To be decided by a leader who has not proposed it; to be finished and sent by the officer who draws it up."""
        seen = self.visible_to(position)
        if position is not None and position.role == Role.LEADER:
            return seen.filter(state=ListState.SENT).exclude(created_by__user=position.user_id)
        own = seen.filter(created_by__in=position.seats) if position is not None else seen
        return own.filter(state__in=BEING_DRAWN_UP, items__outcome=ItemOutcome.OPEN)

    def for_list(self):
        lines = Count("items", filter=~Q(items__outcome__in=OUT_OF_LIST))
        return self.select_related("created_by__user", "unit").annotate(lines=lines).order_by("-pk")


class LetterQuerySet(QuerySet):
    """Công văn kèm danh sách."""

    def visible_to(self, position):
        """The desk's own, and for those above what went up from inside their areas."""
        if position is None or position.role not in DESK_ROLES:
            return self.none()
        return self.filter(Q(unit=position.unit_id) | scope.inside(position, "unit__scope_path"))

    def for_list(self):
        return self.select_related("unit").annotate(lines=Count("receipts")).order_by("-pk")
