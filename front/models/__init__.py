"""The models of the Front's room."""

from front.models.activities import Activity, ActivityPhoto, Finding, FollowUp
from front.models.contributions import Contribution
from front.models.disclosures import Disclosure
from front.models.fund import BoardMember, Estimate, Fund, FundBoard, FundEntry
from front.models.work import WorkItem, WorkTask

__all__ = [
    "Activity", "ActivityPhoto", "BoardMember", "Contribution", "Disclosure", "Estimate", "Finding", "FollowUp",
    "Fund", "FundBoard", "FundEntry", "WorkItem", "WorkTask",
]  # fmt: skip
