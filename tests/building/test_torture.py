"""The torture's own judge: it must fail on a loss that was planted, and on nothing else. The run itself is script/torture."""

from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO
from threading import Thread
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from openpyxl import Workbook

from common.models import AuditRecord
from evaluation.models import Round, Score, Sheet, SheetEvent
from registrations import workflow
from registrations.models import Receipt, Registration, RegistrationEvent
from reports.models import Export
from tests import builders
from tests.evaluation import builders as evaluation
from torture import PASSWORD, disk, scene
from torture.__main__ import arguments
from torture.browser import SAID, Answer, Browser
from torture.checker import losses
from torture.exports import Owner
from torture.people import Acknowledged, Decided, Kept, Scored

pytestmark = pytest.mark.django_db
POINTS = ("12", "12.5", "16", "0", "24")


@pytest.fixture
def c():
    """A council that has scored its only dossier."""
    c = evaluation.council()
    evaluation.scoring(c)
    evaluation.send(c.sheets[0], *POINTS)
    return c


def by_registrant(c, build, title, *officers):
    return build(c.cast.registrant, c.plan, *officers, levels=[c.tree.commune_level], title=title)


@pytest.fixture
def one(c):
    return by_registrant(c, builders.received, "Mô hình 1", c.cast.commune_officer)


@pytest.fixture
def export(c):
    workbook = BytesIO()
    Workbook().save(workbook)
    made = Export(
        owner=c.cast.commune_clerk, token=uuid4(), period="2026-quy-1", sheet="bao-cao", form="xlsx", state="done"
    )
    made.file.save("export", ContentFile(workbook.getvalue()))
    return made


@pytest.fixture
def told(c, one, export):
    """What people were told, all of it true; of one record two officers decided at once."""
    tokens = {event.move: str(event.token) for event in one.events.all()}
    sheet, both = c.sheets[0], by_registrant(c, builders.confirmed, "Mô hình 2", c.cast.commune_officer)
    criteria = sheet.nomination.criteria_set.criteria.values_list("pk", flat=True)
    return Acknowledged(
        scored=[Scored(sheet_address(sheet), str(sheet.events.get().token), dict(zip(criteria, POINTS, strict=True)))],
        decided=[
            Decided(both.code, str(both.events.get(move="confirm").token), "confirm", True),
            Decided(both.code, str(uuid4()), "return", False),
        ],
        submitted=[Kept(one.code, tokens["submit"], "Mô hình 1")],
        received=[Kept(one.code, tokens["receive"])],
        exports=[Kept("/bao-cao/tep/1/", str(export.token))],
    )


def sheet_address(sheet):
    return reverse("evaluation:sheet", args=[sheet.pk])


def test_the_people_of_the_scene_can_be_seated_and_sign_in_and_have_something_to_score(client):
    placed = scene.build(scores=6)
    names = [*placed.registrants, *placed.members, "canbo", "canbo2", "vanthu"]
    assert all(client.login(request=None, username=name, password=PASSWORD) for name in names)
    assert Sheet.objects.filter(nomination__round__state="scoring", cleared_at__isnull=False).count() == 10


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


def second_sending(sheet):
    event = sheet.events.get()
    SheetEvent.objects.bulk_create([
        SheetEvent(sheet=sheet, by=event.by, move="lock", source="assigned", target="locked", token=uuid4())
    ])  # fmt: skip


def all_told(told, *, is_made):
    told.decided = [replace(one, is_made=is_made) for one in told.decided]


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
    "a sheet was sent twice": lambda one, export, told: second_sending(Sheet.objects.get()),
    "a sheet was sent by another press": lambda one, export, told: again(told.scored, token=str(uuid4())),
    "points are gone": lambda one, export, told: Score.objects.order_by("pk").first().delete(),
    "points are others": lambda one, export, told: Score.objects.update(points=1),
    "a sheet's state without its line": lambda one, export, told: Sheet.objects.update(state="set_aside"),
    "a round's state without its line": lambda one, export, told: Round.objects.update(state="moderating"),
    "two officers have both decided": lambda one, export, told: all_told(told, is_made=True),
    "neither officer has decided": lambda one, export, told: all_told(told, is_made=False),
    "a decision is another": lambda one, export, told: again(told.decided, token=str(uuid4())),
    "a register with a gap": lambda one, export, told: Receipt.objects.filter(register_number=2).update(register_number=3),
    "a file nobody is at": lambda one, export, told: Export.objects.update(state="waiting", file=""),
    "a file that runs for ever": lambda one, export, told: Export.objects.update(state="running", file=""),
    "a file of another kind": lambda one, export, told: Export.objects.update(form="pdf"),
    "half a file": lambda one, export, told: half_a_file(export),
    "a file offered before it is done": lambda one, export, told: Export.objects.update(state="running"),
    "a file asked for is gone": lambda one, export, told: told.exports.append(Kept("/bao-cao/tep/9/", str(uuid4()))),
    "somebody went astray": lambda one, export, told: told.astray.append("a page that should be there is not"),
}  # fmt: skip


def again(kept, **changes):
    kept[0] = replace(kept[0], **changes)


def test_where_nothing_is_lost_nothing_is_found(told):
    assert losses(told) == []


@pytest.mark.parametrize("plant", PLANTED.values(), ids=PLANTED)
def test_a_planted_loss_is_found(one, export, told, plant):
    plant(one, export, told)
    assert losses(told) != []


def test_what_was_done_but_never_acknowledged_is_no_loss(told, c):
    by_registrant(c, builders.submitted, "Nộp rồi mất mạng")
    assert losses(told) == []


class Pages:
    """A browser that is shown these pages in turn, the last one for ever; what it sends is kept."""

    def __init__(self, *texts):
        self.texts, self.sent = list(texts), []

    def get(self, _path):
        return Answer(200, "", self.texts.pop(0) if len(self.texts) > 1 else self.texts[0])

    def post(self, path, data):
        self.sent.append((path, data))


DIED = '<form action="/bao-cao/tep/1/chay-lai/"><input name="token" value="9"></form>'


def test_the_owner_of_a_file_starts_it_again_and_waits_for_it(monkeypatch):
    monkeypatch.setattr("torture.exports.time.sleep", lambda _seconds: None)
    pages = Pages(DIED, "Đang chờ đến lượt.", "Tệp Excel đã lập xong.")
    owner = Owner(pages, [Kept("/bao-cao/tep/1/", "t")])
    assert (owner.see_to_the_end(60), owner.restarted) == ([], 1)
    assert pages.sent == [("/bao-cao/tep/1/chay-lai/", {"token": ["9"]})]


def test_a_file_that_is_never_made_is_a_loss():
    assert len(Owner(Pages("Đang chờ đến lượt."), [Kept("/bao-cao/tep/1/", "t")]).see_to_the_end(0)) == 1


def test_where_no_disk_can_be_mounted_the_way_out_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr(disk, "_libc", SimpleNamespace(mount=lambda *_of: -1))
    with pytest.raises(disk.NoDisk, match="--no-full-disk"), disk.under(tmp_path, 1):
        pass


def test_an_error_page_of_ours_tells_and_a_bare_one_is_found(monkeypatch):
    monkeypatch.setattr("torture.browser.time.sleep", lambda _seconds: None)
    answers = [Answer(500, "", f"<p>{SAID} Hãy thử lại.</p>"), Answer(500, "", "Error"), Answer(200, "", "")]
    browser = Browser(1)
    monkeypatch.setattr(browser, "_once", lambda *_of: answers.pop(0))
    browser.get("/a/")
    assert (browser.refused, browser.answered, len(browser.bare)) == (1, 1, 1)


@pytest.mark.parametrize(
    "wrong",
    [
        ["--submissions", "0"],
        ["--scores", "0"],
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


def test_our_page_of_an_error_says_what_the_people_of_the_torture_look_for(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("danvan.views.guide.topics_for", lambda _position: 1 / 0)
    client.force_login(builders.cast(builders.tree()).admin.user)
    assert SAID in client.get("/tro-giup/").content.decode()
