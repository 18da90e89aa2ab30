"""Danh sách trình mẫu: at one desk the leader approves, and a list waits for that."""

from common.workflow import perform
from danvan.demo.stories import Stage
from registrations.enums import State
from registrations.models import Registration, Submittal
from registrations.submittals.services import put_on_list
from registrations.submittals.workflow import SEND
from registrations.workflow import CONFIRM_EFFECT, PASS_RESULT_UP
from units.services import correct_unit

OFFICER, MOST = "canbo.sonmoc", 5
SEEN = "Đã kiểm tra hồ sơ, minh chứng: kết quả đúng như báo cáo."


def build(stage: Stage) -> None:
    """The results that wait at the desk are put before its leader."""
    officer = stage.people.by_account[OFFICER]
    desk = correct_unit(by=None, unit=officer.unit, leader_approves=True)
    waiting = Registration.objects.filter(desk=desk, state=State.RESULT_SENT).select_related("desk").order_by("code")
    for registration in waiting[:MOST]:
        move = CONFIRM_EFFECT if registration.highest_level_id == desk.level_id else PASS_RESULT_UP
        put_on_list(by=officer, registration=registration, move_name=move.name, note=SEEN, token=stage.token())
    for submittal in Submittal.objects.filter(unit=desk):
        perform(SEND, submittal, by=officer, data={}, token=stage.token())
