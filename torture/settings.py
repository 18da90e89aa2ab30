"""The product's settings for a throw-away installation; static files need no collecting, for nobody looks at them."""

from danvan.settings import *  # noqa: F403
from danvan.settings import STORAGES

STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
