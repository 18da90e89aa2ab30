"""Writing that moves no state: criteria, rounds and their dossiers, sheets and scores."""

from evaluation.services.criteria import add_criteria_set, copy_criteria_set, correct_criteria_set
from evaluation.services.moderation import moderate
from evaluation.services.opinions import ANSWERED, answer_opinion, receive_opinion
from evaluation.services.rounds import correct_round, nominate, open_round, remove_nomination
from evaluation.services.sheets import Assignment, assign, save_scores, send_sheet

__all__ = [
    "ANSWERED",
    "Assignment",
    "add_criteria_set",
    "answer_opinion",
    "assign",
    "copy_criteria_set",
    "correct_criteria_set",
    "correct_round",
    "moderate",
    "nominate",
    "open_round",
    "receive_opinion",
    "remove_nomination",
    "save_scores",
    "send_sheet",
]
