"""What is refused as evidence, and what to do now."""

from django.utils.translation import gettext_lazy as _

from sebayu.programmes.movement.plan.errors import PlanError


class NotYours(PlanError):
    code = "not_yours"
    status = 403
    sentence = _(
        "Bukti hanya dapat ditambahkan oleh perangkat daerah pemilik inisiatif atau sekretariat gerakan."
    )


class EvidenceNotFound(PlanError):
    code = "evidence_not_found"
    sentence = _("%(kind)s dengan nomor itu tidak ditemukan, atau belum selesai. Periksa nomornya.")


class EvidenceIncomplete(PlanError):
    code = "evidence_incomplete"
    sentence = _("Sebutkan nomor dan tanggal keputusan atau peraturannya.")


class EvidenceFromTomorrow(PlanError):
    code = "evidence_from_tomorrow"
    sentence = _("Tanggal bukti tidak boleh di masa depan.")


class EvidenceTwice(PlanError):
    code = "evidence_twice"
    sentence = _("Bukti itu sudah dicatat untuk tonggak ini.")


class OwnEvidence(PlanError):
    code = "own_evidence"
    status = 403
    sentence = _("Bukti yang Anda tambahkan sendiri harus diperiksa oleh orang lain.")


class BadPhoto(PlanError):
    code = "bad_photo"
    sentence = _("Berkas itu bukan foto JPEG atau PNG yang utuh, atau lebih dari 8 MB. Ambil ulang fotonya.")
