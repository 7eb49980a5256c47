"""Addresses of the desk. Words are Indonesian, ids are opaque; names and NIK travel in the body of a request, never in an address."""

from django.urls import path

from sebayu.web.desk.views import (
    case,
    corrections,
    counter,
    hanging,
    holding,
    inbox,
    letters,
    operator,
    outbox,
    pictures,
    search,
    signing,
)

app_name = "desk"
urlpatterns = [
    path("meja/", inbox.inbox, name="inbox"),
    path("meja/kotak/<slug:name>/", inbox.box, name="box"),
    path("meja/pilihan/", inbox.batch, name="batch"),
    path("meja/urusan/<uuid:case_id>/", case.case, name="case"),
    path("meja/urusan/<uuid:case_id>/putuskan/", case.decide, name="decide"),
    path("meja/urusan/<uuid:case_id>/catat/", case.record, name="record"),
    path("meja/urusan/<uuid:case_id>/pegang/", holding.take, name="take"),
    path("meja/urusan/<uuid:case_id>/persetujuan/", holding.consent, name="consent"),
    path("meja/urusan/<uuid:case_id>/serahkan/", holding.hand_over, name="hand_over"),
    path("meja/urusan/<uuid:case_id>/buka-kembali/", case.reopen, name="reopen"),
    path("meja/urusan/<uuid:case_id>/gambar/", pictures.picture, name="picture"),
    path("meja/tanda-tangan/", signing.sign, name="sign"),
    path("meja/tanda-tangan/konfirmasi/", signing.confirm, name="confirm"),
    path("meja/tanda-tangan/hasil/", signing.result, name="signed"),
    path("meja/tanda-tangan/belum-pasti/", hanging.hanging, name="hanging"),
    path("meja/tanda-tangan/belum-pasti/<uuid:document_id>/", hanging.settle, name="settle"),
    path("meja/surat/", letters.letters, name="letters"),
    path("meja/surat/<uuid:document_id>/", letters.letter, name="letter"),
    path("meja/surat/<uuid:document_id>/cetak/", letters.printed, name="print"),
    path("meja/surat/<uuid:document_id>/cabut/", letters.revoke, name="revoke"),
    path("meja/koreksi/", corrections.corrections, name="corrections"),
    path("meja/koreksi/<uuid:request_id>/", corrections.answer, name="correction"),
    path("meja/cari/", search.search, name="search"),
    path("meja/loket/", counter.counter, name="counter"),
    path("meja/loket/mulai/", counter.begin, name="begin"),
    path("meja/operator/", operator.operator, name="operator"),
    path("kotak-keluar/", outbox.outbox, name="outbox"),
]
