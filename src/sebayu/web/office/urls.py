"""Addresses of the office. Ids are opaque; names are looked for in the body of a request, never in an address."""

from django.urls import path

from sebayu.web.office import menu  # noqa: F401 - hangs our pages on the rail
from sebayu.web.office.views import accounts, agreements, mandates, pairs, posts, sources

app_name = "office"
urlpatterns = [
    path("kantor/akun/", accounts.accounts, name="accounts"),
    path("kantor/akun/cari/", accounts.search, name="search"),
    path("kantor/akun/baru/", accounts.create, name="create"),
    path("kantor/akun/<uuid:account_id>/", accounts.account, name="account"),
    path("kantor/akun/<uuid:account_id>/undang/", accounts.invite, name="invite"),
    path("kantor/akun/<uuid:account_id>/keadaan/", accounts.state, name="state"),
    path("kantor/akun/<uuid:account_id>/penugasan/", mandates.assign, name="assign"),
    path("kantor/penugasan/<uuid:mandate_id>/akhiri/", mandates.end, name="end"),
    path("kantor/jabatan/", posts.posts, name="posts"),
    path("kantor/sumber/", sources.sources, name="sources"),
    path("kantor/sumber/<slug:source>/", sources.source, name="source"),
    path("kantor/perjanjian/", agreements.agreements, name="agreements"),
    path("kantor/perjanjian/baru/", agreements.create, name="agree"),
    path("kantor/perjanjian/<uuid:agreement_id>/", agreements.agreement, name="agreement"),
    path("kantor/perjanjian/<uuid:agreement_id>/akhiri/", agreements.end, name="terminate"),
    path("kantor/dugaan-ganda/", pairs.pairs, name="pairs"),
    path("kantor/dugaan-ganda/cari/", pairs.look, name="look"),
    path("kantor/dugaan-ganda/<uuid:pair_id>/", pairs.pair, name="pair"),
]
