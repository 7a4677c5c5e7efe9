"""Records to plain data and back: what the store keeps and the JSON Lines export prints."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def plain(value: Any) -> Any:
    """Return a record as dictionaries, lists, strings and numbers; fields at their default are left out."""
    kind = type(value)
    if kind in _PLAIN:
        return value
    if dataclasses.is_dataclass(kind):
        return {name: plain(item) for name, default in _defaults(kind) if (item := getattr(value, name)) != default}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value


def dumps(value: Any) -> str:
    """Return a record as one line of JSON."""
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


def loads_all(kind: type[T], line: str) -> list[T]:
    """Read a list of records from JSON.

    Raises:
        ValueError: it is no such list.
    """
    try:
        return [record(kind, item) for item in json.loads(line)]
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not a list of {kind.__name__}: {error}") from error


def record(kind: type[T], data: Any) -> T:
    """Make a record from plain data; fields that a newer version added are ignored."""
    readers = _readers(kind)  # type: ignore[arg-type]  # a class is hashable, mypy's cache protocol does not see it
    return kind(
        **{
            name: item if (read := readers[name]) is None else read(item)
            for name, item in data.items()
            if name in readers
        }
    )


_PLAIN = frozenset({str, int, float, bool, NoneType})
Reader = Callable[[Any], Any]


@cache
def _defaults(kind: Any) -> tuple[tuple[str, Any], ...]:
    return tuple((field.name, field.default) for field in dataclasses.fields(kind))


@cache
def _readers(kind: Any) -> dict[str, Reader | None]:
    """Return what turns each field's plain data into its value, None where it is that already."""
    return {name: _reader(hint) for name, hint in get_type_hints(kind).items()}


def _reader(hint: Any) -> Reader | None:
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        inner = _reader(next(arg for arg in get_args(hint) if arg is not NoneType))
        return None if inner is None else lambda data: None if data is None else inner(data)
    if origin is tuple:
        args = get_args(hint)
        each = [_reader(arg) for arg in args if arg is not Ellipsis]
        if args[-1] is not Ellipsis:
            return lambda data: tuple(
                item if read is None else read(item) for read, item in zip(each, data, strict=True)
            )
        read = each[0]
        return tuple if read is None else lambda data: tuple(map(read, data))
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return lambda data: record(hint, data)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    return None
