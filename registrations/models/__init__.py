"""The records of registration: plans, the registrations themselves, and what hangs on them."""

from registrations.models.imports import ColumnMapping, ImportRun, RegisterImport
from registrations.models.lists import ListFile, SavedView
from registrations.models.planparts import LateUse, LegalBasis, PlanCopy, PlanTask, Window
from registrations.models.plans import LatePermit, Movement, Plan, Quota, Sector
from registrations.models.records import Attachment, Draft, Receipt, RegistrationEvent, RegistrationVersion, Result
from registrations.models.registration import BenefitRow, Registration
from registrations.models.reminders import RemindedUnit, Reminder
from registrations.models.scans import Scan, ScanPage, ScanPile, ScanSource, TrustedCertificate
from registrations.models.submittals import Letter, Submittal, SubmittalEvent, SubmittalItem
from registrations.models.talk import Comment, ReadyReason

__all__ = [
    "Attachment",
    "BenefitRow",
    "ColumnMapping",
    "Comment",
    "Draft",
    "ImportRun",
    "LatePermit",
    "LateUse",
    "LegalBasis",
    "Letter",
    "ListFile",
    "Movement",
    "Plan",
    "PlanCopy",
    "PlanTask",
    "Quota",
    "ReadyReason",
    "Receipt",
    "RegisterImport",
    "Registration",
    "RegistrationEvent",
    "RegistrationVersion",
    "RemindedUnit",
    "Reminder",
    "Result",
    "SavedView",
    "Scan",
    "ScanPage",
    "ScanPile",
    "ScanSource",
    "Sector",
    "Submittal",
    "SubmittalEvent",
    "SubmittalItem",
    "TrustedCertificate",
    "Window",
]
