"""Addresses of signing: officials' pages below /gerakan/, a guest's below /publik/. Ids and tokens are opaque."""

from django.urls import path

from sebayu.programmes.movement.signing.views import mine, public, steps

app_name = "signing"
urlpatterns = [
    path("gerakan/komitmen/menunggu-saya/", mine.mine, name="mine"),
    path("gerakan/komitmen/kursi/<uuid:seat_id>/menolak/", mine.refuse, name="refuse"),
    path("gerakan/komitmen/<uuid:commitment_id>/tindakan/", steps.act, name="act"),
    path("publik/komitmen/tanda-tangan/<str:token>/", public.link, name="link"),
]
