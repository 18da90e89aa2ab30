"""The torture's own judge: it must fail on a loss that was planted, and on nothing else. The run itself is script/torture."""

from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO
from threading import Thread
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from openpyxl import Workbook

from common.models import AuditRecord
from registrations import workflow
from registrations.models import Registration, RegistrationEvent
from reports.models import Export
from tests import builders
from torture import PASSWORD, scene
from torture.__main__ import arguments
from torture.browser import Answer, Browser
from torture.checker import losses
from torture.people import Acknowledged, Kept

pytestmark = pytest.mark.django_db


@pytest.fixture
def one(cast, tree, plan):
    return builders.received(
        cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level], title="Mô hình 1"
    )


@pytest.fixture
def export(cast):
    workbook = BytesIO()
    Workbook().save(workbook)
    made = Export(
        owner=cast.commune_clerk, token=uuid4(), period="2026-quy-1", sheet="bao-cao", form="xlsx", state="done"
    )
    made.file.save("export", ContentFile(workbook.getvalue()))
    return made


@pytest.fixture
def told(one, export):
    """What people were told, all of it true."""
    tokens = {event.move: str(event.token) for event in one.events.all()}
    return Acknowledged(
        submitted=[Kept(one.code, tokens["submit"], "Mô hình 1")],
        received=[Kept(one.code, tokens["receive"])],
        exports=[Kept("/bao-cao/tep/1/", str(export.token))],
    )


def test_the_people_of_the_scene_can_be_seated_and_sign_in(client):
    names = scene.build()
    assert all(client.login(request=None, username=name, password=PASSWORD) for name in [*names, "canbo"])


def another(one):
    """The same registration once more, as a double click would leave it that is not held back."""
    copy = Registration.objects.get(pk=one.pk)
    copy.pk, copy.code, copy.token = None, "DVK-2026-99999", uuid4()
    copy.save()


def second_version(one):
    version = one.versions.get()
    version.pk, version.number = None, 2
    version.save()


def second_event(one):
    event = one.events.get(move="submit")
    RegistrationEvent.objects.bulk_create([
        RegistrationEvent(
            registration=one, by=event.by, move="submit", source="draft", target="submitted", token=uuid4()
        )
    ])  # fmt: skip


def half_a_file(export):
    with open(export.file.path, "r+b") as opened:
        opened.truncate(200)


PLANTED = {
    "a submission is gone": lambda one, export, told: told.submitted.append(Kept("DVK-2026-00099", str(uuid4()), "Mất")),
    "a submission is there twice": lambda one, export, told: another(one),
    "a press was another one": lambda one, export, told: told.received.append(Kept(one.code, str(uuid4()))),
    "a press was done twice": lambda one, export, told: second_event(one),
    "one press, two versions": lambda one, export, told: second_version(one),
    "a version is gone": lambda one, export, told: one.versions.all().delete(),
    "a receipt is gone": lambda one, export, told: one.receipts.all().delete(),
    "a state without its line": lambda one, export, told: Registration.objects.update(state="confirmed"),
    "a line of the log too many": lambda one, export, told: AuditRecord.objects.bulk_create([
        AuditRecord(kind="registrations.registration", object_id=str(one.pk), action="Tiếp nhận")
    ]),
    "half a file": lambda one, export, told: half_a_file(export),
    "a file offered before it is done": lambda one, export, told: Export.objects.update(state="running"),
    "a file asked for is gone": lambda one, export, told: told.exports.append(Kept("/bao-cao/tep/9/", str(uuid4()))),
    "somebody went astray": lambda one, export, told: told.astray.append("a page that should be there is not"),
}  # fmt: skip


def test_where_nothing_is_lost_nothing_is_found(told):
    assert losses(told) == []


@pytest.mark.parametrize("plant", PLANTED.values(), ids=PLANTED)
def test_a_planted_loss_is_found(one, export, told, plant):
    plant(one, export, told)
    assert losses(told) != []


def test_what_was_done_but_never_acknowledged_is_no_loss(told, cast, tree, plan):
    builders.submitted(cast.registrant, plan, levels=[tree.commune_level], title="Nộp rồi mất mạng")
    assert losses(told) == []


@pytest.mark.parametrize(
    "wrong",
    [
        ["--submissions", "0"],
        ["--clients", "99"],
        ["--kills", "-1"],
        ["--seed", "x"],
        ["--no"],
        ["--machines", "--pause", "1"],
    ],
)
def test_wrong_arguments_end_with_the_usage(wrong, capsys):
    with pytest.raises(SystemExit) as ended:
        arguments(wrong)
    assert (ended.value.code, "usage: script/torture" in capsys.readouterr().err) == (2, True)


def test_a_seed_is_taken_or_made():
    assert arguments(["--seed", "7"]).seed == 7
    assert arguments([]).seed >= 0


def test_the_browser_reads_a_form_as_it_stands():
    page = Answer(200, "", """
        <form id="giay" action="/a/"><input type="hidden" name="token" value="1"><textarea name="title">Đường &amp; hoa</textarea>
        <input type="radio" name="sector" value="1"><input type="radio" name="sector" value="2" checked>
        <select name="plan"><option value="3">x</option><option value="4" selected>y</option></select></form>
        <form action="/b/buoc/nop/"><input name="token" value="9"></form>""")  # fmt: skip
    assert page.form(name="giay").data == {"token": ["1"], "title": ["Đường & hoa"], "sector": ["2"], "plan": ["4"]}
    assert page.form(action="/buoc/nop/").data == {"token": ["9"]}
    assert page.form(name="khac") is None


def answering():
    """The port of a server that counts who asks it."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_of):
            """Nobody reads it."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    return server, asked


def test_people_before_several_machines_take_them_in_turn_and_pass_a_dead_one():
    (first, by_first), (second, by_second) = answering(), answering()
    browser = Browser(first.server_port, second.server_port)
    for _ in range(4):
        browser.get("/a/")
    assert (len(by_first), len(by_second), browser.answered, browser.unanswered) == (2, 2, 4, 0)
    second.shutdown()
    second.server_close()
    browser.get("/b/")
    browser.get("/c/")
    assert (by_first[2:], browser.answered, browser.unanswered) == (["/b/", "/c/"], 6, 1)
    assert browser.longest >= 0.2
    first.shutdown()
    first.server_close()


def test_every_move_of_the_torture_exists():
    assert {workflow.SUBMIT.slug, workflow.RECEIVE.slug} == {"nop-dang-ky", "tiep-nhan"}
