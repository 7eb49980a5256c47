"""This part of the movement, announced to the house."""

from importlib import import_module

from sebayu.programmes.manifest import PartConfig


class CommitmentsPart(PartConfig):
    name = "sebayu.programmes.movement.commitments"
    label = "movement_commitments"
    default = True

    def ready(self) -> None:
        super().ready()
        import_module(f"{self.name}.texts")
