"""Kiểm tra, khảo sát and đôn đốc: from the plan to the settled recommendation, from the question to the answer."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.enums import Role
from common.models import AuditRecord
from registrations.enums import Kind, State
from registrations.following import rights, workflow
from registrations.following.enums import RecommendationState
from registrations.following.services import inspections, urgings
from registrations.models import Inspection, Recommendation, Registration, Urging, Visit
from tests import builders
from tests.documents.test_word import words_of_docx
from tests.registrations.following import day, guard, held, inspection_of, move, shown
from units.models import Unit

PLANNED = {
    "subject": "Kiểm tra giữa năm", "plan_number": "45/KH-UBND", "head": "Hà Văn Thuấn, Chủ tịch UBND xã",
    "members": "Bùi Văn Chắt, Mặt trận\nVũ Thị Ngần, Hội Phụ nữ", "secretary": "Mai Thị Lựu",
}  # fmt: skip


def planned(position, **changes):
    return PLANNED | {"plan_date": shown(-5), "starts_on": shown(-1)} | changes | guard(position)


@pytest.fixture
def model(tree, cast, plan):
    return held(tree, cast, plan)


def test_an_inspection_is_written_from_plan_to_minutes(as_position, cast, model):
    by, officer = cast.commune_officer, as_position(cast.commune_officer)
    typed = planned(by)
    for _ in range(2):
        answer = officer.post("/dang-ky/theo-doi/kiem-tra/moi/", typed)
    made = Inspection.objects.get()
    address = f"/dang-ky/theo-doi/kiem-tra/{made.pk}/"
    assert answer.headers["Location"] == address
    assert [(one.part, one.name) for one in made.members.all()] == [
        ("head", "Hà Văn Thuấn, Chủ tịch UBND xã"), ("member", "Bùi Văn Chắt, Mặt trận"),
        ("member", "Vũ Thị Ngần, Hội Phụ nữ"), ("secretary", "Mai Thị Lựu"),
    ]  # fmt: skip
    assert (made.desk, made.ends_on) == (cast.commune_officer.unit, day(-1))
    for _ in range(2):
        officer.post(f"{address}noi-den/", {"noi": model.pk} | guard(by))
    officer.post(f"{address}noi-den/?xem=don-vi", {"noi": model.unit_id} | guard(by))
    visit = Visit.objects.get(registration=model)
    assert Visit.objects.count() == 2
    seen = seen_on(officer, f"{address}noi-den/{visit.pk}/")
    officer.post(f"{address}noi-den/{visit.pk}/", {"findings": "Đã làm 300 m."} | seen | guard(by))
    asked = {"text": "Cắm biển báo", "addressee": "thôn Đông", "due_on": shown(10)} | guard(by)
    for _ in range(2):
        officer.post(f"{address}noi-den/{visit.pk}/kien-nghi/", asked)
    assert Recommendation.objects.get().text == "Cắm biển báo"
    concluded = {"conclusion": "Các nơi làm đúng kế hoạch."} | guard(by)
    page = officer.post(f"{address}buoc/ket-luan/", concluded, follow=True)
    assert "Còn nơi đã đến mà chưa ghi nhận xét." in page.content.decode()
    unit_visit = Visit.objects.get(unit=model.unit)
    officer.post(f"{address}noi-den/{unit_visit.pk}/bo/", guard(by))
    officer.post(f"{address}buoc/ket-luan/", concluded | guard(by))
    made.refresh_from_db()
    assert not made.is_open
    pdf = officer.get(f"{address}bien-ban.pdf")
    assert (pdf["Content-Type"], pdf.content[:4]) == ("application/pdf", b"%PDF")
    said = words_of_docx(officer.get(f"{address}bien-ban.docx").content)
    assert [
        one
        for one in ("BIÊN BẢN", "Cắm biển báo", "Các nơi làm đúng kế hoạch.", "TRƯỞNG ĐOÀN", model.code)
        if one not in said
    ] == []
    assert AuditRecord.objects.filter(action="Kết luận", object_id=str(made.pk)).count() == 1


def test_a_visit_to_a_person_is_told_by_the_name_of_the_person(as_position, cast, tree, plan):
    person = held(tree, cast, plan, kind=Kind.INDIVIDUAL, person_name="Phạm Đức Cần")
    made = inspection_of(cast, models=[person])
    officer, address = as_position(cast.commune_officer), f"/dang-ky/theo-doi/kiem-tra/{made.pk}/"
    owner = f"{person.person_title} Phạm Đức Cần, {person.present_unit}"
    assert owner in officer.get(address).content.decode()
    assert f"Điển hình “{person.title}”, {owner}" in words_of_docx(officer.get(f"{address}bien-ban.docx").content)


WRONG = {
    # In days from today: a run may last over midnight.
    "ends before it begins": ({"ends_on": -2}, {"ends_on": ["Ngày cuối không được trước ngày đầu."]}),
    "no head": ({"head": ""}, "head"),
    "plan after the first day": (
        {"plan_date": 0}, {"plan_date": ["Ngày của kế hoạch không được sau ngày đầu kiểm tra."]}
    ),
    "plan to come": (
        {"plan_date": 1, "starts_on": 2}, {"plan_date": ["Ngày này chưa đến."]}
    ),
    "no such day": ({"plan_date": "32/01/2026"}, "plan_date"),
    "a long member": ({"members": "x" * 201}, {"members": ["Mỗi thành viên viết trên một dòng, không quá 200 chữ."]}),
    "too many": ({"members": "\n".join(["A"] * 31)}, {"members": ["Đoàn ghi nhiều nhất 30 thành viên."]}),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_inspection_is_refused_beside_its_field(as_position, cast, plan, case):
    wrong, errors = WRONG[case]
    changes = {name: shown(value) if isinstance(value, int) else value for name, value in wrong.items()}
    page = as_position(cast.commune_officer).post(
        "/dang-ky/theo-doi/kiem-tra/moi/", planned(cast.commune_officer, **changes)
    )
    told = page.context["form"].errors
    assert (list(told) == [errors]) if isinstance(errors, str) else (told == errors)
    assert "Kiểm tra giữa năm" in page.content.decode() and not Inspection.objects.exists()


def seen_on(client, address) -> dict:
    return {"seen": client.get(address).context["seen"]}


def test_what_somebody_else_wrote_into_an_inspection_meanwhile_is_not_lost(as_position, cast, model):
    made = inspection_of(cast, models=[model], conclude=False)
    by, address = cast.commune_officer, f"/dang-ky/theo-doi/kiem-tra/{made.pk}/sua/"
    client = as_position(by)
    first = planned(by, ends_on=shown(), conclusion="Chị Lương kết luận.") | seen_on(client, address)
    later = first | {"conclusion": "Chị Lựu kết luận.", "members": ""}
    assert client.post(address, first).status_code == 302
    assert client.post(address, first).status_code == 302, "pressed twice"
    refused = client.post(address, later)
    text = refused.content.decode()
    assert refused.status_code == 409 and "Chị Lương kết luận." in text and "Chị Lựu kết luận." in text
    assert [label for label, _, _ in refused.context["differences"]] == ["Thành viên", "Kết luận chung"]
    made.refresh_from_db()
    assert (made.conclusion, made.members.count()) == ("Chị Lương kết luận.", 4)
    assert client.post(address, later | {"seen": refused.context["seen"]}).status_code == 302
    made.refresh_from_db()
    assert (made.conclusion, made.members.count()) == ("Chị Lựu kết luận.", 2)


def test_findings_written_meanwhile_are_not_lost(as_position, cast, model):
    made = inspection_of(cast, models=[model], conclude=False)
    visit = made.visits.get()
    by, address = cast.commune_officer, f"/dang-ky/theo-doi/kiem-tra/{made.pk}/noi-den/{visit.pk}/"
    client = as_position(by)
    typed = {"findings": "Của tôi"} | seen_on(client, address) | guard(by)
    inspections.write_findings(by=cast.commune_clerk, visit=visit, findings="Của văn thư")
    refused = client.post(address, typed)
    assert refused.status_code == 409
    assert refused.context["differences"] == [("Nhận xét", "Của tôi", "Của văn thư")]
    again = client.post(address, typed | {"findings": ""})
    assert again.context["seen"] == typed["seen"], "a form that came back for another reason keeps what it saw"
    client.post(address, typed | {"seen": refused.context["seen"]})
    visit.refresh_from_db()
    assert visit.findings == "Của tôi"


def test_nothing_is_told_before_the_conclusion_and_nothing_changed_after_it(as_position, cast, model):
    made = inspection_of(cast, models=[model], conclude=False)
    owner = as_position(cast.registrant)
    assert "Cắm biển báo" not in owner.get(f"/dang-ky/{model.code}/theo-doi/?xem=kiem-tra").content.decode()
    assert not Recommendation.objects.visible_to(cast.registrant).exists()
    move(workflow.CONCLUDE, made, cast.commune_officer)
    owner = as_position(cast.registrant)
    assert "Cắm biển báo" in owner.get(f"/dang-ky/{model.code}/theo-doi/?xem=kiem-tra").content.decode()
    visit = made.visits.get()
    with pytest.raises(ValidationError, match="đã kết luận"):
        inspections.write_findings(by=cast.commune_officer, visit=visit, findings="Khác")
    with pytest.raises(ValidationError, match="đã kết luận"):
        inspections.drop_recommendation(by=cast.commune_officer, recommendation=visit.recommendations.get())


def test_a_recommendation_is_reported_fixed_asked_again_and_settled(as_position, cast, model):
    inspection_of(cast, models=[model])
    asked = Recommendation.objects.get()
    address = f"/dang-ky/theo-doi/kien-nghi/{asked.pk}/buoc/"
    owner = as_position(cast.registrant)
    page = owner.post(f"{address}bao-da-khac-phuc/", {"note": ""} | guard(cast.registrant))
    assert "note" in page.context["form"].errors
    answer = owner.post(f"{address}bao-da-khac-phuc/", {"note": "Đã cắm 2 biển."} | guard(cast.registrant))
    assert answer.headers["Location"] == f"/dang-ky/{model.code}/theo-doi/?xem=kiem-tra"
    officer = as_position(cast.commune_officer)
    officer.post(
        f"{address}yeu-cau-khac-phuc-tiep/", {"note": "Thiếu 1", "due_on": shown(30)} | guard(cast.commune_officer)
    )
    asked.refresh_from_db()
    assert (asked.state, asked.due_on) == (RecommendationState.OPEN, day(30))
    officer.post(f"{address}xac-nhan-da-khac-phuc/", {"note": ""} | guard(cast.commune_officer))
    asked.refresh_from_db()
    told = [(one.source, one.target, one.note) for one in asked.events.all()]
    assert told == [("open", "fixed", "Đã cắm 2 biển."), ("fixed", "open", "Thiếu 1"), ("open", "settled", "")]
    assert not Recommendation.objects.waiting().exists()


def test_what_is_late_is_said_and_counted(as_position, cast, model):
    inspection_of(cast, models=[model], asks=("Một", "Hai"))
    Recommendation.objects.filter(text="Một").update(due_on=day(-1))
    late = Recommendation.objects.get(text="Một")
    assert (late.standing, late.tone, list(Recommendation.objects.overdue_on(day()))) == (
        "Chưa khắc phục, quá hạn",
        "back",
        [late],
    )
    row = as_position(cast.commune_officer).get("/dang-ky/theo-doi/kiem-tra/").context["page"].rows[0]
    assert (row.places, row.waiting, row.late) == (1, 2, 1)
    shown_to = as_position(cast.registrant).get("/dang-ky/theo-doi/?xem=kien-nghi").context["page"]
    assert [one.text for one in shown_to] == ["Một", "Hai"]


def test_a_unit_that_was_visited_as_such_answers_from_the_list(as_position, cast, tree, model):
    inspection_of(cast, units=[tree.village])
    asked = Recommendation.objects.get()
    assert not Recommendation.objects.visible_to(cast.women_registrant).exists()
    page = as_position(cast.registrant).get("/dang-ky/theo-doi/?xem=kien-nghi").content.decode()
    assert f"/dang-ky/theo-doi/kien-nghi/{asked.pk}/buoc/bao-da-khac-phuc/" in page
    move(workflow.REPORT_FIXED, asked, cast.registrant, note="Đã làm.")
    assert asked.state == RecommendationState.FIXED


def test_opening_again_is_refused_once_somebody_answered(cast, model):
    made = inspection_of(cast, models=[model])
    move(workflow.REOPEN, made, cast.commune_officer, note="Ghi nhầm.")
    assert made.is_open
    move(workflow.CONCLUDE, made, cast.commune_officer)
    move(workflow.REPORT_FIXED, Recommendation.objects.get(), cast.registrant, note="Xong.")
    with pytest.raises(ValidationError, match="không mở lại được"):
        move(workflow.REOPEN, made, cast.commune_officer, note="Sửa.")


def test_a_clerk_types_and_does_not_conclude(cast, model):
    made = inspection_of(cast, models=[model], conclude=False, by=cast.commune_clerk)
    with pytest.raises(PermissionDenied):
        move(workflow.CONCLUDE, made, cast.commune_clerk)
    move(workflow.CONCLUDE, made, cast.commune_officer)


def test_another_desk_neither_writes_nor_reads_what_lies_beside_it(cast, model):
    made = inspection_of(cast, models=[model], conclude=False)
    assert not Inspection.objects.visible_to(cast.other_commune_officer).exists()
    assert Inspection.objects.visible_to(cast.district_leader).exists()
    for other in (cast.district_officer, cast.other_commune_officer, cast.commune_leader):
        with pytest.raises(PermissionDenied):
            inspections.add_visit(by=other, inspection=made, registration=model)


@pytest.fixture
def cluster_officer(tree):
    """An officer of the district's desk for one commune of it."""
    return builders.position(Role.OFFICER, tree.district_desk, areas=[tree.commune])


def test_an_officer_of_a_cluster_opens_what_he_wrote_down(as_position, cast, cluster_officer, model):
    client = as_position(cluster_officer)
    page = client.post("/dang-ky/theo-doi/kiem-tra/moi/", planned(cluster_officer), follow=True)
    made = Inspection.objects.get()
    assert (page.status_code, page.context["inspection"], page.context["may_write"]) == (200, made, True)
    assert [one.pk for one in client.get("/dang-ky/theo-doi/kiem-tra/").context["page"]] == [made.pk]


def test_places_outside_the_areas_of_the_reader_are_counted_and_not_named(
    as_position, cast, tree, cluster_officer, model
):
    made = inspection_of(cast, models=[model], units=[tree.village], conclude=False, by=cast.district_officer)
    there = inspections.add_visit(by=cast.district_officer, inspection=made, unit=tree.other_commune)
    inspections.write_findings(by=cast.district_officer, visit=there, findings="Chuyện của xã bên.")
    page = as_position(cluster_officer).get(f"/dang-ky/theo-doi/kiem-tra/{made.pk}/")
    text = page.content.decode()
    assert (len(page.context["visits"]), page.context["outside"]) == (2, 1)
    assert "Và 1 nơi ngoài phạm vi của đồng chí." in text and "Chuyện của xã bên." not in text
    client = as_position(cluster_officer)
    assert client.get(f"/dang-ky/theo-doi/kiem-tra/{made.pk}/noi-den/{there.pk}/").status_code == 404
    move(workflow.CONCLUDE, made, cast.district_officer)
    seen = [Visit.objects.visible_to(who).count() for who in (cluster_officer, cast.district_officer, cast.registrant)]
    assert seen == [2, 3, 2]
    pdf = as_position(cluster_officer).get(f"/dang-ky/theo-doi/kiem-tra/{made.pk}/bien-ban.pdf")
    assert pdf.content[:4] == b"%PDF"


def test_a_recommendation_is_told_where_its_place_lies(cast, tree, cluster_officer):
    inspection_of(cast, units=[tree.village, tree.other_commune], by=cast.district_officer)
    people = (
        cast.district_officer,
        cluster_officer,
        cast.registrant,
        cast.other_commune_officer,
        cast.province_officer,
    )
    counts = [Recommendation.objects.visible_to(who).count() for who in people]
    assert counts == [2, 1, 1, 1, 2]


def test_only_confirmed_models_in_sight_are_visited(cast, tree, plan, model):
    made = inspection_of(cast, models=[model], conclude=False)
    waiting = builders.submitted(cast.registrant, plan, levels=[tree.commune_level])
    for target in ({"registration": waiting}, {"unit": tree.far_village}, {}):
        with pytest.raises(PermissionDenied):
            inspections.add_visit(by=cast.commune_officer, inspection=made, **target)


# Urgings


def urge(cast, tree, **changes):
    given = {
        "by": cast.commune_leader,
        "unit": tree.village,
        "asked": "Báo tiến độ",
        "due_on": day(5),
        "token": uuid4(),
    }
    return urgings.urge(**given | changes)


def test_a_leader_asks_and_the_unit_answers_once(as_position, cast, tree, model):
    typed = {"asked": "Báo tiến độ trước 15/8", "due_on": shown(5)} | guard(cast.commune_leader)
    leader = as_position(cast.commune_leader)
    for _ in range(2):
        answer = leader.post(f"/dang-ky/theo-doi/don-doc/moi/?ho-so={model.code}", typed)
    one = Urging.objects.get()
    assert (answer.headers["Location"], one.registration, one.unit) == (
        f"/dang-ky/{model.code}/theo-doi/?xem=kiem-tra", model, tree.village,
    )  # fmt: skip
    owner = as_position(cast.registrant)
    assert "Báo tiến độ trước 15/8" in owner.get(f"/dang-ky/{model.code}/theo-doi/?xem=kiem-tra").content.decode()
    reply = {"text": "Đã xong 300 m.", "name": "Lê Thị Thoa"} | guard(cast.registrant)
    for _ in range(2):
        owner.post(f"/dang-ky/theo-doi/don-doc/{one.pk}/tra-loi/", reply)
    one.refresh_from_db()
    assert (one.reply, one.replied_name, one.replied_by) == ("Đã xong 300 m.", "Lê Thị Thoa", cast.registrant)
    assert AuditRecord.objects.filter(action="Trả lời đôn đốc").count() == 1
    assert list(as_position(cast.commune_leader).get("/dang-ky/theo-doi/?xem=don-doc").context["page"]) == []


def test_the_unanswered_stand_first_and_what_is_late_is_said(as_position, cast, tree):
    first, answered = (urge(cast, tree, asked=asked, due_on=day()) for asked in ("Trả lời trước", "Đã trả lời"))
    for one in (first, answered):
        urgings.reply(by=cast.registrant, urging=one, text="Xong.", name="Thoa")
    late = urge(cast, tree, asked="Quá hạn")
    Urging.objects.filter(pk=late.pk).update(due_on=day(-2))
    page = as_position(cast.commune_leader).get("/dang-ky/theo-doi/don-doc/")
    assert [one.asked for one in page.context["page"]] == ["Quá hạn", "Đã trả lời", "Trả lời trước"]
    assert "quá hạn" in page.content.decode()
    with pytest.raises(ValidationError, match="đã có trả lời"):
        urgings.reply(by=cast.registrant, urging=answered, text="Khác.", name="Thoa")


@pytest.mark.parametrize("who", ["registrant", "commune_clerk", "other_commune_officer"])
def test_only_those_in_charge_urge(cast, tree, who):
    with pytest.raises(PermissionDenied):
        urge(cast, tree, by=getattr(cast, who))


def test_whom_to_urge_is_looked_for_by_name_and_then_asked(as_position, cast, tree):
    leader, address = as_position(cast.commune_leader), "/dang-ky/theo-doi/don-doc/moi/"
    found = leader.get(f"{address}?tim=hoi+phu+nu")
    assert [one.pk for one in found.context["page"]] == [tree.women.pk]
    assert f'href="?don-vi={tree.women.pk}"' in found.content.decode() and "<select" not in found.content.decode()
    typed = {"asked": "Báo cáo", "due_on": shown(3)} | guard(cast.commune_leader)
    leader.post(f"{address}?don-vi={tree.women.pk}", typed)
    assert Urging.objects.get().unit == tree.women
    for elsewhere in (tree.far_village.pk, "x"):
        assert leader.get(f"{address}?don-vi={elsewhere}").status_code == 404


def test_a_front_officer_urges_and_inspects_the_fronts_lines(as_position, cast, tree, plan, model):
    front, women = cast.commune_front, builders.confirmed(
        cast.women_registrant, plan, cast.commune_officer, levels=[tree.commune_level]
    )  # fmt: skip
    assert (rights.urges(front, tree.village), rights.urges(front, model.present_unit, model)) == (False, False)
    assert (rights.urges(front, tree.women), rights.urges(front, women.present_unit, women)) == (True, True)
    with pytest.raises(PermissionDenied):
        urge(cast, tree, by=front)
    made = inspection_of(cast, models=[women], units=[tree.women], conclude=False, by=front)
    for place in ({"registration": model}, {"unit": tree.village}):
        with pytest.raises(PermissionDenied):
            inspections.add_visit(by=front, inspection=made, **place)
    address = f"/dang-ky/theo-doi/kiem-tra/{made.pk}/noi-den/"
    client = as_position(front)
    assert [one.pk for one in client.get(address).context["page"]] == [women.pk]
    offered = {one.pk for one in client.get(f"{address}?xem=don-vi").context["page"]}
    assert tree.women.pk in offered and tree.village.pk not in offered


def test_where_the_front_is_the_desk_it_works_for_every_line(cast, tree):
    front = builders.position(Role.FRONT, tree.commune_desk)
    assert rights.urges(front, tree.village) and rights.inspects_place(front, unit=tree.village)
    assert not rights.urges(front, tree.far_village)


def test_an_urging_is_not_due_before_it_is_written(as_position, cast, tree):
    typed = {"asked": "Báo cáo", "due_on": shown(-1)} | guard(cast.commune_leader)
    page = as_position(cast.commune_leader).post(f"/dang-ky/theo-doi/don-doc/moi/?don-vi={tree.village.pk}", typed)
    assert page.context["form"].errors == {"due_on": ["Hạn không được trước hôm nay."]}
    with pytest.raises(ValidationError):
        urge(cast, tree, due_on=day(-1))


def test_the_following_needs_no_state_of_its_own(cast, model):
    """Whatever is inspected or asked, the registration stays as it was."""
    inspection_of(cast, models=[model])
    assert Registration.objects.get(pk=model.pk).state == State.CONFIRMED


@pytest.fixture
def visited(cast, model):
    made = inspection_of(cast, models=[model], asks=(), conclude=False)
    return made.visits.get()


def ask(client, by, visit, **typed):
    address = f"/dang-ky/theo-doi/kiem-tra/{visit.inspection_id}/noi-den/{visit.pk}/kien-nghi/"
    return client.post(address, {"text": "Cấp kinh phí", "due_on": shown(10)} | typed | guard(by))


def concluded(cast, visit):
    move(workflow.CONCLUDE, visit.inspection, cast.commune_officer)
    return visit.recommendations.get()


def test_what_is_recommended_to_a_unit_stands_at_that_unit_alone(as_position, tree, cast, visited):
    ask(as_position(cast.commune_officer), cast.commune_officer, visited, asked_unit=tree.commune_desk.pk)
    one = concluded(cast, visited)
    assert (one.asked_unit, one.addressee) == (tree.commune_desk, str(tree.commune_desk))
    said = "Khắc phục kiến nghị: Cấp kinh phí"
    assert said in as_position(cast.commune_officer).get("/").content.decode()
    assert said not in as_position(cast.registrant).get("/").content.decode()
    assert [rights.answers_for(by, one) for by in (cast.commune_officer, cast.registrant, cast.other_registrant)] == [
        True, False, False,
    ]  # fmt: skip


def test_a_unit_that_does_not_see_the_model_finds_and_answers_what_is_asked_of_it(as_position, tree, cast, visited):
    ask(as_position(cast.commune_officer), cast.commune_officer, visited, asked_unit=tree.women.pk)
    one = concluded(cast, visited)
    women, address = as_position(cast.women_registrant), f"/dang-ky/theo-doi/kien-nghi/{one.pk}/"
    assert "Khắc phục kiến nghị: Cấp kinh phí" in women.get("/").content.decode()
    page = women.get("/dang-ky/theo-doi/?xem=kien-nghi").content.decode()
    assert ("Cấp kinh phí" in page, f"/dang-ky/{visited.registration.code}/" in page) == (True, False)
    answer = women.post(f"{address}buoc/bao-da-khac-phuc/", {"note": "Đã cấp."} | guard(cast.women_registrant))
    one.refresh_from_db()
    assert (answer.status_code, one.state) == (302, RecommendationState.FIXED)
    assert as_position(cast.other_registrant).get(f"{address}buoc/bao-da-khac-phuc/").status_code == 404


def test_a_recommendation_names_a_unit_or_somebody_else(as_position, tree, cast, visited):
    officer, by = as_position(cast.commune_officer), cast.commune_officer
    both = ask(officer, by, visited, asked_unit=tree.village.pk, addressee="Công ty Sông Lam")
    neither = ask(officer, by, visited, asked_unit="", addressee=" ")
    beyond = ask(officer, by, visited, asked_unit=tree.far_village.pk)
    assert [list(page.context["form"].errors) for page in (both, neither, beyond)] == [
        ["addressee"], ["addressee"], ["asked_unit"],
    ]  # fmt: skip
    assert "Công ty Sông Lam" in both.content.decode()
    ask(officer, by, visited, addressee="Công ty Sông Lam")
    one = visited.recommendations.get()
    assert (one.asked_unit, one.addressee) == (None, "Công ty Sông Lam")


def test_who_answers_for_the_place_stands_first_among_those_asked(as_position, tree, cast, visited):
    # Whatever their keys are.
    Unit.objects.filter(pk=tree.village.pk).update(path=tree.commune.path + "999999/")
    address = f"/dang-ky/theo-doi/kiem-tra/{visited.inspection_id}/noi-den/{visited.pk}/kien-nghi/"
    field = as_position(cast.commune_officer).get(address).context["form"].fields["asked_unit"]
    (empty, _label), (heading, first), *areas = field.choices
    named = [label for _key, label in first]
    assert (empty, heading, named[0]) == ("", "Nơi đoàn đến và cấp trên của nơi đó", str(tree.village))
    above = [tree.commune, tree.commune_desk, tree.district, tree.district_desk, tree.province, tree.province_desk]
    assert sorted(named[1:]) == sorted(str(one) for one in above)
    assert not set(named) & {label for _area, units in areas for _key, label in units}
    assert str(tree.women) in {label for _area, units in areas for _key, label in units}


def test_the_conclusion_is_asked_for_with_what_is_written(as_position, cast, model):
    made = inspection_of(cast, models=[model], conclude=False)
    Inspection.objects.filter(pk=made.pk).update(conclusion="Đường hoa còn tốt.")
    officer, address = as_position(cast.commune_officer), f"/dang-ky/theo-doi/kiem-tra/{made.pk}/buoc/ket-luan/"
    assert "Đường hoa còn tốt." in officer.get(address).content.decode()
    refused = officer.post(address, {"conclusion": " "} | guard(cast.commune_officer))
    assert refused.context["form"].errors == {"conclusion": ["Ghi kết luận chung của đoàn."]}


def test_what_is_asked_again_stands_where_the_unit_answers(as_position, cast, tree, model):
    inspection_of(cast, models=[model])
    one, owner = Recommendation.objects.get(), as_position(cast.registrant)
    move(workflow.REPORT_FIXED, one, cast.registrant, note="Đã cắm một biển.")
    move(workflow.ASK_AGAIN, one, cast.commune_officer, note="Còn thiếu hai biển.", due_on=day(5))
    form = owner.get(f"/dang-ky/theo-doi/kien-nghi/{one.pk}/buoc/bao-da-khac-phuc/").content.decode()
    listed = owner.get("/dang-ky/theo-doi/?xem=kien-nghi").content.decode()
    officer = cast.commune_officer.user.full_name
    for page in (form, listed):
        assert ("Còn thiếu hai biển." in page, officer in page) == (True, True)
    assert "Đã cắm một biển." in form
    lines = [line for place in owner.get("/").context["work"] for line in place.lines]
    assert any("yêu cầu khắc phục tiếp: Còn thiếu hai biển." in line.note for line in lines)


def test_what_is_asked_of_a_unit_leads_to_its_inspection(as_position, cast, tree):
    made = inspection_of(cast, units=[tree.village])
    listed = as_position(cast.commune_officer).get("/dang-ky/theo-doi/?xem=kien-nghi").content.decode()
    assert f'<a href="/dang-ky/theo-doi/kiem-tra/{made.pk}/">Cắm biển báo</a>' in listed
    assert "/kiem-tra/" not in as_position(cast.registrant).get("/dang-ky/theo-doi/?xem=kien-nghi").content.decode()
