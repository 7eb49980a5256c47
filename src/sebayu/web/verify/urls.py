"""Addresses of the public check. The one with a token is what every QR code holds, with or without its last slash."""

from django.urls import path

from sebayu.web.verify import views

app_name = "verify"
urlpatterns = [
    path("periksa/", views.front, name="door"),
    path("periksa/berkas/", views.upload, name="upload"),
    path("periksa/<str:token>", views.by_token),
    path("periksa/<str:token>/", views.by_token, name="token"),
]
