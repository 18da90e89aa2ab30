"""What is, and what must not be, installed beside us."""

import base64
import hashlib
import importlib.util
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db.backends.postgresql.psycopg_any import is_psycopg3

# The integrity attributes Bootstrap published with 5.3.3.
BOOTSTRAP = {
    "js-lib-bootstrap5/css/bootstrap.min.css": "QWTKZyjpPEjISv5WaRU9OFeRpok6YctnYmDr5pNlyT2bRjXh0JMhjY6hW+ALEwIH",
    "js-lib-bootstrap5/js/bootstrap.bundle.min.js": "YvpcrYf0tY3lHB60NNkmXc5s9fDVZLESaAA55NDzOxhy9GkcIdslK1eN7N6jIeHz",
}


def test_psycopg_3_is_absent_or_django_would_silently_use_it():
    assert importlib.util.find_spec("psycopg") is None
    assert not is_psycopg3


@pytest.mark.parametrize("name", BOOTSTRAP)
def test_bootstrap_is_the_published_one(name):
    digest = hashlib.sha384(Path(finders.find(name)).read_bytes()).digest()
    assert base64.b64encode(digest).decode() == BOOTSTRAP[name]
