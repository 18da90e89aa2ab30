"""The records of registration: plans, the registrations themselves, and what hangs on them."""

from registrations.models.plans import LatePermit, Movement, Plan, Quota, Sector
from registrations.models.records import Attachment, Draft, Receipt, RegistrationEvent, RegistrationVersion, Result
from registrations.models.registration import BenefitRow, Registration

__all__ = [
    "Attachment",
    "BenefitRow",
    "Draft",
    "LatePermit",
    "Movement",
    "Plan",
    "Quota",
    "Receipt",
    "Registration",
    "RegistrationEvent",
    "RegistrationVersion",
    "Result",
    "Sector",
]
