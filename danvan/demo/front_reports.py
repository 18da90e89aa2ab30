"""Báo cáo mẫu của Mặt trận: the quarter that ended, from a member organisation to the commune's Front and on to the district's."""

from datetime import date
from decimal import Decimal

from accounts.models import Position
from common.workflow import perform
from danvan.demo import reporting
from danvan.demo.fronting import COMMUNE, DISTRICT
from danvan.demo.stories import Stage
from front.enums import ActivityKind, Work
from front.services import activities, disclosing, work
from reports.models import Report, ReportPeriod, ReportType
from reports.periodic import services, workflow
from reports.periodic.enums import CutOff, Rhythm, Source, Subject
from units.models import Unit

MEMBER, LEADER = "dangky.doanthe", "lanhdao.mattran"
MEMBERS_HEAD, DEPUTY = "Phó Chủ tịch Hội Liên hiệp Phụ nữ xã", "Phó Chủ tịch"
NAME, BASIS = "Báo cáo quý của Mặt trận", "Chương trình công tác Mặt trận năm"
LATE = "Ủy ban MTTQ Việt Nam xã Phúc Khê"
TYPED = {
    "hoi-vien": 1284,
    "hoi-vien-moi": 12,
    "tin-bai-cuoc-van-dong": 9,
    "y-kien-nhan-dan": 14,
    "khu-dan-cu-ngay-hoi": 0,
}
WRITTEN = {
    "mt-lanh-dao": "Thường trực họp giao ban hằng tháng; phân công thành viên phụ trách từng thôn.",
    "mt-uu-diem": "Các nội dung được triển khai đến thôn, có địa chỉ giúp đỡ cụ thể.",
    "mt-han-che": "Việc ghi sổ ở một số thôn còn chậm; cán bộ thôn phần lớn kiêm nhiệm.",
    "mt-phuong-huong": "Tổ chức Ngày hội Đại đoàn kết ở khu dân cư; vận động Quỹ “Vì người nghèo”.",
    "mt-kien-nghi": "Không.",
}  # fmt: skip


def build(stage: Stage, year: int, today: date) -> None:
    """What the women's union did; its report accepted by the commune, the commune's by the district; a neighbour is late."""
    commune, district, member = (stage.people.by_account[name] for name in (COMMUNE, DISTRICT, MEMBER))
    _of_member(stage, commune, member, today)
    disclosing.set_disclosure(by=commune, is_open=True)
    below, above = _type(stage, commune, year), _type(stage, district, year)
    ended = [one for one in above.periods.order_by("data_from") if one.data_to <= today]
    if not ended:
        return
    _opened(stage, commune, below, ended[-1].data_from, [member.unit])
    own = reporting.leader_of(stage, member.unit, MEMBERS_HEAD)
    _accepted(stage, below, ended[-1].data_from, member, own, commune, "08/BC-BTV")
    _opened(stage, district, above, ended[-1].data_from, [commune.unit, stage.tree.units[LATE]])
    _accepted(stage, above, ended[-1].data_from, commune, stage.people.by_account[LEADER], district, "21/BC-MTTQ-BTT")


def _of_member(stage: Stage, commune: Position, member: Position, today: date) -> None:
    facts = {"kind": ActivityKind.CARE, "name": "Ra quân vệ sinh đường hoa phụ nữ tự quản", "starts_on": date(today.year, 1, 9),
             "participants": 64, "place": "thôn Đông"}  # fmt: skip
    if facts["starts_on"] <= today:
        activities.add_activity(by=member, unit=member.unit, facts=facts, token=stage.token())
    item = {"kind": Work.PROPAGANDA, "title": "Vận động hội viên phân loại rác tại nguồn", "year": today.year,
            "due_on": date(today.year, 12, 15)}  # fmt: skip
    work.add_item(by=commune, facts=item, units=[member.unit], token=stage.token())


def _type(stage: Stage, by: Position, year: int) -> ReportType:
    type = services.save_type(
        by=by, token=stage.token(), name=NAME, rhythm=Rhythm.QUARTER, cut_off=CutOff.CALENDAR, subject=Subject.FRONT,
        basis=f"{BASIS} {year}", receiver="", other_copies="",
    )  # fmt: skip
    services.add_year(by=by, type=type, year=year, due_after=5, locks_after=85, token=stage.token())
    return type


def _period(type: ReportType, start: date) -> ReportPeriod:
    return type.periods.select_related("type__unit").get(data_from=start)


def _opened(stage: Stage, by: Position, type: ReportType, start: date, units: list[Unit]) -> None:
    services.open_period(by=by, period=_period(type, start), units=units, token=stage.token())


def _accepted(
    stage: Stage, type: ReportType, start: date, writer: Position, leader: Position, above: Position, number: str
) -> Report:
    period = _period(type, start)
    owed = period.obligations.select_related("unit", "area", "period__type__unit").get(unit=writer.unit)
    report = services.start_report(by=writer, obligation=owed, token=stage.token())
    typed = report.figures.filter(source=Source.TYPED)
    stated = {one.key: (Decimal(TYPED[one.key]) if one.computed is None else None, "") for one in typed}
    services.state_figures(by=writer, report=report, stated=stated)
    for key, text in WRITTEN.items():
        services.save_section(by=writer, report=report, key=key, text=text, revision=1)
    reporting.issue(stage, report, writer=writer, leader=leader, number=number, title=DEPUTY)
    at = stage.clock.at(reporting.after(period, 6), 9)
    perform(workflow.ACCEPT, report, by=above, data={"note": ""}, token=stage.token(), at=at)
    return report
