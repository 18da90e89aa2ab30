"""Writing a register: only on confirmation, row by row, once; duplicates, moves dated by the paper, undoing."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from common.models import AuditRecord
from registrations import drafts, services
from registrations.enums import Becomes, Kind, Purpose, RowKind, State, Task
from registrations.imports import services as importing
from registrations.imports.sheets.rows import BAD, DOUBLE, GOOD, SKIPPED
from registrations.models import ColumnMapping, ImportRun, Receipt, RegisterImport, Registration
from tests import builders
from tests.registrations.registers import HEAD, book, do, judged, kept, line, rows_of, understood, worked, written

REGISTER = [*HEAD, "Số vào sổ", "Ngày vào sổ"]


def entry(number="01", day="", **row):
    return [*line(**row), number, day or f"{timezone.localdate():%d/%m/%Y}"]


def test_nothing_is_registered_before_it_is_confirmed(cast, plan):
    batch = understood(cast.commune_officer, plan, book([HEAD, line(), line(2, unit="thôn Đoài", title="")]))
    worked(cast.commune_officer, batch)
    assert (Registration.objects.count(), [row["status"] for row in batch.judged]) == (0, [GOOD, BAD])


def test_good_rows_become_drafts_typed_for_the_unit(cast, plan, tree):
    batch = written(cast.commune_clerk, plan, book([HEAD, line(benefit="70 triệu"), line(2, unit="bản Nà Lau")]))
    (one,) = Registration.objects.all()
    assert (one.state, one.unit, one.typed_by, one.title, batch.outcome[0]["code"]) == (
        State.DRAFT, tree.village, cast.commune_clerk, "Thắp sáng đường quê", one.code,
    )  # fmt: skip
    form = drafts.form_of(one.drafts.get())
    assert (form.is_valid(), form.missing(), form.cleaned_data["benefit_amount"]) == (True, [], 70_000_000)
    assert form.cleaned_data["unit_address"] == tree.village.address
    assert AuditRecord.objects.filter(action="Nhập sổ đăng ký từ Excel", position_id=cast.commune_clerk.pk).exists()


def test_every_good_row_fills_the_paper_without_a_fault(cast, plan):
    head = [*HEAD, "Kết quả khác", "Họ và tên", "Chức vụ", "Địa chỉ mô hình"]
    rows = [
        [
            *line(1, "Một", benefit="1,5 tỷ", time="Quý III/2026", level="cơ sở, huyện"),
            "20 hộ\n- 5 km",
            "",
            "",
            "ngõ 2",
        ],
        [*line(2, "Hai", "thôn Đoài", "VHXH; kinh tế"), "", "Bà Vũ Thị Ngần", "Hội trưởng", ""],
        [*line(3, "Ba", "Hội LHPN xã Minh Lạc", time="từ 01/3 đến 30/11/2026"), "hơn 60 m2 đất", "", "", ""],
    ]
    written(cast.commune_officer, plan, book([head, *rows]), kind=RowKind.BY_PERSON)
    forms = [drafts.form_of(one.drafts.get()) for one in Registration.objects.order_by("pk")]
    assert [(form.is_valid(), form.missing(), form.unclear()) for form in forms] == [(True, [], [])] * 3


def test_a_second_press_and_a_second_run_write_nothing_more(cast, plan):
    by, token = cast.commune_officer, uuid4()
    batch = understood(by, plan, book([HEAD, line(), line(2, "Đường hoa")]))
    worked(by, batch)
    first = importing.start(by=by, batch=batch, task=Task.WRITE, token=token)
    assert importing.start(by=by, batch=batch, task=Task.WRITE, token=token) == first
    do(first)
    with pytest.raises(ValidationError, match="đã ghi"):
        importing.start(by=by, batch=batch, task=Task.WRITE, token=uuid4())
    again = ImportRun.objects.create(owner=by, batch=batch, token=uuid4(), task=Task.WRITE)
    do(again)
    batch.refresh_from_db()
    assert (Registration.objects.count(), [bool(one["code"]) for one in batch.outcome]) == (2, [True, True])


def test_a_stop_in_the_middle_is_gone_on_with(cast, plan, monkeypatch):
    by = cast.commune_officer
    batch = understood(by, plan, book([HEAD, *(line(n, f"Mô hình thứ {n}") for n in range(5))]))
    worked(by, batch)
    start, calls = services.start_registration, []

    def stops(**said):
        calls.append(said)
        if len(calls) == 3:
            raise RuntimeError("power cut")
        return start(**said)

    monkeypatch.setattr(services, "start_registration", stops)
    run = worked(by, batch, Task.WRITE)
    assert (run.state, Registration.objects.count(), batch.outcome) == ("failed", 2, [])
    importing.again(by=by, run=run)
    do(run)
    batch.refresh_from_db()
    assert (Registration.objects.count(), len(batch.outcome)) == (5, 5)


def test_duplicates_are_shown_and_left_out_unless_taken(cast, plan):
    by, owner = cast.commune_officer, cast.registrant
    there = builders.submitted(
        owner, plan, levels=builders.levels_of(plan), title="Vận động hiến đất mở rộng đường ngõ xóm"
    )
    rows = [
        line(1, "VẬN ĐỘNG HIẾN ĐẤT MỞ RỘNG ĐƯỜNG NGÕ XÓM"), line(2, "Vận động nhân dân hiến đất mở rộng đường ngõ xóm"),
        line(3, "Vận động hiến đất mở rộng đường ngõ xóm", "thôn Đoài"), line(4, "Thắp sáng tuyến đường tự quản số 1"),
        line(5, "Thắp sáng tuyến đường tự quản số 2"), line(6, "thap sang tuyen duong tu quan so 1"),
    ]  # fmt: skip
    found = rows_of(by, plan, *rows)
    assert [(row.status, row.same) for row in found] == [
        (DOUBLE, there.code), (DOUBLE, there.code), (GOOD, ""), (GOOD, ""), (GOOD, ""), (DOUBLE, "dòng 5"),
    ]  # fmt: skip


def test_a_draft_of_somebody_else_is_not_told_as_a_duplicate(cast, plan):
    builders.draft(cast.registrant, plan, levels=builders.levels_of(plan), title="Thắp sáng đường quê")
    (row,) = rows_of(cast.commune_officer, plan, line())
    assert (row.status, row.same) == (GOOD, "")


def test_choices_take_or_leave_a_row(cast, plan):
    by = cast.commune_officer
    batch = understood(by, plan, book([HEAD, line(), line(), line(3, "Đường hoa")]))
    worked(by, batch)
    importing.choose(by=by, batch=batch, choices={3: "lay", 4: "bo"})
    worked(by, batch)
    assert [row["status"] for row in batch.judged] == [GOOD, GOOD, SKIPPED]
    worked(by, batch, Task.WRITE)
    assert Registration.objects.filter(title="Thắp sáng đường quê").count() == 2


def test_a_unit_is_chosen_where_two_fit(cast, plan, tree):
    other = builders.area("thôn Đông", tree.other_commune)
    by = cast.district_officer
    wide = builders.plan(tree, by, issuer=tree.district_desk, number="32-KH/HU")
    batch = understood(by, wide, book([HEAD, line()]))
    importing.choose(by=by, batch=batch, choices={2: str(other.pk)})
    worked(by, batch)
    worked(by, batch, Task.WRITE)
    assert Registration.objects.get().unit == other


def test_complete_rows_are_handed_in_at_once_where_asked(cast, plan):
    file = book([HEAD, line(), line(2, "Đường hoa", time="")])
    batch = written(cast.commune_clerk, plan, file, becomes=Becomes.SENT)
    assert [row["problems"] for row in batch.judged] == [[], ["Còn thiếu: Thời gian thực hiện và hoàn thành."]]
    (one,) = Registration.objects.all()
    assert (one.state, one.desk, one.versions.count()) == (State.SUBMITTED, cast.commune_officer.unit, 1)
    assert one.events.get().note == "Nhập từ sổ “so-dang-ky.xlsx”, dòng 2."


def test_drafts_that_are_complete_are_handed_in_later_all_at_once(cast, plan):
    by = cast.commune_officer
    batch = written(by, plan, book([HEAD, line(), line(2, "Đường hoa", time="")]))
    worked(by, batch, Task.SUBMIT)
    assert sorted(Registration.objects.values_list("title", "state")) == [
        ("Thắp sáng đường quê", State.SUBMITTED), ("Đường hoa", State.DRAFT),
    ]  # fmt: skip


def test_after_handing_in_the_page_tells_each_row_and_asks_for_nothing_when_nothing_is_left(cast, plan, as_position):
    by, client = cast.commune_officer, as_position(cast.commune_officer)
    batch = written(by, plan, book([HEAD, line(), line(2, "Đường hoa", time=""), line(3, "Tự quản")]))
    address, button = f"/dang-ky/nhap-bang/{batch.pk}/", f"/dang-ky/nhap-bang/{batch.pk}/nop/"
    page = client.get(address).content.decode()
    assert "Tất cả là bản đang soạn" in page and page.count("Đang soạn</span>") == 3 and button in page
    worked(by, batch, Task.SUBMIT)
    page = client.get(address).content.decode()
    assert "Đã nộp 2 trong 3 bản; 1 bản đang soạn." in page and page.count("Chờ tiếp nhận</span>") == 2
    assert "1 bản chưa nộp được" in page and "Chưa nộp được: Còn thiếu" in page and "Nộp lại các bản nay đã đủ" in page
    last = Registration.objects.get(title="Đường hoa")
    data = last.drafts.get().data | {"time_text": "cả năm"}
    services.save_draft(by=by, registration=last, purpose=Purpose.REGISTRATION, revision=1, data=data)
    worked(by, batch, Task.SUBMIT)
    page = client.get(address).content.decode()
    assert "Đã nộp cả 3 bản." in page and button not in page and "Chưa nộp được" not in page


def test_a_row_without_a_unit_is_told_with_everything_else_that_is_wrong_in_it(cast, plan, as_position):
    batch = written(
        cast.commune_officer, plan, book([HEAD, line(), line(2, "Đường hoa", unit="Thôn Lạ", level="cấp trời")])
    )
    page = as_position(cast.commune_officer).get(f"/dang-ky/nhap-bang/{batch.pk}/").content.decode()
    assert "Chưa chọn đơn vị. Cấp “cấp trời” không có trong năm" in page
    assert "Không có đơn vị nào tên “Thôn Lạ”" in page


def test_what_is_gone_from_a_written_register_is_told(cast, plan, as_position):
    batch = written(cast.commune_officer, plan, book([HEAD, line(), line(2, "Đường hoa")]))
    services.discard_draft(by=cast.commune_officer, registration=Registration.objects.get(title="Đường hoa"))
    page = as_position(cast.commune_officer).get(f"/dang-ky/nhap-bang/{batch.pk}/").content.decode()
    assert page.count("Đang soạn</span>") == 1 and "Đã bỏ, hoặc không còn trong tầm xem" in page


def test_a_paper_register_keeps_its_numbers_and_days(cast, tree):
    year = timezone.localdate().year - 1
    old = builders.plan(tree, cast.commune_officer, year=year, opens_on=date(year, 1, 5), closes_on=date(year, 4, 1))
    rows = [
        entry("07", int(f"502{year}")),
        entry("3/ĐK", f"12/02/{year}", title="Đường hoa"),
        entry("", f"20/02/{year}", title="Tự quản"),
    ]
    written(cast.commune_officer, old, book([REGISTER, *rows]), becomes=Becomes.REGISTERED)
    receipts = Receipt.objects.select_related("registration").order_by("pk")
    assert [(one.register_number, one.register_year, str(one.confirmed_on)) for one in receipts] == [
        (7, year, f"{year}-02-05"), (3, year, f"{year}-02-12"), (8, year, f"{year}-02-20"),
    ]  # fmt: skip
    one = receipts[0].registration
    moves = [(event.move, timezone.localdate(event.at), event.by) for event in one.events.all()]
    assert one.state == State.CONFIRMED and one.path_then == tree.village.path
    assert moves == [(move, date(year, 2, 5), cast.commune_officer) for move in ("submit", "receive", "confirm")]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ({"day": "x"}, "Ngày vào sổ: “x” chưa đúng"), ({"day": "01/01/2001"}, "Ngày vào sổ 01/01/2001 ngoài thời gian"),
        ({"day": "31/12/2099"}, "Ngày vào sổ 31/12/2099 chưa đến."), ({"number": "0"}, "Số vào sổ: “0” chưa đúng"),
        ({"level": "cấp huyện"}, "Đăng ký cấp cao hơn nơi này"), ({"time": ""}, "Còn thiếu: Thời gian"),
    ],
)  # fmt: skip
def test_what_the_register_cannot_have_said(cast, plan, row, problem):
    (found,) = judged(cast.commune_officer, plan, book([REGISTER, entry(**row)]), becomes=Becomes.REGISTERED)
    assert found.status == BAD and found.problems[-1].startswith(problem)


def test_numbers_given_already_and_given_twice_are_told(cast, plan):
    builders.confirmed(cast.registrant, plan, cast.commune_officer, levels=builders.levels_of(plan))
    rows = [entry("1", title="Một"), entry("2", title="Hai"), entry("02", title="Ba")]
    found = judged(cast.commune_officer, plan, book([REGISTER, *rows]), becomes=Becomes.REGISTERED)
    year = timezone.localdate().year
    assert [row.problems for row in found] == [
        [f"Số 1 của sổ năm {year} đã cấp cho hồ sơ khác."], [], [f"Số 2 của sổ năm {year} đã cấp cho dòng 3."],
    ]  # fmt: skip


def test_the_register_of_another_desk_is_not_written_here(cast, plan):
    (row,) = judged(cast.district_officer, plan, book([REGISTER, entry()]), becomes=Becomes.REGISTERED)
    assert row.problems == [
        "Nơi tiếp nhận của thôn Đông, xã Minh Lạc là UBND xã Minh Lạc; sổ của nơi đó do nơi đó nhập."
    ]
    with pytest.raises(PermissionDenied):
        understood(cast.commune_clerk, plan, book([REGISTER, entry()]), becomes=Becomes.REGISTERED)


def test_undoing_takes_the_untouched_away_and_tells_what_stays(cast, plan):
    by = cast.commune_officer
    batch = written(by, plan, book([HEAD, line(1, "Một"), line(2, "Hai"), line(3, "Ba")]))
    touched, sent = Registration.objects.get(title="Hai"), Registration.objects.get(title="Ba")
    draft = touched.drafts.get()
    services.save_draft(
        by=by, registration=touched, purpose=Purpose.REGISTRATION, revision=1, data=draft.data | {"time_text": "Quý II"}
    )
    builders.move(sent, builders.workflow.SUBMIT, by)
    worked(by, batch, Task.UNDO)
    assert sorted(Registration.objects.values_list("title", flat=True)) == ["Ba", "Hai"]
    assert [one["stays"] for one in batch.outcome] == [
        "",
        "đã có người sửa hoặc đính kèm tệp",
        "đã nộp, nay “Chờ tiếp nhận”",
    ]
    with pytest.raises(ValidationError):
        importing.start(by=by, batch=batch, task=Task.UNDO, token=uuid4())


def test_the_office_is_not_asked_twice_about_the_same_heading(cast, plan):
    file = book([["Cột một", "Cột hai", "Cột ba"], ["Đường hoa", "thôn Đông", "kinh tế"]])
    batch = kept(cast.commune_officer, file)
    said = {"title": 0, "unit": 1, "sector": 2}
    importing.understand(by=cast.commune_officer, batch=batch, plan=plan, encoding="unicode", sheet=0, head_row=1, columns=said,
                         kind=Kind.COLLECTIVE, becomes=Becomes.DRAFT)  # fmt: skip
    again = book([["CỘT MỘT", "Cột  hai", "cot ba"], ["Ánh sáng", "thôn Đoài", ""]])
    assert kept(cast.commune_clerk, again).columns == said
    assert kept(cast.district_officer, again).columns == {}
    assert ColumnMapping.objects.count() == 1


def test_a_batch_of_somebody_else_is_not_touched(cast, plan):
    batch = understood(cast.commune_officer, plan, book([HEAD, line()]))
    for task in Task.values:
        with pytest.raises(PermissionDenied):
            importing.start(by=cast.commune_clerk, batch=batch, task=task, token=uuid4())
    assert not RegisterImport.objects.visible_to(cast.commune_clerk).exists()


def test_a_long_register_waits_for_the_worker(cast, plan, monkeypatch):
    monkeypatch.setattr(importing, "JUDGED_AT_ONCE", 0)
    batch = understood(cast.commune_officer, plan, book([HEAD, line()]))
    run = importing.start(by=cast.commune_officer, batch=batch, task=Task.PREVIEW, token=uuid4())
    assert (run.state, run.total) == ("waiting", 1)
    do(run)
    batch.refresh_from_db()
    assert [row["status"] for row in batch.judged] == [GOOD]
