"""The records of registration: plans, the registrations themselves, and what hangs on them."""

from registrations.models.imports import ColumnMapping, ImportRun, RegisterImport
from registrations.models.planparts import LateUse, LegalBasis, PlanCopy, PlanTask, Window
from registrations.models.plans import LatePermit, Movement, Plan, Quota, Sector
from registrations.models.records import Attachment, Draft, Receipt, RegistrationEvent, RegistrationVersion, Result
from registrations.models.registration import BenefitRow, Registration
from registrations.models.scans import Scan, ScanPage, ScanPile, ScanSource, TrustedCertificate

__all__ = [
    "Attachment",
    "BenefitRow",
    "ColumnMapping",
    "Draft",
    "ImportRun",
    "LatePermit",
    "LateUse",
    "LegalBasis",
    "Movement",
    "Plan",
    "PlanCopy",
    "PlanTask",
    "Quota",
    "Receipt",
    "RegisterImport",
    "Registration",
    "RegistrationEvent",
    "RegistrationVersion",
    "Result",
    "Scan",
    "ScanPage",
    "ScanPile",
    "ScanSource",
    "Sector",
    "TrustedCertificate",
    "Window",
]
