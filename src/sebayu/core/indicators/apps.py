"""Announces the one letter of this room: the statement of a number from outside."""

from pathlib import Path

from django.apps import AppConfig

from sebayu.core.documents import kinds


class IndicatorsConfig(AppConfig):
    name = "sebayu.core.indicators"
    label = "indicators"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        kinds.announce(Path(self.path) / "letters")
