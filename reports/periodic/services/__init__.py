"""What is written about periodic reports, besides their moves."""

from reports.periodic.services.calendars import (
    add_period,
    add_year,
    correct_period,
    end_extension,
    extend,
    keep_indicator,
    lacking_in_front_set,
    lay_front_set,
    open_period,
    save_type,
)
from reports.periodic.services.compiling import compile_again, compile_later, is_long
from reports.periodic.services.copies import attach_copy
from reports.periodic.services.reminding import remind
from reports.periodic.services.writing import (
    DraftConflict,
    hand_in,
    recompute,
    redraft,
    save_section,
    start_report,
    state_figures,
    state_nil,
)

__all__ = [
    "DraftConflict", "add_period", "add_year", "attach_copy", "compile_again", "compile_later", "correct_period", "end_extension", "extend", "hand_in", "is_long", "keep_indicator",
    "lacking_in_front_set", "lay_front_set", "open_period", "recompute", "redraft", "remind", "save_section", "save_type", "start_report", "state_figures",
    "state_nil",
]  # fmt: skip
