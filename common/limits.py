"""Giới hạn số lần hỏi: how often one address may ask for a public page, counted by the minute in the cache."""

import time

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from common.middleware import client_address

MINUTE = 60


def is_too_often(request: HttpRequest, what: str, *, most: int) -> bool:
    """Whether the address has asked for `what` more than `most` times in this minute."""
    key = f"limit:{what}:{client_address(request)}:{int(time.time() // MINUTE)}"
    if cache.add(key, 1, timeout=2 * MINUTE):
        return False
    try:
        return cache.incr(key) > most
    except ValueError:
        # It ran out between the two questions: a new minute has begun.
        return False


def too_often(request: HttpRequest) -> HttpResponse:
    return render(request, "429.html", status=429)
