"""Addresses of the recognition room."""

from django.urls import path

from recognition.views import decisions, lines, papers

app_name = "recognition"
PDF, DOCX, XLSX = ({"ending": ending} for ending in ("pdf", "docx", "xlsx"))
urlpatterns = [
    path("", decisions.decision_list, name="decisions"),
    path("moi/", decisions.new_decision, name="new"),
    path("phoi/", papers.blank, name="blank"),
    path("phoi/in-thu.pdf", papers.test_print, name="test_print"),
    path("<int:pk>/", decisions.decision, name="decision"),
    path("<int:pk>/sua/", decisions.edit, name="edit"),
    path("<int:pk>/them/", lines.add, name="add"),
    path("<int:pk>/dong/<int:award>/", lines.edit_line, name="edit_line"),
    path("<int:pk>/dong/<int:award>/bo/", lines.remove_line, name="remove_line"),
    path("<int:pk>/dong/<int:award>/dong-y/", lines.consent, name="consent"),
    path("<int:pk>/thu-hoi/<int:line>/bo/", lines.remove_revocation, name="remove_revocation"),
    path("<int:pk>/viec/<slug:slug>/", decisions.move, name="move"),
    path("<int:pk>/quyet-dinh.pdf", papers.decision_file, PDF, name="decision_pdf"),
    path("<int:pk>/quyet-dinh.docx", papers.decision_file, DOCX, name="decision_docx"),
    path("<int:pk>/to-trinh.pdf", papers.petition_file, PDF, name="petition_pdf"),
    path("<int:pk>/to-trinh.docx", papers.petition_file, DOCX, name="petition_docx"),
    path("<int:pk>/danh-sach.pdf", papers.list_file, PDF, name="list_pdf"),
    path("<int:pk>/danh-sach.docx", papers.list_file, DOCX, name="list_docx"),
    path("<int:pk>/danh-sach.xlsx", papers.list_file, XLSX, name="list_xlsx"),
    path("<int:pk>/ban-ky/", papers.attach, name="attach"),
    path("<int:pk>/ban-ky/<int:copy>/", papers.copy, name="copy"),
    path("<int:pk>/giay-chung-nhan/", papers.print_certificates, name="certificates"),
    path("<int:pk>/giay-chung-nhan/<uuid:run>/", papers.print_run, name="print_run"),
]
