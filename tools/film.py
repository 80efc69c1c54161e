"""Take the README's short film of one decision and its replay.

    python tools/film.py            docs/replay.webp

The page is the cockpit's own, in a browser, without Jupyter: what it sends is answered by a real
`Cockpit` in this process. Needs Chromium or Chrome (tests/chromium.py finds it) and Pillow.
"""

import io
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Locator, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import chromium  # noqa: E402 - only now can it be found

from simulator import Session, load  # noqa: E402
from simulator.logbook import Logbook  # noqa: E402
from simulator.widgets import Cockpit  # noqa: E402
from simulator.widgets.flight_deck import FlightDeck  # noqa: E402
from simulator.widgets.modules import module  # noqa: E402

FILM = ROOT / "docs" / "replay.webp"
SIZE = {"width": 1280, "height": 720}
CAPTION = {"width": SIZE["width"], "height": 64}
POINTED = "outline: 4px solid #d55e00; outline-offset: 2px; border-radius: 8px"
TRAITS = sorted(FlightDeck.class_own_traits(sync=True))
"""What the page is told: all that a cockpit has of its own."""
SHELL = """<!doctype html><meta charset="utf-8"><title>Cockpit</title>
<link rel="icon" href="data:,"><body data-jp-theme-light="true" style="margin:0">
<div id="here"></div>"""
STRIP = """<!doctype html><meta charset="utf-8"><body style="margin:0;background:#24292f">
<p style="margin:0;font:600 25px/64px system-ui,'DejaVu Sans',sans-serif;color:#fff;
text-align:center"></p>"""
MODEL = """async (text) => {
  const heard = {}, told = {};
  window.tell = (changes) => {
    Object.assign(told, changes);
    for (const name of Object.keys(changes)) {
      (heard[`change:${name}`] ?? []).forEach((act) => act());
    }
  };
  tell(await window.traits());
  const model = {
    get: (name) => told[name],
    on: (name, act) => (heard[name] ??= []).push(act),
    off: () => {},
    send: (message) => window.answer(message),
  };
  const address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  const { default: widget } = await import(address);
  widget.render({ model, el: document.getElementById("here") });
}"""


def main() -> int:
    """Fly, decide, look back, decide otherwise; keep a frame of each."""
    path = chromium.find()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = chromium.launch(playwright, path)
        page, above = browser.new_page(viewport=SIZE), browser.new_page(viewport=CAPTION)
        cockpit = Cockpit(Session(load("eight_projects"), seed=4), book=Logbook(folder))
        show(page, cockpit)
        above.set_content(STRIP)
        film = Film(page, above, cockpit)
        fly(film)
        film.save()
        browser.close()
    print(f"wrote {FILM.relative_to(ROOT)}")
    return 0


def show(page: Page, cockpit: Cockpit) -> None:
    """Put the cockpit on the page; it answers as it does in a notebook."""
    page.expose_function("traits", lambda: {name: getattr(cockpit, name) for name in TRAITS})
    page.expose_function("answer", cockpit.answer)
    page.set_content(SHELL)
    page.add_style_tag(content=Cockpit._css)
    page.evaluate(MODEL, module("cockpit.js"))


class Film:
    """Frames of the cockpit below a caption, each with the time for which it stands."""

    def __init__(self, page: Page, above: Page, cockpit: Cockpit) -> None:
        self.page, self.above, self.cockpit = page, above, cockpit
        self.frames: list[tuple[Image.Image, int]] = []

    def say(self, text: str) -> None:
        """What is said above all frames from now on."""
        self.above.locator("p").evaluate("(it, text) => { it.textContent = text; }", text)

    def take(self, milliseconds: int, pointed: Locator | None = None) -> None:
        """A frame, once everything that follows a click is there."""
        renewed(self.page, self.cockpit)
        if pointed:  # only now: whatever is drawn anew begins without it
            pointed.evaluate("(it, style) => it.setAttribute('style', style)", POINTED)
        frame = Image.new("RGB", (SIZE["width"], SIZE["height"] + CAPTION["height"]))
        for page, top in ((self.above, 0), (self.page, CAPTION["height"])):
            frame.paste(Image.open(io.BytesIO(page.screenshot())), (0, top))
        self.frames.append((frame, milliseconds))

    def press(self, name: str, milliseconds: int, pointed: int = 0) -> None:
        """Press a button, and show before what is pressed if it should be noticed."""
        button = self.page.get_by_role("button", name=name, exact=True).first
        if pointed:
            self.take(pointed, button)
        button.click()
        self.take(milliseconds)

    def save(self) -> None:
        """Write all frames into one file."""
        (first, *others), times = zip(*self.frames, strict=True)
        first.save(FILM, save_all=True, append_images=others, duration=times, loop=0, quality=60)


def fly(film: Film) -> None:
    """One flight, one decision taken otherwise, and what that was worth."""
    page, cockpit = film.page, film.cockpit
    film.say("Eight projects want the same people. Each dot is a future: green keeps its promise.")
    film.take(3000)
    film.say("Weeks pass. Work waits, risks strike, and you decide, or leave it be.")
    for _ in range(13):
        film.press("Next week", 350)
    film.press("To the end", 300, pointed=900)
    first = cockpit.screen["header"]
    film.say(f"The end: {kept(first)}. Was that luck, or was it you?")
    film.take(4000)
    film.say("Go back to the first day, and take one decision otherwise.")
    film.press("Look back", 900, pointed=900)
    day = page.locator("[data-key='past day']")
    day.fill("0")
    day.press("Enter")
    film.press("Decide something more on that day", 1500, pointed=1200)
    page.locator("[data-key=priority]").click()
    page.locator("[data-key=sorting]").select_option("cost_of_delay")
    film.say("This time, what loses most by the day goes first.")
    film.press("Keep sorted by this rule", 300, pointed=2600)
    second = cockpit.screen["header"]
    gained = second["net"] - first["net"]
    film.say(f"The same luck, another end: {kept(second)}. One decision: {gained:+,.0f} k€.")
    film.take(4500)
    page.locator(".compare").evaluate("it => { it.scrollTop = 170; }")
    film.take(5000)


def kept(header: dict[str, Any]) -> str:
    """How many promises were kept, in words."""
    return f"{header['on_time']} of {header['promised']} promises kept"


def renewed(page: Page, cockpit: Cockpit) -> None:
    """Wait until everything that follows a click is there, and show it."""
    page.wait_for_timeout(150)  # a click is on its way
    until = time.monotonic() + 60
    while waits(cockpit) and time.monotonic() < until:
        page.wait_for_timeout(50)
    page.evaluate("tell", {name: getattr(cockpit, name) for name in TRAITS})
    page.mouse.move(2, 2)
    page.wait_for_timeout(350)


def waits(cockpit: Cockpit) -> bool:
    """Whether the forecast of the day, or the reasons of a comparison, are still to come."""
    if cockpit.session.over:
        compared = cockpit.screen["compared"] is not None
        return compared and not cockpit.why
    ahead = cockpit.ahead
    return ahead.get("day") != cockpit.session.today or ahead["futures"] < ahead["of"]


if __name__ == "__main__":
    sys.exit(main())
