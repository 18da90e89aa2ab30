"""Builders: a small tree, a cast of named persons, and registrations walked to any state through the real services."""

from datetime import date, datetime, timedelta
from itertools import count
from uuid import uuid4

from django.utils import timezone

from accounts import services as accounts
from accounts.enums import Role
from accounts.models import Position, User
from common.workflow import perform
from registrations import services, workflow
from registrations.enums import Kind, Purpose
from registrations.models import Movement, Plan, Registration, Sector
from registrations.plans import services as planning
from tests.remembered import remembered
from units import services as units
from units.enums import COLLECTS_ALL, Line, Nature
from units.models import Level, Unit, UnitVersion

PASSWORD = "mat-khau-cua-bai-thu"
_numbers = count(1)


class Tree:
    """A province, two districts, three communes, their desks, villages and bodies, as attributes."""


@remembered
def level(name, word, rank):
    return units.add_level(by=None, name=name, area_word=word, rank=rank)


@remembered
def area(name, parent, at_level=None, **fields):
    return units.add_unit(by=None, name=name, parent=parent, nature=Nature.AREA, level=at_level, **fields)


@remembered
def body(name, parent, line=Line.STATE, **fields):
    return units.add_unit(
        by=None, name=name, parent=parent, nature=Nature.BODY, level=parent.level, line=line, **fields
    )


@remembered
def tree() -> Tree:
    """tỉnh Lạc Giang → huyện Lam Khê → xã Minh Lạc → thôn Đông, and what stands around them."""
    t = Tree()
    t.province_level, t.district_level = level("Cấp tỉnh", "tỉnh", 1), level("Cấp huyện", "huyện", 2)
    t.commune_level = level("Cấp cơ sở", "xã", 3)
    t.province = area("tỉnh Lạc Giang", None, t.province_level, code="00", place_name="Lạc Giang")
    t.province_desk = body("Ban Dân vận Tỉnh ủy", t.province, Line.PARTY, collects=COLLECTS_ALL)
    t.district = area("huyện Lam Khê", t.province, t.district_level, code="990", place_name="Lam Khê")
    t.district_desk = body("Ban Dân vận Huyện ủy Lam Khê", t.district, Line.PARTY, collects=COLLECTS_ALL)
    t.district_union = body("Liên đoàn Lao động huyện Lam Khê", t.district, Line.MASS)
    t.other_district = area("huyện Sơn Mộc", t.province, t.district_level, code="991", place_name="Sơn Mộc")
    t.other_district_desk = body("Ban Dân vận Huyện ủy Sơn Mộc", t.other_district, Line.PARTY, collects=COLLECTS_ALL)
    t.commune = area("xã Minh Lạc", t.district, t.commune_level, code="09902", place_name="Minh Lạc")
    t.commune_desk = body(
        "UBND xã Minh Lạc", t.commune, collects=COLLECTS_ALL, number_suffix="UBND", place_name="Minh Lạc",
        head_name="ỦY BAN NHÂN DÂN\nXÃ MINH LẠC", signing_lines="TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH",
    )  # fmt: skip
    t.commune_front = body("Ủy ban MTTQ Việt Nam xã Minh Lạc", t.commune, Line.FRONT)
    t.women = body("Hội Liên hiệp Phụ nữ xã Minh Lạc", t.commune, Line.MASS)
    t.village = area("thôn Đông", t.commune, address="thôn Đông, xã Minh Lạc")
    t.other_village = area("thôn Đoài", t.commune)
    t.other_commune = area("xã Phúc Khê", t.district, t.commune_level, code="09903", place_name="Phúc Khê")
    t.other_commune_desk = body("UBND xã Phúc Khê", t.other_commune, collects=COLLECTS_ALL)
    t.far_commune = area("xã Khe Lau", t.other_district, t.commune_level, code="09953", place_name="Khe Lau")
    t.far_commune_desk = body("Ủy ban MTTQ Việt Nam xã Khe Lau", t.far_commune, Line.FRONT, collects=COLLECTS_ALL)
    t.far_village = area("bản Nà Lau", t.far_commune)
    return t


@remembered
def person(full_name="Lê Thị Thoa", username="") -> User:
    return User.objects.create_user(username or f"nguoi.{next(_numbers)}", PASSWORD, full_name=full_name)


@remembered
def position(role, unit, *, user=None, areas=(), starts_on=date(2020, 1, 1), **fields) -> Position:
    return accounts.open_position(
        by=None, user=user or person(), role=role, unit=unit, areas=areas, starts_on=starts_on, **fields
    )


class Cast:
    """One person per role, named after where they sit."""


@remembered
def cast(t: Tree) -> Cast:
    c = Cast()
    seats = {
        "registrant": (Role.REGISTRANT, t.village, "Lê Thị Thoa"),
        "women_registrant": (Role.REGISTRANT, t.women, "Vũ Thị Ngần"),
        "other_registrant": (Role.REGISTRANT, t.other_village, "Phạm Đức Cần"),
        "commune_officer": (Role.OFFICER, t.commune_desk, "Đỗ Đình Lương"),
        "other_commune_officer": (Role.OFFICER, t.other_commune_desk, "Nguyễn Hữu Toản"),
        "district_officer": (Role.OFFICER, t.district_desk, "Hoàng Thị Nhạn"),
        "other_district_officer": (Role.OFFICER, t.other_district_desk, "Vi Thị Loan"),
        "province_officer": (Role.OFFICER, t.province_desk, "Trịnh Quốc Khải"),
        "commune_front": (Role.FRONT, t.commune_front, "Bùi Văn Chắt"),
        "commune_leader": (Role.LEADER, t.commune_desk, "Hà Văn Thuấn"),
        "district_leader": (Role.LEADER, t.district_desk, "Phan Trọng Nghị"),
        "commune_clerk": (Role.CLERK, t.commune_desk, "Mai Thị Lựu"),
        "district_clerk": (Role.CLERK, t.district_desk, "Cao Thị Duyên"),
        "reviewer": (Role.REVIEWER, t.district_union, "Đinh Thị Cúc"),
        "other_reviewer": (Role.REVIEWER, t.district_desk, "Ngô Văn Bính"),
        "admin": (Role.ADMIN, t.province, "Quản trị viên"),
    }
    for name, (role, unit, full_name) in seats.items():
        setattr(c, name, position(role, unit, user=person(full_name)))
    return c


def writes_papers_of(family: str, unit: Unit) -> None:
    """The unit's papers follow that family, now and ever since."""
    Unit.objects.filter(pk=unit.pk).update(paper_family=family)
    UnitVersion.objects.filter(unit=unit).update(paper_family=family)


def led_by_the_party(c: Cast, t: Tree) -> Position:
    """The People's Committee has no leader of its own; that of the commune's Party committee signs."""
    Position.objects.filter(pk=c.commune_leader.pk).update(ends_on=c.commune_leader.starts_on.replace(year=2021))
    party = body(
        "Đảng ủy xã Minh Lạc", t.commune, Line.PARTY, paper_family="party", head_name="ĐẢNG ỦY XÃ MINH LẠC",
        number_suffix="ĐU", signing_lines="T/M BAN THƯỜNG VỤ\nBÍ THƯ",
    )  # fmt: skip
    title = "Phó Bí thư Thường trực Đảng ủy"
    return position(Role.LEADER, party, user=person("Lường Văn Ký"), areas=[t.commune], title=title)


def movement() -> Movement:
    return Movement.objects.get_or_create(
        name="Phong trào thi đua “Dân vận khéo”",
        defaults={
            "heading": "Xây dựng mô hình “Dân vận khéo”",
            "model_phrase": "mô hình “Dân vận khéo”",
            "item_phrase": "mô hình, điển hình “Dân vận khéo”",
        },
    )[0]


def sectors() -> list[Sector]:
    names = ["kinh tế", "văn hóa - xã hội", "quốc phòng - an ninh", "xây dựng hệ thống chính trị"]
    return [Sector.objects.get_or_create(name=name, defaults={"number": n})[0] for n, name in enumerate(names, 1)]


@remembered
def plan(t: Tree, by: Position, *, year=None, issuer=None, opens_on=None, closes_on=None, number="12/KH-UBND") -> Plan:
    """A plan of the commune, open today unless days are given."""
    today = timezone.localdate()
    return planning.save_plan(
        by=by,
        plan=Plan(
            number=number, issued_on=date(year or today.year, 1, 3), issuer=issuer or t.commune_desk,
            issuer_name="UBND xã Minh Lạc", year=year or today.year, movement=movement(),
            theme="Năm đẩy mạnh phong trào thi đua Dân vận khéo",
            opens_on=opens_on or today - timedelta(days=30), closes_on=closes_on or today + timedelta(days=30),
        ),
        sectors=sectors(),
    )  # fmt: skip


def typed(p: Plan, *, levels, title="Đường hoa phụ nữ tự quản", sector=None, **changes) -> dict:
    """What a person types into the form."""
    return {
        "plan": str(p.pk),
        "title": title,
        "sector": str((sector or p.sectors.first()).pk),
        "time_text": "cả năm",
        "levels": [str(one.pk) for one in levels],
        "origin": "new",
        **changes,
    }


@remembered
def draft(by: Position, p: Plan, *, levels, unit=None, kind=Kind.COLLECTIVE, **changes) -> Registration:
    data = typed(p, levels=levels, **changes)
    if kind == Kind.INDIVIDUAL:
        data = {"person_title": "Ông", "person_name": "Phạm Đức Cần", "person_duty": "Trưởng thôn Đoài", **data}
    return services.start_registration(
        by=by, unit=unit or by.unit, kind=kind, plan=p, data=data, token=uuid4()
    ).registration


@remembered
def move(registration: Registration, step, by: Position, at: datetime | None = None, **data):
    """Perform a move with a fresh token; the registration in hand is brought up to date."""
    event = perform(step, registration, by=by, data=data, token=uuid4(), at=at)
    registration.refresh_from_db()
    return event


def levels_of(p: Plan) -> list:
    """The lowest level, as the form preselects it."""
    return list(Level.objects.offered_on(p.opens_on).order_by("-rank")[:1])


@remembered
def submitted(by: Position, p: Plan, *, levels, at=None, **changes) -> Registration:
    registration = draft(by, p, levels=levels, **changes)
    move(registration, workflow.SUBMIT, by, at)
    return registration


@remembered
def received(by, p, officer, *, levels, at=None, **changes) -> Registration:
    registration = submitted(by, p, levels=levels, at=at, **changes)
    move(registration, workflow.RECEIVE, officer, at)
    return registration


@remembered
def confirmed(by, p, officer, *, levels, at=None, **changes) -> Registration:
    registration = received(by, p, officer, levels=levels, at=at, **changes)
    move(registration, workflow.CONFIRM, officer, at)
    return registration


@remembered
def result_sent(by, p, officer, *, levels, at=None, **changes) -> Registration:
    registration = confirmed(by, p, officer, levels=levels, at=at, **changes)
    write_result(registration, by)
    move(registration, workflow.SEND_RESULT, by, at)
    return registration


def write_result(registration, by, **changes) -> None:
    services.save_draft(
        by=by, registration=registration, purpose=Purpose.RESULT, revision=0,
        data={"how": "Họp dân bàn bạc.", "forces": "41 hộ dân.", "outcome": "Mở rộng 1,85 km đường.", **changes},
    )  # fmt: skip


@remembered
def effective(by, p, officer, *, levels, at=None, **changes) -> Registration:
    registration = result_sent(by, p, officer, levels=levels, at=at, **changes)
    move(registration, workflow.CONFIRM_EFFECT, officer, at, note="Đã kiểm tra thực tế, đúng đăng ký.")
    return registration
