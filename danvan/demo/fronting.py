"""Công tác Mặt trận mẫu: the year of xã Minh Lạc and of huyện Lam Khê (demo-examples, section 9), and this year so far."""

from datetime import date, timedelta

from django.utils import timezone

from accounts.models import Position
from danvan.demo.frontyears import years
from danvan.demo.stories import Stage
from front.enums import ActivityKind, Channel, Flow, Source, Work
from front.models import Activity, Fund
from front.offers import bodies_below
from front.services import activities, board, contributions, findings, fund, work
from registrations.models import Content
from units.enums import Line
from units.models import Unit

COMMUNE, DISTRICT, VILLAGE = "mattran.xa", "mattran.huyen", "thôn Bến, xã Minh Lạc"
BOARD = (
    ("head", "Bùi Văn Chắt, Chủ tịch Ủy ban MTTQ Việt Nam xã"), ("deputy", "Hà Văn Thuấn, Chủ tịch UBND xã"),
    ("treasurer", "Mai Thị Lựu, công chức Tài chính – Kế toán"), ("member", "Vũ Thị Ngần, Chủ tịch Hội Liên hiệp Phụ nữ xã"),
)  # fmt: skip
# (day, kind, what, whether every commune does it)
PLAN = (
    ((2, 28), Work.FUND, "Kiện toàn Ban vận động Quỹ “Vì người nghèo”", True),
    ((4, 30), Work.TRAINING, "Tập huấn nghiệp vụ công tác Mặt trận", True),
    ((6, 30), Work.MODELS, "Duy trì mô hình khu dân cư thực hiện Cuộc vận động", True),
    ((10, 31), Work.SUPERVISION, "Giám sát các khoản đóng góp của Nhân dân", True),
    ((11, 18), Work.FESTIVAL, "Ngày hội Đại đoàn kết toàn dân tộc ở khu dân cư", True),
    ((12, 20), Work.REVIEW, "Tổng kết Cuộc vận động năm", False),
)


def build(stage: Stage, year: int) -> None:
    """The year before whole, this year as far as it has come, and what is planned next."""
    contents = {one.number: one for one in Content.objects.of_campaign()}
    commune, district = (stage.people.by_account[name] for name in (COMMUNE, DISTRICT))
    for when, told in years(year):
        _activities(stage, commune, contents, when, told.activities)
        _activities(stage, district, contents, when, told.of_district)
        _given(stage, commune, contents, when, told.given)
    _fund(stage, commune, year)
    _fund_of_district(stage, district, year)
    _findings(stage, commune)
    _planned(stage, commune, contents)
    _plan(stage, district, commune, year)


def _past(year: int, day: tuple[int, int]) -> date | None:
    found = date(year, *day)
    return found if found <= timezone.localdate() else None


def _activities(stage: Stage, by: Position, contents: dict[int, Content], year: int, told: tuple) -> None:
    for first, last, kind, name, number, place, people, outcome in told:
        ends_on = date(year, *last) if last else None
        if not _past(year, last or first):
            continue
        channel = Channel.MEETING if kind == ActivityKind.PROPAGANDA else ""
        facts = {
            "kind": kind, "name": name, "starts_on": date(year, *first), "ends_on": ends_on, "place": place,
            "participants": people, "channel": channel, "outcome": outcome,
        }  # fmt: skip
        about = [contents[number]] if number else []
        activities.add_activity(by=by, unit=_unit(by, name), facts=facts, contents=about, token=stage.token())


def _unit(by: Position, name: str) -> Unit:
    """What a name says took place in thôn Bến is that village's."""
    return Unit.objects.get(full_name=VILLAGE) if "thôn Bến" in name and _has_village() else by.unit


def _has_village() -> bool:
    return Unit.objects.filter(full_name=VILLAGE).exists()


def _given(stage: Stage, by: Position, contents: dict[int, Content], year: int, told: tuple) -> None:
    for day, kind, amount, quantity, source, donor_kind, donor, purpose, number, for_fund in told:
        if not (on := _past(year, day)):
            continue
        facts = {
            "on": on, "kind": kind, "amount": amount, "quantity": quantity, "source": source, "donor_kind": donor_kind,
            "donor": donor, "purpose": purpose, "content": contents[number], "for_fund": for_fund,
        }  # fmt: skip
        contributions.add_contribution(by=by, unit=by.unit, facts=facts, token=stage.token())


def _fund(stage: Stage, by: Position, year: int) -> None:
    """21,7 + 172,3 − 148 = 46 triệu at the end of the year before."""
    book = fund.open_fund(by=by, opened_on=date(year - 1, 1, 1), opening=21_700_000)
    for when, told in years(year):
        _entries(stage, by, book, when, told.came, told.went)
    members = [*BOARD]
    board.set_board(
        by=by, number="05/QĐ-MTTQ-BTT", decided_on=date(year - 1, 1, 15), members=members[:3], token=stage.token()
    )
    board.set_board(by=by, number="03/QĐ-MTTQ-BTT", decided_on=date(year, 1, 12), members=members, token=stage.token(),
                    note="Bổ sung thành viên.")  # fmt: skip
    for when, told in years(year):
        for source, item, planned, settled in told.estimates:
            known = settled if when < year else None
            facts = {"year": when, "source": source, "item": item, "planned": planned, "settled": known}
            board.save_estimate(by=by, facts=facts, token=stage.token())


def _entries(stage: Stage, by: Position, book: Fund, year: int, came: tuple, went: tuple) -> None:
    """In the order of their days: no fund may be below nothing."""
    entries = [
        *((day, _came(stage, by, book), rest) for day, *rest in came),
        *((day, _went(stage, by, book), rest) for day, *rest in went),
    ]
    for day, write, rest in sorted(entries, key=lambda one: one[0]):
        if on := _past(year, day):
            write(on, *rest)


def _came(stage: Stage, by: Position, book: Fund):
    def write(on: date, amount: int, donor_kind: str, donor: str) -> None:
        facts = {"on": on, "amount": amount, "source": Source.SOCIAL, "donor_kind": donor_kind, "donor": donor}
        fund.add_entry(by=by, fund=book, flow=Flow.IN, facts=facts, token=stage.token())

    return write


def _went(stage: Stage, by: Position, book: Fund):
    def write(on: date, amount: int, use: str, households: int, built: int | None, repaired: int | None) -> None:
        facts = {
            "on": on,
            "amount": amount,
            "use": use,
            "households": households,
            "houses_built": built,
            "houses_repaired": repaired,
        }
        fund.add_entry(by=by, fund=book, flow=Flow.OUT, facts=facts, token=stage.token())

    return write


def _fund_of_district(stage: Stage, by: Position, year: int) -> None:
    book = fund.open_fund(by=by, opened_on=date(year - 1, 1, 1), opening=64_000_000)
    for when, told in years(year):
        _entries(stage, by, book, when, told.district_came, told.district_went)


def _findings(stage: Stage, by: Position) -> None:
    """Of each supervision one thing settled, one still followed."""
    for seen in Activity.objects.filter(kind=ActivityKind.SUPERVISION, keeper=by.unit_id).order_by("starts_on"):
        day = seen.starts_on
        asked = {"addressee": "UBND xã Minh Lạc", "due_on": day + timedelta(30)}
        first = findings.add_finding(by=by, activity=seen, text="Niêm yết hai khoản đóng góp tại nhà văn hóa thôn.",
                                     token=stage.token(), **asked)  # fmt: skip
        findings.add_finding(by=by, activity=seen, text="Công khai quyết toán đường thôn Bến trước họp dân cuối năm.",
                             token=stage.token(), **asked)  # fmt: skip
        on = min(day + timedelta(12), timezone.localdate())
        findings.follow_up(
            by=by, finding=first, on=on, text="Đã niêm yết ở cả hai thôn.", settles=True, token=stage.token()
        )


def _planned(stage: Stage, by: Position, contents: dict[int, Content]) -> None:
    """Two in the days to come, one that waits for a word of how it went."""
    today = timezone.localdate()
    for days, kind, name, number in (
        (6, ActivityKind.PROPAGANDA, "Tuyên truyền phòng, chống rét cho cây trồng, vật nuôi", 1),
        (15, ActivityKind.MEETING, "Hội nghị tổng kết Cuộc vận động năm", 0),
        (0, ActivityKind.DIALOGUE, "Đối thoại với hộ kinh doanh chợ xã", 5),
    ):  # fmt: skip
        facts = {"kind": kind, "name": name, "starts_on": today + timedelta(days), "place": "hội trường UBND xã"}
        activities.add_activity(
            by=by, unit=by.unit, facts=facts, contents=[contents[number]] if number else [], token=stage.token()
        )


def _plan(stage: Stage, district: Position, commune: Position, year: int) -> None:
    """The district's plan; xã Minh Lạc has told what is done, the others not yet."""
    bodies = [unit for unit in bodies_below(district) if unit.line == Line.FRONT and unit != district.unit]
    for day, kind, title, is_below in PLAN:
        facts = {"kind": kind, "title": title, "due_on": date(year, *day), "year": year}
        given_to = bodies if is_below else [district.unit]
        item = work.add_item(by=district, facts=facts, units=given_to, token=stage.token())
        for task in item.tasks.filter(unit=commune.unit_id):
            if (on := _past(year, day)) and kind != Work.MODELS:
                work.tell_done(by=commune, task=task, done_on=on, told="Đã làm theo kế hoạch.")
