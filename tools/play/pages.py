"""Each notebook as a page: its story and a still at once, and the notebook itself when it runs.

A still is drawn by the very modules that draw the screen later, from what the screen shows before
anybody has done anything. So nothing has to be drawn twice, and no browser is needed to build it.
"""

import json
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from typing import Any

from course import ROOT, Notebook
from msgspec import to_builtins
from nbconvert.filters import markdown2html

from simulator.report.file import STYLE
from simulator.widgets.modules import FRONT

HERE = Path(__file__).parent / "front"
ICON = ROOT / "simulator" / "workshop" / "pages" / "icon.svg"
OF_CELLS = re.compile(r"[^.\n]*\*\*Shift \+ Enter\*\*[^.\n]*\.[ ]?")
"""A sentence for who sees cells; a page has none. front/notebook.js does the same."""
PRESS_AND = "press **Shift + Enter**, and "
Still = tuple[str, str, dict[str, object]]
"""What stands above it, its module, and what the module is shown."""


def write(notebooks: list[Notebook], worked: list[Notebook], target: Path) -> None:
    """Write all pages, and what they have in common."""
    shutil.copytree(FRONT, target / "front")
    (target / "front" / "report.css").write_text(STYLE, encoding="utf-8")
    shutil.copytree(HERE, target / "pages")
    shutil.copy(ICON, target / "pages" / "icon.svg")
    known = {it.path: it.page for it in (*notebooks, *worked)}
    (target / "pages" / "known.json").write_text(json.dumps(known, indent=1), encoding="utf-8")
    shell = (HERE / "page.html").read_text(encoding="utf-8")
    for it in notebooks:
        (target / it.page).write_text(_page(shell, it), encoding="utf-8")
    reading = (HERE / "worked.html").read_text(encoding="utf-8")
    for it in worked:
        fields = {"title": escape(it.title), "text": "\n".join(_cells(it))}
        (target / it.page).write_text(_filled(reading, fields), encoding="utf-8")
    for name in ("page.html", "worked.html"):
        (target / "pages" / name).unlink()
    files = [path for folder in ("front", "pages") for path in sorted((target / folder).iterdir())]
    names = [path.relative_to(target).as_posix() for path in files]
    (target / "pages" / "files.json").write_text(json.dumps(names, indent=1), encoding="utf-8")


def _cells(notebook: Notebook) -> Iterator[str]:
    """What a worked answer says, writes and shows."""
    for cell in notebook.content["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            yield _html(source)
            continue
        yield f'<pre class="code" tabindex="0">{escape(source)}</pre>'
        yield from (_shown(it) for it in cell["outputs"])


def _shown(output: dict[str, Any]) -> str:
    """An output as the notebook keeps it."""
    data = output.get("data", {"text/plain": output.get("text", "")})
    if "text/html" in data:
        return f'<div class="shown" tabindex="0">{"".join(data["text/html"])}</div>'
    return f'<pre class="shown" tabindex="0">{escape("".join(data["text/plain"]))}</pre>'


def _filled(shell: str, fields: dict[str, str]) -> str:
    for name, text in fields.items():
        shell = shell.replace(f"{{{{ {name} }}}}", text)
    return shell


def _page(shell: str, notebook: Notebook) -> str:
    still = STILLS.get(notebook.name, _no_still)() if notebook.folder == "notebooks" else None
    title = "The lobby" if notebook.name == "00_lobby" else notebook.title
    fields = {
        "title": escape(title),
        "notebook": escape(notebook.path),
        "story": "\n".join(_html(it) for it in notebook.prose),
        "still": _still(still) if still else "",
    }
    return _filled(shell, fields)


def _html(text: str) -> str:
    """Markdown as a page has it; without what is about cells, and signs to point at headings."""
    text = OF_CELLS.sub("", text.replace(PRESS_AND, ""))
    return markdown2html(text).replace('<a class="anchor-link"', '<a hidden class="anchor-link"')


def _still(still: Still) -> str:
    words, module, values = still
    data = json.dumps(values, ensure_ascii=False).replace("</", "<\\/")
    return (
        f'<h2 id="still-words">{escape(words)}</h2>\n'
        f'<div id="picture" data-module="{module}" aria-labelledby="still-words"></div>\n'
        f'<script type="application/json" id="shown">{data}</script>'
    )


def _no_still() -> None:
    return None


def _lobby() -> Still:
    """The start page of somebody who has done nothing yet."""
    from lessons.lobby import LESSONS
    from simulator.lobby import lobby
    from simulator.logbook import Logbook

    page = _as_a_stranger(lambda folder: to_builtins(lobby(LESSONS, Logbook(folder))))
    return "What you will find here", "lobby", {"page": page, "said": {}}


def _first_flight() -> Still:
    """The office of the first flight on the morning of day 0."""
    from lessons.first_flight import OFFICE, SEED
    from simulator import Session
    from simulator.cockpit.screen import screen
    from simulator.cockpit.seat import Seat

    seat = Seat(Session(OFFICE, seed=SEED))
    seat.said = "This is how it begins. You can decide as soon as the simulator is ready."
    later = dict.fromkeys(("ahead", "why", "parts", "kept", "flight", "coach"), {})
    return "Your office on day 0", "cockpit", {"screen": screen(seat), "born": 0, **later}


STILLS: dict[str, Callable[[], Still | None]] = {
    "00_lobby": _lobby,
    "01_first_flight": _first_flight,
}
"""What can be seen before anything runs, by notebook."""


def _as_a_stranger(make: Callable[[Path], dict[str, object]]) -> dict[str, object]:
    """What somebody sees who has neither flown nor predicted anything."""
    before = os.environ.get("PMO_FORECASTS")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PMO_FORECASTS"] = str(Path(folder) / "forecasts.jsonl")
        try:
            return make(Path(folder))
        finally:
            os.environ.pop("PMO_FORECASTS")
            if before is not None:
                os.environ["PMO_FORECASTS"] = before
