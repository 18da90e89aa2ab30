"""The Front's book of the commune, with an inspection and what it asked for."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from front.models import Disclosure
from front.services import activities, board, findings, work
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
    given = front.given(by, purpose="Mattrandong làm đường", donor="")
    book = front.fund(by)
    entry = front.came(by, book, 5_000_000, note="Mattrandong ủng hộ")
    estimate = board.save_estimate(
        by=by, token=uuid4(),
        facts={"year": today.year, "item": "Mattrandong tập huấn", "source": "budget", "planned": 9, "settled": None},
    )  # fmt: skip
    board.set_board(by=by, number="05/QĐ", decided_on=today, members=[("head", "Mattrandong Chắt")], token=uuid4())
    front.given(w.people["far_front"], purpose="Khuatnui làm cầu")
    front.came(w.people["far_front"], front.fund(w.people["far_front"]), 7, note="Khuatnui ủng hộ")
    Disclosure.objects.create(keeper=w.tree.province_desk, is_open=True, changed_by=by)
    item = work.add_item(
        by=by, units=[w.tree.commune_front], token=uuid4(),
        facts={"kind": "training", "title": "Mattrandong tập huấn", "due_on": today, "year": today.year},
    )  # fmt: skip
    w.names |= {
        "work_item": item.pk, "work_task": item.tasks.get().pk,
        "contribution": given.pk, "fund": book.pk, "fund_entry": entry.pk, "estimate": estimate.pk,
        "activity": held.pk, "activity_photo": held.photos.get().pk, "supervision": seen.pk, "finding": finding.pk,
        "content": about[0].pk, "campaign": about[0].movement_id,
    }  # fmt: skip
