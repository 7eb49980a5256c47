"""Addresses of the import: below the edition a file is taken into, or given out from."""

from django.urls import path

from sebayu.programmes.movement.plan_import import views

app_name = "movement_plan_import"
P = "gerakan/rencana/<uuid:plan_id>/"
urlpatterns = [
    path(f"{P}impor/", views.take_in, name="import"),
    path(f"{P}ekspor/", views.give_out, name="export"),
]
