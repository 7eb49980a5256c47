"""Putting an uploaded file into the database, checked."""

from sebayu.core.ledger import Actor
from sebayu.programmes.movement.bimtek import files
from sebayu.programmes.movement.bimtek.errors import BadFile
from sebayu.programmes.movement.bimtek.models import FileBytes, StoredFile


def keep(*, by: Actor, name: str, content: bytes) -> StoredFile:
    """Inside the caller's transaction. Raises BadFile with the reason."""
    try:
        checked = files.check(name, content)
    except files.FileRefused as why:
        raise BadFile(why=str(why)) from None
    stored = StoredFile.objects.create(
        name=checked.name,
        media_type=checked.media_type,
        size=len(checked.content),
        sha256=checked.sha256,
        by_name=by.name[:200],
    )
    FileBytes.objects.create(file=stored, content=checked.content)
    return stored
