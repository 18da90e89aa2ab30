"""Our own Python files and templates, as the tests of the building read them."""

import ast
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"


@cache
def rooms() -> list[str]:
    """The apps from the uppermost to the lowest, as pyproject.toml states the import law."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    return next(contract["layers"] for contract in contracts if contract["id"] == "rooms")


def python_files() -> list[Path]:
    """Every Python file of the product; migrations are written by a tool and left out."""
    return sorted(path for room in rooms() for path in (ROOT / room).rglob("*.py") if "migrations" not in path.parts)


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def nodes(paths: list[Path]) -> Iterator[tuple[str, ast.AST]]:
    """Every node of these files with the place to name when it is at fault."""
    for path in paths:
        for node in ast.walk(tree_of(path)):
            yield f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}", node


def template_files() -> list[Path]:
    return sorted(path for path in TEMPLATES.rglob("*") if path.suffix in {".html", ".svg", ".txt"})


def name_of(template: Path) -> str:
    return template.relative_to(TEMPLATES).as_posix()
