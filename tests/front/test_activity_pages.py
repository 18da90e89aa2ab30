"""The pages of activities: list and files, quick entry, copying, pasting, the calendar."""

import io
from datetime import date, time, timedelta
from uuid import uuid4

import openpyxl
import pytest
from django.utils import timezone
from icalendar import Calendar

from front.calendars import MONTH, WEEK, View, filled
from front.listed import shown_on_days
from front.models import Activity
from front.pasting.activities import understand
from front.services.keeping import strike
from tests.front import builders as build
from tests.recognition.pages import post, text
from tests.registrations.following import picture

pytestmark = pytest.mark.django_db
ROOM = "/mat-tran/"


def shown(days=0):
    return f"{timezone.localdate() + timedelta(days=days):%d/%m/%Y}"


def test_an_activity_in_one_short_form(as_position, front, about):
    client = as_position(front)
    typed = {"kind": "propaganda", "name": "Họp dân thôn Bến", "starts_on": shown(), "participants": "1.260"}
    answer = post(client, f"{ROOM}hoat-dong/moi/", front, **typed, contents=[about[2].pk], photos=[picture()])
    one = Activity.objects.get()
    assert (answer.status_code, answer.url, one.participants) == (302, f"{ROOM}hoat-dong/{one.pk}/", 1260)
    assert (one.unit, one.contents.get(), one.photos.count()) == (front.unit, about[2], 1)
    page = text(client.get(answer.url))
    assert "Họp dân thôn Bến" in page and "3. Bảo vệ môi trường" in page and "1.260" in page


def test_a_double_press_writes_once(as_position, front):
    client, token = as_position(front), str(uuid4())
    typed = {"kind": "training", "name": "Tập huấn", "starts_on": shown(), "participants": "18", "token": token}
    for _press in range(2):
        client.post(f"{ROOM}hoat-dong/moi/", {"position": front.pk, **typed})
    assert Activity.objects.count() == 1


def test_what_is_wrong_is_said_beside_the_field_and_the_text_is_kept(as_position, front):
    typed = {"kind": "training", "name": "Tập huấn nghiệp vụ", "starts_on": "31/02/2026", "participants": "18,5",
             "starts_at": "25h"}  # fmt: skip
    answer = post(as_position(front), f"{ROOM}hoat-dong/moi/", front, **typed)
    assert sorted(answer.context["form"].errors) == ["participants", "starts_at", "starts_on"]
    assert "Tập huấn nghiệp vụ" in text(answer) and "<details" in text(answer) and Activity.objects.count() == 0


def test_a_repeated_activity_is_copied_but_for_its_day(as_position, front, about):
    one = build.activity(front, about=about[:2], starts_on=build.days_ago(30), outcome="Xong.", place="thôn Bến")
    form = as_position(front).get(f"{ROOM}hoat-dong/moi/?chep={one.pk}").context["form"]
    told = {name: form[name].value() for name in ("name", "place", "contents", "participants", "outcome")}
    assert told == {
        "name": one.name, "place": "thôn Bến", "contents": [str(about[0].pk), str(about[1].pk)], "participants": None,
        "outcome": "",
    }  # fmt: skip
    assert form["starts_on"].value() == shown()


def test_the_list_and_its_files_hold_what_was_asked_for(as_position, front, tree, about):
    year = timezone.localdate().year
    build.activity(front, unit=tree.village, about=about[:1], starts_on=date(year, 1, 5), name="Ở thôn Đông")
    build.activity(front, starts_on=date(year, 1, 9), name="Của xã", kind="training", participants=20)
    strike(by=front, row=build.activity(front, name="Ghi nhầm"), reason="Sai.")
    client = as_position(front)

    def names(query):
        return [one.name for one in client.get(f"{ROOM}?nam={year}{query}").context["page"]]

    assert names("&thang=1") == ["Của xã", "Ở thôn Đông"]
    assert names(f"&don-vi={tree.village.pk}") == ["Ở thôn Đông"] and names("&loai=training") == ["Của xã"]
    assert names(f"&noi-dung={about[0].pk}") == ["Ở thôn Đông"] and names("&noi-dung=chung") == ["Của xã"]
    assert names("&tinh-trang=da-huy") == ["Ghi nhầm"] and names("&tim=O+thon+dong") == ["Ở thôn Đông"]
    assert [one.name for one in client.get(f"{ROOM}?nam={year - 1}").context["page"]] == []
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{ROOM}hoat-dong/danh-sach.xlsx?nam={year}&thang=1").content))
    cells = [cell.value for row in book.active.iter_rows() for cell in row]
    assert cells[cells.index("Cộng 2 hoạt động") + 7] == 106
    assert client.get(f"{ROOM}hoat-dong/danh-sach.pdf?nam={year}").content.startswith(b"%PDF")


@pytest.mark.parametrize("count", [1, 3])
def test_pages_cost_the_same_whatever_their_length(as_position, front, about, count, django_assert_max_num_queries):
    for number in range(count):
        one = build.activity(front, about=about[:3], name=f"Lần {number}")
    client = as_position(front)
    client.get(ROOM)
    for address in (ROOM, f"{ROOM}lich/", f"{ROOM}hoat-dong/{one.pk}/", f"{ROOM}hoat-dong/moi/", f"{ROOM}kien-nghi/"):
        with django_assert_max_num_queries(12):
            client.get(address)


PASTED = (
    "Ngày\tHoạt động\tNội dung\tSố người\tĐịa điểm\n"
    "14/3\tHội nghị tuyên truyền phân loại rác\t3. Bảo vệ môi trường\t86\tthôn Bến\n"
    "14–18/11\tNgày hội Đại đoàn kết toàn dân tộc\tchung\t1.260\n"
    "31/2/2024\tSai ngày\t\t5\n"
    "05/6/2024\tTrồng 600 cây\t9\t140\n"
    "14/3\tHội nghị tuyên truyền phân loại rác\t3\t86\n"
    "chỉ một ô\n"
)


def test_each_pasted_line_is_judged_for_itself(about):
    lines = understand(PASTED, contents=about, year=2024, known=set())
    assert [line.is_good for line in lines] == [True, True, False, False, False, False]
    first, festival = lines[0], lines[1]
    assert (first.facts["starts_on"], first.facts["kind"], first.contents) == (
        date(2024, 3, 14),
        "propaganda",
        [about[2]],
    )
    assert (festival.facts["ends_on"], festival.facts["kind"], festival.contents) == (
        date(2024, 11, 18),
        "festival",
        [],
    )
    assert "Không có ngày 31/02/2024" in lines[2].problems[0] and "đã có trong sổ" in lines[4].problems[0]


def test_pasting_shows_first_and_writes_only_the_good_lines(as_position, front, about):
    client, address = as_position(front), f"{ROOM}hoat-dong/dan/"
    seen = post(client, address, front, rows=PASTED, year="2024")
    assert (seen.context["good"], seen.context["bad"], Activity.objects.count()) == (2, 4, 0)
    token = str(uuid4())
    for _press in range(2):
        client.post(address, {"position": front.pk, "token": token, "rows": PASTED, "year": "2024", "ghi": "1"})
    assert sorted(Activity.objects.values_list("name", "participants")) == [
        ("Hội nghị tuyên truyền phân loại rác", 86), ("Ngày hội Đại đoàn kết toàn dân tộc", 1260),
    ]  # fmt: skip
    again = post(client, address, front, rows=PASTED, year="2024")
    assert again.context["good"] == 0, "what stands in the book is not written a second time"


@pytest.mark.parametrize("rows", ["", "\t\t\t", "=1+1\t<script>\t\t", "14/3\t" + "x" * 400, "\x00\x01\t\u202e"])
def test_pasting_nonsense_breaks_nothing(as_position, front, rows):
    answer = post(as_position(front), f"{ROOM}hoat-dong/dan/", front, rows=rows, year="2024")
    assert answer.status_code == 200 and "<script>\t" not in text(answer) and Activity.objects.count() == 0


def test_the_calendar_begins_on_monday_and_holds_each_day_of_an_activity(as_position, front):
    assert View(MONTH, date(2026, 11, 26)).first == date(2026, 10, 26)
    assert (View(WEEK, date(2026, 11, 26)).first, View(MONTH, date(2026, 1, 31)).after) == (
        date(2026, 11, 23),
        date(2026, 2, 1),
    )
    build.activity(front, name="Ngày hội", starts_on=date(2024, 11, 14), ends_on=date(2024, 11, 18))
    view = View(MONTH, date(2024, 11, 1))
    weeks = filled(view, shown_on_days(front, view.first, view.last, None))
    days = [day for week in weeks for day in week if day.shown]
    assert [(day.on.day, day.shown[0].part, day.is_free) for day in days] == [
        (14, "đến 18/11", False), (15, "ngày 2/5", True), (16, "ngày 3/5", True), (17, "ngày 4/5", True),
        (18, "ngày 5/5", True),
    ]  # fmt: skip
    page = text(as_position(front).get(f"{ROOM}lich/?ngay=01/11/2024"))
    assert [f"{day.shown[0].part} · {front.unit}" in page for day in days] == [True] * 5


def test_what_began_before_the_view_is_met_on_its_first_day(front):
    one = build.activity(front, starts_on=date(2024, 10, 30), ends_on=date(2024, 11, 2))

    def told(kind: str, on: date) -> list[tuple]:
        days = [day for week in filled(View(kind, on), [one]) for day in week if day.shown]
        return [(f"{day.on:%d/%m}", day.shown[0].part, day.is_free) for day in days]

    assert told(MONTH, date(2024, 11, 20)) == [
        ("30/10", "đến 02/11", False), ("31/10", "ngày 2/4", True), ("01/11", "ngày 3/4, đến 02/11", False),
        ("02/11", "ngày 4/4", True),
    ]  # fmt: skip
    assert told(WEEK, date(2024, 11, 1))[0] == ("30/10", "đến 02/11", False)


def test_a_month_without_an_activity_says_so(as_position, front):
    build.activity(front, starts_on=date(2024, 10, 30))
    client = as_position(front)
    assert "Tháng 11 năm 2024 chưa có hoạt động nào" in text(client.get(f"{ROOM}lich/?ngay=01/11/2024"))
    assert "chưa có hoạt động nào" not in text(client.get(f"{ROOM}lich/?ngay=01/10/2024"))


def test_the_calendar_file_is_read_by_other_calendars(as_position, front):
    build.activity(
        front, name="Đối thoại; dân, quân", kind="dialogue", starts_on=date(2024, 11, 5), starts_at=time(7, 30)
    )
    build.activity(front, name="Ngày hội", starts_on=date(2024, 11, 14), ends_on=date(2024, 11, 18))
    answer = as_position(front).get(f"{ROOM}lich/lich.ics?ngay=01/11/2024")
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    told = {
        str(one["summary"]): (one.decoded("dtstart"), one.decoded("dtend"))
        for one in Calendar.from_ical(answer.content).events
    }
    assert told["Ngày hội"] == (date(2024, 11, 14), date(2024, 11, 19))
    assert [f"{at:%H:%M %z}" for at in told["Đối thoại; dân, quân"]] == ["07:30 +0700", "09:30 +0700"]


def test_a_neighbour_finds_nothing(as_position, front, other_front, cast):
    one = build.activity(front)
    assert as_position(other_front).get(f"{ROOM}hoat-dong/{one.pk}/").status_code == 404
    assert as_position(cast.registrant).get(ROOM).status_code == 403
    reader = as_position(cast.commune_officer)
    assert reader.get(f"{ROOM}hoat-dong/{one.pk}/").status_code == 200
    assert post(reader, f"{ROOM}hoat-dong/{one.pk}/sua/", cast.commune_officer, name="Khác").status_code == 403
