"""The pages of rearranging: from the decision to the carried out operation, and what a mistake leaves behind."""

from datetime import date
from io import BytesIO
from uuid import uuid4

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from accounts.enums import Role
from accounts.models import Position
from reorganisation import rights, services
from reorganisation.models import Operation
from tests import builders
from tests.reorganisation import builders as rearranging
from units.models import Unit


def typed(**fields):
    return {"token": str(uuid4())} | fields


HEAD = {
    "title": "Sắp xếp đơn vị hành chính cấp xã", "decision_number": "15/NQ-HĐND", "decided_on": "01/06/2026",
    "decided_by": "HĐND tỉnh Lạc Giang", "effective_on": "01/07/2026", "note": "",
}  # fmt: skip


@pytest.fixture
def op(cast):
    return rearranging.operation(cast.admin)


@pytest.fixture
def admin(as_position, cast):
    return as_position(cast.admin)


def text_of(response):
    return response.content.decode()


def test_an_operation_is_begun_once_however_often_the_button_is_pressed(admin):
    press = typed(**HEAD)
    first, second = admin.post("/sap-xep/moi/", press), admin.post("/sap-xep/moi/", press)

    op = Operation.objects.get()
    assert (first.url, second.url) == (f"/sap-xep/{op.pk}/", f"/sap-xep/{op.pk}/")
    assert (op.decision_number, op.effective_on, op.state) == ("15/NQ-HĐND", date(2026, 7, 1), "draft")


def test_a_day_of_effect_before_the_decision_is_refused_beside_its_field(admin):
    page = admin.post("/sap-xep/moi/", typed(**HEAD | {"effective_on": "31/05/2026"}))

    assert page.context["form"].errors["effective_on"] == ["Ngày hiệu lực không được trước ngày ban hành."]
    assert ('value="31/05/2026"' in text_of(page), Operation.objects.exists()) == (True, False)


def test_a_merge_is_written_down_by_names_without_marks(admin, op, tree):
    admin.post(f"/sap-xep/{op.pk}/don-vi-moi/", typed(
        name="xã Lam Khê", code="09905", line="", level=tree.commune_level.pk, parent="huyen lam khe"
    ))  # fmt: skip
    admin.post(f"/sap-xep/{op.pk}/dong/nhap-tach/", typed(units="xa minh lac\nxã Phúc Khê", aim="xa lam khe"))

    assert list(op.steps.values_list("unit", "to_new__name")) == [
        (tree.commune.pk, "xã Lam Khê"), (tree.other_commune.pk, "xã Lam Khê"),
    ]  # fmt: skip


def test_an_unknown_unit_is_named_and_what_was_typed_is_kept(admin, op):
    page = admin.post(f"/sap-xep/{op.pk}/dong/nhap-tach/", typed(units="xã Minh Lạc\nxã Không Có", aim="xã Chưa Có"))

    assert page.context["form"].errors == {
        "units": ["Không có đơn vị nào tên “xã Không Có” trong phạm vi phụ trách."],
        "aim": ["Chưa có đơn vị nào tên “xã Chưa Có”. Nếu sẽ lập mới, hãy ghi ở “Thêm đơn vị sẽ lập” trước."],
    }
    assert ("xã Không Có" in text_of(page), op.steps.count()) == (True, 0)


def test_the_rehearsal_lists_what_stands_in_the_way_and_leads_to_it(admin, op, tree, cast):
    new = services.add_new_unit(
        by=cast.admin, operation=op, name="xã Lam Khê", code="", parent=tree.district, level=tree.commune_level
    )
    rearranging.passing(cast.admin, op, [tree.commune], new)
    rearranging.passing(cast.admin, op, [tree.commune], tree.other_commune)
    page = text_of(admin.get(f"/sap-xep/{op.pk}/dien-tap/"))

    assert "thôn Đông, xã Minh Lạc: xã Minh Lạc tách, chưa ghi chuyển về trực thuộc đơn vị nào." in page
    lines = admin.get(f"/sap-xep/{op.pk}/dong/chuyen/?don-vi={tree.village.pk}&don-vi={tree.other_village.pk}&don-vi=x")
    assert lines.context["form"]["units"].value() == "thôn Đông, xã Minh Lạc\nthôn Đoài, xã Minh Lạc"


def test_the_rehearsal_goes_into_a_workbook_letter_by_letter(admin, op, tree, cast):
    rearranging.passing(cast.admin, op, [tree.other_commune], tree.commune)
    workbook = load_workbook(BytesIO(admin.get(f"/sap-xep/{op.pk}/dien-tap.xlsx").content))

    cells = {cell.value for sheet in workbook for row in sheet.iter_rows() for cell in row}
    assert {"UBND xã Phúc Khê", "kết thúc, nhập vào", "Nguyễn Hữu Toản"} <= cells


def test_all_that_is_left_of_a_split_is_given_at_once(admin, op, tree, cast):
    rearranging.passing(cast.admin, op, [tree.commune], tree.other_commune)
    rearranging.passing(cast.admin, op, [tree.commune], tree.far_commune)
    rearranging.moving(cast.admin, op, [tree.village, tree.other_village], tree.other_commune)
    address = f"/sap-xep/{op.pk}/chia-ho-so/"
    admin.post(address, typed(everything=str(tree.other_commune.pk)))

    assert set(op.assignments.values_list("to_unit", flat=True)) == {tree.other_commune.pk}
    assert "Không còn gì phải giao" in text_of(admin.get(address))


def test_the_moves_lead_from_preparation_to_the_new_tree(admin, as_position, op, tree, cast):
    rearranging.moving(cast.admin, op, [tree.other_village], tree.other_commune)
    admin.post(f"/sap-xep/{op.pk}/buoc/trinh-duyet/", typed())
    assert admin.post(f"/sap-xep/{op.pk}/buoc/duyet/", typed(note="")).status_code == 403
    op.refresh_from_db()
    assert op.state == "proposed"

    as_position(cast.province_officer).post(f"/sap-xep/{op.pk}/buoc/duyet/", typed(note="Đồng ý."))
    as_position(cast.admin).post(f"/sap-xep/{op.pk}/buoc/thuc-hien/", typed())
    tree.other_village.refresh_from_db()
    assert tree.other_village.parent == tree.other_commune
    page = text_of(as_position(cast.admin).get(f"/sap-xep/{op.pk}/"))
    assert ("Đồng ý." in page, "Đã thay đổi" in page) == (True, True)


def test_a_carried_out_operation_is_no_longer_written_on(admin, op, tree, cast, second):
    rearranging.moving(cast.admin, op, [tree.other_village], tree.other_commune)
    rearranging.carried_out(op, cast.admin, second)
    line = op.steps.get()
    admin.post(f"/sap-xep/{op.pk}/dong/{line.pk}/bo/", typed())

    assert op.steps.count() == 1
    assert admin.get(f"/sap-xep/{op.pk}/dien-tap/").status_code == 404


def test_what_waits_for_approval_stands_on_the_home_page_of_those_who_may(as_position, op, tree, cast, second):
    rearranging.moving(cast.admin, op, [tree.other_village], tree.other_commune)
    from_admin = rearranging.workflow.PROPOSE
    rearranging.step(from_admin, op, cast.admin)
    line = f"Xem và duyệt: {op}"

    assert [line in text_of(as_position(who).get("/")) for who in (second, cast.province_officer, cast.admin)] == [
        True, True, False,
    ]  # fmt: skip


def test_who_wrote_a_line_does_not_decide_and_the_page_says_when_nobody_else_is_there(as_position, op, tree, cast):
    third = builders.position(Role.ADMIN, tree.province, user=builders.person("Tô Văn Viết"))
    rearranging.moving(third, op, [tree.other_village], tree.other_commune)
    rearranging.step(rearranging.workflow.PROPOSE, op, cast.admin)
    lacking = "Chưa có ai khác trong phạm vi này để duyệt."
    assert rights.decides(cast.province_officer, op)
    assert not rights.decides(third, op) and not rights.decides(cast.admin, op)
    assert lacking not in text_of(as_position(third).get(f"/sap-xep/{op.pk}/"))

    writers = Position.objects.filter(user__in=op.writers.all()).values("pk")
    Position.objects.exclude(pk__in=writers).update(ends_on=timezone.localdate())
    assert lacking in text_of(as_position(third).get(f"/sap-xep/{op.pk}/"))


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_costs_the_same_whatever_its_length(as_position, cast, tree, op, count, django_assert_num_queries):
    villages = [builders.area(f"thôn Mới {number}", tree.commune) for number in range(count)]
    rearranging.moving(cast.admin, op, villages, tree.other_commune)
    for number in range(count - 1):
        rearranging.operation(cast.admin, title=f"Việc {number}")
    client = as_position(cast.admin)
    client.get("/sap-xep/moi/")  # the first page of a session notes the session
    with django_assert_num_queries(6):
        client.get("/sap-xep/")
    with django_assert_num_queries(12):
        client.get(f"/sap-xep/{op.pk}/")
    # Every table that hangs on units is read once to say what moves, and once to say who sees it.
    with django_assert_num_queries(26):
        assert client.get(f"/sap-xep/{op.pk}/dien-tap.xlsx").status_code == 200


def test_an_ended_unit_is_offered_nowhere_here(admin, op, tree, cast, second):
    Unit.objects.filter(pk=tree.far_commune.pk).update(valid_to=date(2026, 1, 1))
    page = admin.post(f"/sap-xep/{op.pk}/dong/chuyen/", typed(units="xã Minh Lạc", aim="xã Khe Lau"))

    assert "xã Khe Lau" in page.context["form"].errors["aim"][0]
