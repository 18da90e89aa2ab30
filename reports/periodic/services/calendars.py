"""Lập lịch báo cáo: types, periods, who owes, exceptions, and the catalogue of what is typed."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID, uuid5

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from common import audit, vietnamese
from common.correcting import correct_row
from common.locks import among_others, hold, locked_row
from registrations.models import Content
from reports.models import Extension, Indicator, Obligation, ReportPeriod, ReportType
from reports.periodic import fronted, rights
from reports.periodic.calendars import ready_made
from reports.periodic.enums import CutOff, Nature, Relief, Rhythm, Subject
from reports.periodic.indicators import PER_CENT, RATES, TYPED, TYPED_OF_FRONT, computed
from units.standing import still_standing

NO_READY_SET = "Sơ kết, tổng kết nhiều năm không có bộ kỳ sẵn; hãy thêm từng kỳ."
OPENED = "Kỳ đã mở nên các ngày của số liệu không sửa được; chỉ sửa hạn gửi và ngày khóa."


@transaction.atomic
def save_type(*, by, token: UUID, type: ReportType | None = None, copied=(), **facts) -> ReportType:
    """Lập hoặc sửa loại báo cáo; the first one of a unit brings the starter catalogue. A repeated token finds the first.

    Raises ValidationError, PermissionDenied.
    """
    among_others()
    hold(by.unit)
    if first := ReportType.objects.filter(token=token, created_by__in=by.seats).first():
        return first
    if type is None:
        if not rights.lays_down(by):
            raise PermissionDenied
        type = ReportType(unit=still_standing(by.unit), token=token, created_by=by)
    elif not rights.keeps_type(by, type):
        raise PermissionDenied
    is_new = type.pk is None
    if not is_new and facts.get("subject", type.subject) != type.subject and type.periods.exists():
        raise ValidationError(
            {"subject": "Loại báo cáo đã có kỳ nên nội dung báo cáo không đổi được; hãy lập loại khác."}
        )
    before = {} if is_new else {name: getattr(type, name) for name in facts} | {"copied": _called(type.copied.all())}
    for name, value in facts.items():
        setattr(type, name, value)
    type.full_clean(exclude=["copied"])
    type.save()
    if copied or not is_new:
        type.copied.set(copied)
    if is_new:
        _starter_catalogue(by, type)
        audit.record(by=by, action="Lập loại báo cáo", obj=type, after=audit.facts(type))
    else:
        old, new = audit.changes(before, facts | {"copied": _called(copied)})
        if new:
            audit.record(by=by, action="Sửa loại báo cáo", obj=type, before=old, after=new)
    return type


def _called(units) -> str:
    return "; ".join(sorted(map(str, units)))


def _starter_catalogue(by, type: ReportType) -> None:
    if Indicator.objects.filter(unit=type.unit, subject=type.subject).exists():
        return
    names = ("key", "name", "definition", "measure", "nature", "supplier")
    of_rates = ("key", "name", "definition", "numerator", "denominator", "supplier")
    facts = [dict(zip(names, row, strict=True)) for row in (TYPED_OF_FRONT if type.is_of_front else TYPED)]
    if not type.is_of_front:
        rate = {"measure": PER_CENT, "nature": Nature.RATE}
        facts += [rate | dict(zip(of_rates, row, strict=True)) for row in RATES]
    rows = [
        Indicator(unit=type.unit, subject=type.subject, place=place, **known)
        for place, known in enumerate(facts, _last_place(type.unit) + 1)
    ]
    audit.record_many(by=by, action="Thêm chỉ tiêu ghi tay", objs=Indicator.objects.bulk_create(rows))


@transaction.atomic
def keep_indicator(*, by, name: str, indicator: Indicator | None = None, **facts) -> Indicator:
    """Thêm hoặc sửa một chỉ tiêu ghi tay; its key stays, so that it is added up from below. Raises ValidationError."""
    among_others()
    hold(by.unit)
    if indicator is None:
        if not rights.lays_down(by):
            raise PermissionDenied
        indicator = Indicator(unit=by.unit, place=_last_place(by.unit) + 1, key=_free_key(name))
    elif not rights.keeps(by, indicator.unit):
        raise PermissionDenied
    correct_row(by=by, row=indicator, action="Ghi chỉ tiêu ghi tay", facts={"name": name, **facts})
    return indicator


def _last_place(unit) -> int:
    return Indicator.objects.filter(unit=unit).order_by("-place").values_list("place", flat=True).first() or 0


def _free_key(name: str) -> str:
    words = "".join(sign if sign.isalnum() and sign.isascii() else " " for sign in vietnamese.fold(name)).split()
    key = "-".join(words)[:60].strip("-")
    counted = {one.key for one in (*computed([]), *fronted.wanted(Content.objects.of_campaign(), has_fund=True))}
    if not key or key in counted or key.startswith("linh-vuc-"):
        raise ValidationError({"name": "Tên này trùng với chỉ tiêu tính từ hồ sơ; hãy đặt tên khác."})
    return key


@transaction.atomic
def add_year(*, by, type: ReportType, year: int, due_after: int, locks_after: int | None, token: UUID) -> int:
    """Thêm các kỳ của năm; those that are there stay. How many were added. Raises ValidationError, PermissionDenied."""
    among_others()
    _keeps(by, type)
    slots = ready_made(type.rhythm, type.cut_off, year, due_after=due_after, locks_after=locks_after)
    if not slots:
        raise ValidationError(NO_READY_SET)
    known = set(ReportPeriod.objects.filter(type=type).values_list("data_from", "data_to"))
    added = 0
    for slot in slots:
        if (slot.data_from, slot.data_to) not in known:
            _add(by, type, token, year=year, **vars(slot))
            added += 1
    return added


# Báo cáo của Mặt trận: the ready-made types, each with the periods of a year.
FRONT_SET = {Rhythm.MONTH: "tháng", Rhythm.QUARTER: "quý", Rhythm.HALF: "6 tháng", Rhythm.YEAR: "năm"}
FRONT_DUE, FRONT_LOCKS = 5, 30


def lacking_in_front_set(types: Iterable[ReportType]) -> list[str]:
    """Of which rhythms, in words, there is no report of the Front yet, whatever those that are there are called."""
    known = {one.rhythm for one in types if one.is_of_front}
    return [word for rhythm, word in FRONT_SET.items() if rhythm not in known]


@transaction.atomic
def lay_front_set(*, by, year: int, token: UUID) -> int:
    """Lập bộ báo cáo của Mặt trận: the types that are not there yet, and the periods of the year; how many periods were
    added. A repeated token adds nothing. Raises ValidationError, PermissionDenied."""
    among_others()
    if not rights.lays_front_set(by):
        raise PermissionDenied
    hold(by.unit)
    added = 0
    laid_down = {
        one.rhythm: one for one in ReportType.objects.filter(unit=by.unit, subject=Subject.FRONT).order_by("-pk")
    }
    for rhythm, word in FRONT_SET.items():
        type, name = laid_down.get(rhythm), f"Báo cáo {word} của Mặt trận"
        if type is None:
            facts = {"name": name, "rhythm": rhythm, "cut_off": CutOff.CALENDAR, "subject": Subject.FRONT}
            type = save_type(by=by, token=uuid5(token, name), **facts)
        added += add_year(by=by, type=type, year=year, due_after=FRONT_DUE, locks_after=FRONT_LOCKS, token=token)
    return added


@transaction.atomic
def add_period(*, by, type: ReportType, token: UUID, last_day: date, **facts) -> ReportPeriod:
    """Thêm một kỳ riêng. Raises ValidationError, PermissionDenied."""
    among_others()
    _keeps(by, type)
    after = last_day + timedelta(days=1)
    if first := type.periods.filter(added_token=token, data_from=facts["data_from"], data_to=after).first():
        return first
    return _add(by, type, token, year=last_day.year, data_to=after, **facts)


def _keeps(by, type: ReportType) -> None:
    hold(type)
    if not rights.keeps_type(by, type):
        raise PermissionDenied


def _add(by, type: ReportType, token: UUID, **facts) -> ReportPeriod:
    period = ReportPeriod(type=type, added_token=token, **facts)
    period.full_clean()
    period.save()
    audit.record(by=by, action="Thêm kỳ báo cáo", obj=period, after=audit.facts(period))
    return period


@transaction.atomic
def correct_period(*, by, period: ReportPeriod, last_day: date, **facts) -> ReportPeriod:
    """Sửa kỳ; once it is open only the days by which it is due and locked. Raises ValidationError, PermissionDenied."""
    among_others()
    locked = locked_row(ReportPeriod, period.pk, "type__unit")
    if not rights.keeps_period(by, locked):
        raise PermissionDenied
    facts["data_to"] = last_day + timedelta(days=1)
    if locked.is_open and any(getattr(locked, name) != facts[name] for name in ("data_from", "data_to", "label")):
        raise ValidationError(OPENED)
    correct_row(by=by, row=locked, action="Sửa kỳ báo cáo", facts=facts)
    return locked


@transaction.atomic
def open_period(*, by, period: ReportPeriod, units, token: UUID) -> ReportPeriod:
    """Mở kỳ: who owes the report is written down, whatever becomes of the units. A repeated token does nothing.

    Raises ValidationError, PermissionDenied.
    """
    among_others()
    locked = locked_row(ReportPeriod, period.pk, "type__unit")
    if not rights.keeps_period(by, locked):
        raise PermissionDenied
    if locked.open_token == token:
        return locked
    if locked.is_open:
        raise ValidationError("Kỳ này đã mở.")
    rows = [
        Obligation(period=locked, unit=unit, area=rights.area_of(unit, locked.type), unit_name=str(unit), place=place)
        for place, unit in enumerate(units, 1)
    ]
    Obligation.objects.bulk_create(rows)
    locked.opened_at, locked.open_token = timezone.now(), token
    locked.save(update_fields=["opened_at", "open_token"])
    names = "; ".join(row.unit_name for row in rows)
    audit.record(by=by, action="Mở kỳ báo cáo", obj=locked, after={"các đơn vị": names})
    return locked


@transaction.atomic
def extend(
    *, by, obligation: Obligation, relief: str, reason: str, token: UUID, until: date | None = None
) -> Extension:
    """Gia hạn hoặc miễn. A repeated token finds the first. Raises ValidationError, PermissionDenied."""
    among_others()
    hold(obligation)
    if not rights.accepts_from(by, obligation):
        raise PermissionDenied
    if first := Extension.objects.filter(token=token, obligation=obligation).first():
        return first
    if relief == Relief.LATER and until and until < timezone.localdate():
        raise ValidationError({"until": "Gia hạn phải đến một ngày từ hôm nay trở đi."})
    extension = Extension(
        obligation=obligation, relief=relief, until=until if relief == Relief.LATER else None, reason=reason,
        granted_by=by, token=token,
    )  # fmt: skip
    extension.full_clean()
    extension.save()
    audit.record(by=by, action="Cho ngoại lệ báo cáo", obj=extension, after=audit.facts(extension))
    return extension


@transaction.atomic
def end_extension(*, by, extension: Extension) -> None:
    """Bỏ ngoại lệ: from now on the period's own days hold again."""
    locked = locked_row(Extension, extension.pk, "obligation__period__type", "obligation__unit")
    if not rights.accepts_from(by, locked.obligation):
        raise PermissionDenied
    if locked.ended_at:
        return
    locked.ended_at = timezone.now()
    locked.save(update_fields=["ended_at"])
    audit.record(by=by, action="Bỏ ngoại lệ báo cáo", obj=locked)
