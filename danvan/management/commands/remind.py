"""Gửi thư nhắc việc: called by script/remind once a day."""

from smtplib import SMTPException

from django.core.management.base import BaseCommand, CommandError

from danvan import mailing


class Command(BaseCommand):
    help = "Gửi thư nhắc việc quá hạn, sắp đến hạn cho người có địa chỉ thư điện tử; mỗi người mỗi ngày một thư."

    def handle(self, *args, **options):
        if not mailing.is_set_up():
            raise CommandError("Chưa đặt DANVAN_MAIL nên không gửi thư (no mail server is set).")
        try:
            sent = mailing.send_reminders()
        except (SMTPException, OSError) as problem:
            raise CommandError(f"Máy chủ thư không trả lời, chưa gửi thư nào (mail server: {problem}).") from problem
        self.stdout.write(f"Đã gửi {sent.number} thư nhắc việc (reminders sent).")
        if sent.failed:
            raise CommandError(f"Không gửi được cho: {', '.join(sent.failed[:20])} (could not be sent).")
