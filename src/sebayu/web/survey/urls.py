"""Addresses of the survey. The token stands in the address because it is opaque and works once."""

from django.urls import path

from sebayu.web.survey import menu  # noqa: F401 - hangs its pages on the rail and into the foot
from sebayu.web.survey.views import answering, counter, results

app_name = "survey"
urlpatterns = [
    path("survei/<str:token>/", answering.answer, name="answer"),
    path("meja/survei/", counter.waiting, name="waiting"),
    path("meja/survei/<uuid:invitation_id>/", counter.fill_in, name="fill_in"),
    path("meja/kepuasan/", results.results, name="results"),
    path("publik/kepuasan/", results.published, name="published"),
]
