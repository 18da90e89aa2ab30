"""Nhật ký: who reads which lines, how they are found, told, and taken away."""

import io
from uuid import uuid4

import pytest
from openpyxl import load_workbook

from accounts import credentials
from accounts import services as accounts
from common import audit
from common.models import AuditRecord
from common.workflow import perform
from danvan import log, logfile, logtext
from registrations.plans import services as planning
from registrations.workflow import RECEIVE
from tests import builders
from units import services as units

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _asked_again():
    log.forget_actions()
    yield
    log.forget_actions()


def text_of(response):
    return response.content.decode()


def actions(page):
    return {line.record.action for line in page.context["lines"]}


def seen_by(position, **asked):
    return set(log.asked_for(log.visible_to(position), asked).values_list("action", "label"))


# Scope


def test_a_leader_also_reads_of_accounts_positions_and_units_inside_the_areas_whoever_wrote_the_line(cast, tree):
    for about in (cast.registrant.user, cast.registrant, tree.village):
        audit.record(by=cast.admin, action="Việc của cấp trên", obj=about)
    for about in (cast.other_district_officer.user, cast.other_district_officer, tree.far_village):
        audit.record(by=cast.admin, action="Việc nơi xa", obj=about)
    mine, all_lines = seen_by(cast.commune_leader), seen_by(cast.admin)

    assert {label for action, label in mine if action == "Việc của cấp trên"} == {
        str(cast.registrant.user), str(cast.registrant), str(tree.village),
    }  # fmt: skip
    assert {action for action, _ in mine} & {"Việc nơi xa"} == set()
    assert ("Việc nơi xa", str(tree.far_village)) in all_lines


def test_a_person_who_has_left_takes_the_lines_of_the_account_along_but_not_those_of_the_old_position(cast, tree):
    accounts.close_position(by=cast.commune_officer, position=cast.registrant, ends_on=builders.timezone.localdate())
    audit.record(by=cast.registrant, action="Việc cũ", obj=tree.village)
    audit.record(by=cast.admin, action="Việc mới của tài khoản", obj=cast.registrant.user)

    assert {"Việc cũ"} == {a for a, _ in seen_by(cast.commune_leader) if a in {"Việc cũ", "Việc mới của tài khoản"}}


def test_who_leads_the_whole_tree_reads_every_line(cast, tree):
    audit.record(by=None, action="Hệ thống làm", obj=tree.far_village)
    leader = builders.position("leader", tree.province_desk)

    assert seen_by(leader) == seen_by(cast.admin)


def test_a_line_outside_the_scope_does_not_exist(as_position, cast, tree):
    audit.record(by=cast.admin, action="Việc nơi xa", obj=tree.far_village)
    line = AuditRecord.objects.order_by("pk").last()
    client = as_position(cast.commune_leader)
    assert client.get(f"/nhat-ky/{line.pk}/").status_code == 404
    assert as_position(cast.admin).get(f"/nhat-ky/{line.pk}/").status_code == 200


@pytest.mark.parametrize("path", ["/nhat-ky/1/", "/nhat-ky/nhat-ky.xlsx"])
def test_others_may_not_open_a_line_or_the_file(as_position, cast, path):
    assert as_position(cast.commune_officer).get(path).status_code == 403


@pytest.mark.parametrize("path", ["/nhat-ky/", "/nhat-ky/1/", "/nhat-ky/nhat-ky.xlsx"])
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_no_address_takes_anything_but_reading(as_position, cast, path, method):
    assert getattr(as_position(cast.admin), method)(path).status_code == 405


# Filters


@pytest.fixture
def lines(cast, tree):
    audit.record(
        by=cast.commune_officer, action="Sửa thông tin đơn vị", obj=tree.village, after={"address": "nhà văn hóa"}
    )
    audit.record(by=cast.district_officer, action="Sửa thông tin đơn vị", obj=tree.district)
    audit.record(by=cast.commune_officer, action="Cấp lại mật khẩu", obj=cast.registrant.user)


def found(as_position, cast, **asked):
    page = as_position(cast.admin).get("/nhat-ky/", asked)
    assert page.context["form"].errors == {}
    made = {"Sửa thông tin đơn vị", "Cấp lại mật khẩu"}
    return sorted(line.record.label for line in page.context["lines"] if line.record.action in made)


def test_the_log_is_filtered_by_action_words_object_person_and_unit(as_position, cast, tree, lines):
    village, district, person = str(tree.village), str(tree.district), str(cast.registrant.user)
    assert found(as_position, cast, viec="Cấp lại mật khẩu") == [person]
    assert found(as_position, cast, chu="nha van hoa dong") == [village]
    assert found(as_position, cast, chu="SỬA lam khê nhạn") == [district]
    assert found(as_position, cast, loai="units.unit", ma=tree.village.pk) == [village]
    assert found(as_position, cast, nguoi=cast.registrant.user.pk) == [person]
    assert found(as_position, cast, nguoi=cast.commune_officer.user.pk) == sorted([person, village])
    assert found(as_position, cast, donvi="UBND xã Minh Lạc") == sorted([person, village])
    assert found(as_position, cast, donvi="huyen lam khe", viec="Sửa thông tin đơn vị") == sorted([district, village])


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({"viec": "Việc bịa"}, "Việc này không có."),
        ({"loai": "auth.user"}, "Loại này không có."),
        ({"donvi": "xã Không Có"}, "Không có đơn vị nào tên “xã Không Có”"),
    ],
)
def test_a_question_that_makes_no_sense_is_explained_and_its_file_leads_back(as_position, cast, asked, error):
    client = as_position(cast.admin)
    assert error in text_of(client.get("/nhat-ky/", asked))
    answer = client.get("/nhat-ky/nhat-ky.xlsx", asked)
    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/nhat-ky/")


def test_a_record_a_unit_and_a_person_lead_to_their_lines(as_position, cast, tree, plan):
    registration = builders.submitted(cast.registrant, plan, levels=[tree.commune_level])
    person = cast.registrant.user
    admin, leader = as_position(cast.admin), cast.commune_leader
    assert f"/nhat-ky/?nguoi={person.pk}" in text_of(admin.get(f"/tai-khoan/can-bo/{person.pk}/"))
    assert f"?loai=units.unit&amp;ma={tree.village.pk}" in text_of(admin.get(f"/don-vi/{tree.village.pk}/"))
    record = text_of(as_position(leader).get(f"/dang-ky/{registration.code}/"))
    address = f"/nhat-ky/?loai=registrations.registration&ma={registration.pk}"
    assert address.replace("&", "&amp;") in record
    page = as_position(leader).get(address)
    assert f"Nhật ký của {registration}" in text_of(page)
    assert "Nộp đăng ký" in actions(page)
    assert "/nhat-ky/?" not in text_of(as_position(cast.commune_officer).get(f"/dang-ky/{registration.code}/"))


# Words


def line_of(action):
    return logtext.told(AuditRecord.objects.filter(action=action).order_by("pk").last())


def test_a_line_is_a_sentence(cast, tree, plan):
    registration = builders.submitted(cast.registrant, plan, levels=[tree.commune_level])
    with audit.coming_from("10.0.0.9"):
        perform(RECEIVE, registration, by=cast.commune_officer, data={}, token=uuid4())
    line = line_of("Tiếp nhận")
    at = builders.timezone.localtime(line.record.at)

    assert line.sentence == (
        f"Đỗ Đình Lương, Cán bộ phụ trách cấp xã – UBND xã Minh Lạc, tiếp nhận đăng ký mô hình “{registration}” "
        f"lúc {at:%H:%M ngày %d/%m/%Y}, từ địa chỉ mạng 10.0.0.9."
    )
    assert line.changes_text == "Trạng thái: “Chờ tiếp nhận” → “Đã tiếp nhận”"


@pytest.mark.parametrize(
    ("kind", "action", "deed"),
    [
        ("units.unit", "Thêm đơn vị", "thêm đơn vị “X”"),
        ("evaluation.sheet", "Gửi phiếu", "gửi phiếu “X”"),
        ("registrations.registration", "Trả lại để bổ sung", "trả lại để bổ sung đăng ký mô hình “X”"),
        ("reports.export", "Lập tệp báo cáo", "lập tệp báo cáo “X”"),
        ("gone.model", "Sửa", "sửa đối tượng “X”"),
    ],
)
def test_what_was_done_names_its_object_once(kind, action, deed):
    assert logtext.told(AuditRecord(kind=kind, action=action, label="X")).deed == deed


def test_what_people_do_to_themselves_names_nobody_twice(cast):
    credentials.record_sign_in(user=cast.registrant.user, ways=[])
    assert line_of("Đăng nhập").deed == "đăng nhập"


def test_nobody_is_the_system_or_somebody_who_had_not_signed_in():
    assert logtext.told(AuditRecord(action="A", kind="units.unit")).actor == "Hệ thống"
    assert logtext.told(AuditRecord(action="A", kind="units.unit", address="10.0.0.1")).actor == "Người chưa đăng nhập"


def test_a_correction_tells_before_and_after_without_codes(cast, tree):
    fields = {"level": tree.district_level, "collects": "", "nature": "area"}
    units.correct_unit(by=cast.admin, unit=tree.village, **fields, address="nhà văn hóa thôn")
    assert [change.text for change in line_of("Sửa thông tin đơn vị").changes] == [
        "Địa chỉ: “thôn Đông, xã Minh Lạc” → “nhà văn hóa thôn”",
        "Cấp: “Cấp huyện”",
    ]


def test_a_new_position_tells_role_unit_and_areas(cast, tree):
    builders.position("clerk", tree.commune_desk, areas=[tree.commune, tree.other_commune])
    told = {change.label: change.after for change in line_of("Giao vị trí công tác").changes}
    assert (told["Vai trò"], told["Đơn vị"]) == ("Văn phòng, văn thư", "UBND xã Minh Lạc")
    assert told["Địa bàn phụ trách"] == "xã Minh Lạc; xã Phúc Khê"


def test_quotas_tell_the_old_number(cast, tree, plan):
    for number in (3, 5, 5):
        planning.set_quotas(by=cast.commune_officer, plan=plan, asked=[(tree.village, "collective", number)])
    assert AuditRecord.objects.filter(action="Giao chỉ tiêu").count() == 2
    assert line_of("Giao chỉ tiêu").changes_text == "Số mô hình được giao: “3” → “5”"


def test_signing_out_is_on_the_record(as_position, cast):
    as_position(cast.registrant).post("/dang-xuat/", REMOTE_ADDR="198.51.100.7")
    line = AuditRecord.objects.get(action="Đăng xuất")
    assert (line.actor, line.position_id, line.address) == ("Lê Thị Thoa", cast.registrant.pk, "198.51.100.7")


def test_one_line_shows_before_and_after_side_by_side(as_position, cast, tree, lines):
    line = AuditRecord.objects.get(action="Sửa thông tin đơn vị", label=str(tree.village))
    page = text_of(as_position(cast.admin).get(f"/nhat-ky/{line.pk}/"))
    assert '<td data-label="Trước">(trống)</td>' in page
    assert '<td data-label="Sau">nhà văn hóa</td>' in page


CODES = {
    "registrant",
    "submitted",
    "received",
    "confirmed",
    "area",
    "body",
    "state",
    "collective",
    "units.unit",
    "None",
}


def test_no_line_of_a_whole_story_shows_a_code(cast, tree, plan):
    """Every line that the scene and a story leave, of every room that took part."""
    builders.effective(cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level])
    accounts.reset_password(by=cast.commune_officer, user=cast.registrant.user, token=uuid4())
    kinds = {kind for kind, _ in log.kinds()}
    for record in AuditRecord.objects.all():
        line = logtext.told(record)
        words = {line.deed, *(part for change in line.changes for part in (change.label, change.before, change.after))}
        assert words & CODES == set()
        assert not any(change.label == "Nội dung khác" for change in line.changes)
        assert record.kind in kinds


# The file


def rows_of(answer):
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_the_file_holds_exactly_what_the_page_asked_for(as_position, cast, tree, lines):
    client = as_position(cast.admin)
    asked = {"viec": "Sửa thông tin đơn vị", "donvi": "huyện Lam Khê"}
    page = client.get("/nhat-ky/", asked)
    rows = rows_of(client.get("/nhat-ky/nhat-ky.xlsx", asked))
    told = [row[3] for row in rows if row[1] and row[3] and "“" in str(row[3])]
    assert told == [line.deed for line in page.context["lines"]]
    assert any("Lọc theo: Việc: Sửa thông tin đơn vị; Làm ở đơn vị: huyện Lam Khê." in str(row[0]) for row in rows)


def test_the_moments_of_the_file_fit_their_column(as_position, cast, lines):
    """Too narrow for its moment a cell shows “###”; the columns of words beside it are what gives way."""
    answer = as_position(cast.admin).get("/nhat-ky/nhat-ky.xlsx")
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    moment = next(cell for cell in sheet["A"] if cell.is_date)

    assert sheet.column_dimensions["A"].width >= len(moment.number_format)
    assert sheet.column_dimensions["E"].width < logfile.COLUMNS[4].width


def test_a_text_that_begins_like_a_formula_stays_a_text(as_position, cast, tree):
    audit.record(by=cast.commune_officer, action="Việc", obj=tree.village, label="=1+1", after={"ghi chú": "=2+2"})
    AuditRecord.objects.bulk_create(
        [AuditRecord(actor="=3+3", position="@x", action="Việc", kind="units.unit", label="-1")]
    )
    answer = as_position(cast.admin).get("/nhat-ky/nhat-ky.xlsx", {"viec": "Việc"})
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    assert {cell.data_type for row in book.active.iter_rows() for cell in row if isinstance(cell.value, str)} == {"s"}
    assert "=3+3" in {cell.value for row in book.active.iter_rows() for cell in row}


def test_more_than_one_file_takes_is_refused_not_cut(as_position, cast, lines, monkeypatch):
    monkeypatch.setattr(logfile, "MOST_LINES", 2)
    answer = as_position(cast.admin).get("/nhat-ky/nhat-ky.xlsx", follow=True)
    assert "Mỗi tệp Excel chứa nhiều nhất 10.000 dòng." in text_of(answer)


def test_a_leaders_file_ends_where_the_scope_ends(as_position, cast, tree):
    audit.record(by=cast.admin, action="Việc nơi xa", obj=tree.far_village)
    rows = rows_of(as_position(cast.commune_leader).get("/nhat-ky/nhat-ky.xlsx"))
    assert [row for row in rows if "bản Nà Lau" in str(row)] == []


@pytest.mark.parametrize("path", ["/nhat-ky/", "/nhat-ky/nhat-ky.xlsx"])
@pytest.mark.parametrize("count", [1, 3])
def test_page_and_file_cost_the_same_whatever_their_length(
    as_position, cast, tree, path, count, django_assert_max_num_queries
):
    for _ in range(count * 10):
        audit.record(by=cast.commune_officer, action="Việc", obj=tree.village)
    client = as_position(cast.commune_leader)
    assert len(b"".join(client.get(path))) > 0
    with django_assert_max_num_queries(9):
        assert len(b"".join(client.get(path, {"donvi": "xã Minh Lạc"}))) > 0
