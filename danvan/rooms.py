"""The rooms of the house: what is ours among everything installed."""

from pathlib import Path

from django.apps import apps
from django.conf import settings

from common.models import Job


def own_models() -> list[type]:
    """The models of our own rooms."""
    own = [config for config in apps.get_app_configs() if Path(config.path).parent == settings.BASE_DIR]
    return [model for config in own for model in config.get_models()]


def job_models() -> list[type[Job]]:
    """Those of them that are background work."""
    return [model for model in own_models() if issubclass(model, Job)]
