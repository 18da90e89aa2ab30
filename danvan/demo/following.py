"""Theo dõi thực hiện mẫu: milestones, notes with photos, one inspection, urgings, and a chain of copies."""

import io
from datetime import date, datetime, timedelta
from itertools import pairwise

from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image, ImageDraw

from accounts.models import Position
from common.workflow import perform
from danvan.demo.rows import Row
from danvan.demo.stories import Stage
from registrations.enums import HELD, State
from registrations.following import workflow
from registrations.following.services import copies, inspections, milestones, notes, urgings
from registrations.models import Recommendation, Registration

ROADS, FLOWERS = "Vận động Nhân dân hiến đất, chỉnh trang ngõ xóm", "Đường hoa phụ nữ tự quản"
COMMUNE = "xã Minh Lạc"
# What, the day it was due, the day it was done.
DONE = (
    ("Họp dân, thống nhất mặt bằng tuyến", (3, 20), (3, 18)),
    ("Các hộ ngõ 2 hiến đất, dời tường rào", (5, 31), (6, 5)),
    ("Đổ bê tông ngõ 4, ngõ 6", (9, 15), (9, 12)),
)
NOTES = (
    ((4, 12), "Đã có 18 hộ ngõ 2 ký biên bản hiến đất; 5 đảng viên làm trước.", 120_000_000, "410 m2 đất"),
    ((8, 20), "Xong nền ngõ 4. Đoàn thanh niên góp 60 ngày công.", 430_000_000, "1.020 m2 đất\n1,1 km đường ngõ"),
)
SEEN = ((7, 8), "Cán bộ xã đến xem: nền ngõ 2 đạt 5,5 m, còn hai hộ chưa dời tường rào.")
SUBJECT = "Kiểm tra giữa năm việc thực hiện mô hình “Dân vận khéo” trên địa bàn xã"
TEAM = [
    ("head", "Hà Văn Thuấn, Chủ tịch UBND xã"), ("member", "Bùi Văn Chắt, Chủ tịch Ủy ban MTTQ Việt Nam xã"),
    ("member", "Vũ Thị Ngần, Chủ tịch Hội Liên hiệp Phụ nữ xã"), ("secretary", "Đỗ Đình Lương, công chức Văn phòng – Thống kê"),
]  # fmt: skip


class Scene:
    """The stage, and the models that are followed: one near its end, one still being done."""

    def __init__(self, stage: Stage, rows: list[Row], year: int):
        self.stage, self.year, self.people = stage, year, stage.people.by_account
        self.rows = [row for row in rows if row.registration]
        for row in self.rows:
            row.registration.refresh_from_db(fields=["state"])
        self.roads = next(row.registration for row in self.rows if row.year == year and row.title.startswith(ROADS))
        self.going = next(row.registration for row in self.rows if self._is_going(row))

    def _is_going(self, row: Row) -> bool:
        own = self.stage.people.registrants.get(self.stage.tree.units[row.unit].pk)
        here = self.stage.tree.group_of[row.unit] == COMMUNE
        return bool(own) and here and row.year == self.year and row.registration.state == State.CONFIRMED

    def owner_of(self, registration: Registration) -> Position:
        return self.stage.people.registrants[registration.present_unit_id]

    def day(self, when: tuple[int, int]) -> date:
        return date(self.year, *when)

    def at(self, when: tuple[int, int]) -> datetime:
        return self.stage.clock.at(self.day(when))


def build(stage: Stage, rows: list[Row], year: int) -> None:
    """All of it, through the real services."""
    scene = Scene(stage, rows, year)
    _milestones(scene)
    _notes(scene)
    _inspection(scene)
    _urgings(scene)
    _copies(scene)


def _milestones(scene: Scene) -> None:
    today = timezone.localdate()
    owner = scene.owner_of(scene.roads)
    for text, due_on, done_on in DONE:
        one = _milestone(scene, scene.roads, owner, text, scene.day(due_on))
        milestones.mark_done(by=owner, milestone=one, done_on=scene.day(done_on))
    _milestone(scene, scene.roads, owner, "Gắn biển tên ngõ, trồng hoa hai bên", scene.day((11, 20)))
    for text, days in (("Ra quân đợt cuối", -6), ("Nghiệm thu, chụp ảnh minh chứng", 14)):
        _milestone(scene, scene.going, scene.owner_of(scene.going), text, today + timedelta(days))


def _milestone(scene: Scene, model: Registration, by: Position, text: str, due_on: date):
    token = scene.stage.token()
    return milestones.add_milestone(by=by, registration=model, text=text, due_on=due_on, token=token)


def _notes(scene: Scene) -> None:
    owner = scene.owner_of(scene.roads)
    for number, (when, text, amount, lines) in enumerate(NOTES):
        _note(scene, owner, when, text, benefit_amount=amount, benefit_text=lines, photos=[_photo(number)])
    _note(scene, scene.people["canbo.xa"], *SEEN)


def _note(scene: Scene, by: Position, when: tuple[int, int], text: str, **given) -> None:
    notes.add_note(
        by=by, registration=scene.roads, on=scene.day(when), text=text, token=scene.stage.token(), at=scene.at(when),
        **given,
    )  # fmt: skip


def _photo(number: int) -> ContentFile:
    """A drawing in place of a photo: sky, fields and a lane, a little further along each time."""
    picture = Image.new("RGB", (1280, 800), (188, 214, 232))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 420, 1280, 800), fill=(122, 158, 86))
    pen.polygon([(560, 420), (720, 420), (1080, 800), (200, 800)], fill=(186, 178, 164) if number else (150, 118, 84))
    for left in (120, 860):
        pen.rectangle((left, 300, left + 220, 440), fill=(222, 196, 156))
        pen.polygon([(left - 20, 300), (left + 110, 210), (left + 240, 300)], fill=(158, 70, 54))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80)
    return ContentFile(out.getvalue(), name=f"ngo-{number + 1}.jpg")


def _inspection(scene: Scene) -> None:
    officer = scene.people["canbo.xa"]
    facts = {
        "subject": SUBJECT, "plan_number": "45/KH-UBND", "plan_date": scene.day((6, 20)),
        "starts_on": scene.day((7, 8)), "ends_on": scene.day((7, 9)), "place": "trụ sở UBND xã Minh Lạc",
        "conclusion": "Các mô hình được triển khai đúng đăng ký; cần giữ tiến độ và ghi chép số liệu thường xuyên.",
    }  # fmt: skip
    made = inspections.open_inspection(by=officer, facts=facts, members=TEAM, token=scene.stage.token())
    today = timezone.localdate()
    found = (
        (scene.roads, "Nền ngõ 2 đã mở rộng 5,5 m, Nhân dân đồng tình. Chưa có biển báo thi công.",
         "Cắm biển báo và đèn ở hai đầu ngõ đang thi công.", scene.day((7, 20))),
        (scene.going, "Đã ra quân hai đợt, có phân công từng hộ. Sổ theo dõi chưa ghi đủ số liệu.",
         "Lập sổ ghi ngày công, kinh phí của từng đợt; gửi số liệu cho xã.", today + timedelta(12)),
    )  # fmt: skip
    for model, findings, text, due_on in found:
        visit = inspections.add_visit(by=officer, inspection=made, registration=model)
        inspections.write_findings(by=officer, visit=visit, findings=findings)
        inspections.add_recommendation(
            by=officer, visit=visit, text=text, addressee=str(model.present_unit), due_on=due_on,
            token=scene.stage.token(),
        )  # fmt: skip
    _step(scene, workflow.CONCLUDE, made, officer, (7, 9))
    signs = Recommendation.objects.get(visit__inspection=made, visit__registration=scene.roads)
    _step(scene, workflow.REPORT_FIXED, signs, scene.owner_of(scene.roads), (7, 14), note="Đã cắm 4 biển, 2 đèn.")
    _step(scene, workflow.SETTLE, signs, officer, (7, 21))


def _step(scene: Scene, move, obj, by: Position, when: tuple[int, int], **data) -> None:
    perform(move, obj, by=by, data=data, token=scene.stage.token(), at=scene.at(when))


def _urgings(scene: Scene) -> None:
    leader, unit = scene.people["lanhdao.xa"], scene.roads.present_unit
    asked = "Vận động hai hộ còn lại dời tường rào trước mùa mưa, báo lại xã."
    one = _urge(scene, leader, scene.roads, unit, asked, scene.at((7, 10)), scene.day((7, 25)))
    urgings.reply(
        by=scene.owner_of(scene.roads), urging=one, text="Hai hộ đã đồng ý, dời xong ngày 22/7.", name="Lê Thị Thoa",
        at=scene.at((7, 23)),
    )  # fmt: skip
    asked, at = "Gửi xã số liệu ngày công của đợt vừa rồi.", timezone.now() - timedelta(days=5)
    due_on = timezone.localdate() + timedelta(days=3)
    _urge(scene, leader, scene.going, scene.going.present_unit, asked, at, due_on)


def _urge(scene: Scene, by: Position, model, unit, asked: str, at: datetime, due_on: date):
    return urgings.urge(
        by=by, unit=unit, registration=model, asked=asked, due_on=due_on, token=scene.stage.token(), at=at
    )


def _copies(scene: Scene) -> None:
    """The flower road of last year, and whoever else planted flowers after it."""
    first = next(row for row in scene.rows if row.year == scene.year - 1 and row.title == FLOWERS)
    after = [
        row for row in scene.rows
        if "hoa" in row.title.lower().split() and row.registration.state in HELD and row.unit != first.unit
        and row.year >= first.year
    ]  # fmt: skip
    chain = [first, *sorted(after, key=lambda row: row.year)[:2]]
    for original, copy in pairwise(chain):
        copies.set_original(
            by=scene.people["canbo.tinh"], registration=copy.registration, original=original.registration
        )
