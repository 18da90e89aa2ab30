"""Sign-in at Vietnamese addresses (the library's views under its own route names), and one's account."""

from allauth.account import views as library
from django.urls import include, path

from accounts import views

own = [
    path("tai-khoan/", views.me, name="me"),
    path("tai-khoan/vi-tri/", views.positions, name="positions"),
    path("tai-khoan/can-bo/", views.people, name="people"),
]

urlpatterns = [
    path("dang-nhap/", library.login, name="account_login"),
    path("dang-xuat/", library.logout, name="account_logout"),
    path("tai-khoan/mat-khau/", library.password_change, name="account_change_password"),
    path("tai-khoan/xac-nhan-lai/", library.reauthenticate, name="account_reauthenticate"),
    path("", include((own, "accounts"))),
]
