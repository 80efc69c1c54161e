"""Plain data on its way to a page."""

from typing import Any

import traitlets as t

from simulator.widgets.beside import IN_BROWSER


def record() -> "t.Dict[Any, Any]":
    """A record that the page is told whenever it changes."""
    return t.Dict().tag(sync=True, **({"to_json": _with_nulls} if IN_BROWSER else {}))


def _with_nulls(value: object, _: object) -> object:
    """The same with JavaScript's null for None; a kernel in the browser would send undefined."""
    from pyodide.ffi import jsnull

    return filled(value, jsnull)


def filled(value: object, nothing: object) -> object:
    """Plain data with something else wherever it says None."""
    if isinstance(value, dict):
        return {key: filled(it, nothing) for key, it in value.items()}
    if isinstance(value, list | tuple):
        return [filled(it, nothing) for it in value]
    return nothing if value is None else value
