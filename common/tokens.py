"""One-time tokens: a form carries one, so that pressing twice does once."""

from uuid import UUID

from django.core.exceptions import BadRequest


def token_in(text: str) -> UUID | None:
    """The token a text spells, or None."""
    try:
        return UUID(text)
    except ValueError:
        return None


def posted_token(request) -> UUID:
    """The token of a posted form. A form without one was not made by us."""
    token = token_in(request.POST.get("token", ""))
    if token is None:
        raise BadRequest("Biểu mẫu thiếu dấu một lần.")
    return token
