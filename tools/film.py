"""Take the README's picture of the cockpit and its short film of one decision and its replay.

    python tools/film.py            docs/cockpit.png and docs/replay.webp

The page is the cockpit's own, in a browser, without Jupyter: what it sends is answered by a real
`Cockpit` in this process. Needs Chromium or Chrome (tests/chromium.py finds it) and Pillow.
"""

import io
import sys
import tempfile
import time
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import chromium  # noqa: E402 - only now can it be found

from simulator import Session, load  # noqa: E402
from simulator.logbook import Logbook  # noqa: E402
from simulator.widgets import Cockpit  # noqa: E402
from simulator.widgets.modules import module  # noqa: E402

PICTURE, FILM = ROOT / "docs" / "cockpit.png", ROOT / "docs" / "replay.webp"
SIZE = {"width": 1280, "height": 720}
TRAITS = ("screen", "ahead", "why", "parts", "kept", "flight", "born")
SHELL = """<!doctype html><meta charset="utf-8"><title>Cockpit</title>
<link rel="icon" href="data:,"><body data-jp-theme-light="true" style="margin:0">
<div id="here"></div>"""
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
        page = browser.new_page(viewport=SIZE)
        cockpit = Cockpit(Session(load("eight_projects"), seed=4), book=Logbook(folder))
        show(page, cockpit)
        film(page, cockpit)
        browser.close()
    print(f"wrote {PICTURE.relative_to(ROOT)} and {FILM.relative_to(ROOT)}")
    return 0


def show(page: Page, cockpit: Cockpit) -> None:
    """Put the cockpit on the page; it answers as it does in a notebook."""
    page.expose_function("traits", lambda: {name: getattr(cockpit, name) for name in TRAITS})
    page.expose_function("answer", cockpit.answer)
    page.set_content(SHELL)
    page.add_style_tag(content=Cockpit._css)
    page.evaluate(MODEL, module("cockpit.js"))


def film(page: Page, cockpit: Cockpit) -> None:
    """One flight, one decision taken otherwise, and what that was worth."""
    frames: list[tuple[Image.Image, int]] = []

    def frame(milliseconds: int) -> None:
        renewed(page, cockpit)
        frames.append((Image.open(io.BytesIO(page.screenshot())).convert("RGB"), milliseconds))

    def press(name: str, milliseconds: int = 700) -> None:
        page.get_by_role("button", name=name, exact=True).first.click()
        frame(milliseconds)

    frame(1500)
    for _ in range(13):
        press("Next week", 350)
    page.screenshot(path=PICTURE)
    press("To the end", 2500)
    press("Look back", 1200)
    day = page.locator("[data-key='past day']")
    day.fill("0")
    day.press("Enter")
    press("Decide something more on that day", 2500)
    page.locator("[data-key=priority]").click()
    page.locator("[data-key=sorting]").select_option("cost_of_delay")
    frame(2200)
    press("Keep sorted by this rule", 4000)
    page.locator(".compare").evaluate("it => { it.scrollTop = 170; }")
    frame(5000)
    first, *others = [image for image, _ in frames]
    times = [milliseconds for _, milliseconds in frames]
    first.save(FILM, save_all=True, append_images=others, duration=times, loop=0, quality=70)


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
