"""What remains of the Front's rows after a question. Scope first."""

from django.db.models import Q, QuerySet, Sum
from django.utils import timezone

from front.members import reads
from units import scope

# Where a row is seen today: with its unit, or with what the unit became.
PLACE = "unit__scope_path"
# What the lines of the lists say: units are wide, a list shows fifty of them.
_UNIT = ("unit__name", "unit__full_name")
ACTIVITY_LISTED = ("name", "kind", "starts_on", "ends_on", "participants", "struck_at", *_UNIT)
ON_A_DAY = (*ACTIVITY_LISTED, "starts_at")
CONTRIBUTION_LISTED = (
    "on", "kind", "amount", "quantity", "goods", "source", "donor_kind", "donor", "purpose", "for_fund", "households",
    "houses_built", "houses_repaired", "content__number", "content__short_name", "keeper__valid_to", "keeper__scope_path",
    *_UNIT,
)  # fmt: skip
ENTRY_LISTED = (
    "on", "flow", "amount", "voucher", "donor_kind", "donor", "use", "note", "households", "houses_built", "houses_repaired",
    "struck_at", "struck_for",
)  # fmt: skip
FINDING_LISTED = (
    "text", "addressee", "due_on", "settled_on", "activity__name", "activity__starts_on",
    *(f"activity__{name}" for name in _UNIT),
)  # fmt: skip


def _in_sight(position, prefix: str = "") -> Q:
    """The condition of `visible_to`, also for rows that hang on such a row (`prefix`)."""
    if not reads(position):
        return Q(pk__in=[])
    return scope.inside(position, prefix + PLACE) | Q(**{f"{prefix}keeper": position.unit_id})


class StruckQuerySet(QuerySet):
    """Rows that may be struck out."""

    def standing(self):
        """Without those that were."""
        return self.filter(struck_at__isnull=True)


class OfUnitQuerySet(StruckQuerySet):
    """Rows of one unit, kept in the book of one Front body."""

    def visible_to(self, position, *, by_unit=False):
        """Those of units inside the areas, and those of the own book. The Front's and every other desk read alike.

        `by_unit`: found by the units, for what is counted, added up or of a few days; a list is walked from its newest row.
        """
        if by_unit and reads(position) and not scope.is_everything(position):
            units = self.model._meta.get_field("unit").related_model.objects.filter(scope.inside(position))
            return self.filter(Q(unit__in=units.order_by().values("pk")) | Q(keeper=position.unit_id))
        return self.filter(_in_sight(position))


class ActivityQuerySet(OfUnitQuerySet):
    """Hoạt động."""

    def held(self):
        """Those of which it was told that they took place: only these are counted."""
        return self.standing().filter(participants__isnull=False)

    def to_tell(self, day):
        """Planned for a day that has passed, and nobody has said how it went."""
        return self.standing().filter(participants__isnull=True, starts_on__lt=day)

    def between(self, first, last):
        """Those on any of these days (both included)."""
        return self.filter(
            Q(starts_on__lte=last) & (Q(ends_on__gte=first) | Q(ends_on__isnull=True, starts_on__gte=first))
        )

    def for_list(self):
        return self.select_related("unit").only(*ACTIVITY_LISTED).order_by("-starts_on", "-pk")


class ContributionQuerySet(OfUnitQuerySet):
    """Nguồn lực vận động được."""

    def for_list(self):
        return self.select_related("unit", "keeper", "content").only(*CONTRIBUTION_LISTED).order_by("-on", "-pk")


class FindingQuerySet(QuerySet):
    """Kiến nghị qua kiểm tra, giám sát."""

    def visible_to(self, position):
        """Those of activities in sight that stand: each by its own, for a list of all activities in sight is long."""
        return self.filter(_in_sight(position, "activity__"), activity__struck_at__isnull=True)

    def for_list(self):
        return self.select_related("activity__unit").only(*FINDING_LISTED)

    def waiting(self):
        return self.filter(settled_on__isnull=True)

    def overdue(self):
        return self.waiting().filter(due_on__lt=timezone.localdate())


class OfKeeperQuerySet(QuerySet):
    """What a Front body keeps for itself: its fund, its board, its estimates."""

    def visible_to(self, position):
        """Those of the bodies inside the areas, and of the own."""
        if not reads(position):
            return self.none()
        return self.filter(scope.inside(position, "keeper__scope_path") | Q(keeper=position.unit_id))


class FundBoardQuerySet(OfKeeperQuerySet):
    """Ban vận động Quỹ."""

    def in_office(self, keeper, day):
        """The one of the latest decision until a day, or none."""
        boards = self.filter(keeper=keeper, decided_on__lte=day).prefetch_related("members")
        return boards.order_by("-decided_on", "-pk").first()


class DisclosureQuerySet(QuerySet):
    """Công khai số liệu."""

    def open(self):
        """Of the bodies that let their figures be read, and stand."""
        return self.filter(is_open=True, keeper__valid_to__isnull=True).order_by("keeper__sort_key", "pk")


class FundEntryQuerySet(StruckQuerySet):
    """Thu, chi của Quỹ."""

    def visible_to(self, position):
        if not reads(position):
            return self.none()
        return self.filter(scope.inside(position, "fund__keeper__scope_path") | Q(fund__keeper=position.unit_id))

    def by_flow(self):
        """What came in and what went out, in đồng: a row for each that is not nothing."""
        return self.order_by().values("flow").annotate(sum=Sum("amount"))

    def before(self, day):
        return self.filter(on__lt=day)


class WorkItemQuerySet(StruckQuerySet):
    """Việc trong kế hoạch năm của Mặt trận."""

    def visible_to(self, position):
        """Of the bodies inside the areas, and what was given to the own body or to one inside the areas."""
        if not reads(position):
            return self.none()
        tasks = self.model._meta.get_field("tasks").related_model.objects
        given = tasks.filter(scope.inside(position, PLACE) | Q(unit=position.unit_id)).order_by().values("item")
        return self.filter(scope.inside(position, "issuer__scope_path") | Q(issuer=position.unit_id) | Q(pk__in=given))


class WorkTaskQuerySet(QuerySet):
    """Việc giao cho từng nơi."""

    def visible_to(self, position):
        """Those of units inside the areas and of the own; of an item of the own plan all."""
        if not reads(position):
            return self.none()
        own = Q(unit=position.unit_id) | Q(item__issuer=position.unit_id)
        return self.filter(scope.inside(position, PLACE) | own)

    def standing(self):
        return self.filter(item__struck_at__isnull=True)

    def waiting(self):
        return self.standing().filter(done_on__isnull=True)

    def overdue_on(self, day):
        return self.waiting().filter(item__due_on__lt=day)
