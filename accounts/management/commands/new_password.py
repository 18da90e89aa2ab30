"""Gives somebody a new one-time password at the server itself: the way back for the only administrator."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts import credentials, services
from accounts.models import User
from common.locks import locked_rows


class Command(BaseCommand):
    help = "Cấp mật khẩu dùng một lần cho một tài khoản, ngay trên máy chủ; có thể gỡ cả bước xác thực thứ hai."

    def add_arguments(self, parser):
        parser.add_argument("username", help="tên đăng nhập")
        parser.add_argument(
            "--without-second-factor", action="store_true", help="gỡ cả bước xác thực thứ hai (mất điện thoại, mất mã)"
        )

    @transaction.atomic
    def handle(self, *args, username, without_second_factor, **options):
        user = locked_rows(User.objects.filter(username=username)).first()
        if user is None:
            raise CommandError(f"Không có tài khoản “{username}”.")
        password = services.one_time_password()
        services.give_one_time_password(by=None, user=user, password=password)
        if without_second_factor:
            credentials.clear_second_factor(by=None, user=user)
        self.stdout.write(f"Mật khẩu dùng một lần của {username}: {password}")
