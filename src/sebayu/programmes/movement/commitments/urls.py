"""Addresses of this part: officials' pages below /gerakan/, public ones below /publik/. Ids are opaque."""

from django.urls import path

from sebayu.programmes.movement.commitments.views import drafting, lists, promises, public

app_name = "commitments"
urlpatterns = [
    path("gerakan/komitmen/", lists.commitments, name="list"),
    path("gerakan/komitmen/baru/", drafting.create, name="create"),
    path("gerakan/komitmen/<uuid:commitment_id>/", lists.commitment, name="one"),
    path("gerakan/komitmen/<uuid:commitment_id>/naskah/", drafting.change, name="change"),
    path("gerakan/komitmen/<uuid:commitment_id>/kursi/", drafting.add_seat, name="add_seat"),
    path("gerakan/komitmen/<uuid:commitment_id>/pratinjau/<int:page>.png", drafting.preview, name="preview"),
    path("gerakan/komitmen/<uuid:commitment_id>/berkas/", lists.document_file, name="file"),
    path("gerakan/komitmen/kursi/<uuid:seat_id>/", drafting.seat, name="seat"),
    path("gerakan/janji-saya/", promises.mine, name="promises"),
    path("gerakan/janji/", promises.everything, name="all_promises"),
    path("publik/komitmen/", public.commitments, name="public_list"),
    path("publik/komitmen/<slug:slug>/", public.commitment, name="public_one"),
]
