"""Addresses of the leaders' room."""

from django.urls import path

from sebayu.web.room import views

app_name = "room"
urlpatterns = [
    path("ruang/", views.room, name="room"),
    path("ruang/semua/", views.office, name="all"),
    path("ruang/kantor/<slug:key>/", views.office, name="office"),
]
