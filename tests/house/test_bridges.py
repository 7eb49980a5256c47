"""What the import linter cannot see: foreign keys across the house, and models fetched by name."""

import ast

from django.apps import apps
from django.db import models

from tests.house.tree import parsed, short, sources


def room(model: type[models.Model]) -> str:
    return ".".join(model.__module__.split(".")[:3])


def links() -> list[tuple[type[models.Model], models.Field]]:
    return [
        (model, field)
        for model in apps.get_models()
        if model.__module__.startswith("sebayu.")
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey) and field.related_model.__module__.startswith("sebayu.")
    ]


def test_no_foreign_key_from_core_to_a_programme_nor_between_programmes() -> None:
    wrong = [
        f"{model.__name__}.{field.name}"
        for model, field in links()
        if field.related_model.__module__.startswith("sebayu.programmes")
        and room(model) != room(field.related_model)
    ]
    assert not wrong


def test_foreign_keys_into_another_room_leave_no_name_there() -> None:
    wrong = [
        f"{model.__name__}.{field.name}"
        for model, field in links()
        if room(model) != room(field.related_model) and not field.remote_field.hidden
    ]
    assert not wrong, 'use related_name="+"'


def test_models_are_imported_never_fetched_by_name() -> None:
    wrong = [
        short(path)
        for path in sources()
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Attribute) and node.attr == "get_model" and isinstance(node.value, ast.Name)
    ]
    assert not wrong
