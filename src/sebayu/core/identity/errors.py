"""What can go wrong here, in words: what, why, what now. The docstring of an error is its message."""

from sebayu.core.ledger.errors import Forbidden, HouseError


class NotAllowed(Forbidden):
    """Anda tidak berwenang melakukan ini. Jika seharusnya boleh, hubungi pengelola sistem di kantor Anda."""

    code = "identity_not_allowed"


class NotYourself(Forbidden):
    """Akun dan jabatan Anda sendiri diurus pengelola lain, agar selalu ada orang kedua yang tahu."""

    code = "identity_not_yourself"


class PostTaken(HouseError):
    """Jabatan ini sudah dipegang orang lain pada tanggal itu. Akhiri penugasan yang lama dahulu."""

    code = "identity_post_taken"
    status = 409


class BadMandate(HouseError):
    """Tanggal penugasan tidak benar: hari terakhir harus sama dengan atau sesudah hari pertama."""

    code = "identity_bad_mandate"


class AccountClosed(HouseError):
    """Akun ini nonaktif, jadi tidak dapat diberi jabatan atau diundang. Aktifkan dahulu."""

    code = "identity_account_closed"
    status = 409


class BadNik(HouseError):
    """NIK harus 16 angka. Periksa kembali KTP atau Kartu Keluarga Anda."""

    code = "identity_bad_nik"


class BadContact(HouseError):
    """Isi nomor ponsel atau alamat surel yang benar, agar kode masuk dapat dikirim."""

    code = "identity_bad_contact"


class AccountExists(HouseError):
    """Sudah ada akun dengan data ini. Buka akun yang ada, jangan membuat yang baru."""

    code = "identity_account_exists"
    status = 409


class TooMany(HouseError):
    """Terlalu banyak permintaan. Tunggu beberapa menit, lalu coba lagi, atau datang ke loket."""

    code = "identity_too_many"
    status = 429


class WrongCode(HouseError):
    """Kode tidak cocok atau sudah habis waktunya. Periksa pesan terakhir, atau minta kode baru."""

    code = "identity_wrong_code"


class BadAssistance(HouseError):
    """Isi alasan pendampingan dan bukti diri yang diperlihatkan warga."""

    code = "identity_bad_assistance"
