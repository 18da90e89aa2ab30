"""The pages: the right person, the wrong role, the stranger; what is typed, kept and told."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse

from accounts.enums import Role
from common import installation
from evaluation import services, workflow
from evaluation.enums import RoundState, SheetState
from evaluation.models import CriteriaSet, Nomination, Round, Score, Sheet
from evaluation.scales import scale_of
from tests import builders
from tests.evaluation import builders as build
from tests.registrations.following import inspection_of

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"evaluation:{name}", args=args)


def post(client, address, position, **data):
    return client.post(address, {"position": position.pk, "token": str(uuid4()), **data})


def told(response):
    return [str(message) for message in response.wsgi_request._messages]


def fields(sheet, *values):
    """What the sheet's form posts: every criterion, as typed."""
    criteria = sheet.nomination.criteria_set.criteria.all()
    return {f"tieu-chi-{one.pk}": value for one, value in zip(criteria, values, strict=True)}


def test_a_reviewer_sees_nothing_before_the_round_opens(as_position):
    c = build.council()
    (sheet,) = build.assigned(c)
    client = as_position(c.reviewer)
    statuses = [
        client.get(url(name, key)).status_code
        for name, key in (("round", c.round.pk), ("sheet", sheet.pk), ("nomination", c.nominations[0].pk))
    ]
    assert statuses == [404, 404, 404]


def test_an_officer_opens_a_round(as_position):
    c = build.council(dossiers=0)
    data = {"plan": c.plan.pk, "name": "Đợt cuối năm", "opens_on": "01/12/2026", "last_day": "14/12/2026"}
    response = post(as_position(c.officer), url("new_round"), c.officer, **data)
    round = Round.objects.get(name="Đợt cuối năm")
    assert response.url == url("round", round.pk)
    assert (round.unit, round.level, round.state) == (c.tree.district_desk, c.tree.district_level, RoundState.PREPARING)
    assert told(response) == ["Đã lập đợt đánh giá. Bước tiếp theo: chọn hồ sơ, rồi giao phiếu cho thành viên."]


def test_a_round_that_ends_before_it_begins_keeps_what_was_typed(as_position):
    c = build.council(dossiers=0)
    data = {"plan": c.plan.pk, "name": "<b>Đợt</b>", "opens_on": "15/12/2026", "last_day": "01/12/2026"}
    response = post(as_position(c.officer), url("new_round"), c.officer, **data)
    assert response.context["form"].errors == {"last_day": ["Ngày cuối nhận phiếu không được trước ngày bắt đầu chấm."]}
    assert "&lt;b&gt;Đợt&lt;/b&gt;" in response.text
    assert Round.objects.count() == 1


def test_a_double_click_opens_one_round(as_position):
    c = build.council(dossiers=0)
    client, token = as_position(c.officer), str(uuid4())
    data = {"plan": c.plan.pk, "name": "Đợt cuối năm", "opens_on": "01/12/2026", "last_day": "14/12/2026"}
    places = [post(client, url("new_round"), c.officer, **data, token=token).url for _ in range(2)]
    assert places[0] == places[1]
    assert Round.objects.count() == 2


def test_the_officer_chooses_gives_opens_and_concludes(as_position):
    c = build.council(dossiers=2)
    client = as_position(c.officer)
    page = client.get(url("choose", c.round.pk), {"cap": "moi"})
    assert [one.title for one in page.context["page"]] == ["Mô hình số 1", "Mô hình số 2"]
    post(client, url("choose", c.round.pk), c.officer, chon=[one.pk for one in c.registrations])
    post(client, url("give", c.round.pk), c.officer, **{"tat-ca": c.reviewer.pk})
    post(client, url("round_move", c.round.pk, workflow.OPEN.slug), c.officer)
    for sheet in Sheet.objects.all():
        build.send(sheet)
    response = post(client, url("round_move", c.round.pk, workflow.CONCLUDE.slug), c.officer)
    assert told(response)[-1] == "Đã kết luận. Bảng tổng hợp và kết quả xếp loại từ nay không thay đổi."
    c.round.refresh_from_db()
    assert c.round.state == RoundState.CONCLUDED


def test_choosing_nothing_says_so(as_position):
    c = build.council()
    response = post(as_position(c.officer), url("choose", c.round.pk), c.officer)
    assert told(response) == ["Chưa chọn hồ sơ nào. Hãy đánh dấu các hồ sơ cần đưa vào đợt đánh giá."]


def test_what_is_outside_or_not_effective_is_not_offered(as_position):
    c = build.council(dossiers=0)
    builders.confirmed(c.cast.registrant, c.plan, c.cast.commune_officer, levels=[c.tree.commune_level])
    page = as_position(c.officer).get(url("choose", c.round.pk), {"cap": "moi"})
    assert list(page.context["page"]) == []


def test_one_box_gives_one_sheet(as_position):
    c = build.council(dossiers=2)
    first, _ = build.nominated(c)
    client = as_position(c.officer)
    response = post(client, url("give", c.round.pk), c.officer, giao=[f"{first.pk}-{c.reviewer.pk}", "x-1", "9-9"])
    assert (told(response), Sheet.objects.count()) == (["Đã giao 1 phiếu."], 1)


def test_the_bound_are_shown_with_the_reason_and_refused(as_position):
    c = build.council()
    (nomination,) = build.nominated(c)
    bound = build.reviewer_in(c.tree.district_union, user=c.cast.commune_officer.user)
    client = as_position(c.officer)
    assert "đã xử lý hồ sơ này ở nơi tiếp nhận" in client.get(url("give", c.round.pk)).text
    response = post(client, url("give", c.round.pk), c.officer, giao=[f"{nomination.pk}-{bound.pk}"])
    assert told(response) == [f"Không giao “Mô hình số 1” cho {bound.user}: đã xử lý hồ sơ này ở nơi tiếp nhận."]
    assert Sheet.objects.count() == 0


def test_a_sheet_is_saved_unfinished(as_position):
    c = build.council()
    (sheet,) = build.scoring(c)
    response = post(
        as_position(c.reviewer), url("sheet", sheet.pk), c.reviewer, **fields(sheet, "13,5", "0", "", "", ""), luu=""
    )
    assert response.url == url("sheet", sheet.pk)
    assert re.fullmatch(r"Đã lưu lúc \d\d:\d\d\. Phiếu chưa gửi, còn sửa được\.", told(response)[0])
    assert [str(score.points) for score in sheet.scores.all()] == ["13.50", "0.00"]
    page = as_position(c.reviewer).get(url("sheet", sheet.pk))
    assert (page.context["total"], page.context["missing"]) == (13.5, "còn 3 tiêu chí chưa chấm")


@pytest.mark.parametrize("typed", ["15,01", "-1", "mười", "1,234", "1e1", "9" * 500, "<script>"])
def test_a_score_that_cannot_be_stands_beside_its_field_as_typed(as_position, typed):
    c = build.council()
    (sheet,) = build.scoring(c)
    data = fields(sheet, typed, "10", "", "", "") | {"comment": "Giữ lại lời này"}
    response = post(as_position(c.reviewer), url("sheet", sheet.pk), c.reviewer, **data, luu="")
    form = response.context["form"]
    assert form.errors == {form.rows()[0].field.name: ["Điểm từ 0 đến 15, tối đa hai chữ số thập phân."]}
    assert [row.field.value() for row in form.rows()] == [typed, "10", "", "", ""]
    assert "Giữ lại lời này" in response.text
    # What can be read is kept all the same.
    assert [score.points for score in Score.objects.all()] == [10]


def test_sending_leads_to_the_next_sheet_and_then_to_the_round(as_position):
    c = build.council(dossiers=2)
    first, second = build.scoring(c)
    client = as_position(c.reviewer)
    responses = [
        post(client, url("sheet", sheet.pk), c.reviewer, **fields(sheet, *build.FULL), gui="")
        for sheet in (first, second)
    ]
    assert [response.url for response in responses] == [url("sheet", second.pk), url("round", c.round.pk)]
    assert set(Sheet.objects.values_list("state", flat=True)) == {SheetState.LOCKED}


def test_an_unfinished_sheet_is_saved_but_not_sent(as_position):
    c = build.council()
    (sheet,) = build.scoring(c)
    response = post(
        as_position(c.reviewer), url("sheet", sheet.pk), c.reviewer, **fields(sheet, 15, 15, "", 20, 30), gui=""
    )
    assert response.context["form"].non_field_errors() == ["Còn 1 tiêu chí chưa chấm: 3."]
    sheet.refresh_from_db()
    assert (sheet.state, sheet.scores.count()) == (SheetState.ASSIGNED, 4)


def test_a_double_click_sends_a_sheet_once(as_position):
    c = build.council()
    (sheet,) = build.scoring(c)
    client, token = as_position(c.reviewer), str(uuid4())
    data = fields(sheet, *build.FULL) | {"gui": "", "token": token}
    responses = [post(client, url("sheet", sheet.pk), c.reviewer, **data) for _ in range(2)]
    assert [response.url for response in responses] == [url("round", c.round.pk)] * 2
    assert sheet.events.count() == 1


def test_a_sent_sheet_is_read_only(as_position):
    c = build.council()
    (sheet,) = build.scoring(c)
    build.send(sheet)
    response = post(as_position(c.reviewer), url("sheet", sheet.pk), c.reviewer, **fields(sheet, 1, 1, 1, 1, 1), luu="")
    assert response.context["form"].non_field_errors() == ["Phiếu “Đã gửi” nên không sửa được nữa."]
    assert sheet.scores.first().points == 12


def test_an_officer_does_not_score(as_position):
    c = build.council()
    (sheet,) = build.scoring(c)
    response = post(as_position(c.officer), url("sheet", sheet.pk), c.officer, **fields(sheet, *build.FULL), luu="")
    assert (response.status_code, Score.objects.count()) == (403, 0)


def test_what_is_not_sent_is_shown_to_nobody_else(as_position):
    c = build.council()
    (sheet,) = build.scoring(c)
    services.save_scores(by=c.reviewer, sheet=sheet, answers=build.answers(sheet, "13.37"), comment="Lời riêng")
    page = as_position(c.officer).get(url("sheet", sheet.pk))
    assert (page.context["rows"], page.context["total"]) == ([], None)
    assert "13,37" not in page.text
    assert "Lời riêng" not in page.text


def test_the_log_tells_that_a_sheet_is_scored_and_not_how(as_position):
    c = build.council()
    (sheet,) = build.scoring(c)
    services.save_scores(by=c.reviewer, sheet=sheet, answers=build.answers(sheet, "12.5"), comment="Chưa gửi ai.")
    page = as_position(c.cast.district_leader).get("/nhat-ky/")
    told = [line for line in page.context["lines"] if line.record.action == "Chấm điểm"]
    assert [line.record.after for line in told] == [{"đã ghi": "tiêu chí 1, nhận xét"}]
    assert "Chưa gửi ai." not in page.text


def test_colleagues_stay_hidden_until_the_own_sheet_is_sent(as_position):
    c = build.council()
    mine, theirs = build.scoring(c, c.reviewer, c.other_reviewer)
    build.send(theirs, *build.FULL)
    client = as_position(c.reviewer)
    nomination = c.nominations[0]
    assert client.get(url("sheet", theirs.pk)).status_code == 404
    assert client.get(url("council", c.round.pk)).context["tables"] == []
    hidden = client.get(url("nomination", nomination.pk)).context
    assert (hidden["result"], hidden["sheets"]) == (None, [mine])

    build.send(mine)
    assert client.get(url("sheet", theirs.pk)).status_code == 200
    told = client.get(url("council", c.round.pk)).context
    assert [total for _, total, _ in told["tables"]] == [1]
    assert [line.result.aggregate.mean for line in told["page"]] == [90]
    shown = client.get(url("nomination", nomination.pk)).context
    assert (shown["result"].aggregate.mean, shown["sheets"]) == (90, [mine, theirs])


def test_a_declared_conflict_hides_the_dossier(as_position):
    c = build.council()
    (sheet,) = build.scoring(c)
    client = as_position(c.reviewer)
    missing = post(client, url("sheet_move", sheet.pk, workflow.DECLINE.slug), c.reviewer)
    assert missing.context["form"].errors == {"note": ["Mục này chưa ghi."]}
    response = post(client, url("sheet_move", sheet.pk, workflow.DECLINE.slug), c.reviewer, note="Là em ruột")
    assert response.url == url("rounds")
    sheet.refresh_from_db()
    assert sheet.state == SheetState.DECLINED
    assert client.get(url("nomination", c.nominations[0].pk)).status_code == 404


def test_an_unknown_move_is_not_there(as_position):
    c = build.council()
    assert as_position(c.officer).get(url("round_move", c.round.pk, "xoa")).status_code == 404


def test_a_disabled_move_says_why(as_position):
    c = build.council()
    build.nominated(c)
    assert "Còn 1 hồ sơ chưa giao cho thành viên nào chấm." in as_position(c.officer).get(url("round", c.round.pk)).text


def test_a_registrant_sees_nothing_until_the_publication(as_position):
    c = build.council()
    (sheet,) = build.scoring(c)
    build.send(sheet, *build.FULL)
    client = as_position(c.cast.registrant)
    assert client.get(url("rounds")).context["results"] == []
    assert client.get(url("nomination", c.nominations[0].pk)).status_code == 404
    build.move(c.round, workflow.CONCLUDE, c.officer)
    assert client.get(url("rounds")).context["results"] == []
    build.move(c.round, workflow.PUBLISH_AT_ONCE, c.officer)
    (result,) = client.get(url("rounds")).context["results"]
    assert (result.aggregate.mean, result.verdict) == (100, "Xuất sắc")
    page = client.get(url("nomination", c.nominations[0].pk))
    assert page.context["sheets"] == []
    assert as_position(c.cast.other_registrant).get(url("rounds")).context["results"] == []


def test_the_commune_reads_the_published_result_of_the_district(as_position):
    c = build.council()
    build.published(c)
    client = as_position(c.cast.commune_officer)
    assert client.get(url("nomination", c.nominations[0].pk)).status_code == 200
    assert client.get(url("round", c.round.pk)).status_code == 404


def test_the_front_reads_only_its_own_lines(as_position):
    c = build.council()
    c.registrations.append(
        builders.effective(
            c.cast.women_registrant,
            c.plan,
            c.cast.commune_officer,
            levels=[c.tree.commune_level],
            title="Của Hội Phụ nữ",
        )
    )
    build.scoring(c)
    front = builders.position(Role.FRONT, c.tree.district_union)
    page = as_position(front).get(url("round", c.round.pk))
    assert [one.title for one in page.context["page"]] == ["Của Hội Phụ nữ"]
    # The counts are of the same dossiers, not of all the round.
    assert [row["all"] for row in page.context["progress"]] == [1]
    assert "1 hồ sơ, đã gửi 0 trên 1 phiếu" in as_position(front).get(url("rounds")).text
    assert "2 hồ sơ, đã gửi 0 trên 2 phiếu" in as_position(c.officer).get(url("rounds")).text


def test_the_dossier_tells_which_inspections_went_to_the_model(as_position):
    c = build.council()
    build.scoring(c)
    address = url("nomination", c.nominations[0].pk)
    assert "Chưa có cuộc kiểm tra nào đến mô hình này." in as_position(c.officer).get(address).text
    inspection_of(c.cast, models=c.registrations)
    page = as_position(c.officer).get(address)
    assert "Kiểm tra giữa năm" in page.text and "Lập cuộc kiểm tra" in page.text
    assert "Kiểm tra giữa năm" not in as_position(c.reviewer).get(address).text


def test_a_dossier_is_taken_out_while_preparing(as_position):
    c = build.council()
    (nomination,) = build.nominated(c)
    response = post(as_position(c.officer), url("remove_nomination", nomination.pk), c.officer)
    assert told(response) == ["Đã bỏ “Mô hình số 1” khỏi đợt đánh giá."]
    assert Nomination.objects.count() == 0


def test_another_officer_takes_nothing_out(as_position):
    c = build.council()
    (nomination,) = build.nominated(c)
    by = c.cast.province_officer
    assert post(as_position(by), url("remove_nomination", nomination.pk), by).status_code == 403


def test_attachments_outside_the_scope_are_not_there(as_position):
    c = build.council()
    build.scoring(c)
    assert as_position(c.reviewer).get(url("attachment", c.nominations[0].pk, 1)).status_code == 404


def test_the_reference_scale_is_taken_with_one_button(as_position):
    c = build.council(dossiers=0)
    bare = builders.plan(c.tree, c.officer, issuer=c.tree.district_desk, number="33-KH/HU")
    client = as_position(c.officer)
    for _ in range(2):
        post(client, url("take_starter", bare.pk), c.officer)
    assert CriteriaSet.objects.filter(plan=bare).count() == 2


def test_the_commune_may_not_set_the_criteria_of_the_district(as_position):
    c = build.council(dossiers=0)
    client, by = as_position(c.cast.commune_officer), c.cast.commune_officer
    answers = [
        post(client, url("take_starter", c.plan.pk), by), post(client, url("copy_criteria", c.sets[0].pk), by),
        client.get(url("edit_criteria", c.sets[0].pk)),
    ]  # fmt: skip
    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert client.get(url("criteria_set", c.sets[0].pk)).status_code == 200


def criteria_fields(page):
    """The edit form as a browser would post it unchanged."""
    form, data = page.context["form"], {}
    for part in [form.criteria.management_form, form.grades.management_form, *form.parts()]:
        for field in part:
            value = field.value()
            if value is True:
                data[field.html_name] = "on"
            elif value not in (None, False):
                data[field.html_name] = str(value)
    return data


def unused_set(c):
    return services.copy_criteria_set(by=c.officer, criteria_set=c.sets[0], token=uuid4())


def test_saving_criteria_unchanged_changes_nothing(as_position):
    c = build.council(dossiers=0)
    found = unused_set(c)
    before, client = scale_of(found), as_position(c.officer)
    data = criteria_fields(client.get(url("edit_criteria", found.pk)))
    response = post(client, url("edit_criteria", found.pk), c.officer, **data)
    assert told(response)[-1] == "Đã lưu bản soạn."
    assert scale_of(found) == before


def test_an_office_adjusts_points_thresholds_and_adds_a_condition(as_position):
    c = build.council(dossiers=0)
    found, client = unused_set(c), as_position(c.officer)
    data = criteria_fields(client.get(url("edit_criteria", found.pk)))
    data |= {
        "tieu-chi-0-max_points": "17,5", "xep-loai-3-name": "", "tieu-chi-5-name": "Không có đơn thư vượt cấp",
        "tieu-chi-5-nature": "dieu-kien", "tieu-chi-0-group": "Tổ chức", "tieu-chi-1-group": "Tổ chức",
    }  # fmt: skip
    post(client, url("edit_criteria", found.pk), c.officer, **data)
    scale = scale_of(found)
    assert [(one.name, one.is_gate) for one in scale.criteria][-1] == ("Không có đơn thư vượt cấp", True)
    assert str(scale.criteria[0].max_points) == "17.50"
    assert [one.group for one in scale.criteria] == ["Tổ chức", "Tổ chức", "", "", "", ""]
    assert [grade.name for grade in scale.grades] == ["Xuất sắc", "Tốt", "Khá"]


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("tieu-chi-0-max_points", "nhiều", "Điểm từ 0 đến 999, tối đa hai chữ số thập phân."),
        ("tieu-chi-0-max_points", "0", "Ghi điểm tối đa lớn hơn 0."),
        ("tieu-chi-0-max_points", "10", "Có mức điểm cao hơn điểm tối đa của tiêu chí."),
        ("tieu-chi-0-name", "", "Ghi tên tiêu chí, hoặc xóa hết dòng này."),
        ("tieu-chi-0-bands", "mười: tốt", "Dòng 1 chưa rõ: ghi “13–15: mô tả”, từ điểm thấp đến điểm cao, mô tả tối đa 300 ký tự."),
        ("xep-loai-0-lower", "", "Ghi mức điểm thấp nhất của xếp loại này."),
        ("xep-loai-0-lower", "80", "Hai mức xếp loại không được cùng một điểm."),
        ("name", "", "Mục này chưa ghi."),
    ],
)  # fmt: skip
def test_criteria_that_cannot_be_are_refused_and_kept_as_typed(as_position, field, typed, sentence):
    c = build.council(dossiers=0)
    found, client = unused_set(c), as_position(c.officer)
    before = scale_of(found)
    data = criteria_fields(client.get(url("edit_criteria", found.pk))) | {field: typed, "note": "Giữ lại lời này"}
    response = post(client, url("edit_criteria", found.pk), c.officer, **data)
    assert response.status_code == 200
    assert sentence in response.text
    assert "Giữ lại lời này" in response.text
    assert scale_of(found) == before


def test_criteria_in_use_lead_back_with_a_reason(as_position):
    c = build.council(dossiers=0)
    response = as_position(c.officer).get(url("edit_criteria", c.sets[0].pk))
    assert response.url == url("criteria_set", c.sets[0].pk)
    assert told(response) == ["Bộ tiêu chí đã ban hành; hãy lập phiên bản mới rồi sửa."]


def test_the_home_page_says_what_waits(as_position):
    c = build.council(dossiers=2)
    build.scoring(c)
    page = as_position(c.reviewer).get(reverse("home"))
    assert [line.title for place in page.context["work"] for line in place.lines] == ["2 phiếu chưa gửi"]
    page = as_position(c.officer).get(reverse("home"))
    titles = [line.title for place in page.context["work"] for line in place.lines]
    assert titles == ["Theo dõi chấm điểm: Đánh giá mô hình, cấp huyện"]


COST = {
    "rounds": ("officer", 7), "round": ("officer", 11), "choose": ("officer", 8), "give": ("officer", 10),
    "council": ("officer", 11), "nomination": ("officer", 11), "sheet": ("reviewer", 11), "criteria_list": ("officer", 8),
    "criteria_set": ("officer", 11),
}  # fmt: skip


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("name", COST)
def test_a_page_costs_the_same_whatever_its_length(as_position, name, count, django_assert_num_queries):
    c = build.council(dossiers=count)
    reviewers = [build.reviewer_in(c.tree.district_union) for _ in range(count)]
    sheets = build.scoring(c, c.reviewer, *reviewers)
    for sheet in sheets:
        if sheet.reviewer != c.reviewer:
            build.send(sheet)
    for number in range(count):
        build.effective(c, title=f"Chưa chọn {number}")
    build.open_round(c.officer, c.plan, name="Đợt hai")
    keys = {"sheet": sheets[0].pk, "nomination": c.nominations[0].pk, "criteria_set": c.sets[0].pk}
    address = url(name) if name in {"rounds", "criteria_list"} else url(name, keys.get(name, c.round.pk))
    role, cost = COST[name]
    client = as_position(c.officer if role == "officer" else c.reviewer)
    client.get("/suc-khoe/")  # the first request of a session notes the session
    installation.is_demo()
    with django_assert_num_queries(cost):
        response = client.get(address, {"cap": "moi"})
    assert response.status_code == 200
