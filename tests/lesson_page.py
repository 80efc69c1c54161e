"""Lessons in a browser: a picture on a bare page, itself behind it; a notebook in JupyterLab."""

import re
from collections.abc import Mapping
from contextlib import suppress

from axe_playwright_python.sync_playwright import Axe
from msgspec import to_builtins
from playwright.sync_api import Error, Locator, Page, expect
from stage import FRAMES, MODEL, PAGE

from simulator.errors import RefusedError
from simulator.explorables.picture import Picture, finish
from simulator.widgets.explorable import SHEETS
from simulator.widgets.modules import FRONT, module, style

TROUBLE = re.compile("Something went wrong|Traceback|Error displaying widget|Loading widget")
"""What nobody may ever read on a page."""
LONG = 120_000
"""Milliseconds in which a busy machine, too, has done what was asked for."""
SOME = 8
"""Worlds after which a trial may be stopped."""
OPEN = {"open": True, "first": "", "busy": False, "said": "", "refused": False, "answers": 0}


class LessonPage:
    """A page with a picture on it, which hears what the page sends and is shown anew."""

    def __init__(self, page: Page) -> None:
        self.page, self.heard = page, 0

    def show(self, picture: Picture, name: str, light: bool = True) -> "LessonPage":
        """Put the picture on the page."""
        own = [f"{name}.css"] if (FRONT / f"{name}.css").exists() else []
        self.picture, self.heard = picture, 0
        css = style(*SHEETS, *own)
        self.page.set_content(PAGE.format(css=css, light=str(light).lower()))
        self.page.evaluate(
            MODEL, [module(f"{name}.js"), {"page": self._page(), "state": self._state()}]
        )
        return self

    def answer(self) -> None:
        """Let the picture do all that the page has sent meanwhile, and show what came of it."""
        sent = self.page.evaluate("window.sent")
        for message in sent[self.heard :]:
            said = self._done(message)
            self.page.evaluate(
                "it => window.model.put(it)", {"page": self._page(), "state": self._state(said)}
            )
        self.heard = len(sent)
        self.page.evaluate(FRAMES)

    def press(self, name: str) -> None:
        """Press a button, and let the picture answer."""
        self.button(name).click()
        self.answer()

    def button(self, name: str) -> Locator:
        """The button of this very name."""
        return self.page.get_by_role("button", name=name, exact=True)

    def _done(self, message: Mapping[str, object]) -> str:
        try:
            finish(self.picture, message)
        except RefusedError as error:
            return str(error)
        return ""

    def _page(self) -> object:
        return to_builtins(self.picture.shown())

    def _state(self, said: str = "") -> dict[str, object]:
        first = "" if self.picture.open else "First lock your predictions"
        return OPEN | {
            "open": self.picture.open,
            "first": first,
            "said": said,
            "refused": bool(said),
        }


def sound(page: Page) -> None:
    """Names, roles and contrast are as they should be, and nothing sticks out to the side."""
    found = Axe().run(page, context=".pmo").response["violations"]
    told = [(it["id"], node["html"][:110], node["failureSummary"][:160])
            for it in found for node in it["nodes"]]  # fmt: skip
    assert told == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def walk(lab, page: Page, notebook: str) -> None:
    """Open a notebook and run all of its cells."""
    page.set_viewport_size({"width": 1280, "height": 720})
    page.emulate_media(reduced_motion="reduce")
    lab.open(page, notebook)
    lab.run_all(page)
    page.locator(".jp-Notebook .jp-Cell").first.click()


def try_rule(trial: Locator) -> None:
    """Let a trial begin, stop it after some worlds, and wait for what it says of those."""
    trial.get_by_role("button", name=re.compile("^Try it in ")).click()
    expect(trial.locator(".dots i").nth(SOME)).to_be_attached(timeout=LONG)
    with suppress(Error):  # a quick machine may be through already
        trial.get_by_role("button", name="Stop").click(timeout=2_000)
    expect(trial.get_by_role("status")).to_contain_text("On average over", timeout=LONG)


def lock_all(page: Page) -> None:
    """Lock every prediction as it stands."""
    open_ones = page.locator(".forecast:not(.locked)")
    locked = page.locator(".forecast.locked")
    expect(open_ones.first).to_be_visible()
    for _ in range(open_ones.count()):
        before = locked.count()
        open_ones.first.get_by_role("button", name="Lock my prediction").click()
        expect(locked).to_have_count(before + 1, timeout=60_000)  # what it opens may take a while
