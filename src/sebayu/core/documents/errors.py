"""What can go wrong with a letter: what happened, why, what now. No personal data in any message."""

from django.utils.translation import gettext_lazy as _

from sebayu.core.ledger.errors import HouseError


class LetterFileWrong(RuntimeError):
    """A letter's typst file is wrong: a defect of the programme, found at start-up or by the check."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"{name}: {why}")


class DocumentError(HouseError):
    """Base of this room's errors. The sentence is made when raised, in the reader's language."""

    code = "document"
    sentence = _("Surat ini tidak dapat diproses.")
    needs_operator = False  # nobody at a desk can mend it

    def __init__(self, **params: object) -> None:
        self.params = params
        super().__init__(str(self.sentence) % params, **params)


class LetterUnknown(DocumentError):
    code = "letter_unknown"
    status = 404
    needs_operator = True
    sentence = _("Jenis surat “%(key)s” tidak dikenal. Periksa apakah programnya aktif.")


class LetterIncomplete(DocumentError):
    code = "letter_incomplete"
    sentence = _(
        "Surat belum dapat diterbitkan karena isian ini masih kosong: %(missing)s. Lengkapi dahulu, lalu ulangi."
    )


class LetterTooLong(DocumentError):
    code = "letter_too_long"
    sentence = _(
        "Salah satu isian terlalu panjang (paling banyak %(limit)s huruf). Persingkat dahulu, lalu ulangi."
    )


class LetterNotRendered(DocumentError):
    code = "letter_not_rendered"
    status = 500
    needs_operator = True
    sentence = _(
        "Surat gagal dicetak dan belum diberi nomor. Data Anda tersimpan. Laporkan kepada pengelola sistem: %(reference)s."
    )


class NumberingMissing(DocumentError):
    code = "numbering_missing"
    status = 409
    needs_operator = True
    sentence = _(
        "Nomor surat belum dapat diberikan: %(what)s belum diatur. Minta pengelola sistem melengkapi letters.yaml."
    )


class WrongState(DocumentError):
    code = "wrong_state"
    status = 409
    sentence = _(
        "Ini tidak dapat dilakukan karena surat sedang “%(state)s”. Muat ulang halaman untuk melihat keadaan terbaru."
    )


class NoSigner(DocumentError):
    code = "no_signer"
    status = 409
    needs_operator = True
    sentence = _(
        "Belum ada pejabat yang berwenang menandatangani surat ini pada tanggal ini. Minta pengelola sistem mengisinya."
    )


class NotTheSigner(DocumentError):
    code = "not_the_signer"
    status = 403
    sentence = _(
        "Surat ini memuat nama pejabat lain sebagai penanda tangan. Jika pejabatnya "
        "berganti, batalkan surat ini dan terbitkan lagi."
    )


class SignerUnknown(DocumentError):
    code = "signer_unknown"
    status = 409
    sentence = _("NIK penanda tangan belum dicatat pada akun Anda. Minta pengelola sistem melengkapinya.")


class ReasonNeeded(DocumentError):
    code = "reason_needed"
    sentence = _("Tuliskan alasannya, paling sedikit lima huruf.")


class SigningNotSet(DocumentError):
    code = "signing_not_set"
    status = 503
    sentence = _(
        "Layanan tanda tangan elektronik belum diatur di sini, atau sertifikat induknya belum "
        "dipasang. Hubungi pengelola sistem."
    )


class NotTheLetter(DocumentError):
    code = "not_the_letter"
    status = 422
    sentence = _(
        "Berkas yang diunggah bukan surat ini yang sudah ditandatangani dengan sah (%(why)s). Tidak ada yang diubah."
    )


class SignatureHanging(DocumentError):
    code = "signature_hanging"
    status = 409
    sentence = _(
        "Hasil tanda tangan belum pasti, jadi mesin tidak mengulanginya. Hasilnya diperiksa dahulu di layanan tanda tangan, lalu "
        "dituntaskan: diunggah, ditandatangani lagi, atau dibatalkan."
    )


class SignRefused(DocumentError):
    code = "sign_refused"
    status = 422
    sentence = _("Surat belum ditandatangani: %(why)s. Nomornya tetap; perbaiki lalu coba lagi.")


class CertificateInvalid(SignRefused):
    """Refused because of the certificate itself: no other passphrase will help."""

    code = "certificate_invalid"
    sentence = _(
        "Surat belum ditandatangani: %(why)s. Nomornya tetap. Urus sertifikat Anda lewat verifikator sertifikat elektronik "
        "(BSrE) di pemerintah daerah. Bila mendesak, pejabat pengganti (Plt. atau Plh.) dapat menandatanganinya."
    )


# The signing service's own words for a certificate that cannot sign.
CERTIFICATE_WORDS = {
    "EXPIRED": _("sertifikat elektronik Anda sudah kedaluwarsa"),
    "REVOKE": _("sertifikat elektronik Anda sudah dicabut"),
    "NO_CERTIFICATE": _("Anda belum memiliki sertifikat elektronik"),
    "NOT_REGISTERED": _("NIK Anda belum terdaftar di layanan tanda tangan"),
}


class SigningUnavailable(DocumentError):
    code = "signing_unavailable"
    status = 503
    sentence = _(
        "Layanan tanda tangan tidak dapat dihubungi (%(why)s). Surat belum ditandatangani; coba lagi nanti."
    )


class TurnTaken(DocumentError):
    code = "turn_taken"
    status = 409
    sentence = _(
        "Orang lain sedang menandatangani dokumen yang sama. Tanda tangan Anda belum dikirim; tekan sekali lagi sebentar lagi."
    )
