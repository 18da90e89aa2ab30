"""Sao lưu: called by script/backup."""

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from common import numbers
from danvan.backup import places, sticks
from danvan.backup.errors import BackupError
from danvan.backup.making import make_backup
from danvan.housekeeping import tidy_up


class Command(BaseCommand):
    help = "Sao lưu cơ sở dữ liệu và các tệp thành một tệp .tar.gz, cả khi đang có người làm việc."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("folder", nargs="?", default="", help="thư mục đặt tệp; bỏ trống: DANVAN_HOME/backups")
        parser.add_argument("--usb", action="store_true", help="ghi vào USB đang cắm, không cần chỉ thư mục")
        parser.add_argument("--keep", type=int, help="chỉ giữ N tệp mới nhất trong thư mục")

    def handle(self, *args, folder, usb, keep, **options):
        if keep is not None and keep < 1:
            raise CommandError("--keep cần số từ 1 trở lên (keep at least one).")
        if usb and folder:
            raise CommandError("Chỉ chọn một: --usb hoặc một thư mục (either --usb or a folder).")
        try:
            made = make_backup(sticks.folder() if usb else places.archives(folder), keep=keep)
        except BackupError as problem:
            raise CommandError(str(problem)) from problem
        # The backup is there, whatever comes.
        try:
            tidy_up()
        except DatabaseError as problem:
            self.stderr.write(f"Chưa dọn dẹp được, lần sao lưu sau dọn tiếp (housekeeping failed): {problem}")
        self._tell(made)

    def _tell(self, made) -> None:
        manifest, size = made.manifest, numbers.quantity(round(made.path.stat().st_size / 1_000_000, 1))
        self.stdout.write(
            f"Đã sao lưu và kiểm tra lại (backed up and verified):\n  {made.path}\n"
            f"  {numbers.quantity(len(manifest.rows))} bảng, {numbers.quantity(manifest.total_rows)} dòng, "
            f"{numbers.quantity(len(manifest.file_parts))} tệp; {size} MB."
        )
        if "secret-key" in manifest.parts:
            self.stdout.write(
                "  Tệp có dữ liệu cá nhân và khóa bí mật: cất như cất con dấu, không gửi qua thư điện tử hay mạng xã "
                "hội (it holds the secret key)."
            )
        else:
            self.stdout.write("  Khóa bí mật nằm ở biến DANVAN_SECRET_KEY, không kèm trong tệp (key not included).")
        if made.removed:
            self.stdout.write(f"  Đã bỏ {len(made.removed)} bản cũ (old archives removed).")
        if manifest.missing:
            lost = ", ".join(manifest.missing[:5])
            raise CommandError(
                f"Bản sao lưu đã có, nhưng {len(manifest.missing)} tệp vốn đã mất trên đĩa từ trước nên không sao lưu "
                f"được (files were missing before): {lost}"
            )
