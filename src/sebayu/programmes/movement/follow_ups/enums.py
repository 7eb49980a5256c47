"""Words of the follow-ups."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FollowUpState(TextChoices):
    OPEN = "open", _("Belum dikerjakan")
    STARTED = "started", _("Sedang dikerjakan")
    REPORTED = "reported", _("Dilaporkan selesai")
    DONE = "done", _("Selesai")


# The only moves a follow-up makes; the office starts and reports, who recommended or keeps the movement in order accepts or returns.
MOVES = {
    FollowUpState.OPEN: {FollowUpState.STARTED, FollowUpState.REPORTED},
    FollowUpState.STARTED: {FollowUpState.REPORTED},
    FollowUpState.REPORTED: {FollowUpState.DONE, FollowUpState.STARTED},
    FollowUpState.DONE: set(),
}
