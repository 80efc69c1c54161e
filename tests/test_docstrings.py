"""A public function that refuses something says so where it is read: that it raises, and what."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

import simulator

PACKAGE = Path(simulator.__file__).parent
FILES = {str(path.relative_to(PACKAGE)): path for path in sorted(PACKAGE.rglob("*.py"))}
Function = ast.FunctionDef | ast.AsyncFunctionDef


class Public(NamedTuple):
    """Something that others may call, and where its words stand."""

    name: str
    body: Function
    words: str
    """Its docstring; of what makes a record, that of the class."""


@cache
def ours() -> set[str]:
    """Names of all errors that the package defines."""
    classes = [node for path in FILES.values()
               for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
               if isinstance(node, ast.ClassDef)]  # fmt: skip
    found = {"Exception", "ValueError", "RuntimeError", "LookupError"}
    while more := {it.name for it in classes if found & set(map(ast.unparse, it.bases))} - found:
        found |= more
    return found & {it.name for it in classes}


def functions(node: ast.Module | ast.ClassDef, within: str = "") -> Iterator[Public]:
    """All functions and methods; what only Python calls as a record is made has its words."""
    for it in node.body:
        if isinstance(it, ast.ClassDef):
            yield from functions(it, f"{within}{it.name}.")
        if isinstance(it, Function):
            made = isinstance(node, ast.ClassDef) and it.name in MAKES
            yield Public(within + it.name, it, ast.get_docstring(node if made else it) or "")


MAKES = {"__post_init__", "__init__", "__new__"}


def is_public(name: str) -> bool:
    last = name.split(".")[-1]
    return not any(it.startswith("_") for it in name.split(".")[:-1]) and (
        not last.startswith("_") or last in MAKES
    )


def steps(body: ast.AST) -> Iterator[ast.AST]:
    """Everything in a function but what it tries: whoever tries knows what to do about it."""
    for node in ast.iter_child_nodes(body):
        tried = isinstance(node, ast.Try) and node.handlers
        inner = [*node.handlers, *node.orelse, *node.finalbody] if tried else [node]
        for it in inner:
            yield it
            yield from steps(it)


def refused(name: str, bodies: dict[str, Function], seen: frozenset[str] = frozenset()):
    """Errors that a function raises, itself or in a private helper of the same file."""
    kind = name.rpartition(".")[0]
    for node in steps(bodies[name]):
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
            yield ast.unparse(node.exc.func).split(".")[-1]
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func).replace("self.", f"{kind}.")
            if called in bodies and called not in seen and not is_public(called):
                yield from refused(called, bodies, seen | {called})


def silent(text: str, errors: set[str]) -> list[str]:
    """Public functions of a file that raise one of these errors and do not say so."""
    every = list(functions(ast.parse(text)))
    bodies = {it.name: it.body for it in every}
    return [
        f"{it.name} raises {', '.join(sorted(raised))}"
        for it in every
        if is_public(it.name)
        and (raised := errors & set(refused(it.name, bodies)))
        and "raise" not in it.words.lower()
    ]


@pytest.mark.parametrize("name", FILES)
def test_whoever_refuses_says_so_in_the_docstring(name):
    assert silent(FILES[name].read_text(encoding="utf-8"), ours()) == []


def test_our_errors_are_found_also_those_made_from_another():
    assert {"RefusedError", "ScenarioError"} <= ours()
    assert not ours() & {"ValueError", "Exception"}


OPEN = '''
class Door:
    """A door.{of_the_class}"""

    def __post_init__(self):
        raise RefusedError("it has no handle")

    def open(self):
        """Open it.{of_the_method}"""
        _turn()

    def knock(self):
        """Knock at it."""
        try:
            _turn()
        except RefusedError:
            pass

    def hold(self):
        """Hold it open.{of_the_method}"""
        try:
            raise RefusedError("it is too heavy")
        finally:
            _rest()

    def _kick(self):
        raise RefusedError("no")

def _turn():
    raise RefusedError("it is locked")

def push():
    """Push it."""
    raise StopIteration
'''


def test_a_refusal_in_a_private_helper_is_one_of_whoever_calls_it():
    nothing = OPEN.format(of_the_class="", of_the_method="")
    assert silent(nothing, {"RefusedError"}) == [
        "Door.__post_init__ raises RefusedError",
        "Door.open raises RefusedError",
        "Door.hold raises RefusedError",
    ]
    said = OPEN.format(of_the_class=" Raises RefusedError.", of_the_method=" Raises RefusedError.")
    assert silent(said, {"RefusedError"}) == []
