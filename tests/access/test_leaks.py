"""Filters, searches, counters, exports and reports are inside the scope too: what is outside changes nothing anywhere."""

import pytest

from common import vietnamese
from reports.dashboards import remembered
from tests import builders
from tests.access.asking import CHANGING, ask
from tests.access.people import EVERYBODY, NOBODIES, VILLAGE
from tests.access.secrets import READ_BY, leaked
from tests.reorganisation.builders import operation

pytestmark = pytest.mark.django_db

# Where one may search: without marks and in small letters, so that the page's own echo is not what is found.
SEARCHES = [
    "/dang-ky/{confirmed}/theo-doi/nhan-rong/?tim=", "/dang-ky/theo-doi/kiem-tra/{inspection}/noi-den/?tim=",
    "/dang-ky/theo-doi/kiem-tra/{inspection}/noi-den/?xem=don-vi&tim=", "/dang-ky/?tim=", "/dang-ky/?xem=cho&tim=", "/dang-ky/?xem=nhap&tim=", "/dang-ky/moi/tap-the/?tim=", "/don-vi/?tim=",
    "/don-vi/?ngay=01/01/2021&tim=", "/tai-khoan/can-bo/?tim=", "/nhat-ky/?tim=", "/nhat-ky/?chu=", "/nhat-ky/nhat-ky.xlsx?chu=", "/danh-gia/dot/{preparing}/chon-ho-so/?cap=moi&tim=",
    "/mat-tran/?tim=",
]  # fmt: skip
ASKED = [
    "/dang-ky/?xem=cho", "/dang-ky/?xem=nhap", "/dang-ky/?don-vi={far_commune}", "/dang-ky/?don-vi={commune}",
    "/dang-ky/?trang-thai=draft", "/dang-ky/?xem=nhap&trang-thai=draft", "/dang-ky/?nam={year}&loai=collective",
    "/dang-ky/?linh-vuc={sector}", "/dang-ky/?cap={level}", "/dang-ky/?xep=ten", "/dang-ky/{sent}/ban-in.pdf?ban=1",
    "/dang-ky/{returned}/ban-in.pdf?ban=1", "/dang-ky/{returned}/ban-in.pdf", "/nhat-ky/?loai=registrations.registration",
    "/nhat-ky/?loai=registrations.plan", "/danh-gia/dot/{preparing}/chon-ho-so/?cap=moi",
    "/tai-khoan/can-bo/?don-vi={far_commune}", "/tai-khoan/can-bo/moi/?don-vi={far_commune}",
    "/bao-cao/{year}-nam/bieu-01/?cay=khi-xac-nhan", "/bao-cao/{year}-nam/bieu-01/?so-lieu=hieu-qua",
    "/bao-cao/{year}-nam/bieu-01.xlsx", "/bao-cao/{year}-nam/bieu-01/?don-vi={far_commune}",
    "/don-vi/?ngay=01/01/2021", "/don-vi/so-do.xlsx", "/don-vi/so-do.xlsx?ngay={soon}", "/don-vi/{commune}/?ngay={soon}",
    "/nhat-ky/nhat-ky.xlsx", "/nhat-ky/?nguoi={far_officer_user}", "/nhat-ky/?nguoi={district_officer_user}",
    "/nhat-ky/?loai=reorganisation.operation", "/nhat-ky/nhat-ky.xlsx?loai=reorganisation.operation", "/sap-xep/",
    "/sap-xep/{operation}/dong/chuyen/?don-vi={far_village}", "/sap-xep/{split_operation}/dong/doi-ten/",
    "/sap-xep/{split_operation}/don-vi-moi/", "/tai-khoan/can-bo/danh-sach/",
    "/tai-khoan/vi-tri/{commune_officer_position}/nguoi-thay/",
    "/cong-nhan/", "/cong-nhan/?loai=khen-thuong", "/cong-khai/",
    "/dang-ky/theo-doi/", "/dang-ky/theo-doi/?xem=kien-nghi", "/dang-ky/theo-doi/?xem=don-doc", "/dang-ky/theo-doi/don-doc/",
    "/dang-ky/theo-doi/kiem-tra/", "/dang-ky/theo-doi/tiep-tuc/", "/dang-ky/theo-doi/don-doc/moi/?ho-so={far}",
    "/bao-cao/bieu-do/du-lieu/bo-du-lieu.csv", "/bao-cao/bieu-do/du-lieu/bo-du-lieu.csv?cay=khi-xac-nhan&tu-nam=2020",
    "/bao-cao/bieu-do/don-vi/?don-vi={far_commune}", "/bao-cao/bieu-do/tat-ca.xlsx?cay=khi-xac-nhan",
    "/mat-tran/?don-vi={far_commune}", "/mat-tran/kien-nghi/?xem=tat-ca", "/mat-tran/lich/", "/mat-tran/lich/lich.ics",
    "/mat-tran/hoat-dong/danh-sach.xlsx", "/mat-tran/nguon-luc/", "/mat-tran/nguon-luc/danh-sach.xlsx", "/mat-tran/quy/",
    "/mat-tran/quy/ban-van-dong/", "/mat-tran/quy/du-toan/", "/mat-tran/ke-hoach/", "/bao-cao/{year}-nam/so-lieu-mat-tran/fund_in/",
    "/bao-cao/{year}-nam/bieu-04/", "/bao-cao/{year}-nam/bieu-04-nguon-luc/?cay=khi-xac-nhan",
    "/bao-cao/{year}-nam/bao-cao.xlsx?don-vi={far_commune}", "/bao-cao/{year}-nam/bao-cao.pdf?cay=khi-xac-nhan",
]  # fmt: skip
# What the tree asks for when it is opened further.
OPENED = ["/don-vi/{province}/ben-duoi/", "/don-vi/{district}/ben-duoi/?con-lai=1", "/don-vi/{far_commune}/ben-duoi/"]


# Every word for everybody would be six thousand searches: of those who sit alike, one searches.
SEARCHERS = {
    "registrant", "far_registrant", "commune_officer", "far_officer", "cluster_officer", "district_officer",
    "commune_front", "commune_leader", "commune_clerk", "reviewer", "commune_admin", "nobody",
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(EVERYBODY - NOBODIES | {"nobody"}))
def test_no_search_filter_or_file_tells_what_is_outside(w, name):
    open_to_me = [place for place in SEARCHES if name in SEARCHERS and ask(w, name, place).status == 200]
    hidden = [vietnamese.fold(word) for word, readers in READ_BY.items() if name not in readers]
    searches = [place + word for place in open_to_me for word in hidden]
    told = {address: leaked(name, ask(w, name, address).text) for address in [*searches, *ASKED]}
    told |= {address: leaked(name, ask(w, name, address, HTTP_HX_REQUEST="true").text) for address in OPENED}

    assert {address: words for address, words in told.items() if words} == {}


@pytest.mark.parametrize("word", sorted(READ_BY))
def test_every_word_is_read_by_somebody(w, word):
    """Otherwise nothing would have been proved: the word stands on a page of one who may read it."""
    places = ["/", "/dang-ky/", "/dang-ky/?xem=nhap", "/danh-gia/phieu/{sheet}/", "/danh-gia/phieu/{sent_sheet}/",
              "/bao-cao/tep/", "/don-vi/", "/sap-xep/", "/tai-khoan/can-bo/danh-sach/", "/dang-ky/ban-quet/",
              "/dang-ky/{sent}/", "/dang-ky/theo-doi/kiem-tra/", "/cong-nhan/", "/danh-gia/tieu-chi/{spare_set}/",
              "/danh-gia/tu-cham/{self_scored}/", "/danh-gia/dot/{hung}/y-kien/", "/danh-gia/dot/{sitting}/hoi-dong/",
              "/bao-cao/ky/ban/{draft_report}/", "/mat-tran/"]  # fmt: skip
    assert any(word in ask(w, name, place).text for name in sorted(READ_BY[word]) for place in places)


@pytest.fixture(autouse=True)
def _counted_each_time(monkeypatch):
    """Charts remember what took long to count: on a busy machine they would tell what was true before."""
    monkeypatch.setattr(remembered, "LONG", float("inf"))


@pytest.fixture(autouse=True)
def _known_to_this_test(w):
    """Who is who may follow from what this test builds."""
    w.known.clear()
    yield
    w.known.clear()


COUNTED = [
    "/", "/dang-ky/", "/dang-ky/?xem=cho", "/dang-ky/?xem=nhap", "/dang-ky/theo-doi/", "/dang-ky/theo-doi/kiem-tra/",
    "/dang-ky/theo-doi/don-doc/", "/dang-ky/ke-hoach/", "/don-vi/", "/danh-gia/",
    "/nhat-ky/", "/nhat-ky/nhat-ky.xlsx", "/tai-khoan/can-bo/", "/don-vi/so-do.xlsx", "/sap-xep/",
    "/bao-cao/{year}-nam/bieu-02/", "/bao-cao/{year}-nam/bao-cao.pdf", "/bao-cao/bieu-do/xu-huong/",
    "/bao-cao/bieu-do/co-cau/", "/bao-cao/bieu-do/pheu/", "/bao-cao/bieu-do/don-vi/", "/bao-cao/bieu-do/luoc-do/",
    "/bao-cao/bieu-do/du-lieu/bo-du-lieu.csv", "/bao-cao/bieu-do/du-lieu/", "/mat-tran/", "/mat-tran/lich/",
]  # fmt: skip
# One of each role near the village, and its neighbours.
NEAR = [
    "registrant", "women_registrant", "commune_officer", "commune_front", "commune_leader", "commune_clerk",
    "district_officer", "district_leader", "reviewer", "commune_admin", "other_commune_officer",
]  # fmt: skip


def standing(w, name) -> dict[str, str]:
    """Every page with counters and figures as this person has it now."""
    w.known.clear()
    return {address: CHANGING.sub("", ask(w, name, address).text) for address in COUNTED}


def differing(before, after) -> list[str]:
    return [address for address in before if before[address] != after[address]]


@pytest.mark.parametrize("name", NEAR)
def test_what_lies_outside_changes_no_page_and_no_number(w, name):
    before = standing(w, name)
    owner, officer, levels = w.cast.far_registrant, w.cast.far_officer, [w.tree.commune_level]
    builders.effective(owner, w.province_plan, officer, levels=levels, title="Khuatnui nữa")
    builders.submitted(owner, w.province_plan, levels=levels, title="Khuatnui mới nộp")
    operation(officer, title="Khuatnui sắp xếp nữa")

    assert differing(before, standing(w, name)) == []


@pytest.mark.parametrize("name", [name for name in NEAR if name not in VILLAGE] + ["province_officer"])
def test_a_draft_changes_no_page_and_no_number_above(w, name):
    """But for the log, which tells that something is being written and not what."""
    before = standing(w, name)
    builders.draft(w.cast.registrant, w.plan, levels=[w.tree.commune_level], title="Nhaprieng nữa")

    assert [address for address in differing(before, standing(w, name)) if not address.startswith("/nhat-ky/")] == []
