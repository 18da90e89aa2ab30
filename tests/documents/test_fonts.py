import struct

import pytest

from documents import fonts
from documents.errors import PdfUnavailable


@pytest.fixture(autouse=True)
def _look_again():
    fonts.folder.cache_clear()
    yield
    fonts.folder.cache_clear()


def font_with_version(text):
    """The smallest file with a name table that states a version."""
    name = text.encode("utf-16-be")
    table = struct.pack(">HHH", 0, 1, 18) + struct.pack(">HHHHHH", 3, 1, 0x409, 5, len(name), 0) + name
    head = struct.pack(">LHHHH", 0x00010000, 1, 0, 0, 0) + struct.pack(">4sLLL", b"name", 0, 28, len(table))
    return head + table


def fill(folder, version):
    folder.mkdir(parents=True)
    for style in fonts.STYLES:
        (folder / fonts.file_name(style)).write_bytes(font_with_version(version))
    return folder


def test_the_version_is_read_out_of_the_file(tmp_path):
    file = tmp_path / "a.ttf"
    file.write_bytes(font_with_version("Version 2.1.5"))

    assert fonts.version(file) == (2, 1, 5)


@pytest.mark.parametrize("data", [b"", b"not a font at all, but some text that is long enough", b"\x00" * 64])
def test_what_is_no_font_has_no_version(tmp_path, data):
    file = tmp_path / "a.ttf"
    file.write_bytes(data)

    assert fonts.version(file) == ()


def test_the_old_font_without_vietnamese_letters_is_never_taken(tmp_path, monkeypatch, settings):
    settings.DANVAN_HOME = tmp_path / "home"
    monkeypatch.setattr(fonts, "SYSTEM_FOLDERS", (fill(tmp_path / "old", "Version 1.07.4"),))

    with pytest.raises(PdfUnavailable) as error:
        fonts.folder()
    assert str(error.value) == fonts.MISSING


def test_the_new_font_is_found_beside_the_old_one(tmp_path, monkeypatch, settings):
    settings.DANVAN_HOME = tmp_path / "home"
    folders = (fill(tmp_path / "old", "Version 1.07.4"), fill(tmp_path / "new", "Version 2.00.5; ttfautohint"))
    monkeypatch.setattr(fonts, "SYSTEM_FOLDERS", folders)

    assert fonts.folder() == tmp_path / "new"


def test_fonts_of_the_installation_come_first(tmp_path, settings):
    settings.DANVAN_HOME = tmp_path
    fill(tmp_path / "fonts", "Version 2.1.5")

    assert fonts.folder() == tmp_path / "fonts"


def test_only_our_four_files_are_served():
    with pytest.raises(KeyError):
        fonts.font_file("../../../../etc/passwd")
