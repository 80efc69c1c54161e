"""The browser that the tests drive: find one that starts, or provide one.

Run as a program, it prints the browser's path, or nothing if there is none, and
tells on the error stream what it tries.
"""

import os
import shutil
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

from playwright.sync_api import Browser, Error, Playwright, sync_playwright

COMMANDS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
)
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

# Without a font, text has no width and nothing can be clicked. Playwright's driver needs libatomic.
SYSTEM_PACKAGES = ("chromium", "fonts-dejavu-core", "libatomic1")


def is_root() -> bool:
    """Whether the administrator of a Unix system runs this."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def candidates(playwright: Playwright) -> list[str]:
    """Paths of the installed browsers, and of Playwright's own if it was downloaded."""
    commands = [path for name in COMMANDS if (path := shutil.which(name))]
    places = [*PLACES, playwright.chromium.executable_path]
    return commands + [place for place in places if Path(place).exists()]


def launch(playwright: Playwright, path: str) -> Browser:
    """Start this browser without a window.

    Raises playwright.sync_api.Error if it does not start or shows no page.
    """
    # Chromium's sandbox refuses to work for root.
    flags = [*FLAGS, "--no-sandbox"] if is_root() else list(FLAGS)
    browser = playwright.chromium.launch(executable_path=path, args=flags, timeout=60_000)
    try:
        browser.new_page().close()
    except Error:
        browser.close()
        raise
    return browser


def find() -> str:
    """Path of the first browser that starts; empty if none does."""
    try:
        with sync_playwright() as playwright:
            return next(filter(partial(starts, playwright), candidates(playwright)), "")
    # Playwright's driver is a program of its own; where it cannot run, nothing says which error.
    except Exception as problem:
        tell(f"  Playwright does not start: {first_line(str(problem))}")
        return ""


def starts(playwright: Playwright, path: str) -> bool:
    """Whether this browser starts; if not, say why."""
    try:
        launch(playwright, path).close()
    except Error as problem:
        tell(f"  {path} does not start: {first_line(str(problem))}")
        return False
    return True


def provide() -> str:
    """Path of a browser that starts, installed if need be; empty if there is none."""
    if path := os.environ.get("PMO_BROWSER") or find():
        return path
    tell("The tests need Chromium or Chrome and find none that starts.")
    tell("  downloading Playwright's own (about 150 MB) ...")
    if call([sys.executable, "-m", "playwright", "install", "--no-shell", "chromium"], 600) and (
        path := find()
    ):
        return path
    if is_root() and shutil.which("apt-get"):
        tell("  installing the system's package chromium with apt-get ...")
        call(["apt-get", "update"], 300)
        install = ["apt-get", "install", "--yes", "--no-install-recommends"]
        if call([*install, *SYSTEM_PACKAGES], 900) and (path := find()):
            return path
    tell("  no browser could be provided.")
    return ""


def call(command: list[str], seconds: float) -> bool:
    """Whether the command did its work in this time; if not, say why."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    process = subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        start_new_session=True,
    )
    try:
        text, _ = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        # The command's own children hold the pipe, so all of them have to go.
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
        process.communicate()
        tell(f"  given up after {seconds:.0f} s")
        return False
    if process.returncode:
        tell(f"  that failed: {first_line(text)}")
    return process.returncode == 0


def first_line(text: str) -> str:
    """The first line that names an error, or else the first one that says anything."""
    lines = [line.strip() for line in text.splitlines() if line.strip(" \t╔╗╚╝║═")]
    named = [line for line in lines if "error" in line.lower()]
    return (named or lines or ["no reason given"])[0][:160]


def tell(text: str) -> None:
    """Print on the error stream, since the output is the path."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    print(provide())
