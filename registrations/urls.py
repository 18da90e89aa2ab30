"""Addresses of the registration room."""

from django.urls import include, path, register_converter
from django.urls.converters import StringConverter

from documents import annex_files, document_files
from registrations.following import urls as following_urls
from registrations.views import (
    bulk,
    certificates,
    files,
    importing,
    letters,
    lists,
    planparts,
    plans,
    prints,
    records,
    reminders,
    saved_views,
    scans,
    signed,
    submittals,
    talk,
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
    path("danh-sach.xlsx", lists.excel, name="list_excel"),
    path("danh-sach.csv", lists.csv, name="list_csv"),
    path("cach-xem/", saved_views.views, name="saved_views"),
    path("cach-xem/<int:pk>/", saved_views.change, name="change_view"),
    path("cach-xem/<int:pk>/bo/", saved_views.remove, name="remove_view"),
    path("tap-in/", lists.print_pile, name="print_pile"),
    path("tep/", lists.files, name="list_files"),
    path("tep/<int:pk>/", lists.file, name="list_file"),
    path("tep/<int:pk>/chay-lai/", lists.restart, name="restart_list"),
    path("tep/<int:pk>/tai-ve/", lists.download, name="list_download"),
    path("hang-loat/", bulk.result, name="bulk_result"),
    path("hang-loat/<slug:slug>/", bulk.move_many, name="bulk"),
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
    path("ke-hoach/<int:pk>/chua-dang-ky/", reminders.behind, name="behind"),
    path("ke-hoach/<int:pk>/don-doc/<int:reminder>/", reminders.reminder, name="reminder"),
    *(
        path(
            f"ke-hoach/<int:pk>/don-doc/<int:reminder>/cong-van.{one}",
            reminders.letter,
            {"ending": one},
            f"reminder_{one}",
        )
        for one in document_files.ENDINGS
    ),
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
    path("trinh/", submittals.submittals, name="submittals"),
    path("trinh/them/", submittals.add_many, name="add_many"),
    path("trinh/<int:pk>/", submittals.submittal, name="submittal"),
    *(
        path(f"trinh/<int:pk>/danh-sach.{one}", submittals.submittal_file, {"ending": one}, f"submittal_{one}")
        for one in annex_files.ENDINGS
    ),
    path("trinh/<int:pk>/buoc/<slug:slug>/", submittals.move, name="submittal_move"),
    path("trinh/<int:pk>/dong/<int:item>/bo/", submittals.take_off, name="take_off"),
    path("trinh/<int:pk>/dong/<int:item>/gach/", submittals.strike, name="strike"),
    path("cong-van/", letters.letter_list, name="letters"),
    path("cong-van/moi/", letters.new_letter, name="new_letter"),
    path("cong-van/<int:pk>/", letters.letter, name="letter"),
    path("cong-van/<int:pk>/sua/", letters.correct_letter, name="correct_letter"),
    *(
        path(f"cong-van/<int:pk>/danh-sach.{one}", letters.letter_file, {"ending": one}, f"letter_{one}")
        for one in annex_files.ENDINGS
    ),
    path("cong-van/<int:pk>/ho-so/<int:receipt>/bo/", letters.leave_out, name="leave_out"),
    path("ly-do-mau/", talk.ready_reasons, name="ready_reasons"),
    path("ly-do-mau/thuong-dung/", talk.starter_reasons, name="starter_reasons"),
    path("ly-do-mau/<int:pk>/", talk.correct_reason, name="correct_reason"),
    path("ly-do-mau/<int:pk>/bo/", talk.drop_reason, name="drop_reason"),
    *following_urls.LISTS,
    path("<code:code>/theo-doi/", include(following_urls.OF_MODEL)),
    path("<code:code>/", records.record, name="record"),
    path("<code:code>/sua/", writing.edit, name="edit"),
    path("<code:code>/ket-qua/", writing.result, name="result"),
    path("<code:code>/bo/", writing.discard, name="discard"),
    path("<code:code>/cac-ban/", versions.compare, name="compare"),
    path("<code:code>/gan-giong/", versions.likely, name="likely"),
    path("<code:code>/buoc/<slug:slug>/", records.move, name="move"),
    path("<code:code>/trinh/<slug:slug>/", submittals.put, name="put_on_list"),
    path("<code:code>/dieu-chinh/", writing.amend, name="amend"),
    path("<code:code>/de-nghi-dieu-chinh.pdf", prints.amendment_pdf, name="amendment_pdf"),
    path("<code:code>/trao-doi/", talk.say, name="say"),
    path("<code:code>/trao-doi/da-doc/", talk.mark_read, name="mark_read"),
    path("<code:code>/trao-doi/<int:pk>/rut/", talk.take_back, name="take_comment_back"),
    path("<code:code>/ghi-chu/", talk.note, name="note"),
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
