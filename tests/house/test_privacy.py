"""Law 11: every field of ours is judged private (and how it is scrubbed) or safe; an unjudged field fails."""

import pytest
from django.apps import apps
from django.db import models

OURS = [
    model for model in apps.get_models(include_auto_created=False) if model.__module__.startswith("sebayu.")
]
HOUSEKEEPING = {"id", "created_at", "updated_at"}


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_field_is_judged(model: type[models.Model]) -> None:
    judged = getattr(model, "PRIVACY", {})
    fields = {field.name for field in model._meta.concrete_fields} - HOUSEKEEPING
    assert fields - set(judged) == set(), "judge these fields private or safe"
    assert set(judged) - fields - HOUSEKEEPING == set(), "these fields are gone"
    for field, verdict in judged.items():
        assert verdict == "safe" or verdict.startswith("private:"), f"{field}: {verdict!r}"


def test_there_are_models_to_judge() -> None:
    assert len(OURS) > 20
