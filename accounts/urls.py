"""Sign-in at Vietnamese addresses (the library's views under its own route names), my account, the people below."""

from allauth.account import views as library
from django.urls import include, path

from accounts import factor_views as factors
from accounts import handover_views, keeping_views, list_views, own_views, signin, views

own = [
    path("tai-khoan/", own_views.me, name="me"),
    path("tai-khoan/quen-mat-khau/", own_views.forgotten, name="forgotten"),
    path("tai-khoan/mat-khau-rieng/", own_views.own_password, name="own_password"),
    path("tai-khoan/phien/", own_views.own_sessions, name="sessions"),
    path("tai-khoan/gui-tiep/", signin.resume, name="resume"),
    path("tai-khoan/vi-tri/", views.positions, name="positions"),
    path("tai-khoan/can-bo/", views.people, name="people"),
    path("tai-khoan/can-bo/moi/", views.open_account, name="open_account"),
    path("tai-khoan/can-bo/phieu/", views.slip, name="slip"),
    path("tai-khoan/can-bo/<int:pk>/", views.person, name="person"),
    path("tai-khoan/can-bo/<int:pk>/vi-tri-moi/", views.add_position, name="add_position"),
    path("tai-khoan/can-bo/<int:pk>/mat-khau/", views.reset_password, name="reset_password"),
    path("tai-khoan/can-bo/<int:pk>/go-xac-thuc/", views.remove_second_factor, name="remove_second_factor"),
    path("tai-khoan/can-bo/vi-tri/<int:pk>/ket-thuc/", views.close_position, name="close_position"),
    path("tai-khoan/can-bo/vi-tri/<int:pk>/ban-giao/", handover_views.hand_over, name="hand_over"),
    path("tai-khoan/can-bo/vi-tri/<int:pk>/thu-hoi/", handover_views.take_back, name="take_back"),
    path("tai-khoan/can-bo/vi-tri/<int:pk>/dia-ban/", keeping_views.change_areas, name="change_areas"),
    path("tai-khoan/vi-tri/<int:pk>/nguoi-thay/", handover_views.name_deputy, name="name_deputy"),
    path("tai-khoan/vi-tri/<int:pk>/thoi-thay/", handover_views.end_deputy, name="end_deputy"),
    path("tai-khoan/can-bo/<int:pk>/sua/", keeping_views.correct_account, name="correct_account"),
    path("tai-khoan/can-bo/<int:pk>/dong/", keeping_views.close_account, name="close_account"),
    path("tai-khoan/can-bo/<int:pk>/mo-lai/", keeping_views.reopen_account, name="reopen_account"),
    path("tai-khoan/can-bo/danh-sach/", list_views.lists, name="lists"),
    path("tai-khoan/can-bo/danh-sach/tep-mau.xlsx", list_views.template, name="list_template"),
    path("tai-khoan/can-bo/danh-sach/<int:pk>/", list_views.account_list, name="list"),
    path("tai-khoan/can-bo/danh-sach/<int:pk>/huy/", list_views.undo_list, name="undo_list"),
    path("tai-khoan/can-bo/danh-sach/<int:pk>/mat-khau/", list_views.start_slips, name="start_slips"),
    path("tai-khoan/can-bo/danh-sach/phieu/<int:pk>/", list_views.slips, name="slips"),
]

urlpatterns = [
    path("dang-nhap/", library.login, name="account_login"),
    path("dang-xuat/", library.logout, name="account_logout"),
    path("tai-khoan/mat-khau/", library.password_change, name="account_change_password"),
    path("tai-khoan/xac-nhan-lai/", library.reauthenticate, name="account_reauthenticate"),
    path("tai-khoan/tam-khoa/", library.account_inactive, name="account_inactive"),
    path("dang-nhap/buoc-hai/", factors.SecondStep.as_view(), name="mfa_authenticate"),
    path("dang-nhap/khoa/", factors.SignInByPasskey.as_view(), name="mfa_login_webauthn"),
    path("tai-khoan/xac-nhan-lai/ma/", factors.ConfirmByCode.as_view(), name="mfa_reauthenticate"),
    path("tai-khoan/xac-nhan-lai/khoa/", factors.ConfirmByPasskey.as_view(), name="mfa_reauthenticate_webauthn"),
    path("tai-khoan/buoc-hai/", factors.Factors.as_view(), name="mfa_index"),
    path("tai-khoan/buoc-hai/ung-dung/", factors.ActivateTotp.as_view(), name="mfa_activate_totp"),
    path("tai-khoan/buoc-hai/ung-dung/go/", factors.DeactivateTotp.as_view(), name="mfa_deactivate_totp"),
    path("tai-khoan/buoc-hai/ma-du-phong/", factors.RecoveryCodes.as_view(), name="mfa_view_recovery_codes"),
    path("tai-khoan/buoc-hai/ma-du-phong/moi/", factors.GenerateCodes.as_view(), name="mfa_generate_recovery_codes"),
    path("tai-khoan/buoc-hai/khoa/", factors.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("tai-khoan/buoc-hai/khoa/<int:pk>/go/", factors.RemovePasskey.as_view(), name="mfa_remove_webauthn"),
    path("", include((own, "accounts"))),
]
