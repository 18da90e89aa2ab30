"""Moves and rules of a decision: who makes which, what stands in the way, what publication freezes."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from common.models import AuditRecord
from recognition import services, workflow
from recognition.enums import Act, DecisionState
from recognition.models import Award, CertificatePrint, Decision
from registrations.models import Registration
from tests.recognition import builders as build

pytestmark = pytest.mark.django_db


def may(move, o, decision) -> set[str]:
    people = {name: one for name, one in vars(o.cast).items()}
    return {name for name, one in people.items() if move.allowed(one, decision)}


def test_the_office_prepares_its_leader_signs_its_clerk_numbers():
    o = build.office()
    decision = build.drafted(o)
    assert {move.name: may(move, o, decision) for move in workflow.DECISION_MOVES} == {
        "propose": {"commune_officer"}, "recall": {"commune_officer"}, "drop": {"commune_officer"},
        "sign": {"commune_leader"}, "publish": {"commune_leader"}, "send_back": {"commune_leader"},
        "issue": {"commune_officer", "commune_clerk"}, "take_over": set(),
    }  # fmt: skip


def test_a_decision_without_lines_or_bases_is_not_put_before_the_leader():
    o = build.office()
    empty = build.drafted(o, records=[])
    with pytest.raises(ValidationError, match="chưa có dòng nào"):
        build.move(empty, workflow.PROPOSE, o.officer)
    bare = build.drafted(o)
    bare.bases.all().delete()
    with pytest.raises(ValidationError, match="Chưa ghi căn cứ"):
        build.move(bare, workflow.PROPOSE, o.officer)


def test_leader_signs_and_the_clerk_publishes_under_number_and_day():
    o = build.office(models=2)
    decision = build.proposed(o)
    build.move(decision, workflow.SIGN, o.leader, **build.SIGNED)
    day = timezone.localdate() - timedelta(days=1)
    build.move(decision, workflow.ISSUE, o.clerk, number="45/QĐ-UBND", issued_on=day)

    assert (decision.state, decision.number, decision.issued_on) == (DecisionState.PUBLISHED, "45/QĐ-UBND", day)
    assert (decision.signer_name, decision.signer_title) == ("Hà Văn Thuấn", "Chủ tịch")
    awards = list(decision.awards.order_by("serial"))
    assert [one.serial for one in awards] == [f"001/{day.year}", f"002/{day.year}"]
    assert {one.issued_on for one in awards} == {day}
    assert len({one.code for one in awards}) == 2 and all(len(one.code) == 12 for one in awards)


def test_whoever_drew_it_up_does_not_sign_it():
    o = build.office()
    decision = build.proposed(o)
    o.leader.user = o.officer.user
    o.leader.save()
    for step, data in ((workflow.SIGN, {}), (workflow.PUBLISH, {"number": "1", "issued_on": date.today()})):
        with pytest.raises(ValidationError, match="lãnh đạo khác ký"):
            build.move(decision, step, o.leader, **build.SIGNED, **data)


def test_a_model_is_recognised_once_per_level_and_year():
    o = build.office()
    first, second = build.proposed(o), build.proposed(o)
    build.publish(o, first)
    with pytest.raises(ValidationError, match="“Mô hình số 1” đã được công nhận ở cấp này trong năm"):
        build.publish(o, second, number="46/QĐ-UBND")
    second.refresh_from_db()
    assert (second.state, second.awards.get().issued_on) == (DecisionState.PROPOSED, None)


def test_the_database_too_refuses_a_second_recognition():
    o = build.office()
    build.published(o)
    second = build.drafted(o, records=[])
    award = Award.objects.get()
    award.pk, award.decision, award.code = None, second, "khac"
    with pytest.raises(ValidationError, match="đã được công nhận ở cấp đó trong năm"):
        award.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        award.save()


def test_recognised_ones_are_offered_for_reward_and_no_more_for_recognition():
    o = build.office()
    build.published(o)
    again = build.drafted(o, records=[])
    with pytest.raises(ValidationError, match="không còn đưa vào"):
        services.add_awards(by=o.officer, decision=again, registrations=o.models, names={})
    reward = build.published(o, act=Act.REWARD, number="50/QĐ-UBND", money=1_000_000)
    line = reward.awards.get()
    assert (line.act, line.form, line.money) == (Act.REWARD, "Giấy khen", 1_000_000)


def test_a_model_may_be_recognised_again_after_it_was_taken_back():
    o = build.office()
    award = build.published(o).awards.get()
    taking = build.revoked(o, award)
    award.refresh_from_db()
    assert (award.revoked_by, award.revoked_on, award.is_standing) == (taking, taking.issued_on, False)
    assert build.published(o, number="61/QĐ-UBND").awards.get().is_standing


def test_an_award_is_taken_back_once_and_not_before_it_was_given():
    o = build.office()
    award = build.published(o).awards.get()
    early, late = (build.drafted(o, act=Act.REVOCATION) for _ in range(2))
    for decision in (early, late):
        services.add_revocations(by=o.officer, decision=decision, awards=[award], reason="Ngừng.")
        build.move(decision, workflow.PROPOSE, o.officer)
    with pytest.raises(ValidationError, match="không được trước ngày"):
        build.publish(o, early, number="9/QĐ-UBND", on=award.issued_on - timedelta(days=1))
    build.publish(o, early, number="60/QĐ-UBND", on=timezone.localdate())
    with pytest.raises(ValidationError, match="đã bị thu hồi trước đó"):
        build.publish(o, late, number="61/QĐ-UBND", on=timezone.localdate())


def test_two_decisions_of_an_office_do_not_bear_one_number_in_one_year():
    o = build.office(models=2)
    day = timezone.localdate() - timedelta(days=1)
    first = build.published(o, records=o.models[:1])
    second = build.proposed(o, records=o.models[1:])
    for on in {day, day.replace(month=1, day=1)}:
        with pytest.raises(ValidationError, match=f"đã có quyết định số này trong năm {day.year}"):
            build.publish(o, second, number=first.number, on=on)
    build.publish(o, second, number=first.number, on=day.replace(year=day.year - 1, month=1, day=1))


def test_names_are_those_of_the_day_of_publication():
    o = build.office()
    award = build.published(o).awards.get()
    Registration.objects.update(title="Tên mới")
    o.tree.village.name = o.tree.village.full_name = "thôn Mới"
    o.tree.village.save()
    award.refresh_from_db()
    assert (award.title, award.unit_name) == ("Mô hình số 1", "thôn Đông, xã Minh Lạc")
    assert award.path_then == o.models[0].scope_path


def test_lines_are_changed_only_while_it_is_being_drawn_up():
    o = build.office(models=2)
    decision = build.proposed(o, records=o.models[:1])
    line = decision.awards.get()
    acts = (
        lambda: services.add_awards(by=o.officer, decision=decision, registrations=o.models[1:], names={}),
        lambda: services.correct_award(by=o.officer, award=line, name="Khác"),
        lambda: services.remove_award(by=o.officer, award=line),
        lambda: services.correct_decision(
            by=o.officer, decision=decision, bases=["a"], about="b", proposer="", addressee="", carried_out_by=""
        ),
    )
    for act in acts:
        with pytest.raises(ValidationError, match="đã trình ký"):
            act()


def test_a_dropped_draft_frees_its_lines():
    o = build.office()
    decision = build.drafted(o)
    build.move(decision, workflow.DROP, o.officer)
    assert (decision.state, decision.awards.count()) == (DecisionState.DROPPED, 0)


def test_sent_back_with_a_reason_it_is_a_draft_again():
    o = build.office()
    decision = build.proposed(o)
    build.move(decision, workflow.SIGN, o.leader, **build.SIGNED)
    build.move(decision, workflow.SEND_BACK, o.leader, note="Thiếu căn cứ.")
    assert (decision.state, decision.signer_name) == (DecisionState.DRAFT, "")


def test_one_press_twice_makes_one_decision_and_one_print():
    o = build.office()
    token = uuid4()
    made = {services.draft_decision(by=o.officer, act=Act.RECOGNITION, plan=o.plan, token=token).pk for _ in range(2)}
    assert len(made) == 1 and Decision.objects.count() == 1
    decision = build.published(o)
    for _ in range(2):
        services.log_prints(by=o.clerk, decision=decision, awards=decision.awards.all(), on_blank=False, token=token)
    assert [one.number for one in CertificatePrint.objects.all()] == [1]


def test_a_reprint_says_which_it_is():
    o = build.office()
    decision = build.published(o)
    prints = [
        services.log_prints(
            by=o.clerk, decision=decision, awards=decision.awards.all(), on_blank=False, token=uuid4(), reason="in lệch"
        )
        for _ in range(2)
    ]
    assert [(one.again, one.reason) for (one,) in prints] == [("", ""), ("In lại lần 2", "in lệch")]
    logged = AuditRecord.objects.filter(action="In giấy chứng nhận").order_by("pk")
    assert [one.after.get("lý do in lại") for one in logged] == [None, "in lệch"]


def test_a_reprint_without_a_reason_prints_nobody():
    o = build.office(models=2)
    decision = build.published(o)
    first, second = decision.awards.order_by("pk")
    services.log_prints(by=o.clerk, decision=decision, awards=[first], on_blank=False, token=uuid4())
    with pytest.raises(ValidationError, match=f"Giấy số {first.serial} đã in rồi"):
        services.log_prints(by=o.clerk, decision=decision, awards=[first, second], on_blank=False, token=uuid4())
    assert [one.award for one in CertificatePrint.objects.all()] == [first]


def test_only_the_office_prints_and_only_what_stands():
    o = build.office(models=2)
    decision = build.published(o)
    with pytest.raises(PermissionDenied):
        services.log_prints(
            by=o.cast.district_clerk, decision=decision, awards=decision.awards.all(), on_blank=False, token=uuid4()
        )
    build.revoked(o, decision.awards.first())
    prints = services.log_prints(
        by=o.clerk, decision=decision, awards=decision.awards.all(), on_blank=False, token=uuid4()
    )
    assert len(prints) == 1


def test_consent_is_recorded_of_persons_alone_with_who_and_when():
    o = build.office(persons=1)
    decision = build.published(o)
    model, person = decision.awards.get(kind="collective"), decision.awards.get(kind="individual")
    with pytest.raises(ValidationError, match="Chỉ ghi với cá nhân"):
        services.set_consent(by=o.officer, award=model, agrees=True, how="giấy đồng ý ngày 02/11/2026")
    with pytest.raises(ValidationError, match="đồng ý bằng gì"):
        services.set_consent(by=o.officer, award=person, agrees=True)
    given = services.set_consent(by=o.officer, award=person, agrees=True, how="giấy đồng ý ngày 02/11/2026")
    assert given.consented_by == o.officer and given.consented_at is not None
    taken = services.set_consent(by=o.officer, award=person, agrees=False)
    assert (taken.consented_by, taken.consented_at) == (None, None)
    actions = AuditRecord.objects.filter(kind="recognition.award").order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["Ghi cá nhân đồng ý công khai", "Ghi cá nhân thôi đồng ý công khai"]


def test_the_log_does_not_tell_what_an_unpublished_decision_is_about():
    o = build.office()
    build.drafted(o)
    labels = AuditRecord.objects.filter(kind__startswith="recognition.").values_list("label", flat=True)
    assert set(labels) == {"Quyết định chưa phát hành (công nhận)"}
