"""Năm nội dung của Cuộc vận động lúc bắt đầu. An office words them anew, and adds its own beside them."""

from django.db import transaction

from common import audit
from front.models import Content

# (short name, in full), in the order of the campaign.
CONTENTS = (
    ("Phát triển kinh tế, giảm nghèo",
     "Đoàn kết giúp nhau phát triển kinh tế, giảm nghèo bền vững, làm giàu chính đáng"),
    ("Đời sống văn hóa, an sinh",
     "Xây dựng đời sống văn hóa, chăm lo giáo dục, sức khỏe, đền ơn đáp nghĩa"),
    ("Bảo vệ môi trường", "Bảo vệ môi trường, ứng phó với biến đổi khí hậu"),
    ("Chấp hành pháp luật", "Chấp hành pháp luật, giữ gìn trật tự, an toàn xã hội"),
    ("Dân chủ, giám sát, phản biện", "Phát huy dân chủ, giám sát, phản biện xã hội"),
)  # fmt: skip


@transaction.atomic
def add_contents(*, by) -> list[Content]:
    """The five, once: a number that is taken stays as it is."""
    taken = set(Content.objects.values_list("number", flat=True))
    rows = [
        Content(number=number, short_name=short, name=name)
        for number, (short, name) in enumerate(CONTENTS, 1)
        if number not in taken
    ]
    audit.record_many(by=by, action="Thêm nội dung cuộc vận động", objs=Content.objects.bulk_create(rows))
    return rows
