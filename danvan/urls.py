"""Every address of the portal. Vietnamese without marks for people, English names for code."""

from django.urls import include, path

from danvan import views

# The only routes that answer somebody who has not signed in.
PUBLIC_ROUTES = ("account_login", "account_logout", "first_hour", "health")

handler400 = "danvan.views.bad_request"
handler403 = "danvan.views.forbidden"
handler404 = "danvan.views.not_found"
handler500 = "danvan.views.server_error"

urlpatterns = [
    path("", views.home, name="home"),
    path("suc-khoe/", views.health, name="health"),
    path("", include("accounts.urls")),
    path("dang-ky/", include("registrations.urls")),
]
