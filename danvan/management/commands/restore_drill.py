"""Thử khôi phục: called by script/drill."""

from datetime import datetime

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from common import numbers
from danvan.backup import places
from danvan.backup.drill import drill
from danvan.backup.errors import BackupError


class Command(BaseCommand):
    help = "Thử khôi phục bản sao lưu mới nhất vào một nơi trống riêng rồi so sánh; không đụng tới dữ liệu đang dùng."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument(
            "folder", nargs="?", default="", help="thư mục có bản sao lưu; bỏ trống: DANVAN_HOME/backups"
        )

    def handle(self, *args, folder, **options):
        try:
            path, manifest = drill(places.archives(folder))
        except BackupError as problem:
            raise CommandError(str(problem)) from problem
        made_at = timezone.localtime(datetime.fromisoformat(manifest.made_at))
        self.stdout.write(
            f"Đã thử khôi phục (restored and compared) bản lúc {made_at:%H:%M ngày %d/%m/%Y}:\n  {path}\n"
            f"  {numbers.quantity(len(manifest.rows))} bảng, {numbers.quantity(manifest.total_rows)} dòng, "
            f"{numbers.quantity(len(manifest.file_parts))} tệp, tất cả khớp. Dữ liệu đang dùng không bị đụng tới."
        )
