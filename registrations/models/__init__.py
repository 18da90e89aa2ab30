"""The records of registration: plans, the registrations themselves, and what hangs on them."""

from registrations.models.following import Milestone, NotePhoto, ProgressNote, Urging, Replication, YearDecision
from registrations.models.imports import ColumnMapping, ImportRun, RegisterImport
from registrations.models.inspections import (
    Inspection,
    InspectionEvent,
    InspectionMember,
    Recommendation,
    RecommendationEvent,
    Visit,
)
from registrations.models.planparts import LateUse, LegalBasis, PlanCopy, PlanTask, Window
from registrations.models.plans import LatePermit, Movement, Plan, Quota, Sector
from registrations.models.records import Attachment, Draft, Receipt, RegistrationEvent, RegistrationVersion, Result
from registrations.models.registration import BenefitRow, Registration
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
    "Inspection",
    "InspectionEvent",
    "InspectionMember",
    "LatePermit",
    "LateUse",
    "LegalBasis",
    "Letter",
    "Milestone",
    "Movement",
    "NotePhoto",
    "Plan",
    "PlanCopy",
    "PlanTask",
    "ProgressNote",
    "Quota",
    "ReadyReason",
    "Receipt",
    "Recommendation",
    "RecommendationEvent",
    "RegisterImport",
    "Registration",
    "RegistrationEvent",
    "RegistrationVersion",
    "Urging",
    "Replication",
    "Result",
    "Scan",
    "ScanPage",
    "ScanPile",
    "ScanSource",
    "Sector",
    "Submittal",
    "SubmittalEvent",
    "SubmittalItem",
    "TrustedCertificate",
    "Visit",
    "Window",
    "YearDecision",
]
