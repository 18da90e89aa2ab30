"""The last backup and restore drill of this installation, as plain lines for whoever looks after the machine."""

from django.core.management.base import BaseCommand

from common import dates
from danvan import condition

# What is told without a name comes in this order.
TOLD = {"backup": condition.last_backup, "drill": condition.last_drill}


class Command(BaseCommand):
    help = "In lần sao lưu, lần thử khôi phục gần nhất: lúc nào (giờ Việt Nam), tệp nào."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("kind", nargs="?", choices=TOLD, help="chỉ một loại; bỏ trống: cả hai")

    def handle(self, *args, kind, **options):
        for one in [kind] if kind else TOLD:
            made = TOLD[one]()
            told = f"{dates.moment(made.at)}  {made.path}" if made else "none"
            self.stdout.write(f"{f'last {one}':<12} {told}")
