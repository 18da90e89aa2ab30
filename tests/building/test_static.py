"""Every static file a page names exists, and the production storage accepts all of them."""

import re

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command

from tests.building.sources import ROOT, TEMPLATES, python_files, template_files

IN_TEMPLATES = re.compile(r"{%\s*static\s+[\"']([^\"']+)[\"']")
IN_PYTHON = re.compile(r"\bstatic\(\s*[\"']([^\"']+)[\"']")


def named_files():
    found = [
        (name, path.relative_to(ROOT))
        for paths, pattern in ((template_files(), IN_TEMPLATES), (python_files(), IN_PYTHON))
        for path in paths
        for name in pattern.findall(path.read_text(encoding="utf-8"))
    ]
    return sorted(found)


def test_every_static_file_named_exists():
    assert [(name, str(path)) for name, path in named_files() if not finders.find(name)] == []


def test_static_names_are_written_out_in_templates():
    computed = re.compile(r"{%\s*static\s+(?![\"'])")
    assert [str(path.relative_to(TEMPLATES)) for path in template_files() if computed.search(path.read_text())] == []


def test_the_manifest_takes_every_file_and_knows_every_name(settings, tmp_path):
    """As in production, but for the compression, which changes no name and costs ten seconds."""
    manifest = {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {"staticfiles": manifest}
    call_command("collectstatic", interactive=False, verbosity=0)
    staticfiles_storage.hashed_files = staticfiles_storage.load_manifest()[0]

    assert staticfiles_storage.manifest_strict
    assert [name for name, _ in named_files() if not (tmp_path / staticfiles_storage.stored_name(name)).is_file()] == []
