"""A person at a browser: signed in, at one position, asking for compressed pages as every browser does."""

import gzip
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.test import Client

from accounts.models import Position
from bench.measure import Act


class UnexpectedAnswer(Exception):
    """A measured page did not answer as it should: its figures would say nothing."""


URL_ENCODED = "application/x-www-form-urlencoded"


class Browser:
    """Requests go through the whole middleware, in this process."""

    def __init__(self, position: Position) -> None:
        self.position = position
        self.client = Client(headers={"accept-encoding": "gzip"})
        self.client.force_login(position.user)
        session = self.client.session
        session["position"] = position.pk
        session.save()

    def get(self, address: str, query: Mapping[str, Any] | None = None) -> HttpResponse:
        return _checked(self.client.get(address, query), 200, address)

    def post(self, address: str, data: Mapping[str, Any]) -> HttpResponse:
        """As browsers send a form that brings no files."""
        return _checked(self.client.post(address, urlencode(data, doseq=True), URL_ENCODED), 302, address)

    def getting(self, address: str, **query: Any) -> Act:
        """The same request again and again."""
        return lambda: self.get(address, query)


def _checked(response, status: int, address: str):
    if response.status_code != status:
        raise UnexpectedAnswer(f"{address}: {response.status_code}")
    response.sent = response.getvalue() if response.streaming else response.content
    response.is_packed = response.headers.get("Content-Encoding") == "gzip"
    response.packed_size = len(response.sent)
    response.raw_size = _unpacked_size(response.sent) if response.is_packed else len(response.sent)
    return response


def unpacked(response) -> bytes:
    """What came, as it was before it was packed for the way."""
    return gzip.decompress(response.sent) if response.is_packed else response.sent


def _unpacked_size(content: bytes) -> int:
    """The last four bytes of a gzip stream hold it."""
    return int.from_bytes(content[-4:], "little")
