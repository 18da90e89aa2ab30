"""Khôi phục: called by script/restore."""

import os
from datetime import datetime
from pathlib import Path

from django.core.cache import caches
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from common import numbers
from danvan.backup.errors import BackupError
from danvan.backup.restoring import restore


class Command(BaseCommand):
    help = "Khôi phục dữ liệu từ một tệp sao lưu vào nơi còn trống, hoặc thay dữ liệu đang có (--replace)."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("archive", help="tệp sao lưu danvan-….tar.gz")
        parser.add_argument("--replace", action="store_true", help="thay dữ liệu đang có; dữ liệu cũ được cất riêng")

    def handle(self, *args, archive, replace, **options):
        path = Path(os.environ.get("DANVAN_CALLED_FROM", "."), archive).resolve()
        try:
            done = restore(path, replace=replace)
        except BackupError as problem:
            raise CommandError(str(problem)) from problem
        # What was counted of the earlier data says nothing of these.
        caches["figures"].clear()
        manifest = done.manifest
        made_at = timezone.localtime(datetime.fromisoformat(manifest.made_at))
        self.stdout.write(
            f"Đã khôi phục (restored) dữ liệu lúc {made_at:%H:%M ngày %d/%m/%Y}, phiên bản {manifest.version}:\n"
            f"  {numbers.quantity(len(manifest.rows))} bảng, {numbers.quantity(manifest.total_rows)} dòng, "
            f"{numbers.quantity(len(manifest.file_parts))} tệp, tất cả khớp với bản kê (all verified).\n"
            f"  Khóa bí mật (secret key): {done.key}."
        )
        if done.migrated:
            self.stdout.write("  Đã nâng cơ sở dữ liệu lên phiên bản đang cài (migrated forward).")
        if manifest.missing:
            self.stdout.write(
                f"  {len(manifest.missing)} tệp vốn đã mất trước khi sao lưu (missing before the backup)."
            )
        if done.aside:
            self.stdout.write(f"  Dữ liệu cũ được cất ở (earlier data kept at): {done.aside}")
        self.stdout.write("  Mọi người cần đăng nhập lại (everybody signs in again).")
