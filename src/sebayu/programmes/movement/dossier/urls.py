"""The address of the pack."""

from django.urls import path

from sebayu.programmes.movement.dossier import views

app_name = "dossier"
urlpatterns = [path("gerakan/evaluasi/<uuid:edition_id>/berkas/", views.download, name="pack")]
