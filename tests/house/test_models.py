"""Every model says what it is in the world, in Vietnamese and in English, and what of it is private."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.house.source import floor_of, models

CLASSES = {"personal", "sealed"}
MODELS = pytest.mark.parametrize("model", models(), ids=lambda model: model._meta.label)
ROOM_ORDER = ("people", "directives", "tasks")


def foreign_keys() -> Iterator[tuple[Any, Any]]:
    for model in models():
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
            if field.related_model and field.related_model.__module__.startswith("giaoban."):
                yield model, field


def test_foreign_keys_look_down() -> None:
    up = [f"{m._meta.label}.{f.name}" for m, f in foreign_keys() if floor_of(f.related_model.__module__) > floor_of(m.__module__)]
    assert not up


def test_foreign_keys_between_registers_follow_their_order() -> None:
    def shelf(model: Any) -> int:
        return ROOM_ORDER.index(model._meta.app_label) if model._meta.app_label in ROOM_ORDER else len(ROOM_ORDER)

    pairs = [(m, f) for m, f in foreign_keys() if ".registers." in m.__module__ and ".registers." in f.related_model.__module__]
    across = [(m, f) for m, f in pairs if m._meta.app_label != f.related_model._meta.app_label]
    assert across
    assert not [f"{m._meta.label}.{f.name}" for m, f in across if shelf(f.related_model) >= shelf(m)]


def test_no_foreign_key_removes_records_of_another_room() -> None:
    loose = [(m, f) for m, f in foreign_keys() if f.many_to_one and f.remote_field.on_delete.__name__ != "PROTECT"]
    assert not [f"{m._meta.label}.{f.name}" for m, f in loose if m._meta.app_label != f.related_model._meta.app_label]


@MODELS
def test_model_says_what_it_is(model: Any) -> None:
    assert model.__doc__, "thiếu docstring"
    assert not model.__doc__.startswith(f"{model.__name__}("), "docstring do Django tự đặt"


@MODELS
def test_model_is_named_in_vietnamese(model: Any) -> None:
    assert "verbose_name" in model._meta.original_attrs, "thiếu verbose_name"
    unnamed = [f.name for f in model._meta.local_fields if not f.primary_key and str(f.verbose_name) == f.name.replace("_", " ")]
    assert not unnamed


@MODELS
def test_privacy_classes_name_real_fields(model: Any) -> None:
    assert "PRIVACY" in vars(model), "thiếu PRIVACY"
    assert set(model.PRIVACY) <= {field.name for field in model._meta.get_fields()}
    assert set(model.PRIVACY.values()) <= CLASSES
