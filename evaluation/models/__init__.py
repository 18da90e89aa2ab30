"""The records of evaluation: criteria, and the rounds in which dossiers are scored against them."""

from evaluation.models.criteria import Band, CriteriaSet, CriteriaSetEvent, Criterion, CriterionGroup, Grade
from evaluation.models.meetings import Attendance, CouncilMember, Meeting, Vote
from evaluation.models.moderation import Moderation
from evaluation.models.opinions import Opinion
from evaluation.models.rounds import Nomination, Round, RoundEvent
from evaluation.models.selfscores import SelfScore, SelfSheet, SelfSheetEvent
from evaluation.models.sheets import Score, Sheet, SheetEvent
from evaluation.models.teams import FieldTeam

__all__ = [
    "Attendance",
    "Band",
    "CouncilMember",
    "CriteriaSet",
    "CriteriaSetEvent",
    "Criterion",
    "CriterionGroup",
    "FieldTeam",
    "Grade",
    "Meeting",
    "Moderation",
    "Nomination",
    "Opinion",
    "Round",
    "RoundEvent",
    "Score",
    "SelfScore",
    "SelfSheet",
    "SelfSheetEvent",
    "Sheet",
    "SheetEvent",
    "Vote",
]
