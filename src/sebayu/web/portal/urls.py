"""Addresses of the portal. Words are Indonesian, ids are opaque, nothing personal is ever in an address."""

from django.urls import path

from sebayu.web.portal.views import attest, cases, consent, data, drafts, home, letters, pages, reads, service

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("layanan/", home.services, name="services"),
    path("layanan/<slug:key>/", service.service, name="service"),
    path("layanan/<slug:key>/minta/", service.ask_for, name="ask_for"),
    path("layanan/<slug:key>/konsep/<uuid:evidence_id>/", drafts.draft, name="draft"),
    path("urusan/", cases.cases, name="cases"),
    path("urusan/<uuid:case_id>/", cases.case, name="case"),
    path("urusan/<uuid:case_id>/jawab/", cases.answer, name="answer"),
    path("urusan/<uuid:case_id>/batalkan/", cases.cancel, name="cancel"),
    path("surat/", letters.letters, name="letters"),
    path("surat/<uuid:document_id>/", letters.letter, name="letter"),
    path("surat/<uuid:document_id>/unduh/", letters.download, name="download"),
    path("surat/<uuid:document_id>/gambar/", letters.picture, name="picture"),
    path("surat/<uuid:document_id>/qr.svg", letters.qr, name="qr"),
    path("data-saya/", data.my_data, name="my_data"),
    path("data-saya/salah/<str:path>/", data.wrong, name="wrong"),
    path("siapa-melihat/", reads.who_saw, name="who_saw"),
    path("siapa-melihat/unduh/", reads.csv, name="who_saw_csv"),
    path("keterangan/<str:token>/", attest.attest, name="attest"),
    path("persetujuan/<str:token>/", consent.consent, name="consent"),
    path("cara-kami-menjaga-data/", pages.how_we_guard, name="how_we_guard"),
    path("standar-pelayanan/", pages.standards, name="standards"),
]
