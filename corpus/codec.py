"""Records to plain data and back: what the store keeps and the JSON Lines export prints."""

from __future__ import annotations

import dataclasses
import json
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def plain(value: Any) -> Any:
    """Give a record as dictionaries, lists, strings and numbers; fields at their default are left out."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: plain(getattr(value, field.name))
            for field in dataclasses.fields(value)
            if field.default is dataclasses.MISSING or getattr(value, field.name) != field.default
        }
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value


def dumps(value: Any) -> str:
    """Give a record as one line of JSON."""
    return json.dumps(plain(value), ensure_ascii=False, separators=(",", ":"))


def loads(kind: type[T], line: str) -> T:
    """Read a record from JSON.

    Raises:
        ValueError: it is no such record.
    """
    try:
        return record(kind, json.loads(line))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not a {kind.__name__}: {error}") from error


def record(kind: type[T], data: Any) -> T:
    """Make a record from plain data; fields that a newer version added are ignored."""
    hints = _hints(kind)  # type: ignore[arg-type]  # a class is hashable, mypy's cache protocol does not see it
    result: T = kind(**{name: _value(hints[name], item) for name, item in data.items() if name in hints})
    return result


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _value(hint: Any, data: Any) -> Any:
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        inner = [arg for arg in get_args(hint) if arg is not NoneType]
        return None if data is None else _value(inner[0], data)
    if origin is tuple:
        args = get_args(hint)
        if args[-1] is Ellipsis:
            return tuple(_value(args[0], item) for item in data)
        return tuple(_value(arg, item) for arg, item in zip(args, data, strict=True))
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return record(hint, data)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(data)
    return data
