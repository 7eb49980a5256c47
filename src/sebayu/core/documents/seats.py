"""Who sits where on a letter: the rows of its signers, and which post signs for an office."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields

from sebayu.core.documents import office
from sebayu.core.documents.errors import NoSigner
from sebayu.core.documents.models import Document, DocumentSigner
from sebayu.core.identity.acting import posts_of
from sebayu.core.identity.enums import Role


def write(document: Document, seated: Iterable[office.Signer], before: Iterable[DocumentSigner] = ()) -> None:
    """The rows of who is to sign; `before` are those there already, left alone when they are still the same people."""
    seated, before = list(seated), list(before)
    if [_written(signer) for signer in before] == [vars(who) for who in seated]:
        return
    if before:
        document.signers.all().delete()
    DocumentSigner.objects.bulk_create(
        DocumentSigner(document=document, position=position, **vars(who))
        for position, who in enumerate(seated, 1)
    )


def _written(signer: DocumentSigner) -> dict[str, object]:
    return {field.name: getattr(signer, field.name) for field in fields(office.Signer)}


def head_post(office_key: str) -> str:
    """Who signs for an office when nothing else is said: its head, for a kecamatan its camat."""
    for role in (Role.HEAD, Role.CAMAT, Role.LEADER):
        post = posts_of(office_key, role).order_by("key").first()
        if post is not None:
            return post.key
    raise NoSigner()
