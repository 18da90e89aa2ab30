"""The world of the table: one record in every stage, near and far, built once through the real services.

`build` returns what addresses and forms of the rules name in braces: codes, keys and days.
"""

from datetime import date, timedelta
from types import SimpleNamespace
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from danvan.models import YearDossier
from registrations import services, workflow
from registrations.enums import Purpose, Task
from registrations.plans import services as planning
from reports.models import Export
from tests import builders
from tests.access import (
    council,
    desks,
    followed,
    fronted,
    keeping,
    listed,
    people,
    rearranging,
    recognised,
    reported,
    scanned,
)
from tests.access.asking import signed_in
from tests.evaluation.builders import starter_sets
from tests.registrations import registers
from units.enums import Line

PDF = b"%PDF-1.4\n1 0 obj\nendobj\n%%EOF"
EMPTY_ZIP = b"PK\x05\x06" + bytes(18)


def pdf_file(name, more=b""):
    return SimpleUploadedFile(name, PDF + more, content_type="application/pdf")


def build() -> SimpleNamespace:
    """Tree, people, records; `names` fills the rules."""
    w = SimpleNamespace(names=Names(empty_form=uuid4()), tree=builders.tree(), file=pdf_file)
    w.tree.district_front = builders.body("Ủy ban MTTQ Việt Nam huyện Lam Khê", w.tree.district, Line.FRONT)
    w.tree.closed_body = builders.body("Trung tâm cũ xã Minh Lạc", w.tree.commune)
    w.people = people.settle(w.tree)
    w.cast = SimpleNamespace(**w.people)
    _plans(w)
    _near(w)
    _two_desks(w)
    _far(w)
    council.build(w)
    _files(w)
    _across(w)
    _registers(w)
    keeping.build(w)
    rearranging.build(w)
    scanned.build(w)
    desks.build(w)
    listed.build(w)
    followed.build(w)
    recognised.build(w)
    reported.build(w)
    fronted.build(w)
    w.names |= {f"{name}_position": one.pk or 0 for name, one in w.people.items()}
    w.names |= {f"{name}_name": one.user.username for name, one in w.people.items()}
    w.names |= {f"{name}_user": one.user.pk for name, one in w.people.items()}
    w.names |= {name: unit.pk for name, unit in vars(w.tree).items()}
    w.browser, w.cookies = Client(), {name: signed_in(one) for name, one in w.people.items()}
    return w


class Names(dict):
    """What fills the addresses of the rules. A name given twice would have a rule ask for another row than it means."""

    def __ior__(self, others):
        assert not self.keys() & others.keys(), f"given twice: {sorted(self.keys() & others.keys())}"
        return super().__ior__(others)


def _plans(w) -> None:
    tree, cast, today = w.tree, w.cast, timezone.localdate()
    w.plan = builders.plan(tree, cast.commune_officer)
    w.district_plan = builders.plan(tree, cast.district_officer, issuer=tree.district_desk, number="32-KH/HU")
    w.bare_plan = builders.plan(tree, cast.district_officer, issuer=tree.district_desk, number="33-KH/HU")
    w.province_plan = builders.plan(tree, cast.province_officer, issuer=tree.province_desk, number="1-KH/TU")
    w.far_plan = builders.plan(tree, cast.far_officer, issuer=tree.far_commune_desk, number="7/KH-Khuatnui")
    w.far_plan.theme = "Khuatnui chủ đề của kế hoạch"
    w.far_plan.save()
    w.sets = starter_sets(cast.district_officer, w.district_plan)
    planning.set_quotas(by=cast.far_officer, plan=w.far_plan, asked=[(tree.far_village, "collective", 4)])
    planning.grant_late_permit(
        by=cast.far_officer,
        plan=w.far_plan,
        unit=tree.far_village,
        until=w.far_plan.closes_on,
        reason="Khuatnui mưa lũ.",
    )
    officer, autumn = cast.commune_officer, w.plan.closes_on + timedelta(days=30)
    window = planning.open_window(
        by=officer, plan=w.plan, opens_on=autumn, closes_on=autumn + timedelta(days=9), reason="Bổ sung giữa năm."
    )
    task = planning.give_task(by=officer, plan=w.plan, unit=tree.village, text="Họp thôn.", due_on=autumn)
    of_all = planning.give_task(by=officer, plan=w.plan, text="Tuyên truyền.", due_on=autumn)
    done = planning.tell_task_done(by=cast.registrant, task=of_all, done_on=today)
    permit = planning.grant_late_permit(
        by=officer, plan=w.plan, unit=tree.village, until=autumn + timedelta(days=20), reason="Mưa lũ."
    )
    copy = planning.keep_copy(by=officer, plan=w.plan, file=SimpleUploadedFile("ke-hoach-12.pdf", b"%PDF-1.4 12"))
    w.names |= {
        "window": window.pk, "task": task.pk, "task_of_all": of_all.pk, "task_done": done.pk, "permit": permit.pk, "copy": copy.pk,
        "next_spring": f"{w.plan.closes_on + timedelta(days=120):%d/%m/%Y}",
        "plan": w.plan.pk, "district_plan": w.district_plan.pk, "bare_plan": w.bare_plan.pk, "far_plan": w.far_plan.pk,
        "set": w.sets[0].pk, "movement": w.plan.movement_id,
        "sector": w.plan.sectors.first().pk, "level": tree.commune_level.pk, "year": today.year,
        "today": f"{today:%d/%m/%Y}", "soon": f"{today + timedelta(days=20):%d/%m/%Y}",
        "tomorrow": f"{today + timedelta(days=1):%d/%m/%Y}", "new_year": f"{date(today.year, 1, 3):%d/%m/%Y}",
    }  # fmt: skip


def _near(w) -> None:
    """The village's records, one in each stage of the way."""
    owner, officer, low = w.cast.registrant, w.cast.commune_officer, [w.tree.commune_level]
    known = {"levels": low, "title": "Gandong mô hình của thôn"}
    sent = builders.draft(owner, w.plan, **known)
    file = services.attach(by=owner, registration=sent, file=pdf_file("Gandong.pdf"))
    builders.move(sent, workflow.SUBMIT, owner)
    builders.move(sent, workflow.RECEIVE, officer)
    submitted = builders.submitted(owner, w.plan, **known)
    returned = builders.received(owner, w.plan, officer, **known)
    builders.move(returned, workflow.RETURN, officer, note="Gandong: bổ sung minh chứng.")
    _half_edited(returned, owner)
    unsent = services.attach(by=owner, registration=returned, file=pdf_file("Nhaprieng.pdf"))
    draft = builders.draft(owner, w.plan, **{**known, "title": "Nhaprieng của thôn"})
    draft_file = services.attach(by=owner, registration=draft, file=pdf_file("Nhaprieng-2.pdf"))
    typed = builders.draft(
        w.cast.commune_clerk, w.plan, unit=w.tree.other_village, levels=low, title="Nhapthay từ bản giấy"
    )
    confirmed = builders.confirmed(owner, w.plan, officer, **known)
    builders.write_result(confirmed, owner, how="Nhaprieng đang viết dở.")
    reported = builders.result_sent(owner, w.plan, officer, **known)
    ineffective = builders.result_sent(owner, w.plan, officer, **known)
    builders.move(ineffective, workflow.DENY_EFFECT, officer, note="Gandong chưa đạt.")
    women = builders.received(w.cast.women_registrant, w.plan, officer, levels=low, title="Phunuxa đường hoa")
    w.records = {
        "sent": sent, "submitted": submitted, "returned": returned, "draft": draft, "typed": typed,
        "confirmed": confirmed, "reported": reported, "ineffective": ineffective, "women_record": women,
    }  # fmt: skip
    w.names |= {name: record.code for name, record in w.records.items()}
    w.names |= {
        "receipt": sent.receipts.get().pk, "file": file.pk, "unsent": unsent.pk, "draft_file": draft_file.pk,
        "revision": draft.drafts.get().revision,
    }  # fmt: skip


def _half_edited(registration, by) -> None:
    draft = registration.drafts.get(purpose=Purpose.REGISTRATION)
    services.save_draft(
        by=by, registration=registration, purpose=Purpose.REGISTRATION, revision=draft.revision,
        data=draft.data | {"title": "Nhaprieng sửa dở"},
    )  # fmt: skip


def _two_desks(w) -> None:
    """Registered at commune and district level: received at the lower desk; a result that the lower desk passes on."""
    owner, commune, district = w.cast.registrant, w.cast.commune_officer, w.cast.district_officer
    levels = [w.tree.commune_level, w.tree.district_level]
    low = builders.received(owner, w.plan, commune, levels=levels, title="Gandong hai cấp")
    climbed = builders.received(owner, w.plan, commune, levels=levels, title="Gandong hai cấp")
    builders.move(climbed, workflow.FORWARD, commune)
    builders.move(climbed, workflow.RECEIVE, district)
    builders.move(climbed, workflow.CONFIRM, district)
    builders.write_result(climbed, owner)
    builders.move(climbed, workflow.SEND_RESULT, owner)
    w.names |= {"low": low.code, "climbed": climbed.code}


def _far(w) -> None:
    """What lies in the other district, with its word in every text."""
    owner, officer, tree = w.cast.far_registrant, w.cast.far_officer, w.tree
    known = {"levels": [tree.commune_level], "title": "Khuatnui mô hình ở bản"}
    far = builders.draft(owner, w.province_plan, **known)
    file = services.attach(by=owner, registration=far, file=pdf_file("Khuatnui.pdf"))
    builders.move(far, workflow.SUBMIT, owner)
    builders.move(far, workflow.RECEIVE, officer)
    returned = builders.received(owner, w.far_plan, officer, **known)
    builders.move(returned, workflow.RETURN, officer, note="Khuatnui: thiếu minh chứng.")
    w.far_effective = builders.effective(owner, w.province_plan, officer, how="Khuatnui cách làm.", **known)
    w.names |= {
        "far": far.code,
        "far_effective": w.far_effective.code,
        "far_file": file.pk,
        "far_receipt": far.receipts.get().pk,
    }


def _files(w) -> None:
    """Files made in the background for one position: one ready, one failed."""
    made = {}
    for state in (Export.State.DONE, Export.State.FAILED):
        made[state] = Export.objects.create(
            owner=w.cast.district_officer, token=uuid4(), period=f"{w.names['year']}-nam", sheet="bieu-01", form="xlsx",
            title="Teprieng của cán bộ huyện", file_name="Teprieng.xlsx", state=state,
        )  # fmt: skip
    made[Export.State.DONE].file.save("teprieng.xlsx", ContentFile(b"Teprieng"))
    _dossiers(w)
    w.names |= {"export": made[Export.State.DONE].pk, "failed_export": made[Export.State.FAILED].pk}


def _dossiers(w) -> None:
    """The year's dossier, made and failed."""
    made = {
        state: YearDossier.objects.create(
            owner=w.cast.admin,
            token=uuid4(),
            year=w.names["year"],
            title="Hồ sơ năm",
            file_name="ho-so.zip",
            state=state,
        )
        for state in (YearDossier.State.DONE, YearDossier.State.FAILED)
    }
    made[YearDossier.State.DONE].file.save("ho-so.zip", ContentFile(EMPTY_ZIP))
    w.names |= {"dossier": made[YearDossier.State.DONE].pk, "failed_dossier": made[YearDossier.State.FAILED].pk}


def _across(w) -> None:
    """An officer in charge of communes of two districts acts in the far one: no line for the log of the near."""
    planning.grant_late_permit(
        by=w.cast.cluster_officer, plan=w.far_plan, unit=w.tree.far_village, until=w.far_plan.closes_on,
        reason="Khuatnui đường sạt lở.",
    )  # fmt: skip


def _registers(w) -> None:
    """Two registers of the commune's clerk from Excel: one looked at, one written."""
    by, head = w.cast.commune_clerk, ["Tên mô hình", "Đơn vị"]
    for name, title in (("written_register", "Nhapthay đã ghi"), ("register", "Nhapthay đang xem")):
        file = registers.book([head, [title, "thôn Đoài"]], name=f"{name}.xlsx")
        batch = registers.understood(by, w.plan, file)
        registers.worked(by, batch)
        if name == "written_register":
            registers.worked(by, batch, Task.WRITE)
        w.names[name] = batch.pk
