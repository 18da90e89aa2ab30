from django.apps import AppConfig
from django.db.models.signals import post_migrate


class RegistrationsConfig(AppConfig):
    name = "registrations"
    verbose_name = "Đăng ký mô hình"

    def ready(self):
        from registrations.tallies import keep_books

        post_migrate.connect(keep_books, sender=self)
