"""Writing that moves no state: criteria, rounds and their dossiers, sheets and scores."""

from evaluation.services.clearing import answer_conflicts
from evaluation.services.criteria import (
    add_criteria_set,
    copy_criteria_set,
    correct_criteria_set,
    drop_criteria_set,
    take_criteria_over,
)
from evaluation.services.meetings import (
    call_meeting,
    dismiss_member,
    enlist_reviewers,
    name_member,
    record_meeting,
    set_agenda,
)
from evaluation.services.moderation import NOT_MODERATING, moderate
from evaluation.services.opinions import ANSWERED, answer_opinion, receive_opinion
from evaluation.services.rounds import correct_round, nominate, open_round, remove_nomination, why_not_open
from evaluation.services.selfscores import Given, SelfConflict, save_self_score, send_self_score
from evaluation.services.sheets import Assignment, SheetConflict, assign, replace_reviewer, save_scores, send_sheet
from evaluation.services.teams import drop_team, form_team, send_out

__all__ = [
    "ANSWERED",
    "NOT_MODERATING",
    "Assignment",
    "Given",
    "SelfConflict",
    "SheetConflict",
    "add_criteria_set",
    "answer_conflicts",
    "answer_opinion",
    "assign",
    "call_meeting",
    "copy_criteria_set",
    "correct_criteria_set",
    "correct_round",
    "dismiss_member",
    "drop_criteria_set",
    "drop_team",
    "enlist_reviewers",
    "form_team",
    "moderate",
    "name_member",
    "nominate",
    "open_round",
    "receive_opinion",
    "record_meeting",
    "remove_nomination",
    "replace_reviewer",
    "save_scores",
    "save_self_score",
    "send_out",
    "send_self_score",
    "send_sheet",
    "set_agenda",
    "take_criteria_over",
    "why_not_open",
]
