"""Uploaded files pass a scanner where the installation names one; the scanner here is the test's own."""

import logging
import socketserver
import struct
import sys
import threading
from contextlib import contextmanager

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from common.files import check_upload

INFECTED = "Tệp “báo cáo.pdf” có mã độc (Thu-Nghiem) nên không nhận. Hãy quét lại máy đã tạo tệp này rồi gửi tệp sạch."
SILENT = (
    "Chưa quét được mã độc cho tệp “báo cáo.pdf” vì bộ quét không trả lời, nên chưa nhận tệp. "
    "Hãy thử lại sau ít phút; nếu vẫn vậy, báo quản trị hệ thống."
)


class FakeClamd(socketserver.BaseRequestHandler):
    """Speaks INSTREAM as clamd does; what holds the word “virus” is infected, “silence” gets no answer."""

    def handle(self):
        asked = self.take(len(b"zINSTREAM\0"))
        content = b""
        while size := struct.unpack("!L", self.take(4))[0]:
            content += self.take(size)
        self.server.heard.append((asked, content))
        if b"silence" in content:
            return
        found = b"stream: Thu-Nghiem FOUND\0" if b"virus" in content else b"stream: OK\0"
        self.request.sendall(b"INSTREAM size limit exceeded. ERROR\0" if b"limit" in content else found)

    def take(self, count):
        taken = b""
        while len(taken) < count:
            more = self.request.recv(count - len(taken))
            # Whoever has hung up sends nothing for ever, and the test would wait for this scanner to end.
            assert more
            taken += more
        return taken


@contextmanager
def served(server):
    server.heard = []
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(params=["socket", "address"])
def clamd(request, settings, tmp_path):
    """A fake clamd on a socket of the file system, and on an address."""
    if request.param == "socket":
        path = tmp_path / "clamd.ctl"
        server = socketserver.UnixStreamServer(str(path), FakeClamd)
        settings.DANVAN_SCANNER = f"clamd:{path}"
    else:
        server = socketserver.TCPServer(("127.0.0.1", 0), FakeClamd)
        settings.DANVAN_SCANNER = f"clamd://127.0.0.1:{server.server_address[1]}"
    with served(server):
        yield server


def pdf(words=b"", name="báo cáo.pdf"):
    return ContentFile(b"%PDF-1.4 " + words, name=name)


def refusal(file):
    with pytest.raises(ValidationError) as refused:
        check_upload(file)
    return refused.value.messages


def test_a_clean_file_is_taken_and_was_sent_whole(clamd):
    file = pdf(bytes(700_000))

    assert check_upload(file).extension == "pdf"
    assert clamd.heard == [(b"zINSTREAM\0", b"%PDF-1.4 " + bytes(700_000))]
    assert file.read(5) == b"%PDF-"


def test_a_file_is_scanned_once_however_often_it_is_looked_at(clamd):
    file = pdf()
    check_upload(file)
    check_upload(file)

    assert len(clamd.heard) == 1


def test_an_infected_file_is_refused_by_name(clamd):
    assert refusal(pdf(b"virus")) == [INFECTED]


@pytest.mark.parametrize("words", [b"silence", b"limit"])
def test_a_scanner_that_gives_no_verdict_refuses(clamd, words):
    assert refusal(pdf(words)) == [SILENT]


def test_a_scanner_that_is_not_there_refuses(settings, tmp_path):
    settings.DANVAN_SCANNER = f"clamd:{tmp_path}/nowhere.ctl"

    assert refusal(pdf()) == [SILENT]


def test_the_office_may_take_files_while_the_scanner_is_silent(settings, tmp_path, caplog):
    settings.DANVAN_SCANNER, settings.DANVAN_SCANNER_SILENT = f"clamd:{tmp_path}/nowhere.ctl", "accept"
    with caplog.at_level(logging.WARNING, logger="danvan.scanner"):
        check_upload(pdf())

    assert ["does not answer" in record.getMessage() for record in caplog.records] == [True]


def test_a_file_of_a_wrong_kind_is_not_sent_to_the_scanner(clamd):
    refusal(ContentFile(b"MZ virus", name="a.pdf"))

    assert clamd.heard == []


@pytest.fixture
def command(settings, tmp_path):
    """A command that reads the file from its standard input."""
    script = tmp_path / "scan.py"
    script.write_text(
        "import sys\ncontent = sys.stdin.buffer.read()\n"
        "if b'virus' in content:\n    print('stream: Thu-Nghiem FOUND')\n    sys.exit(1)\n"
        "sys.exit(2 if b'silence' in content else 0)\n"
    )
    settings.DANVAN_SCANNER = f"command:{sys.executable} {script}"


def test_a_command_may_be_the_scanner(command):
    assert check_upload(pdf()).extension == "pdf"
    assert refusal(pdf(b"virus")) == [INFECTED]
    assert refusal(pdf(b"silence")) == [SILENT]


def test_without_a_scanner_nothing_is_asked(settings):
    assert settings.DANVAN_SCANNER == ""
    assert check_upload(pdf(b"virus")).extension == "pdf"
