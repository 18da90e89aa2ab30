"""The records of registration: plans, the registrations themselves, and what hangs on them."""

from registrations.models.following import (
    Milestone,
    NotePhoto,
    ProgressNote,
    Replication,
    Urging,
    YearDecision,
    YearListCopy,
)
from registrations.models.imports import ColumnMapping, ImportRun, RegisterImport, UnitName
from registrations.models.inspections import (
    Inspection,
    InspectionEvent,
    InspectionMember,
    Recommendation,
    RecommendationEvent,
    Visit,
    VisitCheck,
    VisitPhoto,
)
from registrations.models.lists import ListFile, SavedView
from registrations.models.movements import Content, Movement
from registrations.models.planparts import LateUse, LegalBasis, PlanCopy, PlanTask, TaskDone, Window
from registrations.models.plans import LatePermit, Plan, Quota, Sector
from registrations.models.records import Attachment, Draft, Receipt, RegistrationEvent, RegistrationVersion, Result
from registrations.models.registration import BenefitRow, Registration
from registrations.models.reminders import RemindedUnit, Reminder
from registrations.models.scans import Scan, ScanPage, ScanPile, ScanSource, TrustedCertificate
from registrations.models.submittals import Letter, LetterCopy, Submittal, SubmittalEvent, SubmittalItem
from registrations.models.talk import Comment, ReadyReason
from registrations.models.tallies import ConfirmedTally, SentTally, WaitingTally

__all__ = [
    "Attachment",
    "BenefitRow",
    "ColumnMapping",
    "Comment",
    "ConfirmedTally",
    "Content",
    "Draft",
    "ImportRun",
    "Inspection",
    "InspectionEvent",
    "InspectionMember",
    "LatePermit",
    "LateUse",
    "LegalBasis",
    "Letter",
    "LetterCopy",
    "ListFile",
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
    "RemindedUnit",
    "Reminder",
    "Replication",
    "Result",
    "SavedView",
    "Scan",
    "ScanPage",
    "ScanPile",
    "ScanSource",
    "Sector",
    "SentTally",
    "Submittal",
    "SubmittalEvent",
    "SubmittalItem",
    "TaskDone",
    "TrustedCertificate",
    "UnitName",
    "Urging",
    "Visit",
    "VisitCheck",
    "VisitPhoto",
    "WaitingTally",
    "Window",
    "YearDecision",
    "YearListCopy",
]
