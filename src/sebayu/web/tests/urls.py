"""The web's own pages on one root, as the house's root hangs them."""

from django.urls import include, path

from sebayu.web import errors

urlpatterns = [
    path("", include("sebayu.web.login.urls")),
    path("", include("sebayu.web.verify.urls")),
    path("", include("sebayu.web.urls")),
    path("", include("sebayu.web.portal.urls")),
]
handler400, handler403, handler404, handler500 = (
    errors.bad_request,
    errors.forbidden,
    errors.not_found,
    errors.broken,
)
