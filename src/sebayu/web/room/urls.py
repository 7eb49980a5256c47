"""Addresses of the room and of its public version."""

from django.urls import path

from sebayu.web.room import own  # noqa: F401 - hangs the room's own panels
from sebayu.web.room.views import numbers, offices, opendata, promises, room

app_name = "room"
urlpatterns = [
    path("ruang/", room.room, name="room"),
    path("ruang/senin/", room.monday, name="monday"),
    path("ruang/urusan/", offices.table, name="offices"),
    path("ruang/semua/", offices.office, name="all"),
    path("ruang/kantor/<slug:key>/", offices.office, name="office"),
    path("ruang/angka/", numbers.numbers, name="numbers"),
    path("ruang/angka/<str:key>/", numbers.number, name="number"),
    path("ruang/angka/<str:key>/baris/", numbers.rows, name="rows"),
    path("ruang/angka/<str:key>/janji/", promises.promise, name="promise"),
    path("ruang/angka/<str:key>/janji/target/", promises.set_target, name="set_target"),
    path("ruang/angka/<str:key>/janji/titik-awal/", promises.set_baseline, name="set_baseline"),
    path("publik/", room.public, name="public"),
    path("publik/angka/<str:key>/", numbers.public_number, name="public_number"),
    path("publik/data/", opendata.files, name="open_data"),
    path("publik/data/<path:name>", opendata.file, name="open_data_file"),
]
