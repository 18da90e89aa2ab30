"""What is kept of accounts: lists from Excel, a deputy and a handover to come, a closed account, a second factor."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from accounts import deputies, handover, keeping, lists
from accounts.enums import Role
from common.models import AuditRecord
from documents.sheets_in import Line
from registrations.models import Registration
from tests import builders
from tests.accounts.second_factor import equip


def build(w) -> None:
    """All of it at the commune, which the district and whoever is above it keep."""
    tree, by, today = w.tree, w.cast.district_officer, timezone.localdate()
    tomorrow = today + timedelta(days=1)
    deputy = deputies.name_deputy(
        by=by, principal=w.cast.commune_front, to=w.cast.commune_clerk.user, starts_on=tomorrow,
        ends_on=today + timedelta(days=9), reason="Đi học.", token=uuid4(),
    )  # fmt: skip
    leaving = builders.position(Role.CLERK, tree.commune_desk, user=builders.person("Người sắp nghỉ"))
    equip(leaving.user)
    foreign = leaving.user.authenticator_set.first()
    coming = handover.hand_over(
        by=by, position=leaving, starts_on=tomorrow, to=w.cast.other_registrant.user, token=uuid4()
    )
    closed = builders.position(Role.REGISTRANT, tree.village, user=builders.person("Người đã đóng"))
    keeping.close_account(by=by, user=closed.user, reason="Nghỉ hưu.")
    opened = lists.open_list(by=by, accounts=_list(by, "da-mo.xlsx", "Người trong danh sách"))
    run = lists.start_slips(by=by, accounts=opened, token=uuid4())
    waiting = _list(by, "Danhsachrieng.xlsx", "Danhsachrieng Văn Chờ")
    w.names |= {
        "deputy_position": deputy.pk, "leaving_position": leaving.pk, "leaving_user": leaving.user_id,
        "foreign_key": foreign.pk, "coming_position": coming.pk, "closed_user": closed.user_id, "opened_list": opened.pk, "run": run.pk,
        "waiting_list": waiting.pk, "line": _line_of(w.cast.commune_officer), "far_line": _line_of(w.cast.far_officer),
    }  # fmt: skip


def _list(by, file_name, full_name):
    values = {"full_name": full_name, "username": "", "role": "Người đăng ký", "unit": "thôn Đông, xã Minh Lạc",
              "title": "", "areas": "", "starts_on": ""}  # fmt: skip
    return lists.keep_list(by=by, token=uuid4(), file_name=file_name, lines=[Line(4, values)])


def _line_of(position) -> int:
    """A line of the log about a registration, written at this position."""
    return AuditRecord.objects.filter(position_id=position.pk, kind=Registration._meta.label_lower).first().pk
