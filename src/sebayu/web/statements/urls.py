"""Addresses of the statements of an office, and its entry on the rail of the desk: only for whoever has a number to state."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from sebayu.web import menu
from sebayu.web.statements import owned, views

app_name = "statements"
urlpatterns = [
    path("meja/pernyataan/", views.mine, name="mine"),
    path("meja/pernyataan/<str:key>/", views.one, name="one"),
    path("meja/pernyataan/tanda-tangan/<uuid:statement_id>/", views.sign, name="sign"),
    path("meja/pernyataan/tanda-tangan/<uuid:statement_id>/buang/", views.discard, name="discard"),
    path("meja/pernyataan/tanda-tangan/<uuid:statement_id>/gambar/", views.picture, name="picture"),
]
menu.add(
    menu.Entry(
        menu.DESK,
        _("Pernyataan angka"),
        "statements:mine",
        "pen",
        (views.SIGNER,),
        _("Kantor"),
        35,
        owned.has_any,
    )
)
