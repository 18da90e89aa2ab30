"""The models of the Front's room."""

from front.models.activities import Activity, ActivityPhoto, Finding, FollowUp
from front.models.contents import Content

__all__ = ["Activity", "ActivityPhoto", "Content", "Finding", "FollowUp"]
