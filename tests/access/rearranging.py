"""The operations of the world: one in each stage, of the district and of the commune, and one far away."""

from uuid import uuid4

from documents.sheets_in import Line
from registrations.enums import Kind
from reorganisation import importing, services, workflow
from tests import builders
from tests.reorganisation.builders import moving, operation, passing, step
from units.enums import Nature


def build(w) -> None:
    """Villages that nothing hangs on are moved and renamed; one that holds records is split."""
    tree, by = w.tree, w.cast.district_officer
    moved, waiting, agreed, renamed, split, listed = (
        builders.area(f"thôn Số {number}", tree.commune) for number in ("Một", "Hai", "Ba", "Bốn", "Năm", "Sáu")
    )
    draft = _moved_out(w, by, moved, "Sapxep đang soạn")
    written = importing.add_table(by=by, table=_table(by, draft, listed, "da-ghi.xlsx"))
    read = _table(by, draft, tree.other_village, "Sapxep.xlsx")
    proposed = _moved_out(w, by, waiting, "Sapxep chờ duyệt")
    step(workflow.PROPOSE, proposed, by)
    approved = _moved_out(w, by, agreed, "Sapxep đã duyệt")
    step(workflow.PROPOSE, approved, by)
    step(workflow.APPROVE, approved, w.cast.district_leader)
    done = operation(by, title="Đổi tên thôn")
    services.add_renaming(by=by, operation=done, unit=renamed, name="thôn Bốn Mùa", code="")
    for move, who in ((workflow.PROPOSE, by), (workflow.APPROVE, w.cast.district_leader), (workflow.CARRY_OUT, by)):
        step(move, done, who)
    splitting, halves = _split(w, split)
    far = operation(w.cast.far_officer, title="Khuatnui sắp xếp")
    services.add_renaming(by=w.cast.far_officer, operation=far, unit=tree.far_village, name="Khuatnui bản mới", code="")
    w.names |= {
        "operation": draft.pk, "operation_line": draft.steps.get(unit=moved).pk, "proposed_operation": proposed.pk,
        "approved_operation": approved.pk, "done_operation": done.pk, "split_operation": splitting.pk,
        "split_line": splitting.steps.first().pk, "half": halves[0].pk, "far_operation": far.pk,
        "written_table": written.pk, "read_table": read.pk,
    }  # fmt: skip


def _moved_out(w, by, village, title):
    """To the neighbouring commune: what is rearranged is the district."""
    made = operation(by, title=title)
    moving(by, made, [village], w.tree.other_commune)
    return made


def _table(by, op, village, file_name):
    """From Excel: the village gets another name."""
    values = dict.fromkeys(["old_code", "new_code", "parent", "level", "decision", "decided_on"], "")
    values |= {"old_name": f"{village.name}, xã Minh Lạc", "new_name": f"{village.name} Mới", "kind": "đổi tên"}
    return importing.keep_table(by=by, operation=op, token=uuid4(), file_name=file_name, lines=[Line(4, values)])


def _split(w, village):
    """Inside the commune, by its own officer; a registration of the village is still to be given to one half."""
    by = w.cast.commune_officer
    registrant = builders.position("registrant", village, user=builders.person("Người thôn Năm"))
    builders.submitted(
        registrant, w.plan, levels=[w.tree.commune_level], title="Gandong của thôn Năm", kind=Kind.COLLECTIVE
    )
    made = operation(by, title="Tách thôn Năm")
    halves = [
        services.add_new_unit(by=by, operation=made, name=f"thôn Năm {half}", code="", parent=w.tree.commune)
        for half in ("Trên", "Dưới")
    ]
    assert {half.nature for half in halves} == {Nature.AREA}
    for half in halves:
        passing(by, made, [village], half)
    return made, halves
