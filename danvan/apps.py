from django.apps import AppConfig
from django.core.signals import got_request_exception


class DanvanConfig(AppConfig):
    name = "danvan"
    verbose_name = "Dân vận khéo"

    def ready(self):
        from danvan import faults

        got_request_exception.connect(faults.noted, dispatch_uid="danvan.faults")
