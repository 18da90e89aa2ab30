"""Hồ sơ lưu trữ năm: called by script/archive."""

from django.core.management.base import BaseCommand, CommandError

from common import numbers
from danvan.backup import places, sticks
from danvan.backup.errors import BackupError
from danvan.dossier.asking import note_export
from danvan.dossier.making import DossierError, make
from documents.errors import PdfUnavailable

OFTEN = 50


class Command(BaseCommand):
    help = "Xuất hồ sơ một năm thành thư mục mở được không cần cổng: mục lục, bản in PDF, tệp đính kèm, dữ liệu."

    def add_arguments(self, parser):
        parser.add_argument("year", type=int, help="năm của kế hoạch")
        parser.add_argument("folder", help="thư mục đặt hồ sơ, ví dụ trên USB")

    def handle(self, *args, year, folder, **options):
        target = places.archives(folder)
        try:
            sticks.refuse_where_nothing_is_mounted(target)
            made = make(year, target, self._tell)
        except (DossierError, BackupError, PdfUnavailable) as problem:
            raise CommandError(str(problem)) from problem
        except OSError as problem:
            raise CommandError(sticks.why(problem, target)) from problem
        note_export(year=year, folder=made.folder)
        self.stdout.write(
            f"Đã xuất và kiểm tra lại (written and verified) {numbers.quantity(made.files)} tệp:\n  {made.folder}\n"
            f"  Mở tệp index.html trong thư mục đó bằng trình duyệt."
        )
        if made.missing:
            raise CommandError(f"Có {len(made.missing)} tệp đã mất trên đĩa từ trước; xem index.html (files missing).")

    def _tell(self, part: str, number: int) -> None:
        if number % OFTEN == 0:
            self.stdout.write(f"· {part}: {numbers.quantity(number)}")
            self.stdout.flush()
