"""Rules on our own code that a reader would otherwise have to watch over."""

import ast

from tests.building.sources import ROOT, nodes, python_files

WRITES = {"save", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "acreate", "asave"}
LAZY = {"weasyprint", "plutoprint"}


def files_of_kind(*kinds):
    """Views.py, forms.py, or the files of a package so called."""
    return [path for path in python_files() if {path.stem, *path.relative_to(ROOT).parts[1:-1]} & set(kinds)]


def is_write(call):
    """Queryset.update and Model.delete take no positional argument; a dictionary's update does."""
    name = getattr(call.func, "attr", "")
    return (
        getattr(call.func, "id", "") == "correct_row"
        or name in WRITES
        or (name in {"update", "delete"} and not call.args)
    )


def test_views_and_forms_write_nothing():
    found = nodes(files_of_kind("views", "forms"))
    assert [place for place, node in found if isinstance(node, ast.Call) and is_write(node)] == []


def targets(node):
    if isinstance(node, ast.Assign):
        return [part for target in node.targets for part in ast.walk(target)]
    if isinstance(node, ast.AugAssign | ast.AnnAssign):
        return [node.target]
    return []


def sets_state(node):
    """`x.state = …`, setattr(x, "state", …), queryset.update(state=…)."""
    if isinstance(node, ast.Call):
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        if name == "setattr":
            return any(isinstance(part, ast.Constant) and part.value == "state" for part in node.args)
        return name == "update" and any(word.arg == "state" for word in node.keywords)
    return any(isinstance(part, ast.Attribute) and part.attr == "state" for part in targets(node))


def test_only_the_executors_of_moves_and_of_background_jobs_set_a_state():
    executors = {ROOT / "common" / "workflow.py", ROOT / "common" / "jobs.py"}
    elsewhere = [path for path in python_files() if path not in executors]
    assert [place for place, node in nodes(elsewhere) if sets_state(node)] == []


def test_rows_are_locked_in_one_way_only():
    """As an UPDATE locks them (decision 51)."""
    elsewhere = [path for path in python_files() if path != ROOT / "common" / "locks.py"]
    found = nodes(elsewhere)
    assert [place for place, node in found if getattr(node, "attr", "") == "select_for_update"] == []


def test_no_file_is_longer_than_300_lines():
    lengths = {path: path.read_text(encoding="utf-8").count("\n") for path in python_files()}
    assert [f"{path.relative_to(ROOT)} {length}" for path, length in lengths.items() if length > 300] == []


def test_no_function_is_longer_than_40_lines():
    assert [
        f"{place} {node.name}"
        for place, node in nodes(python_files())
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno - node.lineno >= 40
    ] == []


def imported(node):
    return {name.name.split(".")[0] for name in node.names} if isinstance(node, ast.Import) else {node.module}


def test_only_the_pdf_engines_are_imported_inside_a_function():
    functions = [pair for pair in nodes(python_files()) if isinstance(pair[1], ast.FunctionDef | ast.AsyncFunctionDef)]
    assert [
        place
        for place, function in functions
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
        and not imported(node) <= LAZY
        # Where Django itself has a room begin, before which no model can be imported.
        and not (function.name == "ready" and "/apps.py" in place)
    ] == []
