"""This part of the movement, announced to the house."""

from sebayu.programmes.manifest import PartConfig


class DossierPart(PartConfig):
    name = "sebayu.programmes.movement.dossier"
    label = "movement_dossier"
    default = True
