"""Prints the one-time address of the first hour."""

from urllib.parse import urljoin

from django.core.management.base import BaseCommand
from django.urls import reverse

from danvan import first_hour


class Command(BaseCommand):
    help = "In mã bắt đầu, dùng một lần để thiết lập bản cài đặt còn trống tại /bat-dau/."

    def add_arguments(self, parser):
        parser.add_argument("--address", default="", help="địa chỉ của cổng thông tin, ví dụ http://127.0.0.1:8000/")

    def handle(self, *args, **options):
        if first_hour.is_over():
            self.stdout.write("  Bản cài đặt này đã thiết lập xong, không cần mã bắt đầu (already set up).")
            return
        token = first_hour.issue_token()
        page = urljoin(options["address"], reverse("first_hour"))
        self.stdout.write(
            f"  Cổng thông tin còn trống. Thiết lập một lần tại (set it up once at):\n  {page}?ma={token}"
        )
