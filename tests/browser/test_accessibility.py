"""axe on every kind of page, signed in as a role that sees most of it; and no page wider than a phone."""

from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone

from registrations.lists import files as list_files
from registrations.lists import saved_views
from registrations.plans import services as planning
from registrations.reminding import services as reminding
from registrations.scanning import certificates
from registrations.scanning import services as scans
from tests import builders
from tests.accounts.test_lists import kept, row
from tests.registrations import scanning, signing
from tests.registrations.registers import HEAD, book, line, understood, worked, written
from tests.registrations.scanning import as_file, pile_of, printed, sheets

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}
SIZES = ({"width": 1366, "height": 768}, {"width": 390, "height": 844})
PAGES = {
    "registrant": ("/", "/dang-ky/", "/dang-ky/?xem=nhap", "/dang-ky/moi/tap-the/", "/dang-ky/moi/ca-nhan/", "{draft}",
                   "{draft}sua/", "{confirmed}ket-qua/", "/dang-ky/ke-hoach/", "/tai-khoan/", "/tro-giup/",
                   "/tai-khoan/phien/", "/tai-khoan/buoc-hai/", "/tai-khoan/buoc-hai/ung-dung/",
                   "/tai-khoan/buoc-hai/khoa/", "/tai-khoan/mat-khau/", "/tai-khoan/xac-nhan-lai/", "/dang-ky/ban-quet/",
                   "{pile}", "{pile}trang/1/ghep/", "{scan}", "{scan}bo/", "{task}", "{task}xong/"),
    "commune_officer": ("/", "/dang-ky/?xem=cho", "{received}", "{received}buoc/tra-lai-de-bo-sung/", "{effective}",
                        "/dang-ky/moi/tap-the/", "/dang-ky/ke-hoach/moi/", "{plan}", "{plan}chi-tieu/",
                        "{plan}nop-muon/", "/don-vi/", "/tai-khoan/can-bo/", "/tai-khoan/can-bo/{owner}/",
                        "/tai-khoan/can-bo/{owner}/mat-khau/", "/tai-khoan/can-bo/{owner}/go-xac-thuc/",
                        "/tai-khoan/can-bo/danh-sach/", "{list}", "/tai-khoan/vi-tri/", "/dang-ky/nhap-bang/", "{register}",
                        "{register}cot/", "{written_register}",
                        "/dang-ky/?cot=so-vao-so&cot=gia-tri&cot=khoi&cot=ke-hoach&cot=thoi-gian&cot=nguoi-ky",
                        "/dang-ky/cach-xem/", "/dang-ky/tep/", "{list_file}", "{plan}tien-do/", "{plan}chua-dang-ky/",
                        "{reminder}", "{plan}viec/", "{task}", "{told}mo-lai/"),
    "district_officer": ("/", "/danh-gia/", "/danh-gia/dot/moi/", "/danh-gia/tieu-chi/", "{person}", "{person}sua/", "{person}dong/",
                         "{held}ban-giao/", "{held}dia-ban/", "{held}ket-thuc/", "{own}nguoi-thay/"),
    "district_clerk": ("/", "/bao-cao/"),
    "admin": ("/", "/dang-ky/chung-thu/", "/don-vi/", "/nhat-ky/", "/he-thong/", "/tai-khoan/can-bo/moi/"),
}  # fmt: skip


@pytest.fixture
def addresses(tree, cast, plan):
    """Records of every kind that the pages need."""
    at = {"levels": [tree.commune_level]}
    officer, owner = cast.commune_officer, cast.registrant
    records = {
        "draft": builders.draft(owner, plan, title="Bữa sáng 0 đồng", **at),
        "received": builders.received(owner, plan, officer, **at),
        "confirmed": builders.confirmed(owner, plan, officer, **at),
        "effective": builders.effective(owner, plan, officer, **at),
    }
    photo = as_file("a.jpg", sheets(printed(records["received"]))[0])
    pile = pile_of(owner, photo, as_file("b.jpg", scanning.blank()))
    (scan,), _ = scans.confirm_papers(by=owner, pile=pile)
    certificates.trust(by=cast.admin, file=signing.certificate_file(signing.authority()))
    photo.seek(0)
    pile = pile_of(owner, as_file("b.jpg", scanning.blank()), photo)
    return {name: f"/dang-ky/{record.code}/" for name, record in records.items()} | {
        "written_register": f"/dang-ky/nhap-bang/{written(officer, plan, book([HEAD, line(9, 'Ánh sáng')])).pk}/",
        "register": f"/dang-ky/nhap-bang/{_register(officer, plan).pk}/",
        "plan": f"/dang-ky/ke-hoach/{plan.pk}/",
        "reminder": f"/dang-ky/ke-hoach/{plan.pk}/don-doc/{_reminder(officer, plan, tree).pk}/",
        **_tasks(officer, owner, plan),
        "list_file": f"/dang-ky/tep/{_listed(officer, records['received']).pk}/",
        "pile": f"/dang-ky/ban-quet/{pile.pk}/",
        "scan": f"/dang-ky/{records['received'].code}/ban-ky/{scan.pk}/",
        "owner": str(cast.registrant.user_id),
        "person": f"/tai-khoan/can-bo/{officer.user_id}/",
        "held": f"/tai-khoan/can-bo/vi-tri/{officer.pk}/",
        "own": f"/tai-khoan/vi-tri/{cast.district_officer.pk}/",
        "list": f"/tai-khoan/can-bo/danh-sach/{kept(officer, row('Lê Thị Thoa', role='Văn phòng, văn thư'), row('')).pk}/",
    }


def _register(officer, plan):
    """One row of every kind: good, with a fault, twice."""
    batch = understood(officer, plan, book([HEAD, line(), line(), line(3, "Đường hoa", "không có")]))
    worked(officer, batch)
    return batch


def _tasks(officer, owner, plan):
    """One that all are asked and nobody has told; one that was told done, opened again and told anew."""
    today = timezone.localdate()
    task, other = (
        planning.give_task(by=officer, plan=plan, text=text, due_on=today, unit=unit)
        for text, unit in (("Tuyên truyền.", None), ("Họp dân.", owner.unit))
    )
    done = planning.tell_task_done(by=owner, task=other, done_on=today, note="Họp một buổi.")
    planning.reopen_task(by=officer, done=done, reason="Chưa có biên bản.")
    told = planning.tell_task_done(by=owner, task=other, done_on=today)
    at = f"/dang-ky/ke-hoach/{plan.pk}/viec/"
    return {"task": f"{at}{task.pk}/", "told": f"{at}{other.pk}/xong/{told.pk}/"}


def _reminder(officer, plan, tree):
    today = timezone.localdate()
    return reminding.remind(
        by=officer, plan=plan, units={tree.other_village.pk}, until=today, token=uuid4(), note="Gấp."
    )


def _listed(officer, record):
    """A kept view, and a pile of papers that waits to be made."""
    saved_views.keep_view(by=officer, name="Của tôi", query="nam=2026")
    return list_files.start_pile(by=officer, codes=[record.code], site="http://localhost", token=uuid4())


@pytest.mark.parametrize("role", PAGES)
def test_axe_finds_nothing(people, cast, addresses, role):
    person = people(getattr(cast, role))
    found = [problem for address in PAGES[role] for problem in problems(person, address.format(**addresses))]
    assert found == []


def problems(person, address):
    """What axe says of a page, and whether it is wider than the window at either size.

    The menu and the head are what a phone shows in another way: there axe looks at the home page.
    """
    told = []
    person.opens(address)
    for size in SIZES:
        person.page.set_viewport_size(size)
        if size == SIZES[0] or address == "/":
            violations = Axe().run(person.page, options=RULES).response["violations"]
            told += [(address, size["width"], rule["id"], rule["nodes"][0]["html"][:120]) for rule in violations]
        if person.page.evaluate("document.documentElement.scrollWidth") > size["width"]:
            told.append((address, size["width"], "wider than the window", ""))
    return told
