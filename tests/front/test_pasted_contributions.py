"""Dán nguồn lực: each line judged by the form in which one is written, shown first, written once."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from front.models import Contribution
from front.pasting import contributions as pasting
from tests.front import builders as build
from tests.recognition.pages import post, text

pytestmark = pytest.mark.django_db
ADDRESS = "/mat-tran/nguon-luc/dan/"
PASTED = (
    "STT\tNgày\tLoại\tSố tiền, số lượng\tDùng vào việc\tNguồn\tAi đóng góp\n"
    "1\t14/3\tTiền\t50.000.000\tlàm đường thôn Bến\tXã hội hóa\tDoanh nghiệp\tCông ty Chè Lạc Giang\t1\n"
    "2\t15/3/2024\tĐất ở\t1.260 m2\tmở rộng ngõ xóm\t\tNhân dân\t\t3. Bảo vệ môi trường\t640 triệu\n"
    "3\t16/3\tNgày công\t185 công\tdọn kênh mương\t\tHộ gia đình, cá nhân\n"
    "4\t17/3\tHiện vật\t42 suất quà\tTết cho hộ nghèo\tNgân sách\t\n"
    "5\t18/3\tTiền cho Quỹ\t5 triệu\tủng hộ\t\tĐoàn thể\n"
)
WRONG = (
    ("14/3\tVàng\t5 chỉ\tlàm đường\t\tNhân dân", "Loại: ghi một trong: Tiền, Đất, Ngày công, Hiện vật; tiền cho Quỹ thì "
     "ghi “Tiền cho Quỹ”."),
    ("31/2/2024\tTiền\t5 triệu\tlàm đường\t\tNhân dân", "Không có ngày 31/02/2024"),
    ("14/3\tTiền\t\tlàm đường\t\tNhân dân", "Số tiền: Ghi số tiền lớn hơn 0."),
    ("14/3\tĐất\t\tlàm đường\t\tNhân dân", "Diện tích đất (m²): Ghi số lượng lớn hơn 0."),
    ("14/3\tTiền\t5 triệu\t\t\tNhân dân", "Dùng vào việc: "),
    ("14/3\tTiền\t5 triệu\tlàm đường\t\t", "Ai đóng góp: Chọn ai đóng góp."),
    ("14/3\tTiền\t5 triệu\tlàm đường\t\tNhân dân\tÔng Sáu", "Không ghi tên hộ gia đình, cá nhân."),
    ("14/3\tTiền\t5 triệu\tlàm đường\tTrên trời\tNhân dân", "Nguồn: ghi “Ngân sách nhà nước” hoặc “Xã hội hóa”."),
    ("14/3\tTiền\t5 triệu\tlàm đường\t\tNhân dân\t\t1, 2", "Nội dung số: mỗi khoản chỉ ghi một nội dung."),
    ("14/3\tTiền cho Quỹ\t5 triệu\tủng hộ\tNgân sách", "Vận động cho Quỹ chỉ ghi tiền, nguồn xã hội hóa."),
    ("chỉ một ô", "Chỉ có một ô: chép cả hàng từ Excel, các ô cách nhau bằng dấu Tab."),
    ("14/3/2100\tTiền\t5 triệu\tlàm đường\t\tNhân dân", "Ngày vận động được không được sau hôm nay."),
)  # fmt: skip


@pytest.fixture
def read(front, about):
    """The lines of a pasted text, as the officer of the Front pasted it."""

    def understand(pasted, **more):
        return pasting.understand(pasted, **{"by": front, "contents": about, "year": 2024, "known": set()} | more)

    return understand


def test_each_kind_is_understood_by_its_words(read, about):
    lines = read(PASTED)
    assert [line.problems for line in lines] == [[]] * 5
    told = [
        (one.kind, one.amount, one.quantity, one.goods, one.source, one.donor_kind) for one in (x.row for x in lines)
    ]
    assert told == [
        ("money", 50_000_000, None, "", "social", "enterprise"),
        ("land", 640_000_000, Decimal(1260), "", "social", "household"),
        ("labour", None, Decimal(185), "", "social", "household"),
        ("goods", None, None, "42 suất quà", "budget", "state"),
        ("money", 5_000_000, None, "", "social", "body"),
    ]
    assert [line.row.for_fund for line in lines] == [False, False, False, False, True]
    assert [line.row.content for line in lines[:3]] == [about[0], about[2], None]
    assert (lines[0].row.on, lines[0].row.donor) == (date(2024, 3, 14), "Công ty Chè Lạc Giang")


@pytest.mark.parametrize(("pasted", "problem"), WRONG)
def test_what_is_wrong_is_said_beside_its_line(read, pasted, problem):
    good = "14/3/2024\tTiền\t7 triệu\tlàm cầu\t\tNhân dân"
    lines = read(f"{good}\n{pasted}")
    assert [line.is_good for line in lines] == [True, False]
    assert problem in lines[1].problems[0]


def test_the_same_is_not_written_twice(read, front):
    line = "14/3/2024\tTiền\t50 triệu\tlàm đường thôn Bến\t\tDoanh nghiệp\tCông ty Chè Lạc Giang"
    assert [one.is_good for one in read(f"{line}\n{line}")] == [True, False]
    kept = {pasting.mark_of(build.given(front, on=date(2024, 3, 14)))}
    assert read(line, known=kept)[0].problems == ["Khoản này đã có trong sổ, hoặc đã dán ở dòng trên."]


def test_an_unusual_number_is_asked_about_beside_its_line_and_taken_when_confirmed(as_position, front):
    rows = "14/3/2024\tTiền\t50\tlàm đường\t\tNhân dân"
    client = as_position(front)
    seen = post(client, ADDRESS, front, rows=rows, year="2024")
    (line,) = seen.context["lines"]
    assert not line.is_good and "nhỏ hơn thường gặp" in line.problems[0]
    mark = line.doubts[0].mark
    again = post(client, ADDRESS, front, rows=rows, year="2024", **{"da-hoi": mark})
    assert again.context["good"] == 1 and f'value="{mark}" id="dung-1-amount" checked' in again.content.decode()
    post(client, ADDRESS, front, rows=rows, year="2024", ghi="1", **{"da-hoi": mark})
    assert Contribution.objects.get().amount == 50


def test_pasting_shows_first_and_writes_only_the_good_lines_once(as_position, front, about):
    client, rows = as_position(front), PASTED + "6\tsai ngày\tTiền\t5 triệu\tlàm đường\t\tNhân dân\n"
    seen = post(client, ADDRESS, front, rows=rows, year="2024")
    assert (seen.context["good"], seen.context["bad"], Contribution.objects.count()) == (5, 1, 0)
    token = str(uuid4())
    for _press in range(2):
        client.post(ADDRESS, {"position": front.pk, "token": token, "rows": rows, "year": "2024", "ghi": "1"})
    assert sorted(Contribution.objects.values_list("kind", flat=True)) == ["goods", "labour", "land", "money", "money"]
    assert post(client, ADDRESS, front, rows=rows, year="2024").context["good"] == 0


@pytest.mark.parametrize(
    "rows", ["", "\t\t\t", "=1+1\t<script>\t\t", "14/3\tTiền\t5\t" + "x" * 400, "\x00\x01\t\u202e"]
)
def test_pasting_nonsense_breaks_nothing(as_position, front, rows):
    answer = post(as_position(front), ADDRESS, front, rows=rows, year="2024")
    assert answer.status_code == 200 and "<script>\t" not in text(answer) and Contribution.objects.count() == 0


@pytest.mark.parametrize("count", [1, 3])
def test_a_preview_costs_the_same_however_many_lines_it_has(as_position, front, count, django_assert_max_num_queries):
    client = as_position(front)
    rows = "\n".join(f"14/3/2024\tTiền\t{number} triệu\tlàm đường\t\tNhân dân" for number in range(1, count + 1))
    post(client, ADDRESS, front, rows=rows, year="2024")
    with django_assert_max_num_queries(12):
        assert post(client, ADDRESS, front, rows=rows, year="2024").context["good"] == count


def test_the_page_says_where_one_is(as_position, front):
    for address, way in (
        ("nguon-luc/dan/", ["Công tác Mặt trận", "Nguồn lực"]),
        ("hoat-dong/dan/", ["Công tác Mặt trận"]),
    ):
        page = as_position(front).get(f"/mat-tran/{address}")
        assert [label for label, _ in page.context["crumbs"]] == way
