"""Templates compile and hold nothing the security policy would refuse."""

import re

import pytest
from django.template import engines

from tests.building.sources import TEMPLATES, name_of, template_files

# Paper is rendered by the PDF engines, never by a browser under the policy; these two are also shown on screen.
ON_SCREEN = {"documents/_table.html", "documents/_drawing.svg"}
INLINE = {
    "script": re.compile(r"<script(?![^>]*\ssrc=)[^>]*>|<script[^>]*>\s*[^<\s]"),
    "style": re.compile(r"<style\b"),
    "style attribute": re.compile(r"\sstyle\s*="),
    "event attribute": re.compile(r"\son[a-z]+\s*=|\shx-on\b|javascript:|[\"']js:"),
    "foreign address": re.compile(r"(?:src|href|action)\s*=\s*[\"']?(?:https?:)?//"),
}
COMMENT = re.compile(r"{#.*?#}|{% comment %}.*?{% endcomment %}", re.DOTALL)


def screens():
    return [path for path in template_files() if not on_paper(name_of(path))]


def on_paper(name):
    return name.startswith("documents/") and name not in ON_SCREEN


@pytest.mark.parametrize("path", template_files(), ids=name_of)
def test_the_template_compiles(path):
    assert engines["django"].get_template(name_of(path)).origin.name == str(path)


@pytest.mark.parametrize("path", screens(), ids=name_of)
def test_the_template_holds_nothing_inline(path):
    source = COMMENT.sub("", path.read_text(encoding="utf-8"))
    assert [(kind, match.group()) for kind, pattern in INLINE.items() for match in pattern.finditer(source)] == []


def test_our_own_scripts_use_no_eval_and_no_foreign_address():
    scripts = sorted((TEMPLATES.parent / "static").rglob("*.js"))
    pattern = re.compile(r"\beval\(|new Function\(|https?://(?!www\.w3\.org/)")
    assert [str(path) for path in scripts if pattern.search(path.read_text(encoding="utf-8"))] == []
