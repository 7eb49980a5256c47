"""The doors of the house, and what each programme hangs on them."""

from importlib.util import find_spec

from django.apps import apps
from django.conf import settings
from django.urls import include, path
from django.views.i18n import set_language

from sebayu.api.v1 import api

urlpatterns = [
    path("api/v1/", api.urls),
    path("bahasa/", set_language, name="language"),
    path("", include("sebayu.web.login.urls")),
    path("", include("sebayu.web.verify.urls")),
    path("", include("sebayu.web.portal.urls")),
    path("", include("sebayu.web.desk.urls")),
    path("", include("sebayu.web.office.urls")),
    path("", include("sebayu.web.room.urls")),
    path("", include("sebayu.web.statements.urls")),
    path("", include("sebayu.web.survey.urls")),
    path("", include("sebayu.web.attend.urls")),
]
# A programme, or a part of one, that has pages of its own brings a `urls.py`.
urlpatterns += [
    path("", include(f"{app.name}.urls"))
    for app in apps.get_app_configs()
    if app.name.startswith("sebayu.programmes.") and find_spec(f"{app.name}.urls")
]
if settings.DEBUG or settings.DEMO or settings.TESTING:
    urlpatterns += [path("", include("sebayu.web.urls"))]
handler400 = "sebayu.web.errors.bad_request"
handler403 = "sebayu.web.errors.forbidden"
handler404 = "sebayu.web.errors.not_found"
handler500 = "sebayu.web.errors.broken"
