"""Writing decisions: drafts, their lines, and what follows from a published one."""

from recognition.services.after import attach_copy, log_prints, save_blank, set_consent
from recognition.services.decisions import correct_decision, draft_decision
from recognition.services.lines import add_awards, add_revocations, correct_award, remove_award, remove_revocation

__all__ = [
    "add_awards", "add_revocations", "attach_copy", "correct_award", "correct_decision", "draft_decision", "log_prints",
    "remove_award", "remove_revocation", "save_blank", "set_consent",
]  # fmt: skip
