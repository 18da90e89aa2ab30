"""Nội dung cần xem tại mỗi nơi: line by line as typed, and which of them are meant for which kind of model."""

from django.utils.text import capfirst

from registrations.enums import Kind


def lines_for(checklist: str, kind: str) -> list[str]:
    """What is looked at in a place. A line that begins with “Tập thể:” or “Cá nhân:” is meant for models of that kind
    alone; `kind` is empty for a unit as such.
    """
    meant = [_meant_for(line) for line in checklist.splitlines()]
    return [text for of, text in meant if of in ("", kind)]


def only_for(kind: Kind, text: str) -> str:
    """The line that is meant for models of one kind."""
    return f"{kind.label.capitalize()}: {text}"


def _meant_for(line: str) -> tuple[str, str]:
    """(kind, text); no kind: for every place."""
    word, sign, text = line.partition(":")
    kind = next((kind for kind in Kind if sign and word.strip().lower() == kind.label), "")
    return (kind, capfirst(text.strip())) if kind else ("", line)
