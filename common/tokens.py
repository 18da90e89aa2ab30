"""One-time tokens: a form carries one, so that pressing twice does once."""

from uuid import UUID

from django.core.exceptions import BadRequest


def posted_token(request) -> UUID:
    """The token of a posted form. A form without one was not made by us."""
    try:
        return UUID(request.POST.get("token", ""))
    except ValueError as problem:
        raise BadRequest("Biểu mẫu thiếu dấu một lần.") from problem
