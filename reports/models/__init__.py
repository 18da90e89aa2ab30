"""The models of the report room."""

from reports.models.calendars import Extension, Indicator, Obligation, ReportPeriod, ReportType
from reports.models.exports import Compilation, Export
from reports.models.reminders import LateReminder, RemindedObligation
from reports.models.reports import Part, Report, ReportCopy, ReportEvent, ReportFigure, ReportSection
from reports.models.tiles import TilePlace

__all__ = [
    "Compilation", "Export", "Extension", "Indicator", "LateReminder", "Obligation", "Part", "RemindedObligation", "Report",
    "ReportCopy", "ReportEvent", "ReportFigure", "ReportPeriod", "ReportSection", "ReportType", "TilePlace",
]  # fmt: skip
