"""Đã có bản ký chưa: whether the paper as last sent has come back signed."""

from django.db.models import OuterRef, Subquery

from registrations.enums import Purpose
from registrations.models import Registration, RegistrationVersion, Scan


def is_signed(registration: Registration) -> bool:
    """Whether a confirmed signed paper of exactly the version sent last is kept; remembered on the record in hand."""
    if "_is_signed" not in registration.__dict__:
        look_up_signed([registration])
    return registration._is_signed


def look_up_signed(registrations: list[Registration]) -> None:
    """The same of many, in one question."""
    sent = RegistrationVersion.objects.filter(registration=OuterRef("registration"), purpose=Purpose.REGISTRATION)
    last = Subquery(sent.order_by("-number").values("pk")[:1])
    of_these = Scan.objects.standing().filter(registration__in=registrations, version=last)
    signed = set(of_these.values_list("registration", flat=True))
    for one in registrations:
        one._is_signed = one.pk in signed
