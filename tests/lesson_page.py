"""A lesson's picture on a bare page: no kernel, no Jupyter, the picture itself behind it."""

from collections.abc import Mapping

from msgspec import to_builtins
from playwright.sync_api import Locator, Page
from stage import FRAMES, MODEL, PAGE

from simulator.errors import RefusedError
from simulator.explorables.picture import Picture, finish
from simulator.widgets.explorable import SHEETS
from simulator.widgets.modules import FRONT, module, style

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
