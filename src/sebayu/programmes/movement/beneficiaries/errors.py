"""What can go wrong with asking beneficiaries. The docstring of an error is its message."""

from sebayu.core.ledger.errors import HouseError


class FrameEmpty(HouseError):
    """Belum ada urusan yang selesai pada masa ini, jadi tidak ada penerima manfaat yang dapat dipilih."""

    code = "evaluation_frame_empty"


class InvitationUnknown(HouseError):
    """Tautan ini tidak dikenal atau sudah dipakai. Terima kasih."""

    code = "evaluation_invitation_unknown"
    status = 404
