"""Phiếu chấm nhận bàn giao: it follows the position, the new holder is judged anew, and the paper names who scored."""

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts import handover
from accounts.enums import Role
from accounts.models import Position
from common.models import AuditRecord
from evaluation import services, workflow
from evaluation.clearing import NOT_CLEARED
from evaluation.models import Nomination, Round, Sheet
from tests import builders
from tests.evaluation import builders as build

pytestmark = pytest.mark.django_db


def handed_over(c, to):
    """The reviewer's position from today on held by somebody else, as every request finds it."""
    new = handover.hand_over(
        by=c.cast.province_officer, position=c.reviewer, to=to, starts_on=timezone.localdate(), token=uuid4()
    )
    return Position.objects.for_work().get(pk=new.pk)


def stranger(c):
    """Somebody of the district who is bound to nothing."""
    return builders.position(Role.REGISTRANT, c.tree.district_union, user=builders.person("Trần Thị Mận")).user


def test_a_sheet_not_yet_sent_is_scored_by_the_new_holder_and_becomes_theirs():
    c = build.council()
    (sheet,) = build.scoring(c)
    services.save_scores(by=c.reviewer, sheet=sheet, answers=build.answers(sheet, "12"), comment="Dở dang")
    new = handed_over(c, stranger(c))
    assert list(Sheet.objects.to_score_by(new)) == [sheet]
    assert [list(model.objects.visible_to(new)) for model in (Round, Nomination, Sheet)] == [
        [c.round], c.nominations, [sheet]
    ]  # fmt: skip

    def send():
        points = build.answers(sheet, "12", "12", "16", "16", "24")
        services.send_sheet(by=new, sheet=sheet, answers=points, comment="", token=uuid4())

    # The other's word counts for nobody else.
    with pytest.raises(ValidationError, match=NOT_CLEARED):
        send()
    build.clear(new, *c.nominations)
    send()
    sheet.refresh_from_db()
    assert (sheet.reviewer, sheet.events.get().by) == (new, new)
    line = AuditRecord.objects.get(action="Nhận bàn giao phiếu chấm")
    assert (line.before, line.after) == ({"reviewer": "Đinh Thị Cúc"}, {"reviewer": "Trần Thị Mận"})


def test_what_was_sent_stays_with_who_sent_it():
    c = build.council()
    (sheet,) = build.scoring(c)
    build.send(sheet)
    new = handed_over(c, stranger(c))
    assert list(Sheet.objects.visible_to(new)) == []
    assert sheet.reviewer == c.reviewer


def test_a_conflict_of_interest_binds_the_new_holder(as_position):
    c = build.council()
    (sheet,) = build.scoring(c)
    new = handed_over(c, c.cast.registrant.user)
    with pytest.raises(ValidationError, match=r"là người lập hoặc nhập hồ sơ này|đang giữ vị trí công tác"):
        services.save_scores(by=new, sheet=sheet, answers=build.answers(sheet, "12"))
    page = as_position(new).get(reverse("evaluation:sheet", args=[sheet.pk])).content.decode()
    assert "nên không chấm hồ sơ này" in page and "Tôi có liên quan" in page
    build.move(sheet, workflow.DECLINE, new, note="Là người của thôn")
    assert sheet.reviewer == c.reviewer


def test_nobody_scores_the_same_dossier_twice():
    c = build.council()
    sheets = build.scoring(c, c.reviewer, c.other_reviewer)
    new = handed_over(c, c.other_reviewer.user)
    taken = next(sheet for sheet in sheets if sheet.reviewer == c.reviewer)
    with pytest.raises(ValidationError, match="đã có phiếu chấm của mình"):
        services.save_scores(by=new, sheet=taken, answers=build.answers(taken, "12"))


def test_the_page_of_handover_counts_sheets_and_conflicts(as_position):
    c = build.council(dossiers=2)
    build.scoring(c)
    form = {"token": str(uuid4()), "to": c.cast.registrant.user.username, "title": "", "full_name": "", "username": "",
            "starts_on": f"{timezone.localdate():%d/%m/%Y}"}  # fmt: skip
    page = as_position(c.cast.province_officer).post(f"/tai-khoan/can-bo/vi-tri/{c.reviewer.pk}/ban-giao/", form)
    shown = page.content.decode()
    assert "<strong>2</strong> phiếu chấm chưa gửi; trong đó 2 phiếu người nhận có liên quan" in shown


def test_the_table_of_sheets_shows_them_under_the_new_holder_and_gives_none_twice(as_position):
    c = build.council()
    (sheet,) = build.scoring(c)
    new = handed_over(c, stranger(c))
    rows = as_position(c.officer).get(f"/danh-gia/dot/{c.round.pk}/giao-phieu/").context["rows"]
    (own,) = [cell for _, cells in rows for cell in cells if cell["value"] == f"{c.nominations[0].pk}-{new.pk}"]
    assert own["sheet"] == sheet.get_state_display()
    assert services.assign(by=c.officer, round=c.round, pairs=[(c.nominations[0], new)]).given == []
