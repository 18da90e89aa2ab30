"""Builds the demo data once, or prints the accounts to sign in with."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.models import Position
from common import installation
from danvan.demo import building, people
from units.models import Unit

THERE_ALREADY = "Dữ liệu mẫu đã có sẵn, không dựng lại (demo data already there)."
PRODUCTION = (
    "Đây là bản cài đặt chính thức (DANVAN_PRODUCTION=1), không nạp dữ liệu mẫu. Nếu vẫn muốn, thêm --force "
    "(refused in production)."
)
REAL_DATA = (
    "Cơ sở dữ liệu đã có đơn vị không phải dữ liệu mẫu, nên không nạp dữ liệu mẫu vào (the database holds real units). "
    "Muốn xem dữ liệu mẫu, hãy dùng cơ sở dữ liệu khác: DANVAN_HOME=thư-mục-mới script/server."
)


SCENARIO_HELP = "kể thêm một chuyện: " + "; ".join(f"{key} ({text})" for key, text in building.SCENARIOS.items())


class Command(BaseCommand):
    help = "Dựng dữ liệu mẫu: đơn vị, cán bộ, kế hoạch, khoảng 300 đăng ký và các đợt đánh giá; tất cả đều giả định."

    def add_arguments(self, parser):
        parser.add_argument("--accounts", action="store_true", help="chỉ in các tài khoản mẫu")
        parser.add_argument("--scenario", choices=building.SCENARIOS, default="", help=SCENARIO_HELP)
        parser.add_argument("--force", action="store_true", help="nạp cả khi là bản cài đặt chính thức")

    def handle(self, *args, accounts, force, scenario, **options):
        installation.forget()
        if accounts:
            self._print_accounts()
        elif installation.is_demo():
            self.stdout.write(THERE_ALREADY)
        else:
            self._build(force, scenario)

    def _build(self, force: bool, scenario: str) -> None:
        if settings.DANVAN_PRODUCTION and not force:
            raise CommandError(PRODUCTION)
        if Unit.objects.exists():
            raise CommandError(REAL_DATA)
        try:
            building.build(scenario)
        finally:
            # What was remembered while building may not be so after a failure.
            installation.forget()
        self.stdout.write("Đã dựng xong dữ liệu mẫu (demo data ready).")
        if self.stdout.isatty():
            self._print_accounts()

    def _print_accounts(self) -> None:
        if not installation.is_demo():
            return
        self.stdout.write(f"\n  Tài khoản mẫu, mật khẩu chung (accounts, one password for all): {people.PASSWORD}\n")
        rows = _accounts()
        widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
        for username, full_name, office in rows:
            self.stdout.write(f"  {username:<{widths[0]}}  {full_name:<{widths[1]}}  {office}")


def _accounts() -> list[tuple[str, str, str]]:
    """User name, full name, and the office held today: the first is in use after signing in."""
    offices: dict[str, str] = {}
    for position in Position.objects.held_on(timezone.localdate()).for_work():
        offices.setdefault(position.user.username, f"{position.office}, {position.unit}")
    return [(username, full_name, offices.get(username, "")) for username, full_name, _ in people.ACCOUNTS]
