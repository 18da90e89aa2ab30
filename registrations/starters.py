"""Lĩnh vực và phong trào lúc bắt đầu: what every plan of “Dân vận khéo” needs. Later ones are added beside them."""

from django.db import transaction

from common import audit
from registrations.models import Movement, Sector

# The four fields, in the words and the order of the registration form.
SECTORS = ("kinh tế", "văn hóa - xã hội", "quốc phòng - an ninh", "xây dựng hệ thống chính trị")
MOVEMENT = {
    "name": "Phong trào thi đua “Dân vận khéo”",
    "heading": "Xây dựng mô hình “Dân vận khéo”",
    "model_phrase": "mô hình “Dân vận khéo”",
    "item_phrase": "mô hình, điển hình “Dân vận khéo”",
}


@transaction.atomic
def add_starter_rows(*, by) -> Movement:
    """The four sectors and the movement, once: what is there already stays as it is."""
    known = set(Sector.objects.values_list("name", flat=True))
    missing = [Sector(name=name, number=number) for number, name in enumerate(SECTORS, start=1) if name not in known]
    audit.record_many(by=by, action="Thêm lĩnh vực", objs=Sector.objects.bulk_create(missing))
    wording = {key: text for key, text in MOVEMENT.items() if key != "name"}
    movement, new = Movement.objects.get_or_create(name=MOVEMENT["name"], defaults=wording)
    if new:
        audit.record(by=by, action="Thêm phong trào", obj=movement, after=audit.facts(movement))
    return movement
