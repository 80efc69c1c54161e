"""The library for Excel workbooks; in a browser it is fetched once somebody needs it.

It lies beside Python there, but most who play never open a workbook, and all of it would have to
come before anybody can begin.
"""

import sys
from contextlib import suppress
from importlib.util import find_spec

PACKAGES = ("openpyxl", "et-xmlfile")


def provided() -> bool:
    """Whether workbooks can be read and written here."""
    if find_spec("openpyxl") is None and sys.platform == "emscripten":
        with suppress(Exception):  # whatever keeps a page from a file: there is a sentence for it
            _fetch()
    return find_spec("openpyxl") is not None


def _fetch() -> None:
    from importlib import invalidate_caches

    import pyodide_js
    from pyodide.ffi import run_sync, to_js

    run_sync(pyodide_js.loadPackage(to_js(list(PACKAGES))))
    invalidate_caches()
