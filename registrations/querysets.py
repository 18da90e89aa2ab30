"""What remains of the registrations after a question. Scope first: every view starts from `visible_to`."""

from datetime import date

from django.db.models import (
    BigIntegerField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)

from accounts.enums import DESK_ROLES, Role
from common.walking import Walked
from registrations.enums import EDITABLE, WAITING, Purpose, State
from units import scope
from units.enums import COLLECTS_ALL, FRONT_LINES
from units.querysets import range_end

# What every line of the list shows of a registration.
LISTED = (
    "code", "kind", "title", "person_title", "person_name", "first_sent_at", "state", "due_on", "sent_at",
    "asks_desk_at", "asks_owner_at", "present_unit", "desk", "sector", "highest_level",
)  # fmt: skip


def in_sight(position, prefix: str = "", *, path: str = "scope_path") -> Q:
    """The condition of `visible_to`, also for rows that hang on a registration (`prefix`): by its path itself, for a
    list of all keys in sight would be made anew for every question.
    """
    return _in_areas(position, prefix + path) & Q(**{f"{prefix}first_sent_at__isnull": False})


def _in_areas(position, path: str) -> Q:
    """No position, nothing; a reviewer reads under /danh-gia/."""
    if position is None or position.role not in {*DESK_ROLES, Role.REGISTRANT}:
        return Q(pk__in=[])
    return scope.inside(position, path)


class RegisteredQuerySet(QuerySet):
    """What units registered in answer to plans: the records, or how many there are."""

    def of_year(self, year, *, plan="plan"):
        """By the keys of the year's plans: a join would lead the database through all registrations."""
        plans = self.model._meta.get_field("plan").related_model.objects
        return self.filter(**{f"{plan}__in": plans.of_year(year).values("pk")})

    def of_lines_of(self, position):
        """A Front officer's own lines; of everybody else's lines none is left out."""
        return self.filter(unit__line__in=FRONT_LINES) if position.role == Role.FRONT else self


class RegistrationQuerySet(RegisteredQuerySet):
    """Đăng ký mô hình."""

    def walked(self):
        """To be read in the order of an index: conditions on what is called `walked_…` take no other."""
        keys = {
            f"walked_{key}": Walked(key, output_field=BigIntegerField()) for key in ("plan", "sector", "highest_level")
        }
        return self.alias(walked_scope_path=Walked("scope_path"), **keys)

    def of_codes(self, codes):
        """Those that the ticked boxes of a form name; PostgreSQL takes no NUL, which a form may bring."""
        return self.filter(code__in=[code for code in codes if "\0" not in code])

    def visible_to(self, position, *, path="scope_path"):
        """What has been sent inside the position's areas."""
        return self.filter(in_sight(position, path=path))

    def drafts_of(self, position):
        """What one's own unit is still writing, changes to what is confirmed among it, and what one has typed for others."""
        if position is None:
            return self.none()
        return self._owned_by(position).filter(Q(state__in=EDITABLE) | self.being_amended())

    def being_amended(self) -> Q:
        """The condition: confirmed, and what its owner wishes to change is written and not sent."""
        drafts = self.model._meta.get_field("drafts").related_model.objects
        wishes = drafts.filter(registration=OuterRef("pk"), purpose=Purpose.AMENDMENT)
        return Q(state=State.CONFIRMED, amendment_sent_at__isnull=True) & Q(Exists(wishes))

    def typed_at(self, seats):
        """Typed for others at these positions, and still to be sent, mended or reported on."""
        return self.filter(typed_by__in=seats, state__in=[*EDITABLE, State.CONFIRMED])

    def open_to(self, position):
        """Everything the position may open: what has been sent in its areas, and its own drafts."""
        if position is None:
            return self.none()
        return self.visible_to(position) | self._owned_by(position)

    def _owned_by(self, position):
        own = Q(typed_by__in=position.seats)
        if position.role == Role.REGISTRANT:
            own |= Q(present_unit=position.unit)
        return self.filter(own)

    def telling_files(self):
        """With whether anything is attached (`has_files`), so that only then the files are asked for."""
        files = self.model._meta.get_field("attachments").related_model.objects
        return self.annotate(has_files=Exists(files.filter(registration=OuterRef("pk"))))

    def of_movement(self, movement):
        """Those it leads, by the keys of its plans, and those joined to it."""
        plans = self.model._meta.get_field("plan").related_model.objects.filter(movement=movement)
        joined = self.model.other_movements.through.objects.filter(movement=movement)
        return self.filter(Q(plan__in=plans) | Q(pk__in=joined.values("registration")))

    def up_to_newest_of(self, year):
        """Whoever walks from the newest to those of an earlier year begins at the newest of that year's plans."""
        sent = self.model._default_manager.filter(plan=OuterRef("pk"), first_sent_at__isnull=False)
        newest = Subquery(sent.order_by("-first_sent_at").values("first_sent_at")[:1])
        plans = self.model._meta.get_field("plan").related_model.objects.of_year(year).annotate(newest=newest)
        last = plans.order_by(F("newest").desc(nulls_last=True)).values("newest")[:1]
        return self.filter(first_sent_at__lte=Subquery(last))

    def confirmed_within(self, start, end):
        """Entered in the register of the first desk from `start` (included) to `end` (excluded), whatever has become of it:
        what lists, charts and reports count.
        """
        return self.filter(confirmed_on__gte=start, confirmed_on__lt=end)

    def confirmed_in(self, year):
        return self.confirmed_within(date(year, 1, 1), date(year + 1, 1, 1))

    def in_area(self, unit, *, path="scope_path"):
        """Of a unit and all below it, as the tree stands now."""
        return self.filter(**{f"{path}__gte": unit.path, f"{path}__lt": range_end(unit.path)})

    def waiting_for(self, position):
        """At the position's desk, to be received, decided, confirmed in effect, or allowed to be changed.

        A Front officer also finds the Front's own lines at the desk of the same area.
        """
        # The states are named first: by desk and state the database finds the few among all a desk ever had.
        decided = Q(state__in=WAITING) | Q(amendment_sent_at__isnull=False)
        return self.filter(_desk_of(position), decided, state__in=[*WAITING, State.CONFIRMED])

    def at_desk_of(self, position):
        """Whatever its state, where the position's desk has it in hand or had it last."""
        return self.filter(_desk_of(position))

    def overdue_on(self, day):
        """Returned to be completed, and not back on the day asked for."""
        return self.filter(state=State.RETURNED, due_on__lt=day)

    def effective(self):
        return self.filter(state=State.EFFECTIVE)

    def for_list(self, *further: str):
        """Only what a line of the list shows, under the unit that answers for it now: a unit has two dozen columns.

        `unit_name` and `desk_name` come along as texts; `further`: columns asked for beside the usual ones.
        """
        tables = sorted({name.rpartition("__")[0] for name in further if "__" in name})
        found = self.select_related(*tables) if tables else self
        names = {"unit_name": F("present_unit__full_name"), "desk_name": F("desk__name")}
        return found.only(*LISTED, *further).annotate(**names)


def _desk_of(position) -> Q:
    here = Q(desk=position.unit_id)
    if position.role == Role.FRONT:
        here |= Q(desk__parent=position.unit.parent_id, unit__line__in=FRONT_LINES)
    return here


class OfRegistrationQuerySet(QuerySet):
    """Rows that each hang on one registration."""

    def seen_by(self, position):
        """Those of registrations that the position sees: who is in charge of some communes alone reads theirs."""
        return self.filter(in_sight(position, "registration__"))


class TallyQuerySet(RegisteredQuerySet):
    """Sổ đếm: all that is counted there was sent."""

    def visible_to(self, position):
        return self.filter(_in_areas(position, "scope_path"))


class WaitingTallyQuerySet(TallyQuerySet):
    """Sổ đếm của những gì chờ ở các nơi tiếp nhận."""

    def apart_from_desk_of(self, position):
        """Without what lies at the position's own desk, or is a Front officer's there."""
        return self.exclude(_desk_of(position))


class ReceiptQuerySet(OfRegistrationQuerySet):
    """Tiếp nhận: one row per registration and desk."""

    def visible_to(self, position):
        """The receipts of registrations inside the position's areas."""
        if position is None or position.role not in DESK_ROLES:
            return self.none()
        return self.filter(scope.inside(position, "registration__scope_path"))

    def confirmed(self):
        return self.filter(confirmed_on__isnull=False)


def of_own_lines(position, field: str = "line") -> Q:
    """Over units of which khối (`field`) a position has a say: a Front officer over the Front's lines and those that
    the Front collects, everybody else over all.

    The same rule for one unit in hand is `rights.is_of_own_lines`.
    """
    collects = position.unit.collects
    if position.role != Role.FRONT or collects == COLLECTS_ALL:
        return Q()
    return Q(**{f"{field}__in": FRONT_LINES | {collects} - {""}})
