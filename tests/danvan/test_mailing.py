"""Thư nhắc việc: what is late or due soon goes out once a day, to those with an address, where a mail server is set."""

from datetime import date, timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.models import User
from common.desk import WorkLine
from common.models import AuditRecord
from danvan import environment, mailing
from registrations import workflow
from registrations.models import Registration
from tests import builders

LOCMEM = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def returned(tree, cast, plan, settings):
    """The village has to complete a registration by yesterday; its registrant and the officer have addresses."""
    settings.EMAIL_BACKEND, settings.DANVAN_ADDRESS = LOCMEM, "https://danvan.example.vn"
    one = builders.received(cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level])
    due_on = timezone.localdate() + timedelta(days=1)
    builders.move(one, workflow.RETURN, cast.commune_officer, note="Ghi rõ địa điểm.", due_on=due_on)
    Registration.objects.filter(pk=one.pk).update(due_on=timezone.localdate() - timedelta(days=1))
    for position, address in ((cast.registrant, "thoa@example.vn"), (cast.commune_officer, "luong@example.vn")):
        User.objects.filter(pk=position.user_id).update(email=address)
    return one


def test_who_has_something_late_gets_one_letter_a_day(returned, cast):
    assert mailing.send_reminders() == mailing.Sent(1, [])
    (letter,) = mail.outbox
    assert letter.to == ["thoa@example.vn"]
    assert f"Bổ sung và nộp lại: {returned.heading}" in letter.body
    assert "đã quá hạn" in letter.body and "https://danvan.example.vn" in letter.body
    # What was written at the desk stays at the desk.
    assert "Ghi rõ địa điểm." not in letter.body
    assert mailing.send_reminders() == mailing.Sent(0, [])
    assert mailing.send_reminders(timezone.localdate() + timedelta(days=1)) == mailing.Sent(1, [])
    assert AuditRecord.objects.filter(action="Gửi thư nhắc việc", object_id=str(cast.registrant.user_id)).count() == 2


def test_a_letter_refused_by_the_server_is_tried_again(returned, monkeypatch, cast):
    def refuse(*_, **__):
        raise SMTPServerDisconnected

    with monkeypatch.context() as patched:
        patched.setattr("danvan.mailing.EmailMessage.send", refuse)
        assert mailing.send_reminders() == mailing.Sent(0, [cast.registrant.user.username])
    assert AuditRecord.objects.filter(action="Không gửi được thư nhắc việc").count() == 1
    assert mailing.send_reminders() == mailing.Sent(1, [])


def test_a_closed_account_gets_none(returned, cast):
    User.objects.filter(pk=cast.registrant.user_id).update(is_active=False)
    assert mailing.send_reminders() == mailing.Sent(0, [])


def test_a_server_that_does_not_answer_is_told_in_one_sentence(returned, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    with pytest.raises(CommandError, match="Máy chủ thư không trả lời"):
        call_command("remind")
    assert not User.objects.exclude(reminded_on=None).exists()


def test_a_long_letter_counts_what_it_leaves_out(returned, monkeypatch):
    lines = [WorkLine(f"Việc {number}", "/", late=True) for number in range(17)]
    monkeypatch.setattr("danvan.mailing.urgent", lambda *_: lines)
    mailing.send_reminders()
    assert mail.outbox[0].body.count("- Việc") == 15 and "… và 2 việc khác" in mail.outbox[0].body


@pytest.mark.parametrize(
    ("due_on", "late", "told"), [(None, True, 1), (None, False, 0), (date(2026, 3, 4), False, 1), (date(2026, 3, 5), False, 0)]
)  # fmt: skip
def test_only_what_is_late_or_due_within_three_days_is_told(due_on, late, told):
    assert len(mailing.urgent([WorkLine("Việc", "/", due_on=due_on, late=late)], date(2026, 3, 1))) == told


def test_the_command_says_what_it_did_and_refuses_without_a_server(returned, settings, capsys):
    call_command("remind")
    assert "Đã gửi 1 thư" in capsys.readouterr().out
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    with pytest.raises(CommandError, match="DANVAN_MAIL"):
        call_command("remind")


def test_the_mail_server_is_read_from_one_address(monkeypatch):
    monkeypatch.setenv("DANVAN_MAIL", "smtp://dan%40van:mat%3Akhau@thu.example.vn")
    read = environment.mail("DANVAN_MAIL")
    assert (read["EMAIL_HOST"], read["EMAIL_PORT"], read["EMAIL_USE_TLS"], read["EMAIL_USE_SSL"]) == (
        "thu.example.vn", 587, True, False,
    )  # fmt: skip
    assert (read["EMAIL_HOST_USER"], read["EMAIL_HOST_PASSWORD"]) == ("dan@van", "mat:khau")


@pytest.mark.parametrize("value", ["thu.example.vn", "http://thu.example.vn", "smtp://", "smtp://thu:khong"])
def test_a_mail_server_that_makes_no_sense_stops_the_start(monkeypatch, value):
    monkeypatch.setenv("DANVAN_MAIL", value)
    with pytest.raises(ImproperlyConfigured, match="DANVAN_MAIL"):
        environment.mail("DANVAN_MAIL")


@pytest.mark.parametrize("value", ["danvan.example.vn", "ftp://danvan.example.vn", "https://danvan.example.vn/?a=1"])
def test_an_address_of_the_portal_that_makes_no_sense_stops_the_start(monkeypatch, value):
    monkeypatch.setenv("DANVAN_ADDRESS", value)
    with pytest.raises(ImproperlyConfigured, match="DANVAN_ADDRESS"):
        environment.web_address("DANVAN_ADDRESS")
