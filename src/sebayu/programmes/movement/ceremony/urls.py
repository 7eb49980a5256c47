"""Addresses of the ceremony, below the commitment it belongs to. Ids are opaque."""

from django.urls import path

from sebayu.programmes.movement.ceremony import views

app_name = "ceremony"
urlpatterns = [
    path("gerakan/komitmen/<uuid:commitment_id>/gladi/", views.rehearse, name="rehearse"),
    path("gerakan/komitmen/<uuid:commitment_id>/kendali/", views.control, name="control"),
    path("gerakan/komitmen/<uuid:commitment_id>/kendali/langkah/", views.step, name="step"),
    path("gerakan/komitmen/<uuid:commitment_id>/upacara/", views.screen, name="screen"),
    path("gerakan/komitmen/<uuid:commitment_id>/upacara/keadaan/", views.state, name="state"),
    path("gerakan/komitmen/<uuid:commitment_id>/upacara/kertas/", views.paper, name="paper"),
]
