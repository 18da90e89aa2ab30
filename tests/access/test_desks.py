"""Bàn làm việc of every role: menu and buttons hold only what the role may do, and every number is what its link shows."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Position
from common.dates import day
from danvan import desk
from tests.access.asking import ask
from tests.access.people import EVERYBODY, MEMBERS, NOBODIES

pytestmark = pytest.mark.django_db

HOME, HELP, TREE, REARRANGING = "Bàn làm việc", "Trợ giúp", "Sơ đồ tổ chức", "Sắp xếp đơn vị"
FOLLOWING, LISTS, LETTERS = "Theo dõi thực hiện", "Danh sách trình", "Công văn kèm danh sách"
PERIODIC, CHARTS, FRONT = "Báo cáo định kỳ", "Biểu đồ", "Công tác Mặt trận"
FIRST, LAST = (
    [HOME, "Đăng ký mô hình", FOLLOWING],
    ["Kế hoạch", "Đánh giá", "Công nhận, khen thưởng", FRONT, "Báo cáo", PERIODIC, CHARTS],
)
DESK_MENU = [*FIRST, LISTS, LETTERS, *LAST]
TYPING_MENU = [*FIRST, LETTERS, "Bản quét", *LAST]
# Pages of the menu that lead on to the one that is meant.
DOORS = {"/bao-cao/", "/bao-cao/bieu-do/"}
# A new form is led on to an address of its own.
NEW_FORM = "/dang-ky/moi/"
# Whose digital signatures are trusted and how the machine does is for the administrator of the whole tree.
OF_THE_WHOLE = {"Chứng thư tin cậy", "Tình trạng hệ thống"}
PEOPLE, LOG = "Cán bộ và vị trí", "Nhật ký"
MENUS = {
    "registrant": [
        HOME,
        "Đăng ký mô hình",
        FOLLOWING,
        "Kế hoạch",
        "Kết quả đánh giá",
        "Công nhận, khen thưởng",
        TREE,
        HELP,
    ],
    "officer": [*TYPING_MENU, PEOPLE, TREE, REARRANGING, HELP],
    "front": [*FIRST, LISTS, LETTERS, "Bản quét", *LAST, TREE, HELP],
    "reviewer": [HOME, "Kế hoạch", "Đánh giá", TREE, HELP],
    "leader": [*DESK_MENU, TREE, LOG, HELP],
    "clerk": [*TYPING_MENU, TREE, HELP],
    "admin": [HOME, "Phong trào, cuộc vận động", PEOPLE, TREE, REARRANGING, LOG, HELP],
}
TYPE_IN = ["Nhập đăng ký tập thể", "Nhập đăng ký cá nhân"]
STARTS = {
    "registrant": ["Đăng ký mô hình tập thể", "Đăng ký cá nhân"],
    "officer": TYPE_IN,
    "front": [*TYPE_IN, "Ghi hoạt động Mặt trận"],
    "reviewer": [],
    "leader": [],
    "clerk": [*TYPE_IN, "Lập báo cáo"],
    "admin": ["Mở tài khoản"],
}
HELD = sorted(EVERYBODY - NOBODIES)
# One or two of each role: those who have something on their desk.
AT_WORK = [
    "registrant", "women_registrant", "commune_officer", "district_officer", "province_officer", "cluster_officer",
    "commune_front", "district_front", "reviewer", "commune_leader", "district_leader", "commune_clerk", "admin",
    "commune_admin",
]  # fmt: skip


def fresh(w, name) -> Position:
    """The position as a request finds it, with nothing remembered."""
    return Position.objects.for_work().get(pk=w.people[name].pk)


# A member organisation of the Front also finds its room, and the reports it owes.
OF_MEMBER = [*MENUS["registrant"][:-2], FRONT, PERIODIC, TREE, HELP]


@pytest.mark.parametrize("name", HELD)
def test_the_menu_and_the_buttons_are_those_of_the_role(w, name):
    position = fresh(w, name)
    menu = [line["item"].label for line in desk.menu(position, "/")]
    starts = [start.label for start in desk.home(position, [position])["starts"]]

    kept = [label for label in menu if label not in OF_THE_WHOLE]
    assert OF_THE_WHOLE & set(menu) == (OF_THE_WHOLE if name == "admin" else set())
    of_member = name in MEMBERS
    expected = list(OF_MEMBER if of_member else MENUS[position.role])
    buttons = [*STARTS[position.role], *(["Ghi hoạt động Mặt trận"] if of_member else [])]
    if position.unit.leader_approves and LETTERS in expected and LISTS not in expected:
        expected.insert(expected.index(LETTERS), LISTS)
    assert (kept, starts) == (expected, buttons)


@pytest.mark.parametrize("name", AT_WORK)
def test_every_link_of_the_home_page_and_the_menu_opens(w, name):
    page = ask(w, name, "/").text
    links = {unescape(link) for link in re.findall(r'href="(/[^"]*)"', page) if not link.startswith("/static/")}
    answers = {link: ask(w, name, link, follow=link.startswith(NEW_FORM)).status for link in links - DOORS}

    assert {link: status for link, status in answers.items() if status != 200} == {}
    assert {ask(w, name, link).status for link in links & DOORS} <= {302}


def shown(w, name, link) -> int:
    """How many records the list behind a link holds."""
    page = ask(w, name, link).text
    found = re.search(r"([\d.]+) (?:đăng ký\.|vị trí)", re.sub(r"<[^>]+>", "", page))
    return int(found[1].replace(".", ""))


@pytest.mark.parametrize("name", AT_WORK)
def test_every_figure_is_what_its_list_shows(w, name):
    position = fresh(w, name)
    home = desk.home(position, [position])
    told = {
        figure.url: figure.value for figure in home["figures"] if figure.url.startswith(("/dang-ky/", "/tai-khoan/"))
    }
    told |= {line.url: line.title.split()[0] for line in home["work"][0].lines if line.url.startswith("/dang-ky/?")}
    for panel in home["panels"]:
        here = f"/dang-ky/?{panel.context.get('tab', '')}"
        for below in panel.context.get("desks", []):
            told |= {f"{here}noi={below.pk}&trang-thai=dang-cho": str(below.waiting)}
            told |= {f"{here}noi={below.pk}&trang-thai=qua-han": str(below.overdue)}
        if "behind" in panel.context:
            told |= {f"{here}nam={panel.context['year']}&don-vi={row.unit.pk}": str(row.registered)
                     for row in panel.context["rows"]}  # fmt: skip

    assert {link: shown(w, name, link) for link in told} == {link: int(number) for link, number in told.items()}


def test_a_district_officer_sees_which_communes_keep_something_waiting_and_since_when(w):
    position = fresh(w, "district_officer")
    below = next(
        panel.context["desks"] for panel in desk.home(position, [position])["panels"] if "desks" in panel.context
    )

    assert [(one.pk, one.waiting > 0, one.since is not None) for one in below] == [(w.tree.commune_desk.pk, True, True)]


def test_a_clerk_is_asked_to_receive_and_to_number_and_not_to_decide(w):
    position = fresh(w, "commune_clerk")
    lines = [line.title for line in desk.home(position, [position])["work"][0].lines]
    numbers = [
        title for title in lines if title.startswith(("Quyết định đã ký, chờ số: ", "Đính chính đã ký, chờ số: "))
    ]
    reports = [title for title in lines if "báo cáo" in title.lower()]

    assert (len(numbers), len(reports) > 0) == (2, True)
    lines = [title for title in lines if title not in [*numbers, *reports]]

    assert [title.split(" ", 1)[1] for title in lines] == [
        "bản nhập thay đang soạn hoặc cần bổ sung",
        "hồ sơ chờ tiếp nhận",
        "hồ sơ có trao đổi mới của đơn vị",
    ]


def test_a_front_officer_counts_the_own_lines(w):
    position = fresh(w, "commune_front")
    first = desk.home(position, [position])["figures"][0]

    assert (first.label.startswith("Khối Mặt trận, đoàn thể"), first.value) == (True, "1")


def test_a_leader_follows_what_is_being_scored(w):
    position = fresh(w, "district_leader")
    place = desk.home(position, [position])["work"][0]

    assert place.title == "Cần xem và đang diễn ra"
    assert {line.title for line in place.lines} == {
        *(f"Đang chấm điểm: Đợt {name}" for name in ("đang chấm", "vừa mở", "chấm xong")),
        "Xem và duyệt: Sapxep chờ duyệt",
        f"Duyệt: Danh sách trình ngày {day(timezone.localdate())}",
        "Có ý kiến được chấp nhận: Đợt có ý kiến được chấp nhận",
    }


# What waits in rearranging the district: to be decided by anybody over it but its author, to be carried out by those
# who prepare.
REARRANGING_LINES = {
    "district_officer": {"Thực hiện: Sapxep đã duyệt"},
    "district_leader": {"Xem và duyệt: Sapxep chờ duyệt"},
    "province_officer": {"Thực hiện: Sapxep đã duyệt", "Xem và duyệt: Sapxep chờ duyệt"},
    "province_leader": {"Xem và duyệt: Sapxep chờ duyệt"},
    "admin": {"Thực hiện: Sapxep đã duyệt", "Xem và duyệt: Sapxep chờ duyệt"},
}


@pytest.mark.parametrize("name", HELD)
def test_rearranging_waits_for_those_who_decide_and_those_who_carry_out(w, name):
    position = fresh(w, name)
    lines = {line.title for line in desk.home(position, [position])["work"][0].lines if "/sap-xep/" in line.url}

    assert lines == REARRANGING_LINES.get(name, set())


@pytest.mark.parametrize("name", AT_WORK)
def test_no_home_page_asks_more_than_twelve_questions(w, name):
    ask(w, name, "/")
    # Who asks is a question too.
    w.known.clear()
    with CaptureQueriesContext(connection) as asked:
        ask(w, name, "/")

    assert len([one for one in asked.captured_queries if "SAVEPOINT" not in one["sql"]]) <= 12
