"""Addresses of this part: the citizen's below /publik/ and /ikutan/, the moderators' below /gerakan/."""

from django.urls import path

from sebayu.programmes.movement.participation.views import citizen, desk

app_name = "movement_participation"
ONE = "publik/inisiatif/<uuid:lineage>/"
urlpatterns = [
    path(ONE, citizen.go, name="go"),
    path(f"{ONE}ikuti/", citizen.follow, name="follow"),
    path(f"{ONE}komentar/", citizen.comment, name="comment"),
    path("ikutan/", citizen.mine, name="mine"),
    path("ikutan/komentar/<uuid:comment_id>/tarik/", citizen.withdraw, name="withdraw"),
    path("gerakan/komentar/", desk.comments, name="comments"),
    path("gerakan/komentar/<uuid:comment_id>/", desk.decide, name="decide"),
]
