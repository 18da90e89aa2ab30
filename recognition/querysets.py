"""What remains of decisions and awards after a question. Scope first; nothing of a draft leaves the office."""

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from accounts.enums import DECIDING_ROLES, DESK_ROLES, Role
from recognition.enums import Act, DecisionState, MeritState
from registrations.enums import Kind
from units import scope

# At the office itself a leader reads what has been put before him, not what is still being drawn up.
_LEADER_READS = frozenset({DecisionState.PROPOSED, DecisionState.SIGNED, DecisionState.PUBLISHED})


class DecisionQuerySet(QuerySet):
    """Quyết định."""

    def visible_to(self, position):
        """The office's own in every state; published ones inside the areas, and those that name a model one sees."""
        if position is None:
            return self.none()
        published = Q(state=DecisionState.PUBLISHED)
        if position.role == Role.REGISTRANT:

            def owned(prefix):
                return Q(**{f"{prefix}present_unit": position.unit_id})

            return self.filter(published, _names_one_of(self.model, owned))
        if position.role not in DESK_ROLES:
            return self.none()
        inside = scope.inside(position, "unit__scope_path")
        named = _names_one_of(self.model, lambda prefix: scope.inside(position, f"{prefix}scope_path"))
        return self.filter(self._of_the_office(position) | published & (inside | named))

    def _of_the_office(self, position):
        if position.role == Role.LEADER:
            return scope.led_by(position) & Q(state__in=_LEADER_READS)
        own = Q(unit=position.unit_id)
        if position.has_role(*DECIDING_ROLES):
            own |= Q(created_by__in=position.seats)
        return own

    def waiting_for(self, position):
        """To be signed by its leaders, to be numbered by the office, to be finished by who draws it up."""
        seen = self.visible_to(position)
        if position is None or position.role not in DESK_ROLES:
            return self.none()
        if position.role == Role.LEADER:
            return seen.filter(scope.led_by(position), state=DecisionState.PROPOSED).exclude(
                created_by__user=position.user_id
            )
        to_number = Q(state=DecisionState.SIGNED, unit=position.unit_id)
        if position.role == Role.CLERK:
            return seen.filter(to_number)
        return seen.filter(to_number | Q(state=DecisionState.DRAFT, created_by__in=position.seats))

    def published(self):
        return self.filter(state=DecisionState.PUBLISHED)

    def for_list(self):
        lines = Count("awards", distinct=True) + Count("revocations", distinct=True)
        return self.select_related("unit", "level").annotate(lines=lines).order_by("-pk")


def _names_one_of(model, condition):
    """Whether a decision names, giving or taking back, a model that meets a condition (built on a prefix)."""
    awards = model._meta.get_field("awards").related_model._base_manager
    lines = model._meta.get_field("revocations").related_model._base_manager
    given = awards.filter(condition("registration__"), decision=OuterRef("pk"))
    taken = lines.filter(condition("award__registration__"), decision=OuterRef("pk"))
    return Exists(given) | Exists(taken)


class AwardQuerySet(QuerySet):
    """Công nhận, khen thưởng: one line of a decision."""

    def published(self):
        """Of decisions that have been published, whatever became of them since."""
        return self.filter(issued_on__isnull=False)

    def standing(self):
        """Published, and not taken back."""
        return self.published().filter(revoked_on__isnull=True)

    def seen_by(self, position):
        """Those of registrations the position sees, or owns: lines of models of elsewhere are not read."""
        registrations = self.model._meta.get_field("registration").related_model.objects
        return self.filter(registration__in=registrations.visible_to(position).order_by().values("pk"))

    def visible_to(self, position):
        """Published ones of the registrations the position sees."""
        return self.published().seen_by(position)

    def issued_within(self, start, end):
        """Under decisions dated from `start` (included) to `end` (excluded)."""
        return self.filter(issued_on__gte=start, issued_on__lt=end)

    def recognitions(self):
        return self.filter(act=Act.RECOGNITION)

    def public(self):
        """What anybody may read: standing recognitions of collectives, and of persons who have agreed."""
        agreed = Q(kind=Kind.COLLECTIVE) | Q(consented_at__isnull=False)
        return self.standing().recognitions().filter(agreed)


class MeritReportQuerySet(QuerySet):
    """Báo cáo thành tích."""

    def visible_to(self, position):
        """The owner's in every state; at the desks over the model once it is sent, or whoever typed it for the owner."""
        if position is None:
            return self.none()
        if position.role == Role.REGISTRANT:
            return self.filter(registration__present_unit=position.unit_id)
        if position.role not in DESK_ROLES:
            return self.none()
        inside = scope.inside(position, "registration__scope_path")
        return self.filter(inside & ~Q(state=MeritState.DRAFT) | Q(written_by__in=position.seats))

    def for_list(self):
        return self.select_related("registration__present_unit", "registration__plan").order_by("-written_at", "-pk")
