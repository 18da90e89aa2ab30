"""Cán bộ sau sắp xếp: who held a position at a district is given a new one; those of communes went along by themselves.

The first position of each is the one in use after signing in.
"""

from datetime import date

from accounts.enums import Role
from accounts.models import Position, User
from accounts.services import open_position
from danvan.demo.stories import Stage
from danvan.demo.two_tier.table import NEW_OFFICES
from units.models import Unit

DESK = "Ban Tuyên giáo và Dân vận Tỉnh ủy Lạc Giang"
LAM_KHE = ("xã Lam Khê", "xã Phúc Khê")
SON_MOC = ("xã Sơn Mộc", "xã Khe Lau")

# A title that is as true under the office's new name.
TITLES = {"canbo.tinh": "Chuyên viên phụ trách phong trào Dân vận khéo"}
# user name, role, unit, areas (empty: the usual one), title
SEATS = (
    ("canbo.huyen", Role.OFFICER, DESK, LAM_KHE, "Chuyên viên phụ trách cụm Lam Khê – Phúc Khê"),
    ("canbo.sonmoc", Role.OFFICER, DESK, SON_MOC, "Chuyên viên phụ trách cụm Sơn Mộc – Khe Lau"),
    ("mattran.huyen", Role.FRONT, "Ủy ban MTTQ Việt Nam tỉnh Lạc Giang", LAM_KHE,
     "Ủy viên Thường trực, phụ trách cụm Lam Khê – Phúc Khê"),
    ("thamdinh.1", Role.REVIEWER, "Sở Nội vụ tỉnh Lạc Giang", (), "Chuyên viên Sở Nội vụ"),
    ("thamdinh.2", Role.REVIEWER, "Liên đoàn Lao động tỉnh Lạc Giang", (), "Ủy viên Ban Thường vụ Liên đoàn Lao động tỉnh"),
    ("thamdinh.3", Role.REVIEWER, "Sở Nông nghiệp và Môi trường tỉnh Lạc Giang", (),
     "Chuyên viên Sở Nông nghiệp và Môi trường"),
    ("thamdinh.4", Role.REVIEWER, "Sở Văn hóa, Thể thao và Du lịch tỉnh Lạc Giang", (),
     "Chuyên viên Sở Văn hóa, Thể thao và Du lịch"),
    ("lanhdao.huyen", Role.LEADER, "Đảng ủy xã Lam Khê", (), "Bí thư Đảng ủy xã"),
    ("lanhdao.sonmoc", Role.LEADER, "Đảng ủy xã Sơn Mộc", (), "Bí thư Đảng ủy xã"),
    ("vanphong.huyen", Role.CLERK, DESK, (), "Văn thư Ban Tuyên giáo và Dân vận Tỉnh ủy"),
)  # fmt: skip
FRONT_OFFICERS = {"UBND xã Lam Khê": "mattran.xa", DESK: "mattran.huyen"}
CLERKS = {"UBND xã Lam Khê": "vanphong.xa"}


def give(stage: Stage, since: date) -> None:
    """The new positions; stage.tree is the present one."""
    by, units = stage.people.by_account["quantri"], stage.tree.units
    users = {user.username: user for user in User.objects.filter(username__in=[seat[0] for seat in SEATS])}
    for username, role, unit, areas, title in SEATS:
        open_position(
            by=by, user=users[username], role=role, unit=units[unit], areas=[units[name] for name in areas], title=title,
            starts_on=since,
        )  # fmt: skip
    for name in NEW_OFFICES:
        _writers_of(stage, units[name], since)
    stage.people.settle()
    stage.front_officers, stage.clerks = FRONT_OFFICERS, CLERKS


def _writers_of(stage: Stage, office: Unit, since: date) -> None:
    """A new office writes through those who wrote for the offices whose records it keeps."""
    former = Position.objects.filter(
        role=Role.REGISTRANT, ends_on=since, unit__valid_to=since, unit__scope_path=office.path
    )
    for position in former.select_related("user").order_by("pk"):
        open_position(
            by=stage.people.by_account["quantri"], user=position.user, role=Role.REGISTRANT, unit=office,
            title=position.title, starts_on=since,
        )  # fmt: skip
