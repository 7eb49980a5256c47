"""This part of the movement, announced to the house."""

from importlib import import_module

from sebayu.programmes.manifest import PartConfig


class SigningPart(PartConfig):
    name = "sebayu.programmes.movement.signing"
    label = "movement_signing"
    default = True

    def ready(self) -> None:
        super().ready()
        import_module(f"{self.name}.texts")
        import_module(f"{self.name}.contacts").install()
