"""One change of a source at a time, by its syntax tree, for ``bench.mutants``.

A comparison is turned or its boundary shifted, a number of a table moved both ways, a condition turned or weakened, a
returned value emptied, a yield left out, an entry of a table dropped.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TURNED = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.Lt: ast.GtE,
    ast.GtE: ast.Lt,
    ast.Gt: ast.LtE,
    ast.LtE: ast.Gt,
}
"""What each comparison is when it is turned."""
SHIFTED = {ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt}
"""What each comparison is when its boundary is shifted."""
OPPOSITE = {"min": "max", "max": "min", "any": "all", "all": "any"}
"""Functions that are exchanged for each other."""
EMPTY = {"bool": "", "int": "0", "float": "0.0", "str": "''", "list": "[]", "tuple": "()"}
"""The empty value of a type that a function returns; a truth value is turned instead."""

EXAMPLES = "EXAMPLES"
"""The table of a rule's examples: they say what it does, and are left as they are."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A module with one change: where, what was changed, and the whole source."""

    module: str
    line: int
    change: str
    source: str


def mutants(root: Path, module: str) -> Iterator[Mutant]:
    """Yield the mutants of a module, which is named by its path in the tree."""
    source = (root / module).read_text(encoding="utf-8")
    raw = source.encode()
    lines = raw.splitlines(keepends=True)
    starts = [sum(map(len, lines[:number])) for number in range(len(lines))]
    seen = set()
    for place, node, texts in _changes(ast.parse(source)):
        low = starts[node.lineno - 1] + node.col_offset
        high = starts[node.end_lineno - 1] + node.end_col_offset
        old = ast.unparse(node)
        for text in texts:
            if text not in (old, f"({old})") and (low, high, text) not in seen:
                seen.add((low, high, text))
                yield Mutant(
                    module, node.lineno, f"{place}: {old} → {text}", (raw[:low] + text.encode() + raw[high:]).decode()
                )


def _changes(tree: ast.Module) -> Iterator[tuple[str, ast.expr | ast.stmt, list[str]]]:
    """Yield places of a module: the function or table, what stands there, and what may stand there instead."""
    for statement in tree.body:
        if isinstance(statement, ast.Assign | ast.AnnAssign) and statement.value:
            name = ast.unparse(statement).split(" ")[0].rstrip(":,")
            for node in ast.walk(statement.value) if name != EXAMPLES else ():
                if isinstance(node, ast.expr):
                    yield name, node, [*_number(node), *_entries(node)]
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            returns = ast.unparse(function.returns).split("[")[0] if function.returns else ""
            for node in (node for statement in function.body for node in ast.walk(statement)):
                yield from ((function.name, *change) for change in _in_function(node, returns))


def _in_function(  # noqa: C901  # a table of cases
    node: ast.AST, returns: str
) -> Iterator[tuple[ast.expr | ast.stmt, list[str]]]:
    match node:
        case ast.Compare(ops=ops):
            tables = [(n, table) for table in (TURNED, SHIFTED) for n, op in enumerate(ops) if type(op) in table]
            yield node, [_with(node, ops=[*ops[:n], table[type(ops[n])](), *ops[n + 1 :]]) for n, table in tables]
            yield from ((side, _number(side)) for side in (node.left, *node.comparators))
        case ast.BoolOp(op=op, values=values):
            other = ast.And() if isinstance(op, ast.Or) else ast.Or()
            fewer = [_with(node, values=values[:n] + values[n + 1 :]) for n in range(len(values))]
            yield node, [_with(node, op=other), *fewer]
        case ast.UnaryOp(operand=operand):
            yield node, [f"({ast.unparse(operand)})"]
        case ast.BinOp(op=ast.Add() | ast.Sub() as op):
            yield node, [_with(node, op=ast.Sub() if isinstance(op, ast.Add) else ast.Add())]
        case ast.If(test=test) | ast.IfExp(test=test) | ast.While(test=test):
            # a comparison or a junction is turned where it stands
            yield test, [] if isinstance(test, ast.Compare | ast.BoolOp) else [f"(not ({ast.unparse(test)}))"]
        case ast.comprehension(ifs=ifs):
            yield from ((test, ["True"]) for test in ifs)
        case ast.Call(func=ast.Name(id=name) as function) if name in OPPOSITE:
            yield function, [OPPOSITE[name]]
        case ast.Call(args=values):
            yield from ((value, _number(value)) for value in values)
        case ast.keyword(value=ast.Constant(value=bool(value)) as place):
            yield place, [repr(not value)]
        case ast.Return(value=value) if value:
            yield value, [EMPTY.get(returns, "None") or f"(not ({ast.unparse(value)}))"]
        case ast.Expr(value=ast.Yield() | ast.YieldFrom()):
            yield node.value, ["(None, (yield from ()))"]
        case ast.Continue():
            yield node, ["pass"]


def _with(node: ast.AST, **fields: object) -> str:
    """Return the source of an expression with some of its fields changed, in brackets."""
    return f"({ast.unparse(type(node)(**{**{name: getattr(node, name) for name in node._fields}, **fields}))})"


def _number(node: ast.AST) -> list[str]:
    """Return a number moved both ways: a whole one by one, a share half of the way to the next end."""
    if not isinstance(node, ast.Constant) or type(node.value) not in (int, float):
        return []
    step = 1 if isinstance(node.value, int) else min(node.value % 1.0, -node.value % 1.0) / 2 or 0.5
    return [f"({node.value + step!r})", f"({node.value - step!r})"]


def _entries(node: ast.AST) -> list[str]:
    """Return a table with each of its entries left out."""
    if not isinstance(node, ast.Set | ast.Tuple | ast.List) or len(node.elts) < 2:
        return []
    return [_with(node, elts=node.elts[:n] + node.elts[n + 1 :]) for n in range(len(node.elts))]
