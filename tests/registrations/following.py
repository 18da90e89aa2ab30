"""What the tests of following share: a confirmed model, its owner's guard, an inspection of the commune."""

import io
from datetime import timedelta
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from common.workflow import perform
from registrations.following import workflow
from registrations.following.services import inspections
from tests import builders
from tests.remembered import remembered


def day(offset=0):
    return timezone.localdate() + timedelta(days=offset)


def shown(offset=0) -> str:
    return f"{day(offset):%d/%m/%Y}"


def guard(position, token=None) -> dict:
    return {"token": str(token or uuid4()), "position": str(position.pk)}


def picture(name="anh.jpg", size=(1600, 900), colour="green"):
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue(), content_type="image/jpeg")


@remembered
def inspection_of(cast, *, models=(), units=(), asks=("Cắm biển báo",), conclude=True, by=None):
    """An inspection of the commune's desk: every place found in order, `asks` recommended at each."""
    by = by or cast.commune_officer
    facts = {"subject": "Kiểm tra giữa năm", "plan_number": "45/KH-UBND", "plan_date": day(-5), "starts_on": day(-1),
             "ends_on": day()}  # fmt: skip
    made = inspections.open_inspection(
        by=by, facts=facts, members=[("head", "Hà Văn Thuấn, Chủ tịch UBND xã"), ("secretary", "Mai Thị Lựu")],
        token=uuid4(),
    )  # fmt: skip
    places = [{"registration": one} for one in models] + [{"unit": one} for one in units]
    for place in places:
        visit = inspections.add_visit(by=by, inspection=made, **place)
        inspections.write_findings(by=by, visit=visit, findings="Đã làm 300 m, còn thiếu biển.")
        for text in asks:
            inspections.add_recommendation(
                by=by, visit=visit, text=text, addressee=str(visit.whose), due_on=day(10), token=uuid4()
            )
    if conclude:
        move(workflow.CONCLUDE, made, by)
        made.refresh_from_db()
    return made


@remembered
def move(step, obj, by, **data):
    """Perform a move on what the next request would read."""
    event = perform(step, type(obj).objects.get(pk=obj.pk), by=by, data=data, token=uuid4())
    obj.refresh_from_db()
    return event


def held(tree, cast, plan, **changes):
    """A confirmed model of thôn Đông."""
    return builders.confirmed(cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level], **changes)
