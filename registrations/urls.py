"""Addresses of the registration room."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from registrations.views import (
    certificates,
    files,
    importing,
    lists,
    planparts,
    plans,
    prints,
    records,
    scans,
    signed,
    versions,
    writing,
)


class CodeConverter(StringConverter):
    """Mã hồ sơ, e.g. DVK-2026-00012."""

    regex = r"DVK-[0-9]{4}-[0-9]{5,8}"


register_converter(CodeConverter, "code")

app_name = "registrations"
urlpatterns = [
    path("", lists.registration_list, name="list"),
    path("moi/<slug:slug>/", writing.new, name="new"),
    path("mau-trong/<slug:slug>.pdf", prints.blank_pdf, name="blank"),
    path("nhap-bang/", importing.imports, name="imports"),
    path("nhap-bang/mau.xlsx", importing.template, name="import_template"),
    path("nhap-bang/<int:pk>/", importing.register_import, name="import"),
    path("nhap-bang/<int:pk>/cot/", importing.columns, name="import_columns"),
    path("nhap-bang/<int:pk>/huy/", importing.undo, name="undo_import"),
    path("nhap-bang/<int:pk>/nop/", importing.submit, name="submit_import"),
    path("nhap-bang/<int:pk>/chay-lai/", importing.restart, name="restart_import"),
    path("ke-hoach/", plans.plan_list, name="plans"),
    path("ke-hoach/moi/", plans.new_plan, name="new_plan"),
    path("ke-hoach/<int:pk>/", plans.plan, name="plan"),
    path("ke-hoach/<int:pk>/tien-do/", plans.progress, name="plan_progress"),
    path("ke-hoach/<int:pk>/sua/", plans.edit_plan, name="edit_plan"),
    path("ke-hoach/<int:pk>/chi-tieu/", plans.quotas, name="quotas"),
    path("ke-hoach/<int:pk>/nop-muon/", plans.late_permit, name="late_permit"),
    path("ke-hoach/<int:pk>/dot-bo-sung/", planparts.open_window, name="open_window"),
    path("ke-hoach/<int:pk>/dot-bo-sung/<int:window>/dong/", planparts.close_window, name="close_window"),
    path("ke-hoach/<int:pk>/viec/", planparts.give_task, name="give_task"),
    path("ke-hoach/<int:pk>/viec/<int:task>/bo/", planparts.take_task_back, name="take_task_back"),
    path("ke-hoach/<int:pk>/ban-ky/", planparts.keep_copy, name="keep_copy"),
    path("ke-hoach/<int:pk>/ban-ky/<int:copy>/", planparts.copy, name="copy"),
    path("ban-quet/", scans.piles, name="piles"),
    path("ban-quet/<int:pk>/", scans.pile, name="pile"),
    path("ban-quet/<int:pk>/xac-nhan/", scans.confirm, name="confirm_pile"),
    path("ban-quet/<int:pk>/doc-lai/", scans.read_again, name="read_again"),
    path("ban-quet/<int:pk>/bo/", scans.discard, name="discard_pile"),
    path("ban-quet/<int:pk>/trang/<int:number>.jpg", scans.picture, name="page_picture"),
    path("ban-quet/<int:pk>/trang/<int:number>/ghep/", scans.match, name="match_page"),
    path("ban-quet/<int:pk>/trang/<int:number>/xep/", scans.set_aside, name="set_page_aside"),
    path("chung-thu/", certificates.certificates, name="certificates"),
    path("chung-thu/<int:pk>/bo/", certificates.remove, name="remove_certificate"),
    path("<code:code>/", records.record, name="record"),
    path("<code:code>/sua/", writing.edit, name="edit"),
    path("<code:code>/ket-qua/", writing.result, name="result"),
    path("<code:code>/bo/", writing.discard, name="discard"),
    path("<code:code>/cac-ban/", versions.compare, name="compare"),
    path("<code:code>/gan-giong/", versions.likely, name="likely"),
    path("<code:code>/buoc/<slug:slug>/", records.move, name="move"),
    path("<code:code>/tep/", files.attach, name="attach"),
    path("<code:code>/tep/<int:pk>/", files.download, name="file"),
    path("<code:code>/tep/<int:pk>/bo/", files.remove, name="remove_file"),
    path("<code:code>/ban-ky/", signed.upload, name="upload_scan"),
    path("<code:code>/ban-ky/<int:pk>/", signed.scan, name="scan"),
    path("<code:code>/ban-ky/<int:pk>/tep/", signed.download, name="scan_file"),
    path("<code:code>/ban-ky/<int:pk>/bo/", signed.drop, name="drop_scan"),
    path("<code:code>/ban-in.pdf", prints.registration_pdf, name="registration_pdf"),
    path("<code:code>/bao-cao-ket-qua.pdf", prints.result_pdf, name="result_pdf"),
    path("<code:code>/phieu-tiep-nhan/<int:pk>.pdf", prints.receipt_pdf, name="receipt_pdf"),
]
