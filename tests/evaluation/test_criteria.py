"""Bộ tiêu chí as documents: written, published, frozen; chosen by level and day; compared; out to Excel and in again."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from common.workflow import perform
from documents.sheets_in import read_table
from evaluation import services, workflow
from evaluation.criteriacompare import ADDED, CHANGED, REMOVED, SAME, compare
from evaluation.criteriafiles import HEADINGS, read_scale, workbook_of
from evaluation.criteriaforms import issuers_of
from evaluation.enums import CriteriaState
from evaluation.issuing import gaps_in, not_ready_to_issue
from evaluation.models import CriteriaSet
from evaluation.scales import BandSpec, CriterionSpec, GradeSpec, ScaleSpec, scale_of
from evaluation.starters import COLLECTIVE, INDIVIDUAL
from registrations.enums import Kind
from registrations.models import Plan
from registrations.plans import services as planning
from tests import builders
from tests.evaluation import builders as build
from tests.evaluation.test_pages import criteria_fields, post, told, url
from units.enums import Line

POINTS = CriterionSpec("Hiệu quả", Decimal(10))
BONUS = CriterionSpec("Nhân rộng", Decimal(5), is_bonus=True, needs_evidence=True)
PASS = (GradeSpec("Đạt", Decimal(5)),)


@pytest.fixture
def c(db):
    return build.council(dossiers=0)


def drafted(c, scale=None, **issue) -> CriteriaSet:
    """A draft of the collective criteria; `issue` changes what it says of itself."""
    made = services.add_criteria_set(
        by=c.officer, plan=c.plan, kind=Kind.COLLECTIVE, scale=scale or COLLECTIVE, token=uuid4()
    )
    if issue:
        told = scale_of(made)
        changed = replace(told, issue=replace(told.issue, **issue))
        services.correct_criteria_set(by=c.officer, criteria_set=made, scale=changed)
        made.refresh_from_db()
    return made


def missing(made) -> str:
    return not_ready_to_issue(None, made, None)


def test_a_set_is_issued_with_its_plan_until_somebody_says_otherwise(c):
    made = drafted(c)
    assert (made.issuer, made.number, made.issued_on, made.state) == (
        c.plan.issuer, c.plan.number, c.plan.issued_on, CriteriaState.DRAFT,
    )  # fmt: skip
    assert missing(made) == ""


def test_publishing_freezes_it_and_leaves_a_line(c):
    made = build.issued(c.officer, drafted(c))
    assert (made.state, made.published_at is not None, made.events.get().move) == (
        CriteriaState.PUBLISHED, True, "publish_criteria",
    )  # fmt: skip
    for act in (
        lambda: services.correct_criteria_set(by=c.officer, criteria_set=made, scale=COLLECTIVE),
        lambda: services.drop_criteria_set(by=c.officer, criteria_set=made),
        lambda: build.issued(c.officer, made),
    ):
        with pytest.raises(ValidationError):
            act()


def test_only_an_officer_over_the_plan_publishes(c):
    made = drafted(c)
    for by in (c.cast.commune_officer, c.cast.district_leader, c.reviewer):
        with pytest.raises(PermissionDenied):
            build.issued(by, made)


@pytest.mark.parametrize(
    ("scale", "issue", "sentence"),
    [
        (None, {"number": "", "issuer": None}, "chưa ghi nơi ban hành, số, ký hiệu văn bản."),
        (ScaleSpec("Bộ", (POINTS,), ()), {}, "chưa có mức xếp loại nào."),
        (ScaleSpec("Bộ", (POINTS, BONUS), PASS), {}, "có tiêu chí thưởng nhưng chưa ghi điểm thưởng tối đa."),
        (ScaleSpec("Bộ", (POINTS,), PASS, bonus_cap=Decimal(5)), {}, "đã ghi điểm thưởng tối đa nhưng không có tiêu chí thưởng."),
        (ScaleSpec("Bộ", (POINTS,), (GradeSpec("Tốt", Decimal("10.01")),)), {}, "có mức xếp loại cao hơn tổng điểm tối đa."),
        (ScaleSpec("Bộ", (replace(POINTS, bands=(BandSpec(Decimal(5), Decimal(10), "a"), BandSpec(Decimal(0), Decimal(6), "b"))),), PASS), {}, "tiêu chí 1: các mức điểm chồng lên nhau."),
    ],
)  # fmt: skip
def test_what_is_missing_stands_in_the_way(c, scale, issue, sentence):
    made = drafted(c, scale, **issue)
    assert missing(made) == f"Chưa ban hành được: {sentence}"
    with pytest.raises(ValidationError):
        build.issued(c.officer, made)


def test_a_draft_is_dropped_and_the_log_keeps_what_it_said(c):
    made = drafted(c)
    services.drop_criteria_set(by=c.officer, criteria_set=made)
    assert not CriteriaSet.objects.filter(pk=made.pk).exists()


def chosen(c, **days):
    round = build.open_round(c.officer, c.plan, name=f"Đợt {uuid4()}", **days)
    return round.collective_set


def test_a_draft_is_used_by_no_round(c):
    drafted(c)
    assert chosen(c) == c.sets[0]


def test_the_set_of_the_level_goes_before_a_newer_one_for_every_level(c):
    own = build.issued(c.officer, drafted(c, level=c.tree.district_level))
    build.issued(c.officer, drafted(c))
    build.issued(c.officer, drafted(c, level=c.tree.commune_level))
    assert chosen(c) == own


@pytest.mark.parametrize(("first", "end", "is_used"), [(0, 1, True), (1, None, False), (-5, 0, False), (0, None, True)])
def test_validity_counts_its_first_day_and_not_the_day_it_ends(c, first, end, is_used):
    today = timezone.localdate()
    valid_to = None if end is None else today + timedelta(days=end)
    made = build.issued(c.officer, drafted(c, valid_from=today + timedelta(days=first), valid_to=valid_to))
    assert chosen(c) == (made if is_used else c.sets[0])


def test_a_draft_is_seen_by_the_desks_over_the_plan_alone(c):
    made = drafted(c)
    people = {"officer": c.officer, "leader": c.cast.district_leader, "province": c.cast.province_officer,
              "commune": c.cast.commune_officer, "reviewer": c.reviewer, "registrant": c.cast.registrant}  # fmt: skip
    seen = {name for name, one in people.items() if CriteriaSet.objects.visible_to(one).filter(pk=made.pk).exists()}
    assert seen == {"officer", "leader", "province"}
    assert CriteriaSet.objects.visible_to(c.cast.registrant).filter(pk=c.sets[0].pk).exists()


def test_comparing_tells_what_was_added_removed_changed():
    old = ScaleSpec(
        "Bộ", (POINTS, CriterionSpec("Có chủ thể", Decimal(5)), CriterionSpec("Sáng tạo", Decimal(5))), PASS
    )
    new = ScaleSpec(
        "Bộ", (BONUS, replace(POINTS, max_points=Decimal(12)), CriterionSpec("Có chủ thể", Decimal(5))), PASS
    )
    told = [(change.name, change.what, [part.label for part in change.parts]) for change in compare(old, new)]
    assert told == [
        ("Bộ tiêu chí", SAME, []),
        ("Nhân rộng", ADDED, ["Tên tiêu chí", "Điểm tối đa", "Cách chấm"]),
        ("Hiệu quả", CHANGED, ["Điểm tối đa"]),
        ("Có chủ thể", SAME, []),
        ("Sáng tạo", REMOVED, ["Tên tiêu chí", "Điểm tối đa", "Cách chấm"]),
    ]


def read(content: bytes, kind: str = Kind.COLLECTIVE):
    lines = read_table(ContentFile(content, name="bo.xlsx"), HEADINGS, multiline=True)
    return read_scale(lines, kind)


@pytest.mark.parametrize(("scale", "kind"), [(COLLECTIVE, Kind.COLLECTIVE), (INDIVIDUAL, Kind.INDIVIDUAL)])
def test_what_goes_out_comes_in_again(scale, kind):
    assert read(workbook_of(scale, kind), kind).scale() == scale


LINE = st.text("ABĂâđêôơư =+-@'\"0123456789", min_size=1, max_size=30).map(str.strip).filter(bool)
HUNDREDTHS = st.integers(1, 99_900).map(lambda n: Decimal(n) / 100)


@settings(max_examples=15, deadline=None)
@given(names=st.lists(LINE, min_size=1, max_size=5), points=HUNDREDTHS, lower=HUNDREDTHS, guidance=LINE)
def test_no_text_becomes_a_formula_and_none_is_lost(names, points, lower, guidance):
    criteria = tuple(CriterionSpec(" ".join(name.split()), points, guidance) for name in names)
    scale = ScaleSpec("=1+1", criteria, (GradeSpec("Đạt", lower),))
    content = workbook_of(scale, Kind.COLLECTIVE)
    sheet = load_workbook(BytesIO(content)).active
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} == {"s"}
    # A first cell “Tổng” would be a total; the names of this test hold none.
    back = read(content)
    assert (back.problems, back.scale().criteria) == ([], criteria)


def test_the_workbook_prints_readably_across_a_page():
    sheet = load_workbook(BytesIO(workbook_of(COLLECTIVE, Kind.COLLECTIVE))).active
    setup = sheet.page_setup
    assert (setup.orientation, setup.fitToWidth, setup.fitToHeight) == ("landscape", 1, 0)
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.print_title_rows) == (True, "$3:$3")
    # The set itself takes one line; a criterion as many as its bands, which not every program finds by itself.
    assert sheet.row_dimensions[4].height is None
    assert sheet.row_dimensions[5].height >= 15 * len(COLLECTIVE.criteria[0].bands)


def spoiled(**cells) -> bytes:
    """The reference scale with some cells written over."""
    book = load_workbook(BytesIO(workbook_of(COLLECTIVE, Kind.COLLECTIVE)))
    for place, text in cells.items():
        book.active[place] = text
    out = BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ({"D5": "mười"}, "Dòng 5, cột “Điểm”: điểm từ 0 đến 999, tối đa hai chữ số thập phân."),
        ({"D6": "-1"}, "Dòng 6, cột “Điểm”: điểm từ 0 đến 999, tối đa hai chữ số thập phân."),
        ({"D6": ""}, "Dòng 6, cột “Điểm”: ghi điểm tối đa lớn hơn 0."),
        ({"C7": ""}, "Dòng 7, cột “Nội dung”: ghi tên tiêu chí, hoặc xóa hết dòng này."),
        ({"A7": "Tieu chuan"}, "Dòng 7, cột “Loại dòng”: “Tieu chuan” chưa rõ, ghi một trong: “Bộ tiêu chí”, “Tiêu chí”, “Điểm thưởng”, “Điều kiện”, “Xếp loại”."),
        ({"F5": "mười: tốt"}, "Dòng 5, cột “Các mức điểm”: dòng 1 chưa rõ: ghi “13–15: mô tả”, từ điểm thấp đến điểm cao, mô tả tối đa 300 ký tự."),
        ({"G5": "có"}, "Dòng 5, cột “Cần minh chứng riêng”: chỉ điểm thưởng mới cần minh chứng riêng."),
        ({"H5": "chắc"}, "Dòng 5, cột “Chỉ cấp trên chấm”: ghi “có” hoặc để trống."),
        ({"I5": "có"}, "Dòng 9, cột “Xét khi bằng điểm”: chỉ một tiêu chí được xét khi bằng điểm."),
        ({"D11": "90"}, "Dòng 11, cột “Điểm”: hai mức xếp loại không được cùng một điểm."),
        ({"B4": "CÁ NHÂN"}, "Dòng 4, cột “Nhóm”: tệp ghi là bộ tiêu chí “cá nhân”; chọn loại “cá nhân” hoặc chọn tệp khác."),
        ({"A4": "Xếp loại", "D4": "1"}, "Cần đúng một dòng loại “Bộ tiêu chí” ghi tên bộ tiêu chí; hiện có 0."),
    ],
)  # fmt: skip
def test_a_file_is_told_what_is_wrong_by_row_and_column(cells, problem):
    assert read(spoiled(**cells)).problems == [problem]


def sent(c, client, content: bytes, **fields):
    file = ContentFile(content, name="Bộ tiêu chí.xlsx")
    return post(client, url("import_criteria", c.plan.pk), c.officer, kind="collective", file=file, **fields)


def test_a_file_becomes_a_draft_once_however_often_it_is_sent(c, as_position):
    client, token = as_position(c.officer), str(uuid4())
    content = workbook_of(replace(COLLECTIVE, name="Bộ mới"), Kind.COLLECTIVE)
    answers = [sent(c, client, content, token=token) for _ in range(2)]
    made = CriteriaSet.objects.get(name="Bộ mới")
    assert [answer.url for answer in answers] == [url("criteria_set", made.pk)] * 2
    assert (made.version, made.state, made.number) == (2, CriteriaState.DRAFT, c.plan.number)


def test_a_file_with_one_mistake_leaves_nothing_behind(c, as_position):
    answer = sent(c, as_position(c.officer), spoiled(D5="mười"))
    assert answer.status_code == 200
    assert "Tệp có 1 chỗ cần sửa, chưa ghi gì" in answer.text
    assert CriteriaSet.objects.filter(plan=c.plan).count() == 2


def test_a_set_for_persons_never_becomes_one_for_models(c, as_position):
    answer = sent(c, as_position(c.officer), workbook_of(INDIVIDUAL, Kind.INDIVIDUAL))
    assert "tệp ghi là bộ tiêu chí “cá nhân”" in answer.text
    assert CriteriaSet.objects.filter(plan=c.plan).count() == 2


def test_something_else_than_a_workbook_is_told_beside_the_field(c, as_position):
    answer = sent(c, as_position(c.officer), b"not a workbook")
    assert list(answer.context["form"].errors) == ["file"]


def test_the_office_publishes_with_one_button_after_the_starter(c, as_position):
    bare = build.builders.plan(c.tree, c.officer, issuer=c.tree.district_desk, number="34-KH/HU")
    client = as_position(c.officer)
    post(client, url("take_starter", bare.pk), c.officer)
    made = CriteriaSet.objects.get(plan=bare, kind=Kind.COLLECTIVE)
    address = reverse("evaluation:criteria_move", args=[made.pk, workflow.PUBLISH_CRITERIA.slug])
    assert f'href="{address}"' in client.get(url("criteria_set", made.pk)).text
    assert "không sửa được nữa" in client.get(address).text
    answer = post(client, address, c.officer)
    assert told(answer)[-1] == "Đã ban hành bộ tiêu chí. Đợt đánh giá mở từ nay dùng bộ này."
    made.refresh_from_db()
    assert made.state == CriteriaState.PUBLISHED


def test_the_document_is_written_on_the_form(c, as_position):
    made, client = drafted(c), as_position(c.officer)
    data = criteria_fields(client.get(url("edit_criteria", made.pk)))
    data |= {
        "number": "15-HD/BDVHU", "issued_on": "05/03/2026", "level": str(c.tree.district_level.pk),
        "valid_from": "01/01/2026", "last_day": "31/12/2026",
    }  # fmt: skip
    post(client, url("edit_criteria", made.pk), c.officer, **data)
    made.refresh_from_db()
    assert (made.number, made.issued_on, made.level, made.valid_to, made.last_day) == (
        "15-HD/BDVHU", date(2026, 3, 5), c.tree.district_level, date(2027, 1, 1), date(2026, 12, 31),
    )  # fmt: skip
    data["last_day"] = "31/12/2025"
    answer = post(client, url("edit_criteria", made.pk), c.officer, **data)
    assert "Ngày cuối có hiệu lực không được trước ngày đầu." in answer.text


def test_two_versions_are_read_side_by_side(c, as_position, django_assert_max_num_queries):
    copy = services.copy_criteria_set(by=c.officer, criteria_set=c.sets[0], token=uuid4())
    told_by = scale_of(copy)
    first = replace(told_by.criteria[0], guidance="Hướng dẫn viết lại")
    services.correct_criteria_set(
        by=c.officer, criteria_set=copy, scale=replace(told_by, criteria=(first, *told_by.criteria[1:]))
    )
    client = as_position(c.officer)
    client.get("/suc-khoe/")
    with django_assert_max_num_queries(12):
        page = client.get(url("compare_criteria", copy.pk))
    assert [change.what for change in page.context["changes"]] == [SAME, CHANGED, SAME, SAME, SAME, SAME]
    assert "<ins>" in page.text
    # The commune sees the published one alone: nothing to compare it with.
    page = as_position(c.cast.commune_officer).get(url("compare_criteria", c.sets[0].pk))
    assert page.context["other"] is None


def test_a_published_set_is_ended_before_its_day_and_what_used_it_stands(c, as_position):
    one = c.sets[0]
    used, scale = c.round.collective_set, scale_of(one)
    client, day = as_position(c.officer), timezone.localdate()
    here = reverse("evaluation:criteria_move", args=[one.pk, workflow.END_CRITERIA.slug])
    press = {"position": c.officer.pk, "token": str(uuid4()), "note": "Có bộ mới."}
    late = client.post(here, press | {"ends_on": f"{day - timedelta(days=1):%d/%m/%Y}"})
    assert late.context["form"].errors == {"ends_on": ["Ngày thôi áp dụng không được trước hôm nay."]}
    assert "Có bộ mới." in late.text
    client.post(here, press | {"ends_on": f"{day:%d/%m/%Y}"})
    one.refresh_from_db()
    c.round.refresh_from_db()
    assert (one.valid_to, one.state, c.round.collective_set) == (day, CriteriaState.PUBLISHED, used)
    assert [(event.move, event.note) for event in one.events.order_by("pk")][-1] == ("end_criteria", "Có bộ mới.")
    in_force = CriteriaSet.objects.filter(plan=c.plan, kind=one.kind)
    assert not in_force.in_force_on(day, level=c.round.level_id).exists()
    assert scale_of(one).criteria == scale.criteria
    with pytest.raises(ValidationError, match="đã thôi áp dụng từ ngày"):
        perform(workflow.END_CRITERIA, one, by=c.officer, data={"ends_on": day, "note": "Nữa."}, token=uuid4())


def test_only_the_plans_own_area_is_offered_the_end_of_its_criteria(c, as_position):
    offered = [
        [one.move for one in as_position(who).get(url("criteria_set", c.sets[0].pk)).context["moves"]]
        for who in (c.officer, c.cast.province_officer)
    ]
    assert offered == [[workflow.END_CRITERIA], []]


def test_an_end_is_never_later_than_the_one_written(c):
    one, day = c.sets[0], timezone.localdate()
    for number, refused in ((20, False), (30, True), (20, True), (10, False)):
        data = {"ends_on": day + timedelta(days=number), "note": "Thay đổi."}
        if refused:
            with pytest.raises(ValidationError, match="đã hết hiệu lực từ ngày"):
                perform(workflow.END_CRITERIA, one, by=c.officer, data=data, token=uuid4())
        else:
            perform(workflow.END_CRITERIA, one, by=c.officer, data=data, token=uuid4())
    one.refresh_from_db()
    assert one.valid_to == day + timedelta(days=10)


@pytest.fixture
def next_plan(c):
    """Another plan of the same district, without criteria."""
    return planning.save_plan(by=c.officer, sectors=list(c.plan.sectors.all()), plan=Plan(
        number="34-KH/HU", issued_on=c.plan.issued_on, issuer=c.plan.issuer, issuer_name=c.plan.issuer_name,
        year=c.plan.year, movement=c.plan.movement, theme="Bổ sung", opens_on=c.plan.opens_on, closes_on=c.plan.closes_on,
    ))  # fmt: skip


def test_a_plan_takes_criteria_over_from_another_as_drafts_issued_with_it(c, next_plan, as_position):
    client, here = as_position(c.officer), url("take_over", next_plan.pk)
    assert "Chưa chọn bộ tiêu chí nào." in post(client, here, c.officer).text
    answer = post(client, here, c.officer, sets=[one.pk for one in c.sets])

    assert answer.url == reverse("registrations:plan", args=[next_plan.pk])
    made = CriteriaSet.objects.filter(plan=next_plan).order_by("kind")
    assert [(one.kind, one.number, one.state) for one in made] == [
        (one.kind, "34-KH/HU", CriteriaState.DRAFT) for one in sorted(c.sets, key=lambda one: one.kind)
    ]
    assert {scale_of(one).criteria for one in made} == {scale_of(one).criteria for one in c.sets}
    page = client.get(answer.url).text
    assert all(url("criteria_set", one.pk) in page for one in made)


def test_of_two_sets_for_the_same_one_is_taken(c, next_plan, as_position):
    again = services.copy_criteria_set(by=c.officer, criteria_set=c.sets[0], token=uuid4())
    perform(workflow.PUBLISH_CRITERIA, again, by=c.officer, data={}, token=uuid4())
    answer = post(as_position(c.officer), url("take_over", next_plan.pk), c.officer, sets=[c.sets[0].pk, again.pk])
    assert "chỉ chọn một bộ" in answer.text
    assert not CriteriaSet.objects.filter(plan=next_plan).exists()


def test_drafts_and_the_plans_own_sets_are_not_offered(c, as_position):
    drafted(c)
    page = as_position(c.officer).get(url("take_over", c.plan.pk))
    assert list(page.context["form"].fields["sets"].rows) == []


def test_a_plan_shows_what_one_may_read_of_its_criteria(c, as_position):
    client, here = as_position(c.cast.commune_officer), reverse("registrations:plan", args=[c.plan.pk])
    drafted(c)
    page = client.get(here).text
    # The commune reads what is published; drafts and buttons are the district's.
    assert page.count("/danh-gia/tieu-chi/") == len(c.sets)


def test_offered_as_issuers_are_who_governs_at_the_plans_level_and_above(c, as_position):
    builders.body("Trường THPT Lam Khê", c.tree.district, Line.OTHER)
    page = as_position(c.officer).get(url("edit_criteria", drafted(c).pk))
    offered = list(page.context["form"].issue.fields["issuer"].rows.values())
    assert offered == [c.tree.district_desk, c.tree.province_desk]


def test_who_writes_a_set_down_may_have_issued_it(c):
    assert c.tree.women in issuers_of(c.plan, c.tree.women)


@pytest.mark.parametrize(
    ("bands", "told"),
    [
        ([(13, 15), (9, 13)], ["Từ 13 đến 15", "Từ 9 đến dưới 13"]),
        ([(10, 15), ("0", "9.99")], ["Từ 10 đến 15", "Từ 0 đến 9,99"]),
    ],
)
def test_a_band_ends_below_its_bound_only_where_the_next_begins_there(c, bands, told):
    specs = tuple(BandSpec(Decimal(lower), Decimal(upper), "x") for lower, upper in bands)
    criterion = CriterionSpec("Hiệu quả", Decimal(15), bands=specs)
    made = drafted(c, ScaleSpec("Bộ", (criterion,), PASS))
    assert [band.span for band in made.criteria.get().bands.all()] == told


@pytest.mark.parametrize(
    ("bands", "gaps"),
    [
        ([], ""),
        ([(13, 15), (9, 13), (0, 9)], ""),
        ([(10, 15), (0, "9.99")], ""),
        ([(13, 15), (10, 12), (0, 10)], "trên 12 đến dưới 13"),
        ([(10, 13), (5, 8)], "dưới 5; trên 8 đến dưới 10; trên 13"),
    ],
)
def test_points_of_which_no_band_speaks_are_told(bands, gaps):
    specs = [BandSpec(Decimal(lower), Decimal(upper), "x") for lower, upper in bands]
    assert gaps_in(specs, Decimal(15)) == gaps


def test_gaps_stand_beside_the_bands_of_a_draft_and_before_it_is_published(c, as_position):
    bands = (BandSpec(Decimal(6), Decimal(10), "a"), BandSpec(Decimal(0), Decimal(4), "b"))
    made = drafted(c, ScaleSpec("Bộ", (replace(POINTS, bands=bands),), PASS))
    client, told = as_position(c.officer), "hưa có mức nào cho điểm trên 4 đến dưới 6"
    pages = [reverse("evaluation:criteria_set", args=[made.pk])]
    pages.append(reverse("evaluation:criteria_move", args=[made.pk, workflow.PUBLISH_CRITERIA.slug]))
    assert [told in client.get(one).text for one in pages] == [True, True]
    build.issued(c.officer, made)
    assert told not in client.get(pages[0]).text
