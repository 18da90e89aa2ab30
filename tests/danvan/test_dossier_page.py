"""Trang hồ sơ lưu trữ năm: asked for by the administrator of the whole portal, made by the worker, downloaded."""

import io
import zipfile
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.enums import Role
from common.models import AuditRecord
from danvan.dossier import asking
from danvan.models import YearDossier
from tests import builders

pytestmark = pytest.mark.django_db
HERE = "/he-thong/ho-so-nam/"


@pytest.fixture
def keeper(cast, tree):
    return builders.position(Role.ADMIN, tree.province)


def asked(client, by, year, token=None):
    return client.post(HERE, {"position": by.pk, "token": str(token or uuid4()), "year": year})


def test_a_press_starts_one_dossier_however_often_it_is_repeated(as_position, keeper, plan):
    client, token = as_position(keeper), uuid4()
    assert [asked(client, keeper, plan.year, token).status_code for _press in range(2)] == [302, 302]
    (made,) = YearDossier.objects.all()
    assert (made.year, made.owner, made.state, made.total) == (plan.year, keeper, "waiting", 1)
    assert AuditRecord.objects.filter(action="Lập hồ sơ lưu trữ năm").count() == 1
    page = client.get(HERE).content.decode()
    assert f"Hồ sơ lưu trữ năm {plan.year} (ZIP)" in page and "Đang lập" in page


def test_the_worker_packs_the_folder_of_the_command_into_one_file(as_position, keeper, plan):
    client = as_position(keeper)
    asked(client, keeper, plan.year)
    made = YearDossier.objects.get()
    assert client.get(f"{HERE}{made.pk}/tai-ve/").status_code == 404
    asking.make_dossier.call(made.pk)
    made.refresh_from_db()
    assert (made.is_done, made.done) == (True, made.total)
    answer = client.get(f"{HERE}{made.pk}/tai-ve/")
    packed = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    top = f"Hồ sơ dân vận khéo năm {plan.year}"
    assert {f"{top}/index.html", f"{top}/SHA256SUMS"} <= set(packed.namelist()) and packed.testzip() is None
    assert f"{HERE}{made.pk}/tai-ve/" in client.get(f"{HERE}{made.pk}/").content.decode()


def test_every_download_is_in_the_log_with_who_took_it(as_position, keeper, tree, plan):
    made = asking.start_dossier(by=keeper, year=plan.year, token=uuid4())
    other = builders.position(Role.ADMIN, tree.province)
    client = as_position(other)
    taken = AuditRecord.objects.filter(action="Tải hồ sơ lưu trữ năm")
    assert (client.get(f"{HERE}{made.pk}/tai-ve/").status_code, taken.count()) == (404, 0)
    asking.make_dossier.call(made.pk)
    for _time in range(2):
        assert b"".join(client.get(f"{HERE}{made.pk}/tai-ve/").streaming_content)
    assert [(line.actor_id, line.position_id, line.object_id) for line in taken] == [
        (other.user_id, other.pk, str(made.pk))
    ] * 2
    assert "Tải hồ sơ lưu trữ năm" in client.get("/nhat-ky/").content.decode()


def test_a_year_without_a_plan_is_refused_beside_the_field(as_position, keeper, plan):
    answer = asked(as_position(keeper), keeper, 1999)
    assert answer.context["form"].errors["year"] == ["Năm này không có kế hoạch nào trên cổng."]
    with pytest.raises(ValidationError, match="không có kế hoạch nào"):
        asking.start_dossier(by=keeper, year=1999, token=uuid4())
    assert not YearDossier.objects.exists()


def test_what_failed_is_started_again_and_what_is_done_is_not(as_position, keeper, plan, monkeypatch):
    made = asking.start_dossier(by=keeper, year=plan.year, token=uuid4())

    def fail(*arguments):
        raise asking.DossierError("Ổ đĩa đầy.")

    monkeypatch.setattr(asking, "make", fail)
    asking.make_dossier.call(made.pk)
    made.refresh_from_db()
    assert (made.has_failed, made.problem) == (True, "Ổ đĩa đầy.")
    client = as_position(keeper)
    again = client.post(f"{HERE}{made.pk}/chay-lai/", {"position": keeper.pk, "token": str(uuid4())})
    made.refresh_from_db()
    assert (again.status_code, made.state) == (302, "waiting")
    with pytest.raises(ValidationError, match="không cần chạy lại"):
        asking.restart_dossier(by=keeper, dossier=made)


def test_who_keeps_one_branch_starts_none(tree, plan):
    near = builders.position(Role.ADMIN, tree.commune)
    with pytest.raises(PermissionDenied):
        asking.start_dossier(by=near, year=plan.year, token=uuid4())


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_however_many_there_are(
    as_position, keeper, plan, count, django_assert_max_num_queries
):
    for _one in range(count):
        asking.start_dossier(by=keeper, year=plan.year, token=uuid4())
    client = as_position(keeper)
    client.get(HERE)
    with django_assert_max_num_queries(12):
        assert client.get(HERE).context["page"].total == count
