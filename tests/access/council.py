"""The rounds of the world: one in each stage, with reviewers who have sent, who have not, and who were given nothing."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from evaluation import services, workflow
from evaluation.models import Sheet
from evaluation.scales import scale_of
from evaluation.sheetkeys import SheetKeyConverter
from registrations import services as registrations
from registrations import workflow as steps
from registrations.following.services import inspections
from tests import builders
from tests.access.scanned import photo
from tests.evaluation.builders import answers, clear, move, send, starter_sets

# A sheet as it is named in an address.
in_address = SheetKeyConverter().to_url


def build(w) -> None:
    """A model put before the council, one that was not given to the reviewers, one that is still a candidate."""
    w.nominated = _effective(w, "Dexuat mô hình")
    w.unassigned = _effective(w, "Khongphan mô hình")
    w.candidate = _effective(w, "Gandong ứng viên")
    _score_oneself(w, w.nominated, "Tuchamgui minh chứng", sends=True)
    _score_oneself(w, w.nominated, "Tuchamkin minh chứng", sends=False)
    preparing = _round(w, "Đợt chuẩn bị")
    ready = _round(w, "Đợt đủ phiếu")
    scoring, again, done = _round(w, "Đợt đang chấm"), _round(w, "Đợt vừa mở"), _round(w, "Đợt chấm xong")
    concluded = _round(w, "Đợt đã kết luận")
    moderating, hung, told = _round(w, "Đợt họp"), _round(w, "Đợt công khai"), _round(w, "Đợt công bố")
    asked, sitting = _round(w, "Đợt còn ý kiến"), _round(w, "Đợt đang họp")
    disputed = _round(w, "Đợt có ý kiến được chấp nhận")
    ended = (done, concluded, moderating, hung, told, asked, sitting, disputed)
    first = _nominate(w, preparing, w.nominated)
    for round in (ready, scoring, again, *ended):
        _nominate(w, round, w.nominated)
    other = _nominate(w, scoring, w.unassigned)
    for round in (ready, again, *ended):
        _assign(w, round, w.nominated, "reviewer")
    sheets = [_assign(w, scoring, w.nominated, name) for name in ("reviewer", "other_reviewer", "third_reviewer")]
    hidden = _assign(w, scoring, w.unassigned, "other_reviewer")
    for round in (scoring, again, *ended):
        move(round, workflow.OPEN, w.cast.district_officer)
    mine, sent, taken = sheets
    notes = {one.pk: "Khác tự chấm." for one in w.sets[0].criteria.all()}
    clear(w.cast.reviewer, mine.nomination)
    services.save_scores(
        by=w.cast.reviewer,
        sheet=mine,
        notes=notes,
        answers=answers(mine, "12", "12", "16", "16", "24"),
        comment="Chamkin dang dở.",
    )
    send(sent, comment="Chamgui nhận xét.")
    move(taken, workflow.WITHDRAW, w.cast.district_officer, note="Thôi giao.")
    for round in ended:
        send(Sheet.objects.get(nomination__round=round))
    _later_phases(w, moderating, concluded, hung, told)
    _asked(w, asked)
    _disputed(w, disputed)
    _sitting(w, sitting)
    _far(w)
    _field_visit(w)
    # The newest version, taken by no round.
    spare = services.copy_criteria_set(by=w.cast.district_officer, criteria_set=w.sets[0], token=uuid4())
    told = scale_of(spare)
    services.correct_criteria_set(
        by=w.cast.district_officer, criteria_set=spare, scale=replace(told, note="Soanrieng ghi chú.")
    )
    team = services.form_team(
        by=w.cast.district_officer, round=preparing, name="Gandong tổ", leader=w.cast.reviewer, members=[], areas=[],
        sectors=[], token=uuid4(),
    )  # fmt: skip
    nomination, final = (one.nominations.get(registration=w.nominated) for one in (scoring, concluded))
    w.names |= {
        "preparing": preparing.pk, "ready": ready.pk, "scoring": scoring.pk, "again": again.pk, "done": done.pk,
        "concluded": concluded.pk, "prepared_nomination": first.pk, "nomination": nomination.pk,
        "unassigned_nomination": other.pk, "concluded_nomination": final.pk, "sheet": in_address(mine.pk),
        "sent_sheet": in_address(sent.pk), "taken_sheet": in_address(taken.pk), "hidden_sheet": in_address(hidden.pk), "candidate": w.candidate.pk, "spare_set": spare.pk,
        "asked_nomination": again.nominations.get().pk,
        "self_scored": w.nominated.code, "team": team.pk,
        "nominated_file": w.nominated.attachments.get().pk,
    }  # fmt: skip
    w.names |= {f"criterion_{n}": one.pk for n, one in enumerate(w.sets[0].criteria.order_by("number"))}


def _effective(w, title):
    owner, officer = w.cast.registrant, w.cast.commune_officer
    made = builders.draft(owner, w.district_plan, levels=[w.tree.commune_level, w.tree.district_level], title=title)
    registrations.attach(by=owner, registration=made, file=w.file(f"{title.split()[0]}.pdf"))
    builders.move(made, steps.SUBMIT, owner)
    builders.move(made, steps.RECEIVE, officer)
    builders.move(made, steps.CONFIRM_LOWER, officer, note="Xác nhận ở xã.")
    builders.write_result(made, owner, outcome=f"{title}: kết quả.")
    builders.move(made, steps.SEND_RESULT, owner)
    builders.move(made, steps.CONFIRM_EFFECT, officer, note="Đúng đăng ký.")
    return made


def _score_oneself(w, registration, evidence, *, sends):
    """The owner's own score of a model, sent before it is nominated; and another that is still being written."""
    given = {one.pk: services.Given(one.max_points - sends, evidence) for one in w.sets[0].criteria.all()}
    more = {"token": uuid4()} if sends else {}
    write = services.send_self_score if sends else services.save_self_score
    write(by=w.cast.registrant, registration=registration, given=given, **more)


def _round(w, name, *, by=None, plan=None):
    today = timezone.localdate()
    return services.open_round(
        by=by or w.cast.district_officer, plan=plan or w.district_plan, name=name, opens_on=today,
        closes_on=today + timedelta(days=14), token=uuid4(),
    )  # fmt: skip


def _nominate(w, round, registration, by=None):
    services.nominate(by=by or w.cast.district_officer, round=round, registrations=[registration])
    return round.nominations.get(registration=registration)


def _assign(w, round, registration, name, by=None):
    nomination, reviewer = round.nominations.get(registration=registration), w.people[name]
    done = services.assign(by=by or w.cast.district_officer, round=round, pairs=[(nomination, reviewer)])
    return done.given[0]


def _hang(w, round) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    move(round, workflow.CONCLUDE, w.cast.district_officer)
    move(round, workflow.POST, w.cast.district_officer, posted_on=yesterday, posted_until=yesterday, posted_at="Trụ sở")


def _opinion(w, round, said_by):
    return services.receive_opinion(
        by=w.cast.district_officer, round=round, said_by=said_by, received_on=timezone.localdate(),
        text=f"{said_by}: nội dung.", token=uuid4(),
    )  # fmt: skip


def _asked(w, round) -> None:
    """Hanging out, with an opinion nobody has answered."""
    _hang(w, round)
    w.names["open_opinion"] = _opinion(w, round, "Ykienrieng ông Bình").pk


def _field_visit(w) -> None:
    """An inspection of the commune in which a reviewer writes on the spot."""
    today, officer = timezone.localdate(), w.cast.commune_officer
    facts = {"subject": "Thucdia thẩm định", "plan_number": "45/KH-UBND", "plan_date": today, "starts_on": today,
             "ends_on": today}  # fmt: skip
    made = inspections.open_inspection(
        by=officer, facts=facts, members=[("head", "Hà Văn Thuấn")], token=uuid4(), writers=[w.cast.reviewer]
    )
    visit = inspections.add_visit(by=officer, inspection=made, registration=w.nominated)
    visit = inspections.write_findings(
        by=w.cast.reviewer, visit=visit, findings="Thucdia nhận xét.", photos=[photo(w)], token=uuid4()
    )
    w.names |= {
        "field_inspection": made.pk, "field_visit": visit.pk, "field_seen": inspections.mark_of(visit),
        "visit_photo": visit.photos.get().pk,
    }  # fmt: skip


def _disputed(w, round) -> None:
    """Hanging out, with an opinion that was accepted."""
    _hang(w, round)
    services.answer_opinion(
        by=w.cast.district_officer, opinion=_opinion(w, round, "Ykienrieng bà Đào"), answer="Ykienrieng đúng.",
        upheld_for=round.nominations.get(),
    )  # fmt: skip
    w.names["disputed"] = round.pk


def _sitting(w, round) -> None:
    """A council with one member, and its meeting."""
    by = w.cast.district_officer
    move(round, workflow.END_SCORING, by)
    member = services.name_member(by=by, round=round, rank=1, name="Ông Chủ Tịch", token=uuid4())
    meeting = services.call_meeting(
        by=by, round=round, held_on=timezone.localdate(), place="Hopkin nơi họp", token=uuid4()
    )  # fmt: skip
    w.names |= {
        "sitting": round.pk, "council_member": member.pk, "meeting": meeting.pk,
        "sitting_nomination": round.nominations.get().pk,
    }  # fmt: skip


def _later_phases(w, moderating, concluded, hung, told) -> None:
    """One round each: in the council's hands, concluded, hanging out with an opinion, published."""
    by = w.cast.district_officer
    move(moderating, workflow.END_SCORING, by)
    for round in (concluded, told):
        move(round, workflow.CONCLUDE, by)
    _hang(w, hung)
    answered = _opinion(w, hung, "Ykienrieng bà Lan")
    services.answer_opinion(by=by, opinion=answered, answer="Ykienrieng giải trình.")
    move(told, workflow.PUBLISH_AT_ONCE, by)
    w.names |= {
        "moderating": moderating.pk, "moderated_nomination": moderating.nominations.get().pk, "hung": hung.pk,
        "moderated_sheet": in_address(Sheet.objects.get(nomination__round=moderating).pk),
        "hung_nomination": hung.nominations.get().pk, "told_nomination": told.nominations.get().pk,
        "opinion": answered.pk,
    }  # fmt: skip


def _far(w) -> None:
    """The other district's own council."""
    by = w.cast.other_district_officer
    plan = builders.plan(w.tree, by, issuer=w.tree.other_district_desk, number="9-KH/HU")
    plan.movement, plan.theme = w.province_plan.movement, "Khuatnui chủ đề của huyện"
    plan.save()
    starter_sets(by, plan)
    round = _round(w, "Khuatnui đợt đánh giá", by=by, plan=plan)
    nomination = _nominate(w, round, w.far_effective, by)
    sheet = _assign(w, round, w.far_effective, "far_reviewer", by)
    move(round, workflow.OPEN, by)
    w.names |= {"far_round": round.pk, "far_nomination": nomination.pk, "far_sheet": sheet.pk}
