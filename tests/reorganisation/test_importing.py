"""Nhập bảng sắp xếp: every row judged before anything is written, good rows written once, taken back as a whole."""

import io
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from documents.sheets_in import Line
from reorganisation import importing, services
from reorganisation.models import NewUnit, Step, StepTable
from reorganisation.rehearsal import rehearse
from reorganisation.sheets import HEADINGS, judge
from tests import builders
from tests.reorganisation import builders as rearranging

KEYS = [heading.key for heading in HEADINGS]


@pytest.fixture
def op(cast):
    return rearranging.operation(cast.admin)


def row(old="", kind="nhập", new="", name="", **more):
    return {**dict.fromkeys(KEYS, ""), "old_code": old, "kind": kind, "new_code": new, "new_name": name, **more}


def judged(by, op, *rows):
    return judge([{"number": number, "values": one} for number, one in enumerate(rows, 4)], by=by, operation=op)


def kept(by, op, *rows, token=None):
    lines = [Line(number, one) for number, one in enumerate(rows, 4)]
    return importing.keep_table(by=by, operation=op, token=token or uuid4(), file_name="sap-xep.xlsx", lines=lines)


def problems(by, op, *rows):
    return {one.number: one.problems for one in judged(by, op, *rows) if one.problems}


MERGE = (row("09902", new="09905", name="xã Lam Khê"), row("09903", new="09905", name="xã Lam Khê"))


def steps():
    return [(one.kind, one.unit_name, one.aim_name or one.name) for one in Step.objects.all()]


def test_several_old_codes_and_one_new_code_are_a_merge_into_one_new_unit(cast, tree, op):
    importing.add_table(by=cast.admin, table=kept(cast.admin, op, *MERGE))

    (new,) = NewUnit.objects.all()
    assert (new.name, new.code, new.parent, new.level) == ("xã Lam Khê", "09905", tree.district, tree.commune_level)
    assert steps() == [("pass", "xã Minh Lạc", "xã Lam Khê"), ("pass", "xã Phúc Khê", "xã Lam Khê")]
    assert rehearse(op).problems == []


def test_one_old_code_on_several_rows_is_a_split(cast, tree, op):
    rows = judged(cast.admin, op, row("09902", "tách", "09905", "xã Lam Khê"), row("09902", "tách", "09903"))
    assert [(one.does, one.problems) for one in rows] == [
        ("tách vào xã Lam Khê (09905) (lập mới)", []), ("tách vào xã Phúc Khê (09903)", []),
    ]  # fmt: skip


def test_a_new_code_that_exists_is_the_aim(cast, tree, op):
    importing.add_table(by=cast.admin, table=kept(cast.admin, op, row("09902", new="09903")))
    assert (Step.objects.get().to_unit, NewUnit.objects.count()) == (tree.other_commune, 0)


def test_a_unit_that_keeps_its_code_goes_on_and_takes_the_other_in(cast, tree, op):
    table = kept(
        cast.admin, op, row("09902", new="09902", name="xã Lam Khê"), row("09903", new="09902", name="xã Lam Khê")
    )
    importing.add_table(by=cast.admin, table=table)
    assert steps() == [("rename", "xã Minh Lạc", "xã Lam Khê"), ("pass", "xã Phúc Khê", "xã Minh Lạc")]
    assert rehearse(op).problems == []


def test_moving_renaming_ending_and_keeping(cast, tree, op):
    rows = [
        row("", "chuyển", old_name="thôn Đoài, xã Minh Lạc", parent="09903"),
        row("09953", "Đổi tên", name="xã Khe Lau Thượng"),
        row("991", "GIẢI THỂ"),
        row("09953", "chuyen", parent="tỉnh Lạc Giang"),
        row("09902", "giữ nguyên"),
    ]
    importing.add_table(by=cast.admin, table=kept(cast.admin, op, *rows))
    assert steps() == [
        ("move", "thôn Đoài, xã Minh Lạc", "xã Phúc Khê"), ("rename", "xã Khe Lau", "xã Khe Lau Thượng"),
        ("end", "huyện Sơn Mộc", "tỉnh Lạc Giang"), ("move", "xã Khe Lau", "tỉnh Lạc Giang"),
    ]  # fmt: skip
    assert rehearse(op).problems == []


def test_each_row_has_its_own_decision(cast, op):
    more = {"decision": "1656/NQ-UBTVQH15", "decided_on": "16/06/2025"}
    importing.add_table(by=cast.admin, table=kept(cast.admin, op, row("09902", new="09903", **more)))
    step = Step.objects.get()
    assert (step.decision_number, f"{step.decided_on:%d/%m/%Y}") == ("1656/NQ-UBTVQH15", "16/06/2025")


def test_a_lost_leading_zero_is_found_and_told(cast, tree, op):
    first, second = judged(cast.admin, op, row("9902", new="9903"), row("09903", new="9905", name="xã Lam Khê"))
    assert (first.unit.pk, first.notes) == (
        tree.commune.pk,
        ["Mã “9902” thiếu số 0 ở đầu; hiểu là 09902.", "Mã “9903” thiếu số 0 ở đầu; hiểu là 09903."],
    )
    assert (second.aim.code, second.notes) == ("09905", ["Mã “9905” thiếu số 0 ở đầu; hiểu là 09905."])


@pytest.mark.parametrize(
    ("bad", "told"),
    [
        (row("77777", new="09903"), "Không có đơn vị nào mang mã “77777” trong phạm vi phụ trách."),
        (row("", new="09903"), "Mã đơn vị cũ chưa ghi."),
        (row("09902", new="09903", old_name="xã Khe Lau"), "Mã 09902 là xã Minh Lạc, không phải “xã Khe Lau”."),
        (row("09902", "bán", "09903"),
         "Hình thức “bán” không có; ghi nhập, tách, đổi tên, chuyển, kết thúc hoặc giữ nguyên."),
        (row("09902"), "Mã đơn vị mới chưa ghi."),
        (row("09902", new="09905"),
         "Mã 09905 chưa có trong sơ đồ tổ chức. Ghi tên đơn vị mới, hoặc xem lại mã."),
        (row("09902", new="09903", name="xã Lam Khê"),
         "Mã 09903 đang là xã Phúc Khê, không phải “xã Lam Khê”. Nếu đổi tên thì ghi thêm một dòng “đổi tên”."),
        (row("09902", "tách", "09903"),
         "Ghi “tách” nhưng chỉ có một đơn vị nhận; ghi thêm dòng của đơn vị nhận kia, hoặc ghi “nhập”."),
        (row("09902", "đổi tên"), "Đổi tên nhưng chưa ghi tên mới."),
        (row("09902", "đổi tên", "09903", "xã Lam Khê"), "Mã 09903 đang dùng cho một đơn vị khác."),
        (row("09902", "chuyển"), "Chuyển nhưng chưa ghi “Thuộc đơn vị” nào."),
        (row("09902", "chuyển", parent="990"), "xã Minh Lạc đang trực thuộc huyện Lam Khê rồi."),
        (row("09902", "chuyển", parent="huyện Không Có"),
         "Không tìm thấy đơn vị “huyện Không Có” ở cột “Thuộc đơn vị”."),
        (row("990", "chuyển", parent="09902"),
         "huyện Lam Khê không chuyển về trực thuộc chính mình hoặc đơn vị bên dưới được."),
        (row("00", "giải thể", "990"), "tỉnh Lạc Giang là gốc của sơ đồ tổ chức nên không kết thúc, không chuyển được."),
        (row("09902", new="09903", decided_on="31/02/2025"), "Ngày quyết định: Không có ngày 31/02/2025."),
        (row("09902", new="09903", decided_on="01/01/2099"), "Ngày quyết định sau ngày hiệu lực"),
        (row("09902", new="09905", name="xã Lam Khê", level="cấp thôn"), "Cấp “cấp thôn” không có"),
        (row("09902", new="09905", name="xã Phúc Khê"), "“xã Phúc Khê” đã có trong huyện Lam Khê với mã 09903."),
        (row("09902", new="x" * 21, name="xã Lam Khê"), "“xxxxxxxxxxxxxxxxxxxxx…” dài quá 20 ký tự."),
    ],
)  # fmt: skip
def test_a_bad_row_is_told_why_under_its_number(cast, tree, op, bad, told):
    (found,) = problems(cast.admin, op, bad)[4]
    assert found.startswith(told)


def test_rows_that_do_not_agree_are_told(cast, tree, op):
    assert problems(cast.admin, op, row("09902", new="09903"), row("09902", "giải thể")) == {
        4: (told := ["xã Minh Lạc ghi nhiều hình thức trái nhau: “kết thúc” ở dòng 5, “nhập, tách” ở dòng 4."]),
        5: told,
    }
    assert problems(cast.admin, op, *MERGE, MERGE[0]) == {
        4: ["Dòng 6 của cùng đơn vị còn lỗi."], 6: ["Trùng dòng 4."],
    }  # fmt: skip
    assert problems(cast.admin, op, row("09902", new="09903"), row("09903", new="09905", name="xã Lam Khê")) == {
        4: ["Đơn vị nhận xã Phúc Khê cũng kết thúc ở dòng 5."]
    }
    assert problems(cast.admin, op, row("09902", new="09903"), row("09903", new="09902"))[4] == [
        "Đơn vị nhận xã Phúc Khê cũng kết thúc ở dòng 5."
    ]
    named = (row("09902", new="09905", name="xã Lam Khê"), row("09903", new="09905", name="xã Lam Kê"))
    assert problems(cast.admin, op, *named) == {5: ["Đơn vị mới mã 09905 ở dòng 4 tên là “xã Lam Khê”."]}
    assert problems(cast.admin, op, row("990", "giải thể"), *MERGE) == {
        5: (told := ["Đơn vị cấp trên huyện Lam Khê kết thúc trong bảng này; ghi cột “Thuộc đơn vị”."]),
        6: told,
    }


def test_two_units_that_would_hang_under_each_other_are_told(cast, tree, op):
    found = problems(cast.admin, op, row("990", "chuyển", parent="991"), row("991", "chuyển", parent="990"))
    assert found[4] == ["huyện Lam Khê không chuyển về trực thuộc chính mình hoặc đơn vị bên dưới được."]


def test_half_a_split_is_held_back(cast, tree, op):
    """Written alone the good row would mean a merge."""
    found = problems(cast.admin, op, row("09902", "tách", "09903"), row("09902", "tách", "09906"))
    assert found[4] == ["Dòng 5 của cùng đơn vị còn lỗi."]


def test_what_needs_a_unit_that_cannot_be_opened_is_held_back(cast, tree, op):
    opening = row("09902", new="09905", name="xã Lam Khê", decided_on="hôm qua")
    village = row("", "chuyển", old_name="bản Nà Lau, xã Khe Lau", parent="09905")
    found = problems(cast.admin, op, opening, village)
    assert found[5] == ["Đơn vị mới xã Lam Khê (09905) chưa lập được vì các dòng của đơn vị đó còn lỗi."]


def test_units_outside_the_areas_do_not_exist_and_the_own_area_is_refused(cast, tree):
    op = rearranging.operation(cast.commune_officer)
    found = problems(cast.commune_officer, op, row("09953", new="09902"), row("09902", new="09905", name="xã Lam Khê"))
    assert found[4] == ["Không có đơn vị nào mang mã “09953” trong phạm vi phụ trách."]
    assert found[5][0] == "xã Minh Lạc không nằm bên dưới địa bàn phụ trách nên không sắp xếp ở đây được."
    (taken,) = problems(cast.commune_officer, op, row("", old_name="thôn Đông", new="09953", name="thôn Mới"))[4]
    assert taken == "Mã 09953 đang dùng cho một đơn vị khác ngoài phạm vi phụ trách."


def test_only_good_rows_are_written_and_only_when_confirmed(cast, tree, op):
    table = kept(cast.admin, op, *MERGE, row("77777", new="09905"))
    assert (Step.objects.count(), NewUnit.objects.count()) == (0, 0)
    written = importing.add_table(by=cast.admin, table=table)
    assert (written.written, Step.objects.count(), NewUnit.objects.count()) == (2, 2, 1)


def test_pressed_twice_it_is_kept_once_and_written_once(cast, op):
    token = uuid4()
    table = kept(cast.admin, op, *MERGE, token=token)
    assert kept(cast.admin, op, *MERGE, token=token) == table
    importing.add_table(by=cast.admin, table=table)
    importing.add_table(by=cast.admin, table=table)
    assert (StepTable.objects.count(), Step.objects.count(), NewUnit.objects.count()) == (1, 2, 1)


def test_the_same_table_sent_again_finds_its_rows_written(cast, op):
    importing.add_table(by=cast.admin, table=kept(cast.admin, op, *MERGE))
    assert problems(cast.admin, op, *MERGE) == {4: (told := ["Dòng này đã ghi trong việc sắp xếp."]), 5: told}
    with pytest.raises(ValidationError, match="Không có dòng nào ghi được"):
        importing.add_table(by=cast.admin, table=kept(cast.admin, op, *MERGE))


def test_a_table_is_taken_back_whole_and_lines_by_hand_stay(cast, tree, op):
    table = importing.add_table(by=cast.admin, table=kept(cast.admin, op, *MERGE))
    by_hand = rearranging.moving(cast.admin, op, [tree.far_village], NewUnit.objects.get())
    importing.take_back(by=cast.admin, table=table)
    importing.take_back(by=cast.admin, table=table)
    assert (list(Step.objects.all()), NewUnit.objects.count()) == (by_hand, 1)

    services.remove_step(by=cast.admin, step=by_hand[0])
    importing.add_table(by=cast.admin, table=kept(cast.admin, op, *MERGE))
    assert (Step.objects.count(), NewUnit.objects.count()) == (2, 1)


def test_a_proposed_operation_takes_no_table_and_gives_none_back(cast, op, second):
    table = importing.add_table(by=cast.admin, table=kept(cast.admin, op, *MERGE))
    rearranging.step(rearranging.workflow.PROPOSE, op, cast.admin)
    for act in (importing.take_back, importing.add_table):
        with pytest.raises(ValidationError, match="Không sửa được"):
            act(by=cast.admin, table=table)


def test_who_may_not_prepare_may_not_import(cast, op):
    with pytest.raises(PermissionDenied):
        kept(cast.district_leader, op, *MERGE)


def workbook(*rows):
    book, out = Workbook(), io.BytesIO()
    for one in [["BẢNG SẮP XẾP"], [heading.names[0] for heading in HEADINGS], *[list(row.values()) for row in rows]]:
        book.active.append(one)
    book.save(out)
    return SimpleUploadedFile("sap-xep.xlsx", out.getvalue())


def in_order(one):
    return {key: one[key] for key in KEYS}


def test_from_the_file_to_the_lines_through_the_pages(as_position, cast, op):
    client, page = as_position(cast.admin), f"/sap-xep/{op.pk}/nhap-bang/"
    rows = [in_order(one) for one in (*MERGE, row("77777", new="09905"))]
    sent = client.post(page, {"file": workbook(*rows), "token": str(uuid4())})
    table = StepTable.objects.get()
    assert (sent.status_code, sent.url) == (302, f"{page}{table.pk}/")

    preview = client.get(sent.url).content.decode()
    assert [preview.count(text) for text in ("Nhập vào xã Lam Khê", "Không ghi", "Ghi 2 dòng đúng")] == [2, 1, 1]
    only_bad = client.get(f"{sent.url}?xem=loi").content.decode()
    assert ("77777" in only_bad, "Nhập vào xã Lam Khê" in only_bad) == (True, False)

    client.post(f"{sent.url}ghi/", {"token": str(uuid4())})
    assert (Step.objects.count(), client.get(sent.url).status_code) == (2, 200)
    client.post(f"{sent.url}bo/", {"token": str(uuid4())})
    assert (Step.objects.count(), client.get(page).status_code) == (0, 200)


def test_a_file_that_is_no_table_is_told_beside_the_field(as_position, cast, op):
    client, page = as_position(cast.admin), f"/sap-xep/{op.pk}/nhap-bang/"
    nothing = client.post(page, {"token": str(uuid4())}).content.decode()
    wrong = client.post(page, {"file": SimpleUploadedFile("a.xlsx", b"abc"), "token": str(uuid4())}).content.decode()
    assert ("Chưa chọn tệp." in nothing, "Nội dung tệp “a.xlsx” không phải loại nhận được" in wrong) == (True, True)
    assert StepTable.objects.count() == 0


def test_the_template_is_read_as_it_is_written(as_position, cast, op):
    book = as_position(cast.admin).get(f"/sap-xep/{op.pk}/nhap-bang/mau.xlsx")
    sheet = load_workbook(io.BytesIO(book.content)).worksheets[0]
    assert [cell.value for cell in sheet[3]] == [heading.names[0] for heading in HEADINGS]


def test_pages_of_a_table_keep_to_the_scope_and_the_roles(as_position, cast, op):
    table = kept(cast.admin, op, *MERGE)
    address = f"/sap-xep/{op.pk}/nhap-bang/{table.pk}/"
    statuses = {
        name: as_position(getattr(cast, name)).get(address).status_code
        for name in ("admin", "commune_officer", "district_leader", "registrant")
    }
    assert statuses == {"admin": 200, "commune_officer": 404, "district_leader": 403, "registrant": 403}
    other = rearranging.operation(cast.admin)
    assert as_position(cast.admin).get(f"/sap-xep/{other.pk}/nhap-bang/{table.pk}/").status_code == 404


@pytest.mark.parametrize("copies", [1, 40])
def test_the_preview_costs_the_same_whatever_its_length(as_position, cast, op, copies, django_assert_num_queries):
    table = kept(cast.admin, op, *[row("09953", new="09905")] * copies)
    client = as_position(cast.admin)
    client.get("/")
    with django_assert_num_queries(10):
        client.get(f"/sap-xep/{op.pk}/nhap-bang/{table.pk}/")


def test_two_villages_of_one_name_are_told_apart_by_their_code(cast, tree, op):
    builders.area("thôn Đông", tree.other_commune)
    (several,) = problems(cast.admin, op, row("", "chuyển", old_name="thon dong", parent="09953"))[4]
    assert several == "Có nhiều đơn vị tên “thon dong” trong phạm vi phụ trách; hãy ghi mã đơn vị cũ."
