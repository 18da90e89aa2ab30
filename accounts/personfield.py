"""Ô chọn người: a person written by name or user name, offered by the browser's own list."""

from django.core.exceptions import ValidationError

from accounts.models import User
from common.formfields import TextLine
from common.vietnamese import fold
from units.unitfields import MOST_OFFERED, UnitInput

MOST_TOLD = 5


def written(user: User) -> str:
    return f"{user.full_name} – {user.username}"


class PersonField(TextLine):
    """Cán bộ, User: among the persons given to the form when it is made."""

    widget = UnitInput

    def __init__(self, **kwargs):
        kwargs.setdefault("help_text", "Gõ vài chữ trong họ tên hoặc tên đăng nhập, rồi chọn trong danh sách.")
        super().__init__(max_length=250, **kwargs)
        self.users = User.objects.none()

    def offer(self, users) -> None:
        self.users = users.filter(is_active=True)
        self.widget.names = [written(user) for user in self.users.order_by("sort_key", "pk")[:MOST_OFFERED]]

    def clean(self, value):
        text = super().clean(value)
        return find_person(self.users, text) if text else None


def find_person(users, text: str) -> User:
    """The one person meant by a text. Raises ValidationError when there is none, or more than one."""
    name, _, username = text.rpartition(" – ")
    if exact := users.filter(username=username.strip() if name else text).first():
        return exact
    found = list(users.filter(search_text__contains=fold(text)).order_by("sort_key", "pk")[: MOST_TOLD + 1])
    same = [user for user in found if fold(user.full_name) == fold(text)] or found
    if len(same) == 1:
        return same[0]
    if not found:
        raise ValidationError(f"Không có ai tên “{text}” trong số người chọn được ở đây.", code="none")
    told = "; ".join(written(user) for user in same[:MOST_TOLD])
    more = "…" if len(same) > MOST_TOLD else ""
    raise ValidationError(f"Có nhiều người khớp “{text}”: {told}{more}. Hãy ghi tên đăng nhập.", code="many")
