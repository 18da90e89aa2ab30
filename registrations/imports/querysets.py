"""What remains of the registers brought in after a question."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.enums import TYPING_ROLES
from units import scope


class RegisterImportQuerySet(QuerySet):
    """Sổ đăng ký nhập từ Excel."""

    def visible_to(self, position):
        """What a position brought in, or one it carries on from, or a colleague in the same work at the same office."""
        if position is None or position.role not in TYPING_ROLES:
            return self.none()
        return self.filter(Q(owner__in=position.seats) | self._of_colleagues(position))

    def _of_colleagues(self, position) -> Q:
        """The condition; a colleague in charge of more than the position is none: the rows tell of all they see."""
        same = Q(owner__unit=position.unit_id, owner__role=position.role)
        owner = self.model._meta.get_field("owner").related_model
        areas = owner.areas.through.objects.filter(position=OuterRef("owner"))
        return same & ~Exists(areas.exclude(scope.inside(position, "unit__scope_path")))

    def for_list(self):
        """Without what the file held."""
        return self.select_related("plan", "owner__user").defer("sheets", "judged", "choices", "outcome")
