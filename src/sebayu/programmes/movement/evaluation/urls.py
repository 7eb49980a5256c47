"""Addresses of the evaluation."""

from django.urls import path

from sebayu.programmes.movement.evaluation.views import (
    edition,
    editions,
    item,
    public,
)

app_name = "evaluation"
urlpatterns = [
    path("gerakan/evaluasi/", editions.editions, name="editions"),
    path("gerakan/evaluasi/baru/", editions.open_new, name="open"),
    path("gerakan/evaluasi/banding/", editions.compare, name="compare"),
    path("gerakan/evaluasi/bobot/", editions.weights, name="weights"),
    path("gerakan/evaluasi/<uuid:edition_id>/", edition.edition, name="edition"),
    path("gerakan/evaluasi/<uuid:edition_id>/langkah/", edition.step, name="step"),
    path("gerakan/evaluasi/butir/<uuid:item_id>/", item.item, name="item"),
    path("publik/evaluasi/", public.published, name="published"),
]
