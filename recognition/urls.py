"""Addresses of the recognition room."""

from django.urls import path

from documents.addresses import ANNEX, DOCUMENT, file_paths
from recognition.views import afterwards, consultations, corrections, decisions, lines, merits, papers, stories

app_name = "recognition"
urlpatterns = [
    path("", decisions.decision_list, name="decisions"),
    path("moi/", decisions.new_decision, name="new"),
    path("phoi/", papers.blank, name="blank"),
    path("phoi/in-thu.pdf", papers.test_print, name="test_print"),
    path("thanh-tich/", merits.merit_list, name="merits"),
    path("thanh-tich/<str:code>/", merits.merit, name="merit"),
    path("thanh-tich/<str:code>/viet/", merits.write_merit, name="write_merit"),
    path("thanh-tich/<str:code>/viec/<slug:slug>/", merits.merit_move, name="merit_move"),
    *file_paths("thanh-tich/<str:code>/bao-cao", merits.merit_file, "merit", DOCUMENT),
    path("de-nghi-cap-tren/", afterwards.elevations, name="elevations"),
    path("de-nghi-cap-tren/<int:pk>/vao-dot/", afterwards.take_up, name="take_up"),
    path("de-nghi-cap-tren/<int:pk>/rut/", afterwards.withdraw, name="withdraw"),
    path("de-nghi-cap-tren/<int:pk>/khong-dua-vao-xet/", afterwards.decline, name="decline"),
    *file_paths("de-nghi-cap-tren/<uuid:bundle>/to-trinh", afterwards.elevation_file, "elevation", DOCUMENT),
    path("giu-vung/", afterwards.outcomes, name="outcomes"),
    *file_paths("giu-vung/danh-sach", afterwards.outcomes_file, "outcomes", ANNEX),
    path("<int:pk>/", decisions.decision, name="decision"),
    path("<int:pk>/sua/", decisions.edit, name="edit"),
    path("<int:pk>/them/", lines.add, name="add"),
    path("<int:pk>/dong/<int:award>/", lines.edit_line, name="edit_line"),
    path("<int:pk>/dong/<int:award>/bo/", lines.remove_line, name="remove_line"),
    path("<int:pk>/dong/<int:award>/dong-y/", lines.consent, name="consent"),
    path("<int:pk>/dong/<int:award>/cong-khai/", stories.tell, name="story"),
    path("<int:pk>/thu-hoi/<int:line>/bo/", lines.remove_revocation, name="remove_revocation"),
    path("<int:pk>/viec/<slug:slug>/", decisions.move, name="move"),
    *file_paths("<int:pk>/quyet-dinh", papers.decision_file, "decision", DOCUMENT),
    *file_paths("<int:pk>/to-trinh", papers.petition_file, "petition", DOCUMENT),
    *file_paths("<int:pk>/danh-sach", papers.list_file, "list", ANNEX),
    path("<int:pk>/ban-ky/", papers.attach, name="attach"),
    path("<int:pk>/ban-ky/<int:copy>/", papers.copy, name="copy"),
    path("<int:pk>/hiep-y/them/", consultations.consult, name="consult"),
    path("<int:pk>/hiep-y/<int:row>/", consultations.consult, name="consultation"),
    path("<int:pk>/hiep-y/<int:row>/bo/", consultations.drop_consultation, name="drop_consultation"),
    path("<int:pk>/hiep-y/tep/<int:file>/", consultations.consultation_file, name="consultation_file"),
    *file_paths("<int:pk>/hiep-y/cong-van", consultations.consultation_letter, "consultation_letter", DOCUMENT),
    path("<int:pk>/dinh-chinh/moi/", corrections.new_correction, name="new_correction"),
    path("<int:pk>/dinh-chinh/<int:correction>/", corrections.correction, name="correction"),
    path("<int:pk>/dinh-chinh/<int:correction>/sua/", corrections.edit_correction, name="edit_correction"),
    path("<int:pk>/dinh-chinh/<int:correction>/dong/<int:award>/", corrections.correct_line, name="correct_line"),
    path("<int:pk>/dinh-chinh/<int:correction>/viec/<slug:slug>/", corrections.correction_move, name="correction_move"),
    *file_paths("<int:pk>/dinh-chinh/<int:correction>/van-ban", corrections.correction_file, "correction", DOCUMENT),
    path("<int:pk>/de-nghi-cap-tren/", afterwards.elevate, name="elevate"),
    path("<int:pk>/giay-chung-nhan/", papers.print_certificates, name="certificates"),
    path("<int:pk>/giay-chung-nhan/<uuid:run>/", papers.print_run, name="print_run"),
]
