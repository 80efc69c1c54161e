"""The screens' modules and styles as anywidget wants them: one text each, without a build step.

A module of ours may import others that lie beside it. On a page each widget has one module only, so
what it imports is laid inside it, as an address that holds the module itself.
"""

import re
from base64 import b64encode
from functools import cache
from pathlib import Path

FRONT = Path(__file__).parent / "front"
IMPORT = re.compile(r'^(import .*? from )"\./([a-z0-9_]+\.js)";$', re.MULTILINE)
SHEET = re.compile(r'^@import "\./([a-z0-9_]+\.css)";$', re.MULTILINE)


@cache
def module(name: str) -> str:
    """The text of a module, with all that it imports inside."""
    text = (FRONT / name).read_text(encoding="utf-8")
    return IMPORT.sub(lambda found: f'{found[1]}"{_address(found[2])}";', text)


def _address(name: str) -> str:
    return "data:text/javascript;base64," + b64encode(module(name).encode()).decode()


@cache
def style(*names: str) -> str:
    """The text of some style sheets, one after the other, with all that they import inside."""
    texts = ((FRONT / name).read_text(encoding="utf-8") for name in names)
    return "\n".join(SHEET.sub(lambda found: style(found[1]), it) for it in texts)
