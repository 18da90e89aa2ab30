"""Writing that moves no state: criteria, rounds and their dossiers, sheets and scores."""

from evaluation.services.criteria import add_criteria_set, copy_criteria_set, correct_criteria_set, drop_criteria_set
from evaluation.services.rounds import correct_round, nominate, open_round, remove_nomination
from evaluation.services.selfscores import Given, SelfConflict, save_self_score, send_self_score
from evaluation.services.sheets import Assignment, SheetConflict, assign, save_scores, send_sheet

__all__ = [
    "Assignment",
    "Given",
    "SelfConflict",
    "SheetConflict",
    "add_criteria_set",
    "assign",
    "copy_criteria_set",
    "correct_criteria_set",
    "correct_round",
    "drop_criteria_set",
    "nominate",
    "open_round",
    "remove_nomination",
    "save_scores",
    "save_self_score",
    "send_self_score",
    "send_sheet",
]
