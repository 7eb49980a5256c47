"""Addresses of the follow-ups."""

from django.urls import path

from sebayu.programmes.movement.follow_ups import views

app_name = "follow_ups"
urlpatterns = [
    path("gerakan/tindak-lanjut/", views.box, name="box"),
    path("gerakan/tindak-lanjut/<uuid:recommendation_id>/", views.one, name="one"),
    path("gerakan/evaluasi/butir/<uuid:item_id>/rekomendasi/", views.recommend, name="recommend"),
]
