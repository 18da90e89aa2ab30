"""Every function of a service that writes leaves an audit line, itself or through what it calls."""

import ast

import pytest

from tests.building.sources import ROOT, python_files, tree_of
from tests.building.test_code import is_write

LEAVES_A_LINE = {"record", "record_many", "perform", "correct_row"}
SERVICES = {"services", "starters", "steps", "drafts", "first_hour", "tasks"}
# (function, why it leaves no line of its own)
SILENT = {
    "registrations.services.save_draft": "what is typed before it is sent is nobody's business; its beginning is told",
    "registrations.steps.*": "called by perform, which leaves the line",
    "registrations.submittals.steps.*": "called by perform, which leaves the line",
    "registrations.imports.services.keep_file": "a file that is looked at is no record yet; writing it is told",
    "registrations.imports.services.understand": "as keep_file",
    "registrations.imports.services.choose": "as keep_file",
    "registrations.scanning.tasks.read_pile": "the worker reads what was uploaded; a confirmed paper is told",
    "recognition.steps.*": "called by perform, which leaves the line",
    "recognition.corrections.steps.*": "called by perform, which leaves the line",
    "recognition.dossiers.steps.*": "called by perform, which leaves the line",
    "evaluation.steps.*": "called by perform, which leaves the line",
    "reports.tasks.*": "the worker only ends what start_export began and told",
    "reports.periodic.steps.*": "called by perform, which leaves the line",
    "reports.periodic.services.writing.save_section": "as save_draft: typed before it is sent; the beginning and the sending are told",
}


def service_files():
    return [path for path in python_files() if {path.stem, *path.relative_to(ROOT).parts[1:-1]} & SERVICES]


def functions():
    """Full name → the function's node, for every function at the top of a service module."""
    found = {}
    for path in service_files():
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        found |= {f"{module}.{node.name}": node for node in tree_of(path).body if isinstance(node, ast.FunctionDef)}
    return found


FUNCTIONS = functions()
BY_NAME = {}
for full, _node in FUNCTIONS.items():
    BY_NAME.setdefault(full.rpartition(".")[2], []).append(full)


def called(node):
    calls = [one for one in ast.walk(node) if isinstance(one, ast.Call)]
    return {getattr(call.func, "attr", getattr(call.func, "id", "")) for call in calls}


def reaches(full, holds, seen=()):
    """Whether the function, or a service it calls, holds."""
    node = FUNCTIONS[full]
    if holds(node):
        return True
    below = [other for name in called(node) for other in BY_NAME.get(name, []) if other not in (*seen, full)]
    return any(reaches(other, holds, (*seen, full)) for other in below)


def writes(node):
    return any(isinstance(one, ast.Call) and is_write(one) for one in ast.walk(node))


def tells(node):
    return bool(called(node) & LEAVES_A_LINE)


def is_silent(full):
    return full in SILENT or f"{full.rpartition('.')[0]}.*" in SILENT


PUBLIC = sorted(full for full in FUNCTIONS if not full.rpartition(".")[2].startswith("_"))
WRITING = [full for full in PUBLIC if reaches(full, writes) and not is_silent(full)]


def test_the_services_that_write_are_found():
    assert {"registrations.services.attach_all", "units.services.add_unit", "danvan.first_hour.set_up"} <= set(WRITING)


@pytest.mark.parametrize("full", WRITING)
def test_a_service_that_writes_leaves_a_line(full):
    assert reaches(full, tells)


def test_every_exception_still_exists():
    modules = {full.rpartition(".")[0] for full in FUNCTIONS}
    assert [name for name in SILENT if name not in FUNCTIONS and name.removesuffix(".*") not in modules] == []


def test_nothing_writes_or_empties_the_log_but_the_two_functions_that_add_to_it():
    """No manager that goes round the refusals, no raw statement on the table."""
    found = []
    for path in python_files():
        text = path.read_text(encoding="utf-8")
        words = ("AuditRecord._base_manager", "AuditRecord._raw_delete", "common_auditrecord")
        adds = "AuditRecord.objects.bulk_create" in text and path != ROOT / "common" / "audit.py"
        found += [str(path.relative_to(ROOT))] if adds or any(word in text for word in words) else []
    assert found == []
