"""Every address of the portal. Vietnamese without marks for people, English names for code."""

from django.urls import include, path

from danvan import conditionviews, dossierviews, logviews, views
from front.views import public as front_public
from recognition.views import public

# The only routes that answer somebody who has not signed in.
PUBLIC_ROUTES = (
    "account_login", "mfa_authenticate", "mfa_login_webauthn", "account_logout", "account_inactive",
    "accounts:forgotten", "first_hour", "health", "ready", "metrics", "public_models", "public_model", "public_picture",
    "ask_code", "verify", "public_fronts", "public_front",
)  # fmt: skip

handler400 = "danvan.views.bad_request"
handler403 = "danvan.views.forbidden"
handler404 = "danvan.views.not_found"
handler500 = "danvan.views.server_error"
# The sign-in library asks for this one when somebody tries too often.
handler429 = "danvan.views.too_many"

urlpatterns = [
    path("", views.home, name="home"),
    path("suc-khoe/", views.health, name="health"),
    path("suc-khoe/san-sang/", conditionviews.ready, name="ready"),
    path("suc-khoe/so-do/", conditionviews.metrics, name="metrics"),
    path("he-thong/", conditionviews.condition_page, name="condition"),
    path("he-thong/ho-so-nam/", dossierviews.dossiers, name="dossiers"),
    path("he-thong/ho-so-nam/<int:pk>/", dossierviews.dossier, name="dossier"),
    path("he-thong/ho-so-nam/<int:pk>/chay-lai/", dossierviews.restart_dossier, name="restart_dossier"),
    path("he-thong/ho-so-nam/<int:pk>/tai-ve/", dossierviews.dossier_file, name="dossier_file"),
    path("bat-dau/", views.first_hour, name="first_hour"),
    path("tro-giup/", views.help_index, name="help"),
    path("tro-giup/cac-buoc/", views.help_moves, name="help_moves"),
    path("tro-giup/<slug:slug>/", views.help_topic, name="help_topic"),
    path("nhat-ky/", logviews.audit_log, name="audit_log"),
    path("nhat-ky/nhat-ky.xlsx", logviews.audit_log_file, name="audit_log_file"),
    path("nhat-ky/<int:pk>/", logviews.audit_line, name="audit_line"),
    path("", include("accounts.urls")),
    path("dang-ky/", include("registrations.urls")),
    path("danh-gia/", include("evaluation.urls")),
    path("cong-nhan/", include("recognition.urls")),
    path("mat-tran/", include("front.urls")),
    path("cong-khai/", public.models, name="public_models"),
    path("cong-khai/<int:pk>/", public.model, name="public_model"),
    path("cong-khai/<int:pk>/anh/<int:place>/", public.picture, name="public_picture"),
    path("cong-khai/mat-tran/", front_public.bodies, name="public_fronts"),
    path("cong-khai/mat-tran/<int:pk>/", front_public.figures, name="public_front"),
    path("xac-minh/", public.ask_code, name="ask_code"),
    path("xac-minh/<slug:code>/", public.verify, name="verify"),
    path("don-vi/", include("units.urls")),
    path("sap-xep/", include("reorganisation.urls")),
    path("bao-cao/", include("reports.urls")),
]
