"""What remains of decisions and awards after a question. Scope first; nothing of a draft leaves the office."""

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.enums import DECIDING_ROLES, DESK_ROLES, Role
from evaluation.models import Nomination
from recognition.enums import Act, DecisionState, Ending, MeritState
from registrations.enums import HELD, Kind, State
from registrations.models import Replication
from registrations.querysets import in_sight
from units import scope

_AT_AN_END = frozenset({DecisionState.PUBLISHED, DecisionState.DROPPED})
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
            return (scope.led_by(position) | _left_to(position, "unit")) & Q(state__in=_LEADER_READS)
        own = Q(unit=position.unit_id) | _left_to(position, "unit")
        if position.has_role(*DECIDING_ROLES):
            own |= Q(created_by__in=position.seats)
        return own

    def waiting_for(self, position):
        """To be signed by its leaders, to be numbered by the office, to be finished by who draws it up.

        Nothing of it is published: of what the position sees it can only be the office's own.
        """
        if position is None or position.role not in DESK_ROLES:
            return self.none()
        seen = self.filter(self._of_the_office(position))
        if position.role == Role.LEADER:
            return seen.filter(scope.led_by(position), state=DecisionState.PROPOSED).exclude(
                created_by__user=position.user_id
            )
        to_number = Q(state=DecisionState.SIGNED, unit=position.unit_id)
        if position.role == Role.CLERK:
            return seen.filter(to_number)
        return seen.filter(to_number | _to_finish_by(position, "unit"))

    def published(self):
        return self.filter(state=DecisionState.PUBLISHED)

    def with_line_count(self):
        """`line_count`: how many lines it has, told with the decision itself."""
        awards = self.model._meta.get_field("awards").related_model._base_manager
        lines = self.model._meta.get_field("revocations").related_model._base_manager
        return self.annotate(line_count=_count_of(awards) + _count_of(lines))

    def for_list(self):
        lines = Count("awards", distinct=True) + Count("revocations", distinct=True)
        return self.select_related("unit", "level").annotate(lines=lines).order_by("-pk")


def _left_to(position, office: str) -> Q:
    """What an office that ended had not brought to an end: left to the one that took over."""
    return scope.of_office(position, office) & ~Q(**{office: position.unit_id}) & ~Q(state__in=_AT_AN_END)


def _to_finish_by(position, office: str) -> Q:
    """The drafts of one's own, and those left to the office that took over."""
    return Q(state=DecisionState.DRAFT) & (Q(created_by__in=position.seats) | _left_to(position, office))


def _count_of(rows):
    counted = rows.filter(decision=OuterRef("pk")).order_by().values("decision").annotate(count=Count("pk"))
    return Coalesce(Subquery(counted.values("count")), 0)


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
        return self.filter(in_sight(position, "registration__"))

    def visible_to(self, position):
        """Published ones of the registrations the position sees."""
        return self.published().seen_by(position)

    def maintained(self):
        """Đang duy trì: standing, and not said to have lapsed."""
        return self.standing().filter(lapsed_from__isnull=True)

    def with_copies(self):
        """`copies`: how many confirmed models were made after the one of the line, also after its copies."""
        after = Q(root=OuterRef("registration")) | Q(original=OuterRef("registration"))
        made = Replication.objects.filter(after, registration__state__in=HELD).order_by()
        counted = made.annotate(one=Value(1)).values("one").annotate(count=Count("pk")).values("count")
        return self.annotate(copies=Coalesce(Subquery(counted), 0))

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

    def waiting_for(self, position):
        """Sent, and to be confirmed by the officers of the desk that confirmed the effect of the model."""
        if position is None or not position.has_role(*DECIDING_ROLES):
            return self.none()
        registrations = self.model._meta.get_field("registration").related_model.objects
        there = registrations.visible_to(position).at_desk_of(position).filter(pk=OuterRef("registration"))
        # Few reports wait; a desk has many thousand registrations.
        return self.filter(Exists(there), state=MeritState.SENT)

    def for_list(self):
        return self.select_related("registration__present_unit", "registration__plan").order_by("-written_at", "-pk")


class CorrectionQuerySet(QuerySet):
    """Đính chính."""

    def visible_to(self, position):
        """Published ones to whoever may read the decision; before, to the office that draws it up; a leader from the proposal on."""
        if position is None:
            return self.none()
        decisions = self.model._meta.get_field("decision").related_model.objects
        seen = self.filter(decision__in=decisions.visible_to(position).order_by().values("pk"))
        published = Q(state=DecisionState.PUBLISHED)
        return seen.filter(published | _corrected_by(position) if position.role in DESK_ROLES else published)

    def waiting_for(self, position):
        """To be signed by the leaders of the office, to be numbered by it, to be finished by who draws it up.

        Nothing of it is published. An office reads the decisions it corrects, whoever took over from it those in his areas.
        """
        if position is None or position.role not in DESK_ROLES:
            return self.none()
        readable = Q(decision__unit=position.unit_id) | scope.inside(position, "decision__unit__scope_path")
        seen = self.filter(_corrected_by(position), readable)
        if position.role == Role.LEADER:
            to_sign = seen.filter(scope.led_by(position, "created_by__unit"), state=DecisionState.PROPOSED)
            return to_sign.exclude(created_by__user=position.user_id)
        to_number = Q(state=DecisionState.SIGNED, created_by__unit=position.unit_id)
        if not position.has_role(*DECIDING_ROLES):
            return seen.filter(to_number)
        return seen.filter(to_number | _to_finish_by(position, "created_by__unit"))

    def published(self):
        return self.filter(state=DecisionState.PUBLISHED)


def _corrected_by(position) -> Q:
    """Corrections drawn up at the position's office, or by who sits at it; of the leader's, what was put before him."""
    if position.role == Role.LEADER:
        led = scope.led_by(position, "created_by__unit") | _left_to(position, "created_by__unit")
        return Q(led, state__in=_LEADER_READS)
    office = Q(created_by__unit=position.unit_id) | _left_to(position, "created_by__unit")
    return office | Q(created_by__in=position.seats)


class ElevationQuerySet(QuerySet):
    """Đề nghị cấp trên công nhận."""

    def visible_to(self, position):
        """Those of models the position sees; an owner's own."""
        registrations = self.model._meta.get_field("award").related_model._meta.get_field("registration").related_model
        # Few titles are put forward; a province sees every registration.
        return self.filter(
            Exists(registrations.objects.visible_to(position).filter(pk=OuterRef("award__registration")))
        )

    def open(self):
        """Neither taken back nor declined, of a title that still stands."""
        return self.filter(ended_at__isnull=True, award__revoked_on__isnull=True)

    def waiting_for(self, position):
        """Put forward to the level of the position's office, of this year or the last, its answer not begun: the model
        stands in no round and on no decision of that level.
        """
        if position is None or not position.has_role(*DECIDING_ROLES) or position.unit.level_id is None:
            return self.none()
        level, first_year = position.unit.level_id, timezone.localdate().year - 1
        models = self.model._meta.get_field("award").related_model._meta.get_field("registration").related_model.objects
        seen = models.visible_to(position).of_lines_of(position).filter(state=State.EFFECTIVE)
        asked = self.open().filter(level=level, award__year__gte=first_year)
        return asked.filter(Exists(seen.filter(pk=OuterRef("award__registration")))).exclude(self._answered_at(level))

    def declined_to(self, position):
        """Không đưa vào xét: what the office of the position, or who sits at it, had put forward; not put forward again."""
        if position is None or not position.has_role(*DECIDING_ROLES):
            return self.none()
        own = Q(award__decision__unit=position.unit_id) | Q(award__decision__created_by__in=position.seats)
        again = self.model._base_manager.filter(award=OuterRef("award"), level=OuterRef("level"), ended_at__isnull=True)
        return self.filter(own, ~Exists(again), ended_as=Ending.DECLINED)

    def _answered_at(self, level):
        """Whether a round or a decision of the level has the model in hand."""
        model = OuterRef("award__registration")
        awards = self.model._meta.get_field("award").related_model._base_manager.filter(registration=model, level=level)
        named = awards.filter(act=Act.RECOGNITION).exclude(decision__state=DecisionState.DROPPED)
        return self._in_a_round_of(level) | Exists(named)

    def _in_a_round_of(self, level):
        return Exists(Nomination.objects.filter(registration=OuterRef("award__registration"), round__level=level))

    def with_taking_up(self):
        """`is_taken_up`: whether the level asked has the model in a round; of its drafts of decisions nothing is told."""
        return self.annotate(is_taken_up=self._in_a_round_of(OuterRef("level")))

    def for_list(self):
        joined = (
            "award__registration__present_unit",
            "award__decision__unit",
            "level",
            "by__user",
            "by__unit",
            "ended_by__unit",
        )
        return self.select_related(*joined).order_by("-at", "award__sort_key", "pk")
