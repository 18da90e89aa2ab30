"""What remains of reminders after a question. Scope first."""

from django.db.models import QuerySet

from accounts.enums import DESK_ROLES
from units import scope


class ReminderQuerySet(QuerySet):
    """Lần đôn đốc."""

    def visible_to(self, position):
        """Those under plans of the own areas."""
        if position is None or position.role not in DESK_ROLES:
            return self.none()
        return self.filter(scope.inside(position, "plan__scope_path"))
