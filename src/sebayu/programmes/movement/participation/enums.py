"""Words stored in this part's tables."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CommentState(TextChoices):
    WAITING = "waiting", _("Menunggu dibaca")
    PUBLISHED = "published", _("Tayang")
    REFUSED = "refused", _("Tidak ditayangkan")
    WITHDRAWN = "withdrawn", _("Ditarik penulisnya")


TONES = {
    CommentState.WAITING: "idle",
    CommentState.PUBLISHED: "ok",
    CommentState.REFUSED: "warn",
    CommentState.WITHDRAWN: "idle",
}
