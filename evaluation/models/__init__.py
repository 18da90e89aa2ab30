"""The records of evaluation: criteria, and the rounds in which dossiers are scored against them."""

from evaluation.models.criteria import Band, CriteriaSet, CriteriaSetEvent, Criterion, CriterionGroup, Grade
from evaluation.models.rounds import Nomination, Round, RoundEvent
from evaluation.models.selfscores import SelfScore, SelfSheet, SelfSheetEvent
from evaluation.models.sheets import Score, Sheet, SheetEvent

__all__ = [
    "Band",
    "CriteriaSet",
    "CriteriaSetEvent",
    "Criterion",
    "CriterionGroup",
    "Grade",
    "Nomination",
    "Round",
    "RoundEvent",
    "Score",
    "SelfScore",
    "SelfSheet",
    "SelfSheetEvent",
    "Sheet",
    "SheetEvent",
]
