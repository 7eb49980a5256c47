"""A small house with one door of each kind."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views import View

from sebayu.core.identity.acting import actor_of
from sebayu.core.identity.doors import CITIZEN, OFFICER, PUBLIC, SIGNED_IN, door


def _say(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    helped = getattr(request, "assisted_name", "")
    return HttpResponse(f"{actor.kind}|{actor.name}|{actor.subject_id}|{helped}|{dict(request.POST.lists())}")


@door(allow=PUBLIC)
def anybody(request: HttpRequest) -> HttpResponse:
    return _say(request)


@door(allow=SIGNED_IN)
def signed_in(request: HttpRequest) -> HttpResponse:
    return _say(request)


@door(allow=CITIZEN)
def citizen(request: HttpRequest) -> HttpResponse:
    return _say(request)


@door(allow=OFFICER)
class Officer(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        return _say(request)

    post = get


@door(allow="case.sign", step_up=True)
def sign(request: HttpRequest) -> HttpResponse:
    return _say(request)


def unmarked(request: HttpRequest) -> HttpResponse:
    return _say(request)


urlpatterns = [
    path("anybody/", anybody),
    path("signed/", signed_in),
    path("citizen/", citizen),
    path("officer/", Officer.as_view()),
    path("sign/", sign),
    path("unmarked/", unmarked),
    path("", include("sebayu.web.login.urls")),
]
