"""What remains of rounds, nominations and sheets after a question. Scope first: every view starts from `visible_to`."""

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.enums import DESK_ROLES, Role
from evaluation.enums import (
    CONCLUDED_STATES,
    LIVE_SHEETS,
    TOLD_STATES,
    CriteriaState,
    RoundState,
    SelfState,
    SheetState,
)
from registrations.models import Plan
from units import scope
from units.enums import FRONT_LINES

# Who reads what a council and its office write down: not the Front, which reads the models of its own lines alone.
COUNCIL_READERS = (Role.OFFICER, Role.LEADER, Role.CLERK)


class CriteriaSetQuerySet(QuerySet):
    """Bộ tiêu chí."""

    def visible_to(self, position):
        """Published: whoever reads the plan. A draft: the desks whose areas hold the whole area of the plan."""
        if position is None:
            return self.none()
        seen = Q(state=CriteriaState.PUBLISHED)
        if position.role in DESK_ROLES:
            seen |= scope.inside(position, "plan__scope_path")
        return self.filter(seen, plan__in=Plan.objects.visible_to(position))

    def in_force_on(self, day, *, level):
        """Published and valid on a day, for a level: its own before the one for every level, the newest first."""
        valid = self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day), Q(valid_to__isnull=True) | Q(valid_to__gt=day),
            Q(level__isnull=True) | Q(level=level), state=CriteriaState.PUBLISHED,
        )  # fmt: skip
        return valid.order_by(F("level").desc(nulls_last=True), "-version")

    def with_use(self):
        """`uses`: how many rounds use the set."""
        return self.annotate(uses=Count("collective_rounds", distinct=True) + Count("individual_rounds", distinct=True))

    def of_plans(self, plans):
        return self.filter(plan__in=plans)


class SelfSheetQuerySet(QuerySet):
    """Bản tự chấm."""

    def visible_to(self, position):
        """The owner's own; sent ones also for the desks in whose areas the model lies. A reviewer reads what came
        with a dossier on the sheet, nowhere else.
        """
        if position is None:
            return self.none()
        own = Q(registration__typed_by__in=position.seats)
        if position.role == Role.REGISTRANT:
            own |= Q(registration__present_unit=position.unit)
        if position.role not in DESK_ROLES:
            return self.filter(own)
        above = Q(scope.inside(position, "registration__scope_path"), state=SelfState.SENT)
        if position.role == Role.FRONT:
            above &= Q(registration__unit__line__in=FRONT_LINES)
        return self.filter(own | above)

    def sent(self):
        return self.filter(state=SelfState.SENT)


class RoundQuerySet(QuerySet):
    """Đợt đánh giá."""

    def visible_to(self, position):
        """Desk roles: the rounds inside their areas. A reviewer: those opened in which they have a sheet."""
        if position is None:
            return self.none()
        if position.role in DESK_ROLES:
            return self.filter(scope.inside(position))
        if position.role == Role.REVIEWER:
            mine = _held_by(position, "nominations__sheets__")
            opened = self.exclude(state=RoundState.PREPARING).filter(mine)
            return self.filter(pk__in=opened.values("pk"))
        return self.none()

    def run_by(self, position):
        """The rounds of the officer's own unit, inside the areas."""
        if position is None or position.role != Role.OFFICER:
            return self.none()
        return self.filter(scope.inside(position), present_unit=position.unit)

    def concluded(self):
        """Concluded or later: posted for opinion, published."""
        return self.filter(state__in=CONCLUDED_STATES)

    def concluded_within(self, start, end):
        """Concluded at or after `start` and before `end` (instants)."""
        return self.filter(concluded_at__gte=start, concluded_at__lt=end)

    def for_list(self):
        return self.select_related("plan", "unit", "level").order_by("-opens_on", "-pk")

    def with_teams(self):
        """`has_teams`: whether field teams were named; `nominated`: how many dossiers there are."""
        teams = self.model._meta.get_field("teams").related_model.objects
        dossiers = self.model._meta.get_field("nominations").related_model._base_manager
        return self.annotate(
            has_teams=Exists(teams.filter(round=OuterRef("pk"))), nominated=_number(dossiers, "round"),
        )  # fmt: skip

    def with_progress(self, position):
        """Of the dossiers the position reads: `nominated`; of their sheets that count: `assigned` (not sent), `locked`."""
        read = Q(nominations__registration__unit__line__in=FRONT_LINES) if position.role == Role.FRONT else Q()
        return self.annotate(
            nominated=Count("nominations", distinct=True, filter=read),
            assigned=_sheets(SheetState.ASSIGNED, read), locked=_sheets(SheetState.LOCKED, read),
        )  # fmt: skip

    def with_work_of(self, position):
        """`mine_left` and `mine_sent`: the sheets of one reviewer."""
        return self.annotate(
            mine_left=_sheets(SheetState.ASSIGNED, Q(nominations__sheets__reviewer__in=position.seats)),
            mine_sent=_sheets(SheetState.LOCKED, Q(nominations__sheets__reviewer=position)),
        )


def _held_by(position, prefix: str = "") -> Q:
    """The own sheets, and those not yet sent of the positions that one carries on from."""
    own = Q(**{f"{prefix}reviewer": position, f"{prefix}state__in": LIVE_SHEETS})
    return own | Q(**{f"{prefix}reviewer__in": position.stands_for, f"{prefix}state": SheetState.ASSIGNED})


def _number(rows, owner: str):
    """How many rows hang on each `owner` shown, 0 where none do."""
    own = rows.filter(**{owner: OuterRef("pk")}).order_by().values(owner)
    return Coalesce(Subquery(own.annotate(number=Count("pk")).values("number")), 0)


def _sheets(state, also=None):
    condition = Q(nominations__sheets__state=state)
    return Count("nominations__sheets", distinct=True, filter=condition & also if also else condition)


# What a line of a list shows of a dossier.
LISTED = ("kind", "title", "unit_name", "person_name", "registration__code")


class NominationQuerySet(QuerySet):
    """Hồ sơ đề nghị: the only way by which a reviewer reads a dossier."""

    def visible_to(self, position):
        """A reviewer: those assigned. Desk roles: the rounds inside their areas, and what was told from above about
        a model inside them. A registrant: the own unit's, once told (posted for opinion, or published).
        """
        if position is None:
            return self.none()
        if position.role == Role.REVIEWER:
            mine = self.filter(pk__in=self.model.objects.filter(_held_by(position, "sheets__")).values("pk"))
            return mine.exclude(round__state=RoundState.PREPARING)
        told = Q(round__state__in=TOLD_STATES)
        if position.role == Role.REGISTRANT:
            return self.filter(told, registration__present_unit=position.unit)
        if position.role not in DESK_ROLES:
            return self.none()
        inside = self.filter(scope.inside(position, "round__scope_path") | told & scope.inside(position))
        return inside.filter(registration__unit__line__in=FRONT_LINES) if position.role == Role.FRONT else inside

    def for_results(self):
        """With what a result is worked out from (council.results_for)."""
        return self.select_related("criteria_set", "round__plan", "moderation__by__user")

    def with_votes_of(self, meeting):
        """`agreed`, `against`, `abstained` as voted in a meeting; None where it did not vote."""
        votes = meeting.votes.filter(nomination=OuterRef("pk")).order_by()
        return self.annotate(**{name: Subquery(votes.values(name)[:1]) for name in ("agreed", "against", "abstained")})

    def scored_by(self, position):
        """Those for which the reviewer has sent the own sheet: only then may colleagues' scores be seen."""
        return self.filter(sheets__reviewer=position, sheets__state=SheetState.LOCKED)

    def for_list(self):
        return self.select_related("registration").only(*LISTED).order_by("kind", "sort_key", "pk")

    def with_progress(self):
        """`assigned` (not yet sent) and `locked` sheets, counted for the dossiers shown alone."""
        sheets = self.model._meta.get_field("sheets").related_model._base_manager
        return self.annotate(
            assigned=_number(sheets.filter(state=SheetState.ASSIGNED), "nomination"),
            locked=_number(sheets.filter(state=SheetState.LOCKED), "nomination"),
        )


class SheetQuerySet(QuerySet):
    """Phiếu chấm."""

    def visible_to(self, position):
        """A reviewer: the own ones, and colleagues' sent ones where the own is sent. Desk roles: inside the areas."""
        if position is None:
            return self.none()
        if position.role == Role.REVIEWER:
            opened = self.exclude(nomination__round__state=RoundState.PREPARING)
            return opened.filter(_held_by(position) | self._beside_own(position))
        if position.role not in DESK_ROLES:
            return self.none()
        inside = self.filter(scope.inside(position, "nomination__round__scope_path"))
        if position.role != Role.FRONT:
            return inside
        return inside.filter(nomination__registration__unit__line__in=FRONT_LINES)

    def _beside_own(self, position):
        own = self.model._base_manager.filter(
            nomination=OuterRef("nomination"), reviewer=position, state=SheetState.LOCKED
        )
        return Q(Exists(own), state=SheetState.LOCKED)

    def to_score_by(self, position):
        """What still waits for a reviewer: not sent, in a round that is being scored."""
        seats = position.seats if position else []
        return self.filter(reviewer__in=seats, state=SheetState.ASSIGNED, nomination__round__state=RoundState.SCORING)

    def in_order(self, *, covered=False):
        """As a reviewer works: by kind, then by name; covered ones by number, for the alphabet would tell."""
        by = ("number",) if covered else ("kind", "sort_key", "pk")
        return self.order_by(*(f"nomination__{one}" for one in by), "reviewer")

    def live(self):
        return self.filter(state__in=LIVE_SHEETS)

    def with_sight_of(self, position):
        """`shown`: whether the position may open the sheet; the same rule as `visible_to`."""
        seen = type(self)(self.model).visible_to(position).filter(pk=OuterRef("pk"))
        return self.annotate(shown=Exists(seen))

    def with_pile(self):
        """`pile` and `pile_sent`: how many sheets the reviewer has in the round, and how many of them are sent."""
        same = {name: OuterRef(name) for name in ("reviewer", "nomination__round")}
        pile = type(self)(self.model).live().filter(**same).order_by().values("reviewer")
        return self.annotate(
            pile=Subquery(pile.annotate(number=Count("pk")).values("number")),
            pile_sent=Subquery(pile.annotate(number=Count("pk", filter=Q(state=SheetState.LOCKED))).values("number")),
        )

    def due_rounds(self):
        """One row per round of these sheets: (round, name, closes_on, how many)."""
        fields = {"round": F("nomination__round"), "name": F("nomination__round__name"),
                  "closes_on": F("nomination__round__closes_on")}  # fmt: skip
        return self.order_by().values(**fields).annotate(count=Count("pk")).order_by("closes_on", "round")


class OpinionQuerySet(QuerySet):
    """Ý kiến về kết quả: of the office that holds the round and those above it, never of the desks below."""

    def visible_to(self, position):
        if position is None or position.role not in COUNCIL_READERS:
            return self.none()
        return self.filter(scope.inside(position, "round__scope_path"))

    def unanswered(self):
        return self.filter(answer="")

    def to_review(self):
        """Upheld, and the council has not been called back for it yet."""
        return self.filter(upheld_for__isnull=False, reopened_at__isnull=True)


class MeetingQuerySet(QuerySet):
    """Cuộc họp của hội đồng."""

    def visible_to(self, position):
        if position is None or position.role not in COUNCIL_READERS:
            return self.none()
        return self.filter(scope.inside(position, "round__scope_path"))

    def with_present(self):
        """`present`: how many members were there."""
        return self.annotate(present=Count("attendances", filter=Q(attendances__is_present=True)))


class CouncilMemberQuerySet(QuerySet):
    """Thành viên hội đồng."""

    def with_attendance_of(self, meeting):
        """`was_present` and `why_absent` as the minutes of a meeting say; None where they do not say yet."""
        attended = meeting.attendances.filter(member=OuterRef("pk")).order_by()
        return self.annotate(
            was_present=Subquery(attended.values("is_present")[:1]), why_absent=Subquery(attended.values("reason")[:1])
        )
