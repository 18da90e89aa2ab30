"""What remains of the registers brought in after a question."""

from django.db.models import Q, QuerySet

from accounts.enums import TYPING_ROLES


class RegisterImportQuerySet(QuerySet):
    """Sổ đăng ký nhập từ Excel."""

    def visible_to(self, position):
        """What a position brought in, or one it carries on from, or a colleague in the same work at the same office."""
        if position is None or position.role not in TYPING_ROLES:
            return self.none()
        return self.filter(Q(owner__in=position.seats) | Q(owner__unit=position.unit_id, owner__role=position.role))

    def for_list(self):
        """Without what the file held."""
        return self.select_related("plan", "owner__user").defer("sheets", "judged", "choices", "outcome")
