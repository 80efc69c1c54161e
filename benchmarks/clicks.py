"""How long a click in the cockpit takes until the screen is redrawn, in a real JupyterLab.

    python benchmarks/clicks.py

A browser clicks at a person's pace: weeks pass, people are hired, now and then a step is taken
back, and the forecast of each day is being drawn meanwhile. Timed in the page, from the press of
the mouse to the frame after the screen was drawn anew; in turn with a widget that only counts, so
that one sees what JupyterLab takes by itself. Asked is 300 ms in 95 of 100 clicks.

Needs Chromium or Chrome, and what the tests need.
"""

import sys
import tempfile
from pathlib import Path
from statistics import median, quantiles

from measure import head, row
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import chromium  # noqa: E402 - only now can it be found
from conftest import Lab, serving  # noqa: E402

SCENARIOS = ("eight_projects", "eighteen_months")
CLICKS, PAUSE = 60, 700  # and milliseconds between them
CELLS = (
    """from simulator import Session, load
from simulator.widgets import Cockpit
Cockpit(Session(load("{scenario}"), seed=4), "{scenario}")""",
    '''import anywidget, traitlets
class Counter(anywidget.AnyWidget):
    """Counts clicks."""
    _esm = """export default {{ render({{ model, el }}) {{
      const button = document.createElement("button");
      button.className = "counter";
      button.textContent = "0";
      button.onclick = () => model.send(1);
      model.on("change:count", () => (button.textContent = model.get("count")));
      el.append(button);
    }} }}"""
    count = traitlets.Int(0).tag(sync=True)
counter = Counter()
counter.on_msg(lambda *_: setattr(counter, "count", counter.count + 1))
counter''',
)
TIMED = """() => {
  const root = document.querySelector(".cockpit"), counter = document.querySelector(".counter");
  let begun = 0;
  window.took = null;
  const painted = () => requestAnimationFrame(() => setTimeout(() => {
    window.took ??= performance.now() - begun;
  }));
  addEventListener("pointerdown", () => ([begun, window.took] = [performance.now(), null]), true);
  new MutationObserver(() => root.hasAttribute("aria-busy") || painted())
    .observe(root, { attributes: true, attributeFilter: ["aria-busy"] });
  new MutationObserver(painted).observe(counter, { childList: true, subtree: true });
}"""


def main() -> None:
    """Click in both offices, and print how long it took."""
    head("A click in the cockpit, ms", "scenario", "median", "95 of 100", "counter", "95 of 100")
    path = chromium.find()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        root, places = Path(folder) / "root", Path(folder) / "places"
        root.mkdir()
        places.mkdir()
        browser = chromium.launch(playwright, path)
        with serving(root, places) as lab:
            for scenario in SCENARIOS:
                page = browser.new_page(viewport={"width": 1280, "height": 720})
                ours, bare = clicks(lab, page, scenario)
                row(scenario, *(f"{it:.0f}" for it in (*high(ours), *high(bare))))
                page.close()
        browser.close()


def high(times: list[float]) -> tuple[float, float]:
    """The median, and what 95 of 100 are below."""
    return median(times), quantiles(times, n=20)[-1]


def clicks(lab: Lab, page: Page, scenario: str) -> tuple[list[float], list[float]]:
    """How long each click took in the cockpit, and on the counter beside it."""
    import nbformat

    notebook = nbformat.v4.new_notebook(
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    )
    notebook.cells = [nbformat.v4.new_code_cell(it.format(scenario=scenario)) for it in CELLS]
    nbformat.write(notebook, lab.root / f"{scenario}.ipynb")
    lab.open(page, f"{scenario}.ipynb")
    lab.run_all(page)
    page.locator(".counter").wait_for()
    page.evaluate(TIMED)
    ours, bare = [], []
    for number in range(CLICKS):
        ours.append(timed(page, what(page, number)))
        page.wait_for_timeout(PAUSE)
        bare.append(timed(page, ".counter"))
        page.wait_for_timeout(PAUSE)
    return ours, bare


def what(page: Page, number: int) -> str:
    """The next thing to click: two weeks, then somebody is hired; at the end, back again."""
    week, hire = ".cockpit [data-key='Next week']", ".cockpit [data-key^='hire '] >> nth=1"
    if not page.locator(week).count():
        return ".cockpit [data-key='Undo']"
    return hire if number % 3 == 2 else week


def timed(page: Page, place: str) -> float:
    """Milliseconds from a click on this until the page shows what came of it."""
    page.locator(place).click()
    page.wait_for_function("window.took !== null")
    return float(page.evaluate("window.took"))


if __name__ == "__main__":
    main()
