"""Lĩnh vực, phong trào và cuộc vận động lúc bắt đầu. Later ones are added beside them."""

from django.db import transaction

from common import audit
from registrations.models import Content, Movement, Sector

# The four fields, in the words and the order of the registration form.
SECTORS = ("kinh tế", "văn hóa - xã hội", "quốc phòng - an ninh", "xây dựng hệ thống chính trị")
MOVEMENT = {
    "name": "Phong trào thi đua “Dân vận khéo”",
    "heading": "Xây dựng mô hình “Dân vận khéo”",
    "model_phrase": "mô hình “Dân vận khéo”",
    "item_phrase": "mô hình, điển hình “Dân vận khéo”",
}

CAMPAIGN = {
    "name": "Cuộc vận động “Toàn dân đoàn kết xây dựng nông thôn mới, đô thị văn minh”",
    "heading": "Xây dựng mô hình Mặt trận tham gia cuộc vận động",
    "model_phrase": "mô hình tham gia cuộc vận động",
    "item_phrase": "mô hình của khu dân cư",
}
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
def add_starter_rows(*, by) -> Movement:
    """The four sectors, the movement and the campaign with its contents, once: what is there already stays as it is.

    Gives the movement.
    """
    known = set(Sector.objects.values_list("name", flat=True))
    missing = [Sector(name=name, number=number) for number, name in enumerate(SECTORS, start=1) if name not in known]
    audit.record_many(by=by, action="Thêm lĩnh vực", objs=Sector.objects.bulk_create(missing))
    movement, campaign = _add_movements(by)
    if not campaign.contents.exists():
        rows = [
            Content(movement=campaign, number=number, short_name=short, name=name)
            for number, (short, name) in enumerate(CONTENTS, 1)
        ]
        audit.record_many(by=by, action="Thêm nội dung cuộc vận động", objs=Content.objects.bulk_create(rows))
    return movement


def _add_movements(by) -> list[Movement]:
    known = {movement.name: movement for movement in Movement.objects.all()}
    missing = [Movement(**words) for words in (MOVEMENT, CAMPAIGN) if words["name"] not in known]
    for movement in Movement.objects.bulk_create(missing):
        audit.record(by=by, action="Thêm phong trào", obj=movement, after=audit.facts(movement))
        known[movement.name] = movement
    return [known[words["name"]] for words in (MOVEMENT, CAMPAIGN)]
