"""The course in build/site, served from its folder to a browser that reaches nothing else."""

import functools
import http.server
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from chromium import FLAGS
from playwright.sync_api import Browser, FrameLocator, Page, Playwright, expect
from trainees_lab import SECONDS

START = 120 * SECONDS
LONG = 300 * SECONDS
FOLDER = "PMO flights"
SAVE = """async ([path, text]) => {
  const drawer = document.getElementById("live").contentWindow.jupyterapp.serviceManager.contents;
  const [folder, name] = path.split("/");
  await drawer.save(folder, { type: "directory" }).catch(() => {});
  await drawer.save(path, { type: "file", format: "text", content: text, name });
}"""
CELLS = """() => {
  const { shell } = document.getElementById("live").contentWindow.jupyterapp;
  return shell.currentWidget.content.widgets
    .filter((it) => it.model.type === "code")
    .map((it) => ({ code: it.model.sharedModel.getSource(), outputs: it.model.outputs.toJSON() }));
}"""

EXPRESSION = """async (code) => {
  const { shell } = document.getElementById("live").contentWindow.jupyterapp;
  const { kernel } = shell.currentWidget.sessionContext.session;
  const asked = kernel.requestExecute({ code: `print(${code})`, store_history: false });
  let said = "";
  asked.onIOPub = ({ content }) => (said += content.text ?? content.evalue ?? "");
  await asked.done;
  return said.trim();
}"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    """What `python -m http.server` serves, without a line for each request."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


BROWSERS_OWN = ("googleapis.com", "accounts.google.com", "gvt1.com", "clients2.google.com")
"""Whom Chromium asks about itself, whatever a page does."""


class Elsewhere(http.server.BaseHTTPRequestHandler):
    """Where all goes that is not meant for the site: it is noted, and refused."""

    asked: list[str]

    def refuse(self) -> None:
        """Note what was asked for."""
        host = urlsplit(self.path if "://" in self.path else f"//{self.path}").hostname or ""
        if not host.endswith(BROWSERS_OWN):
            self.asked.append(self.path)
        self.send_error(502)

    do_GET = do_POST = do_HEAD = do_CONNECT = do_OPTIONS = refuse  # noqa: N815 - http.server's

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def listening(handler: object) -> Iterator[str]:
    """A server on this computer, at this address until the end of the block."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def served(folder: Path):
    """The site from its folder, as from a stick."""
    return listening(functools.partial(Quiet, directory=str(folder)))


@contextmanager
def cut_off(playwright: Playwright, path: str, asked: list[str]) -> Iterator[Browser]:
    """A browser that reaches this computer only; what it asks of others is noted."""
    asked.clear()
    handler = type("Noting", (Elsewhere,), {"asked": asked})
    with listening(handler) as proxy:
        browser = playwright.chromium.launch(
            executable_path=path,
            args=[*FLAGS, "--no-sandbox"],
            proxy={"server": proxy, "bypass": "127.0.0.1"},
        )
        yield browser
        browser.close()


def opened(page: Page, address: str, done: bool = True) -> FrameLocator:
    """A page of the course once it can be played, or once all of it has run."""
    page.goto(address)
    attribute = "data-done" if done else "class"
    expect(page.locator("body")).to_have_attribute(
        attribute, "yes" if done else "ready", timeout=LONG if done else START
    )
    return page.frame_locator("#live")


def errors(page: Page) -> list[str]:
    """What went wrong in the cells of the open page."""
    found = []
    for cell in page.evaluate(CELLS):
        if not cell["outputs"]:
            found.append(f"{cell['code']}: shows nothing")
        for it in cell["outputs"]:
            if it["output_type"] == "error" or it.get("name") == "stderr":
                found.append(f"{cell['code']}: {json.dumps(it)[:1500]}")
    return found


def put(page: Page, name: str, text: str) -> None:
    """Lay a file among the flights of this browser."""
    page.evaluate(SAVE, [f"{FOLDER}/{name}", text])


def python(page: Page, code: str) -> str:
    """What an expression is in the kernel of the open page, as text."""
    return page.evaluate(EXPRESSION, code)


def log_of(page: Page, session: str) -> str:
    """The digest of the log of a session that the open page knows."""
    return python(
        page, f"__import__('hashlib').sha256(repr({session}.events).encode()).hexdigest()"
    )
