"""Hai người cùng viết: what one of them changed is laid over what the other saved meanwhile, field by field."""

import json
from typing import Any

Fields = dict[str, Any]


def read_bases(posted: str) -> dict[str, list[str]] | None:
    """What the fields that the writer changed said before, as the page tells it (js/writing.js); None where it does not."""
    try:
        told = json.loads(posted) if posted else None
    except ValueError:
        return None
    if not isinstance(told, dict):
        return None
    return {str(name): [_plain(str(text)) for text in texts] for name, texts in told.items() if isinstance(texts, list)}


def merge(theirs: Fields, mine: Fields, bases: dict[str, list[str]]) -> tuple[Fields, bool]:
    """What both wrote in one text, and whether they changed the same field; there mine stands."""
    merged, clashes = dict(theirs), False
    for name, base in bases.items():
        if name in mine and _texts(mine[name]) != _texts(theirs.get(name, "")):
            merged[name] = mine[name]
            clashes = clashes or _texts(theirs.get(name, "")) != base
    return merged, clashes


def _texts(value: str | list[str]) -> list[str]:
    return [_plain(text) for text in value] if isinstance(value, list) else [_plain(value)]


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n")
