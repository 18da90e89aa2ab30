"""Addresses of following the work: lists of the room, and what hangs on one model."""

from django.urls import path

from documents.addresses import DOCUMENT, file_paths
from registrations.views.following import carrying, dropping, inspections, pages, urgings, work

LISTS = [
    path("theo-doi/", pages.overview, name="following"),
    path("theo-doi/kiem-tra/", inspections.inspection_list, name="inspections"),
    path("theo-doi/kiem-tra/moi/", inspections.new_inspection, name="new_inspection"),
    path("theo-doi/kiem-tra/<int:pk>/", inspections.inspection, name="inspection"),
    path("theo-doi/kiem-tra/<int:pk>/sua/", inspections.edit_inspection, name="edit_inspection"),
    *file_paths("theo-doi/kiem-tra/<int:pk>/bien-ban", inspections.minutes, "minutes", DOCUMENT),
    path("theo-doi/kiem-tra/<int:pk>/buoc/<slug:slug>/", inspections.move_inspection, name="move_inspection"),
    path("theo-doi/kiem-tra/<int:pk>/noi-den/", inspections.new_visit, name="new_visit"),
    path("theo-doi/kiem-tra/<int:pk>/noi-den/<int:visit>/", inspections.edit_visit, name="edit_visit"),
    path("theo-doi/kiem-tra/<int:pk>/noi-den/<int:visit>/anh/<int:photo>/", inspections.visit_photo, name="visit_photo"),
    path(
        "theo-doi/kiem-tra/<int:pk>/noi-den/<int:visit>/anh/<int:photo>/bo/", dropping.drop_visit_photo,
        name="drop_visit_photo",
    ),
    path("theo-doi/kiem-tra/<int:pk>/noi-den/<int:visit>/bo/", dropping.drop_visit, name="drop_visit"),
    path("theo-doi/kiem-tra/<int:pk>/noi-den/<int:visit>/kien-nghi/", inspections.new_recommendation, name="new_recommendation"),
    path(
        "theo-doi/kiem-tra/<int:pk>/noi-den/<int:visit>/kien-nghi/<int:number>/bo/", dropping.drop_recommendation,
        name="drop_recommendation",
    ),
    path("theo-doi/kien-nghi/<int:pk>/buoc/<slug:slug>/", inspections.move_recommendation, name="move_recommendation"),
    path("theo-doi/don-doc/", urgings.urging_list, name="urgings"),
    path("theo-doi/don-doc/moi/", urgings.new_urging, name="new_urging"),
    path("theo-doi/don-doc/<int:pk>/tra-loi/", urgings.answer_urging, name="answer_urging"),
    path("theo-doi/tiep-tuc/", carrying.year_list, name="year_list"),
    path("theo-doi/tiep-tuc/ban-ky/", carrying.keep_year_copy, name="keep_year_copy"),
    path("theo-doi/tiep-tuc/ban-ky/<int:copy>/", carrying.year_copy, name="year_copy"),
    *file_paths("theo-doi/tiep-tuc/danh-sach", carrying.year_list_file, "year_list", DOCUMENT),
]  # fmt: skip
OF_MODEL = [
    path("", pages.model, name="follow"),
    path("moc/", work.new_milestone, name="new_milestone"),
    path("moc/<int:pk>/", work.edit_milestone, name="edit_milestone"),
    path("moc/<int:pk>/xong/", work.finish_milestone, name="finish_milestone"),
    path("moc/<int:pk>/bo/", work.drop_milestone, name="drop_milestone"),
    path("ghi-nhanh/", work.new_note, name="new_note"),
    path("anh/<int:pk>/", work.photo, name="note_photo"),
    path("nhan-rong/", work.original, name="original"),
    path("nhan-rong/bo/", work.clear_original, name="clear_original"),
]
