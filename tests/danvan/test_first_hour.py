"""The first hour of an empty installation: once, with the token, and then the main job can begin."""

import pytest
from django.core.management import call_command

from accounts.enums import Role
from accounts.models import Position, User
from danvan import first_hour
from registrations.enums import State
from registrations.models import Movement, Sector
from tests import builders
from units import desks
from units.models import Level, Unit

pytestmark = pytest.mark.django_db

PASSWORD = "mot cau ngan de nho"


@pytest.fixture(autouse=True)
def _home(settings, tmp_path):
    settings.DANVAN_HOME = tmp_path


@pytest.fixture
def token():
    return first_hour.issue_token()


def commune(**changes):
    return {
        "token": "00000000-0000-4000-8000-000000000003", "root_name": "xã Minh Lạc", "root_code": "09902", "place_name": "",
        "levels": ["province", "commune"], "desk": "ubnd", "bodies": ["ubnd", "dang-uy", "mttq", "phu-nu"],
        "villages": "thôn Đông\n\n  thôn  Đoài \nthôn Đông", "full_name": "Đỗ Đình Lương", "username": "do.dinh.luong",
        "title": "Công chức Văn phòng – Thống kê", "acts_too": "on", "password1": PASSWORD, "password2": PASSWORD,
    } | changes  # fmt: skip


def province(**changes):
    return {
        "token": "00000000-0000-4000-8000-000000000004", "root_name": "tỉnh Lạc Giang", "root_code": "00", "place_name": "",
        "levels": ["province", "district", "commune"], "desk_name": "Ban Dân vận Tỉnh ủy", "desk_family": "party",
        "full_name": "Trịnh Quốc Khải", "username": "quan.tri", "title": "", "password1": PASSWORD, "password2": PASSWORD,
    } | changes  # fmt: skip


def address(token, kind="xa"):
    return f"/bat-dau/?ma={token}&goc={kind}"


def test_without_the_token_nothing_but_the_question_for_it_is_shown(client, token):
    assert client.get("/bat-dau/").templates[0].name == "danvan/first_hour_token.html"
    wrong = client.post(address("sai"), commune())
    assert (wrong.status_code, wrong.templates[0].name) == (403, "danvan/first_hour_token.html")
    assert Unit.objects.count() == 0


def test_no_token_is_right_before_one_was_issued(client):
    assert client.get("/bat-dau/?ma=").status_code == 200
    assert (first_hour.is_right(""), first_hour.is_right("x")) == (False, False)


def test_the_command_prints_the_address_and_asks_for_the_same_token_twice(capsys):
    for _ in range(2):
        call_command("start_token", address="http://127.0.0.1:8000/")
    printed = capsys.readouterr().out
    assert printed.count(f"http://127.0.0.1:8000/bat-dau/?ma={first_hour.issue_token()}") == 2
    assert first_hour.token_file().stat().st_mode & 0o777 == 0o600


def test_the_pages_lead_from_the_token_to_the_form(client, token):
    assert client.get(f"/bat-dau/?ma={token}").templates[0].name == "danvan/first_hour_kind.html"
    assert [client.get(address(token, kind)).status_code for kind in ("tinh", "xa")] == [200, 200]


def test_a_commune_opens_with_its_bodies_villages_and_one_person_for_everything(client, token):
    assert client.post(address(token), commune()).url == "/"
    root = Unit.objects.get(parent=None)
    desk = Unit.objects.get(name="UBND xã Minh Lạc")
    assert (str(root), root.place_name, root.level.name) == ("xã Minh Lạc", "Minh Lạc", "Cấp cơ sở")
    assert sorted(Unit.objects.filter(parent=root).values_list("name", flat=True)) == sorted(
        ["UBND xã Minh Lạc", "Đảng ủy xã Minh Lạc", "Ủy ban MTTQ Việt Nam xã Minh Lạc", "Hội Liên hiệp Phụ nữ xã Minh Lạc",
         "thôn Đông", "thôn Đoài"]
    )  # fmt: skip
    assert (desk.collects, desk.head_name) == ("all", "ỦY BAN NHÂN DÂN\nXÃ MINH LẠC")
    assert desks.first_desk(Unit.objects.get(name="thôn Đông"), "state") == desk
    assert [level.name for level in Level.objects.all()] == ["Cấp tỉnh", "Cấp cơ sở"]
    assert (Sector.objects.count(), Movement.objects.count()) == (4, 2)
    assert [(one.role, one.unit) for one in Position.objects.order_by("pk")] == [
        (Role.ADMIN, root), (Role.OFFICER, desk), (Role.CLERK, desk)
    ]  # fmt: skip


def test_where_the_front_collects_the_one_person_does_its_work_too(client, token):
    client.post(address(token), commune(desk="mttq"))
    assert list(Position.objects.order_by("pk").values_list("role", flat=True)) == [
        Role.ADMIN, Role.OFFICER, Role.FRONT, Role.CLERK
    ]  # fmt: skip


def test_the_first_person_is_signed_in_as_officer(client, token):
    client.post(address(token), commune())
    page = client.get("/")
    assert (page.status_code, page.context["request"].position.role) == (200, Role.OFFICER)
    client.logout()
    client.force_login(Position.objects.first().user)
    assert client.get("/").context["request"].position.role == Role.OFFICER


def test_a_province_opens_with_its_desk_and_an_administrator_who_decides_nothing(client, token):
    assert client.post(address(token, "tinh"), province()).url == "/"
    assert [level.name for level in Level.objects.all()] == ["Cấp tỉnh", "Cấp huyện", "Cấp cơ sở"]
    assert Unit.objects.get(name="Ban Dân vận Tỉnh ủy").head_superior == "TỈNH ỦY LẠC GIANG"
    assert list(Position.objects.values_list("role", flat=True)) == [Role.ADMIN]


def test_the_level_of_the_root_is_there_even_when_not_chosen(client, token):
    client.post(address(token, "tinh"), province(levels=["commune"]))
    assert Unit.objects.get(parent=None).level.name == "Cấp tỉnh"


def test_the_second_visit_finds_nothing(client, token):
    client.post(address(token), commune())
    client.logout()
    assert [client.get(address(token)).status_code, client.post(address(token), commune()).status_code] == [404, 404]
    assert not first_hour.token_file().exists()


def test_of_two_at_once_the_second_changes_nothing(client, token):
    client.post(address(token), commune())
    with pytest.raises(first_hour.AlreadySetUpError):
        first_hour.set_up(kind="commune", answers={})
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("root_name", ""), ("root_name", "x" * 201), ("levels", "planet"), ("desk", ""), ("desk", "quan-su"),
        ("full_name", ""), ("username", "Đỗ Lương"), ("username", ""), ("password1", "ngan"), ("password2", "khac di"),
        ("password1", ""), ("villages", "x" * 201),
    ],
)  # fmt: skip
def test_a_bad_answer_writes_nothing_and_keeps_the_rest(client, token, field, value):
    page = client.post(address(token), commune(**{field: value}))
    assert (page.status_code, field in page.context["form"].errors) == (200, True)
    assert 'value="09902"' in page.content.decode()
    assert (Unit.objects.count(), User.objects.count(), Level.objects.count()) == (0, 0, 0)


def test_after_the_first_hour_a_registration_runs_from_plan_to_confirmation(client, token):
    client.post(address(token), commune())
    officer = Position.objects.get(role=Role.OFFICER)
    village = Unit.objects.get(name="thôn Đông")
    client.post("/tai-khoan/can-bo/moi/", {
        "token": "00000000-0000-4000-8000-000000000005", "full_name": "Lê Thị Thoa", "username": "le.thi.thoa",
        "role": "registrant", "unit": "thôn Đông, xã Minh Lạc",
    })  # fmt: skip
    registrant = Position.objects.get(user__username="le.thi.thoa")
    plan = builders.plan(builders.Tree(), officer, issuer=officer.unit)
    registration = builders.confirmed(registrant, plan, officer, levels=[Level.objects.get(rank=3)])
    assert (registration.unit, registration.desk, registration.state) == (village, officer.unit, State.CONFIRMED)
