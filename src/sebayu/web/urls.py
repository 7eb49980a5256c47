"""Pages of the shell itself: only the live page of components, for developers."""

from django.urls import path

from sebayu.web import kit

app_name = "web"
urlpatterns = [path("komponen/", kit.components, name="components")]
