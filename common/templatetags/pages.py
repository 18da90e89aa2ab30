"""Small helpers of every page: the one-time token of a form, addresses that keep their filters."""

from uuid import uuid4

from django import template

register = template.Library()


@register.simple_tag(takes_context=True)
def new_token(context) -> str:
    """A fresh token for a form that creates or moves something; `page_token` where the address already names one."""
    return str(context.get("page_token") or uuid4())


@register.simple_tag(takes_context=True)
def with_query(context, **changes) -> str:
    """The present address with some query values changed; an empty value removes its key."""
    query = context["request"].GET.copy()
    for key, value in changes.items():
        if value in (None, ""):
            query.pop(key, None)
        else:
            query[key] = value
    return f"?{query.urlencode()}"
