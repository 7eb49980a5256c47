"""Addresses of this part."""

from django.urls import path

from sebayu.programmes.movement.bimtek.views import homework, minutes, readiness, stages

app_name = "movement_bimtek"
urlpatterns = [
    path("gerakan/bimtek/", stages.stages, name="stages"),
    path("gerakan/bimtek/muat/", stages.load_pack, name="load"),
    path("gerakan/bimtek/<uuid:stage_id>/", stages.stage, name="stage"),
    path("gerakan/bimtek/<uuid:stage_id>/jadwal/", stages.schedule, name="schedule"),
    path("gerakan/bimtek/<uuid:stage_id>/lulus/", stages.passing, name="pass"),
    path("gerakan/bimtek/<uuid:stage_id>/tugas-baru/", stages.give, name="give"),
    path("gerakan/bimtek/<uuid:stage_id>/catatan/", stages.note, name="note"),
    path("gerakan/bimtek/<uuid:stage_id>/notula/", minutes.write, name="write_minutes"),
    path("gerakan/bimtek/notula/<uuid:minutes_id>/", minutes.one, name="minutes"),
    path("gerakan/bimtek/notula/<uuid:minutes_id>/berkas/", minutes.file, name="minutes_file"),
    path("gerakan/bimtek/gerbang/<uuid:gate_id>/bukti/", stages.evidence, name="evidence"),
    path("gerakan/bimtek/gerbang/<uuid:gate_id>/kecualikan/", stages.waive, name="waive"),
    path("gerakan/bimtek/tugas/", homework.listed, name="homework_list"),
    path("gerakan/bimtek/tugas/<uuid:homework_id>/", homework.one, name="homework"),
    path("gerakan/bimtek/tugas/<uuid:homework_id>/kumpul/", homework.submit, name="submit"),
    path("gerakan/bimtek/tugas/<uuid:homework_id>/periksa/", homework.review, name="review"),
    path("gerakan/bimtek/berkas/<uuid:file_id>/", homework.file, name="file"),
    path("gerakan/kesiapan/", readiness.readiness, name="readiness"),
    path("gerakan/kesiapan/<slug:key>/", readiness.score, name="score"),
]
