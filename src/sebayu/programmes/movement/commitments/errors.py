"""What can go wrong with a commitment: what happened, why, what now."""

from django.utils.translation import gettext_lazy as _

from sebayu.core.ledger.errors import HouseError


class Said(HouseError):
    """An error whose sentence stands in `text`."""

    text = ""

    def __init__(self, **params: object) -> None:
        super().__init__(str(self.text) % params, **params)


class NotADraft(Said):
    code, status = "not_a_draft", 409
    text = _(
        "Komitmen ini sudah bernomor, jadi isinya tidak dapat diubah lagi. Batalkan dan buat yang baru bila isinya keliru."
    )


class NotSigning(Said):
    code, status = "not_signing", 409
    text = _("Komitmen ini sedang tidak ditandatangani. Muat ulang halaman untuk melihat keadaannya.")


class NobodyNamed(Said):
    code = "nobody_named"
    text = _(
        "Pilih jabatan, atau tulis nama, organisasi, dan surel atau nomor ponsel orang dari luar pemerintah daerah."
    )


class BadTarget(Said):
    code = "bad_target"
    text = _("Indikator dan targetnya harus diisi keduanya, atau dikosongkan keduanya.")


class ReasonNeeded(Said):
    code = "reason_needed"
    text = _("Tuliskan alasannya, paling sedikit lima huruf.")
