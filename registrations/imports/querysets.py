"""What remains of the registers brought in after a question."""

from django.db.models import QuerySet

from accounts.enums import TYPING_ROLES


class RegisterImportQuerySet(QuerySet):
    """Sổ đăng ký nhập từ Excel."""

    def visible_to(self, position):
        """What a position brought in, or one it carries on from."""
        if position is None or position.role not in TYPING_ROLES:
            return self.none()
        return self.filter(owner__in=position.seats)

    def for_list(self):
        """Without what the file held."""
        return self.select_related("plan").defer("sheets", "judged", "choices", "outcome")
