"""Addresses of the report room."""

from django.urls import path

from documents.addresses import ANNEX, DATA, DOCUMENT, file_paths
from reports.views import board, calendars, campaign, compiling, dashboards, data, papers, reports, sections, tables

app_name = "reports"
PERIODIC = [
    path("ky/", calendars.periods, name="periods"),
    path("ky/loai/moi/", calendars.new_type, name="new_type"),
    path("ky/bo-mat-tran/", calendars.lay_front_set, name="front_set"),
    path("ky/loai/<int:pk>/", calendars.type, name="type"),
    path("ky/loai/<int:pk>/sua/", calendars.edit_type, name="edit_type"),
    path("ky/loai/<int:pk>/ky-moi/", calendars.new_period, name="new_period"),
    path("ky/chi-tieu/", calendars.indicators, name="indicators"),
    path("ky/chi-tieu/moi/", calendars.new_indicator, name="new_indicator"),
    path("ky/chi-tieu/<int:pk>/", calendars.edit_indicator, name="edit_indicator"),
    path("ky/<int:pk>/", board.board, name="board"),
    path("ky/<int:pk>/sua/", calendars.edit_period, name="edit_period"),
    path("ky/<int:pk>/mo/", calendars.open_period, name="open_period"),
    path("ky/<int:pk>/khoa/", board.lock_all, name="lock_all"),
    path("ky/<int:pk>/don-doc/<int:reminder>/", board.late_reminder, name="late_reminder"),
    *file_paths("ky/<int:pk>/don-doc/<int:reminder>/cong-van", board.reminder_file, "reminder", DOCUMENT),
    path("ky/don-vi/<int:pk>/", board.obligation, name="obligation"),
    path("ky/don-vi/<int:pk>/lap/", reports.start, name="start"),
    path("ky/don-vi/<int:pk>/ngoai-le/<int:extension>/bo/", board.end_extension, name="end_extension"),
    path("ky/dang-lap/<int:pk>/", compiling.compilation, name="compilation"),
    path("ky/dang-lap/<int:pk>/chay-lai/", compiling.again, name="compile_again"),
    path("ky/ban/<int:pk>/", reports.report, name="report"),
    path("ky/ban/<int:pk>/muc/<slug:key>/", sections.section, name="section"),
    path("ky/ban/<int:pk>/muc/<slug:key>/soan-lai/", sections.redraft, name="redraft"),
    path("ky/ban/<int:pk>/ghi-so-lieu/", reports.state_figures, name="state_figures"),
    path("ky/ban/<int:pk>/tinh-lai/", reports.recompute, name="recompute"),
    path("ky/ban/<int:pk>/khong-phat-sinh/", reports.nil, name="nil"),
    path("ky/ban/<int:pk>/gui-noi-dung/", reports.hand_in, name="hand_in"),
    path("ky/ban/<int:pk>/so-lieu/", reports.figures, name="figures"),
    path("ky/ban/<int:pk>/so-lieu/<slug:key>/", reports.models, name="models"),
    path("ky/ban/<int:pk>/cap-duoi/", reports.below, name="below"),
    path("ky/ban/<int:pk>/viec/<slug:slug>/", reports.move, name="move"),
    *file_paths("ky/ban/<int:pk>/bao-cao", papers.paper, "paper", DOCUMENT),
    *file_paths("ky/ban/<int:pk>/phu-luc", papers.annexes, "annexes", ANNEX),
    *file_paths("ky/ban/<int:pk>/cap-duoi/tong-hop", papers.rollup_file, "rollup", ANNEX),
    path("ky/ban/<int:pk>/ban-ky/", papers.attach_copy, name="attach_copy"),
    path("ky/ban/<int:pk>/ban-ky/<int:copy>/", papers.copy, name="copy"),
]
DRAWN = [
    path("bieu-do/", dashboards.door, name="dashboards"),
    path("bieu-do/du-lieu/", data.data, name="data"),
    *file_paths("bieu-do/du-lieu/bo-du-lieu", data.file, "data_file", DATA),
    path("bieu-do/du-lieu/chu-thich.csv", data.dictionary_file, name="data_dictionary"),
    path("bieu-do/luoc-do/<int:pk>/xep-o/", dashboards.lay_out, name="lay_out"),
    path("bieu-do/<slug:view>/", dashboards.dashboard, name="dashboard"),
    path("bieu-do/<slug:view>.pdf", dashboards.pdf, name="dashboard_pdf"),
    path("bieu-do/<slug:view>.xlsx", dashboards.excel, name="dashboard_excel"),
]
urlpatterns = [
    path("", tables.choose, name="choose"),
    path("tep/", tables.exports, name="exports"),
    path("tep/<int:pk>/", tables.export, name="export"),
    path("tep/<int:pk>/chay-lai/", tables.restart, name="restart"),
    path("tep/<int:pk>/tai-ve/", tables.download, name="download"),
    *PERIODIC,
    *DRAWN,
    path("<slug:period>/so-lieu-mat-tran/<slug:key>/", campaign.campaign_rows, name="campaign_rows"),
    path("<slug:period>/<slug:sheet>/", tables.sheet, name="sheet"),
    path("<slug:period>/<slug:sheet>.xlsx", tables.excel, name="excel"),
    path("<slug:period>/<slug:sheet>.pdf", tables.pdf, name="pdf"),
]
