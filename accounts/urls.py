"""Sign-in at Vietnamese addresses (the library's views under its own route names), my account, the people below."""

from allauth.account import views as library
from django.urls import include, path

from accounts import signin, views

own = [
    path("tai-khoan/", views.me, name="me"),
    path("tai-khoan/quen-mat-khau/", views.forgotten, name="forgotten"),
    path("tai-khoan/gui-tiep/", signin.resume, name="resume"),
    path("tai-khoan/vi-tri/", views.positions, name="positions"),
    path("tai-khoan/can-bo/", views.people, name="people"),
    path("tai-khoan/can-bo/moi/", views.open_account, name="open_account"),
    path("tai-khoan/can-bo/phieu/", views.slip, name="slip"),
    path("tai-khoan/can-bo/<int:pk>/", views.person, name="person"),
    path("tai-khoan/can-bo/<int:pk>/vi-tri-moi/", views.add_position, name="add_position"),
    path("tai-khoan/can-bo/<int:pk>/mat-khau/", views.reset_password, name="reset_password"),
    path("tai-khoan/can-bo/vi-tri/<int:pk>/ket-thuc/", views.close_position, name="close_position"),
]

urlpatterns = [
    path("dang-nhap/", library.login, name="account_login"),
    path("dang-xuat/", library.logout, name="account_logout"),
    path("tai-khoan/mat-khau/", library.password_change, name="account_change_password"),
    path("tai-khoan/xac-nhan-lai/", library.reauthenticate, name="account_reauthenticate"),
    path("tai-khoan/tam-khoa/", library.account_inactive, name="account_inactive"),
    path("", include((own, "accounts"))),
]
