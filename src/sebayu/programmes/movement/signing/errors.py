"""What can go wrong on the way to a signed commitment: what happened, why, what now."""

from django.utils.translation import gettext_lazy as _

from sebayu.programmes.movement.commitments.errors import Said


class NoSeats(Said):
    code = "no_seats"
    text = _("Belum ada penanda tangan. Tambahkan paling sedikit satu kursi, lalu terbitkan.")


class EmptyChair(Said):
    code, status = "empty_chair", 409
    text = _(
        "Jabatan %(title)s belum ada pemegangnya hari ini. Isi jabatannya dahulu, atau keluarkan kursinya."
    )


class NoPromise(Said):
    code = "no_promise"
    text = _(
        "%(title)s belum punya janji sendiri. Setiap penanda tangan berjanji sesuatu dengan tanggal; tambahkan dahulu."
    )


class OutOfOrder(Said):
    code, status = "out_of_order", 409
    text = _(
        "Belum giliran Anda: %(who)s menandatangani lebih dahulu. Kami memberi tahu Anda begitu giliran tiba."
    )


class HeldUp(Said):
    code, status = "held_up", 409
    text = _("Penandatanganan tertahan di %(who)s. Sekretariat gerakan yang menyelesaikannya.")


class AlreadySigned(Said):
    code, status = "already_signed", 409
    text = _("Kursi ini sudah menandatangani. Tidak ada yang perlu dilakukan lagi.")


class SeatClosed(Said):
    code, status = "seat_closed", 409
    text = _("Kursi ini tidak menunggu tanda tangan (%(mark)s). Hubungi sekretariat gerakan bila keliru.")


class NotYourSeat(Said):
    code, status = "not_your_seat", 403
    text = _(
        "Kursi ini milik jabatan lain. Hanya pemegang jabatan, Plt., Plh., atau yang diberi mandat yang dapat menandatangani."
    )


class Paused(Said):
    code, status = "paused", 409
    text = _("Upacara sedang dijeda. Tanda tangan Anda belum dikirim; tunggu aba-aba sekretariat.")


class LinkDead(Said):
    """Never says which of the possible things is wrong."""

    code, status = "link_dead", 410
    text = _(
        "Tautan ini tidak berlaku lagi: sudah dipakai, sudah lewat waktunya, atau diganti. Minta tautan baru kepada sekretariat."
    )


class WrongCode(Said):
    code, status = "wrong_code", 422
    text = _("Kode itu salah atau sudah lewat waktunya. Periksa pesan terakhir, atau minta kode baru.")


class SealNotSet(Said):
    code, status = "seal_not_set", 503
    text = _(
        "Segel elektronik pemerintah daerah belum diatur, jadi tanda tangan lewat tautan belum dapat disimpan. Hubungi sekretariat."
    )
