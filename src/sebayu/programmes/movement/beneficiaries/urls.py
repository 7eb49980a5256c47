"""Addresses of the beneficiaries."""

from django.urls import path

from sebayu.programmes.movement.beneficiaries.views import public, sample

app_name = "beneficiaries"
urlpatterns = [
    path("gerakan/evaluasi/<uuid:edition_id>/penerima/", sample.sample, name="sample"),
    path("publik/kesaksian/<str:token>/", public.testimony, name="testimony"),
]
