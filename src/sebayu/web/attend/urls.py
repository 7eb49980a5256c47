"""Addresses of gatherings. The token stands in the address because it is opaque and works only while the doors are open."""

from django.urls import path

from sebayu.web.attend import menu  # noqa: F401 - hangs its page on the rail
from sebayu.web.attend.views import coming, listing, running

app_name = "attend"
urlpatterns = [
    path("hadir/<str:token>/", coming.come, name="come"),
    path("pertemuan/", listing.gatherings, name="list"),
    path("pertemuan/baru/", running.new, name="new"),
    path("pertemuan/<uuid:gathering_id>/", listing.one, name="one"),
    path("pertemuan/<uuid:gathering_id>/jumlah/", listing.counter, name="counter"),
    path("pertemuan/<uuid:gathering_id>/poster/", listing.poster, name="poster"),
    path("pertemuan/<uuid:gathering_id>/qr.svg", listing.qr, name="qr"),
    path("pertemuan/<uuid:gathering_id>/ubah/", running.edit, name="edit"),
    path("pertemuan/<uuid:gathering_id>/pintu/", running.doors, name="doors"),
    path("pertemuan/<uuid:gathering_id>/batal/", running.cancel, name="cancel"),
    path("pertemuan/<uuid:gathering_id>/catat/", running.record, name="record"),
    path("pertemuan/<uuid:gathering_id>/hadirin/<uuid:row_id>/", running.mend, name="mend"),
]
