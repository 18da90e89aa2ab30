"""The product's addresses and, beside them, the yardsticks."""

from bench import views as yardsticks
from danvan.urls import *  # noqa: F403
from danvan.urls import path, urlpatterns

urlpatterns = [
    path("bench/page/<int:rows>/<int:cells>/", yardsticks.bare_page),
    path("bench/form/registration/<int:models>/", yardsticks.bare_registration),
    path("bench/form/<slug:slug>/", yardsticks.bare_form),
    path("bench/insert/", yardsticks.bare_insert),
    path("bench/file/<int:number>/", yardsticks.bare_file),
    *urlpatterns,
]
