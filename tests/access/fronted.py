"""The Front's book of the commune, with an inspection and what it asked for."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from front.services import activities, findings
from tests.access.scanned import photo
from tests.front import builders as front


def build(w) -> None:
    by, today = w.cast.commune_front, timezone.localdate()
    about = front.contents()
    held = front.activity(by, unit=w.tree.village, about=about[2:3], name="Mattrandong tuyên truyền")
    held = activities.add_photos(by=by, activity=held, photos=[photo(w)], token=uuid4())
    seen = front.supervision(by, name="Mattrandong giám sát")
    finding = findings.add_finding(
        by=by, activity=seen, text="Mattrandong công khai các khoản thu", addressee="thôn Đông",
        due_on=today + timedelta(days=9), token=uuid4(),
    )  # fmt: skip
    front.activity(w.people["far_front"], name="Khuatnui ngày hội")
    w.names |= {
        "activity": held.pk, "activity_photo": held.photos.get().pk, "supervision": seen.pk, "finding": finding.pk,
        "content": about[0].pk,
    }  # fmt: skip
