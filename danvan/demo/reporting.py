"""Báo cáo định kỳ mẫu: the district asks its communes for a report every quarter, and owes one to the province."""

from datetime import date, timedelta
from decimal import Decimal

from accounts.enums import Role
from accounts.models import Position
from accounts.services import open_account, open_position
from common import vietnamese
from common.workflow import perform
from danvan.demo.days import Clock
from danvan.demo.stories import Stage
from reports.models import Obligation, Report, ReportPeriod, ReportType
from reports.periodic import services, workflow
from reports.periodic.enums import CutOff, Rhythm, Source
from units.letterhead_defaults import bare_place
from units.models import Unit

OFFICER, PROVINCE = "canbo.huyen", "canbo.tinh"
DESK, OWN_LEADER = "Ban Dân vận Huyện ủy Lam Khê", "lanhdao.huyen"
COMMUNES = ("UBND thị trấn Lam Khê", "UBND xã Minh Lạc", "UBND xã Phúc Khê")
TITLE = "Chủ tịch UBND"
NAME = "Báo cáo quý về phong trào thi đua “Dân vận khéo”"
# What the communes write by hand, quarter after quarter a little more.
TYPED = {"van-ban": 3, "hoi-nghi": 2, "tin-bai": 14, "tiep-cong-dan": 42, "doi-thoai": 1, "don-thu": 9,
         "don-thu-giai-quyet": 8, "hoa-giai": 5, "huong-uoc": 4, "kiem-tra": 2}  # fmt: skip
WRITTEN = {
    "uu-diem": "Cấp ủy, chính quyền quan tâm chỉ đạo; Mặt trận và các đoàn thể phối hợp chặt chẽ.\nCác mô hình được chọn sát với "
    "việc của địa phương, được Nhân dân đồng tình tham gia.",
    "han-che": "Một số mô hình đăng ký muộn; việc ghi chép, báo cáo kết quả ở cơ sở chưa đều.",
    "nguyen-nhan": "Cán bộ làm công tác dân vận ở cơ sở phần lớn kiêm nhiệm.",
    "bai-hoc": "Việc nào người đứng đầu trực tiếp xuống cơ sở thì việc đó chuyển biến rõ.",
    "kien-nghi": "Không.",
    "phuong-huong": "Đôn đốc các đơn vị báo cáo kết quả mô hình đúng hạn.\nLựa chọn mô hình tiêu biểu để công nhận, nhân rộng.",
}
BACK = "Mục 3 chưa nêu kết quả đối thoại với Nhân dân; đề nghị bổ sung và ghi lại số đơn thư đã giải quyết."


def build(stage: Stage, year: int, today: date) -> None:
    """Every quarter of the year that has ended, and the one that runs; the last that ended has all there can be."""
    officer, province = (stage.people.by_account[name] for name in (OFFICER, PROVINCE))
    desks = [stage.tree.units[name] for name in COMMUNES]
    type = _type(stage, officer, year)
    above = _type(stage, province, year)
    closed = [period for period in _periods(type) if period.data_to <= today]
    running = next((period for period in _periods(type) if period.data_from <= today < period.data_to), None)
    leaders = {desk.pk: leader_of(stage, desk) for desk in desks}
    for place, period in enumerate(closed):
        services.open_period(by=officer, period=period, units=desks, token=stage.token())
        if place < len(closed) - 1:
            for desk in desks:
                _accepted(stage, period, desk, leaders[desk.pk], officer, place, lock=True)
    if closed:
        _last(stage, closed[-1], desks, leaders, officer, len(closed) - 1)
        _to_province(stage, above, closed[-1], officer, province)
    if running:
        services.open_period(by=officer, period=running, units=desks, token=stage.token())


def _type(stage: Stage, by: Position, year: int) -> ReportType:
    basis = "Kế hoạch năm của Huyện ủy" if by.user.username == OFFICER else "Kế hoạch năm của Tỉnh ủy"
    type = services.save_type(
        by=by, token=stage.token(), name=NAME, rhythm=Rhythm.QUARTER, cut_off=CutOff.CALENDAR,
        basis=f"{basis} về phong trào thi đua “Dân vận khéo” năm {year}", receiver="", other_copies="",
    )  # fmt: skip
    services.add_year(by=by, type=type, year=year, due_after=5, locks_after=85, token=stage.token())
    return type


def _periods(type: ReportType) -> list[ReportPeriod]:
    return list(type.periods.select_related("type__unit").order_by("data_from"))


def leader_of(stage: Stage, desk: Unit, title: str = "") -> Position:
    """The chairman who is in the story, else one who is opened for it."""
    known = next(
        (one for one in stage.people.by_account.values() if one.role == Role.LEADER and one.unit_id == desk.pk), None
    )
    if known:
        return known
    name = stage.people.names.person()[1]
    base = vietnamese.fold(name).replace(" ", ".")
    username = next(one for one in (base, *(f"{base}{n}" for n in range(2, 99))) if one not in stage.people.usernames)
    stage.people.usernames.add(username)
    user = open_account(by=None, username=username, full_name=name, password=None)
    title = title or f"{TITLE} {desk.parent.name.removesuffix(bare_place(desk.parent.name)).strip()}"
    return open_position(by=None, user=user, role=Role.LEADER, unit=desk, title=title, starts_on=date(2020, 1, 1))


def _last(stage: Stage, period, desks, leaders, officer: Position, place: int) -> None:
    """One returned with the next version begun, one accepted, one late and reminded."""
    returned, accepted, late = desks
    _accepted(stage, period, accepted, leaders[accepted.pk], officer, place, lock=False)
    report = _sent(stage, period, returned, leaders[returned.pk], place)
    at = stage.clock.at(after(period, 6), 14)
    perform(workflow.GIVE_BACK, report, by=officer, data={"note": BACK}, token=stage.token(), at=at)
    owed = period.obligations.get(unit=late)
    today = stage.clock.now.date()
    services.remind(
        by=officer, period=period, obligations={owed.pk}, until=today + timedelta(days=5), token=stage.token(),
        note="Đơn vị chưa có số liệu thì báo cáo rõ lý do.",
    )  # fmt: skip


def _accepted(
    stage: Stage, period, desk: Unit, leader: Position, officer: Position, place: int, *, lock: bool
) -> Report:
    report = _sent(stage, period, desk, leader, place)
    clock: Clock = stage.clock
    at = clock.at(after(period, 6), 9)
    perform(workflow.ACCEPT, report, by=officer, data={"note": ""}, token=stage.token(), at=at)
    if lock:
        perform(workflow.LOCK, report, by=officer, data={}, token=stage.token(), at=clock.at(after(period, 20), 9))
    return report


def after(period: ReportPeriod, days: int) -> date:
    return period.data_to + timedelta(days=days)


def _sent(stage: Stage, period, desk: Unit, leader: Position, place: int) -> Report:
    """Written by the officer of the commune, approved, numbered, sent in time."""
    writer = stage.people.officer_at(desk, desk)
    report = _written(
        stage, writer, period.obligations.select_related("unit", "area", "period__type__unit").get(unit=desk), place
    )
    issue(stage, report, writer=writer, leader=leader, number=f"{31 + 27 * place}/BC-UBND")
    return report


def issue(
    stage: Stage, report: Report, *, writer: Position, leader: Position, number: str, title: str = "Chủ tịch"
) -> None:
    """Approved, numbered and sent two days after the period."""
    day, clock = after(report.obligation.period, 2), stage.clock
    signed = {"signer_name": str(leader.user), "signer_title": title, "note": ""}
    perform(workflow.PROPOSE, report, by=writer, data={}, token=stage.token(), at=clock.at(day, 8))
    perform(workflow.APPROVE, report, by=leader, data=signed, token=stage.token(), at=clock.at(day, 14))
    numbered = {"number": number, "issued_on": day}
    perform(workflow.ISSUE, report, by=writer, data=numbered, token=stage.token(), at=clock.at(day, 16))


def _written(stage: Stage, writer: Position, owed: Obligation, place: int) -> Report:
    report = services.start_report(by=writer, obligation=owed, token=stage.token())
    more = owed.place + 2 * place
    stated = {
        key: (Decimal(number + (more if key != "huong-uoc" else 0)), "")
        for key, number in TYPED.items()
        if report.figures.filter(key=key, source=Source.TYPED).exists()
    }
    services.state_figures(by=writer, report=report, stated=stated)
    for key, text in WRITTEN.items():
        services.save_section(by=writer, report=report, key=key, text=text, revision=1)
    return report


def _to_province(stage: Stage, type: ReportType, period: ReportPeriod, officer: Position, province: Position) -> None:
    """The district's own report of the same quarter is being written."""
    same = type.periods.select_related("type__unit").get(data_from=period.data_from)
    desk = stage.tree.units[DESK]
    services.open_period(by=province, period=same, units=[desk], token=stage.token())
    owed = same.obligations.select_related("unit", "area", "period__type__unit").get(unit=desk)
    services.start_report(by=officer, obligation=owed, token=stage.token())
