"""A JupyterLab of the tests' own, as a trainee has it, and what is done in it from outside."""

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import chromium
import pytest
from playwright.sync_api import Page, expect

ROOT = Path(__file__).resolve().parents[1]
SECONDS = 1000  # Playwright counts in milliseconds
ALONE = """async (path) => {
  const { commands, shell } = window.jupyterapp;
  [...shell.widgets("main")].forEach((it) => it.dispose());
  const opened = await commands.execute("docmanager:open", { path });
  await opened.context.ready;
  await opened.sessionContext.ready;
}"""
"""In JupyterLab: close all, without a question about what is not saved, and open a notebook."""


KEPT = ("lab.log", "jupyter_config_dir", "jupyter_data_dir", "jupyter_runtime_dir", "ipythondir")
"""What a running server needs of the places that are its own."""


@dataclass(frozen=True)
class Lab:
    """A running JupyterLab and the copy of the notebooks that it serves."""

    url: str
    token: str
    root: Path
    places: Path
    """Where the server keeps what is its own and what people do."""

    def address(self, notebook: str) -> str:
        """Where a browser finds this notebook, alone on the page and as first opened."""
        return f"{self.url}/doc/tree/{notebook}?token={self.token}&reset"

    def open(self, page: Page, notebook: str) -> None:
        """Open a notebook, such as "notebooks/00_lobby.ipynb", and wait for its kernel.

        A page that shows JupyterLab already closes what is open there, as one does by its menu,
        and opens this: to load JupyterLab takes longer than most tests in it.
        """
        if page.url.startswith(f"{self.url}/"):
            page.evaluate(ALONE, notebook)
            self._wait_for_kernel(page)
        else:
            self.visit(page, notebook)

    def visit(self, page: Page, notebook: str) -> None:
        """Load JupyterLab with this notebook, whatever the page shows, and wait for its kernel."""
        page.goto(self.address(notebook))
        self._wait_for_kernel(page)

    def _wait_for_kernel(self, page: Page) -> None:
        # Running a cell before the kernel is there would only open a dialog.
        idle = page.get_by_role("button", name=re.compile(r"\| Idle"))
        expect(idle).to_be_visible(timeout=60 * SECONDS)

    def run_all(self, page: Page) -> None:
        """Run all cells of the open notebook as its Run menu does, and wait for them."""
        run = "() => window.jupyterapp.commands.execute('notebook:run-all-cells')"
        assert page.evaluate(run), "a cell failed"

    def answers(self) -> bool:
        """Whether the server is up."""
        try:
            with self.request("/api/status", timeout=1):
                return True
        except OSError:
            return False

    def stop(self) -> None:
        """Ask the server to end all kernels and itself."""
        with self.request("/api/shutdown", method="POST", timeout=10):
            pass

    def end_kernels(self) -> None:
        """End all that people have left running."""
        with self.request("/api/kernels") as answer:
            kernels = [kernel["id"] for kernel in json.load(answer)]
        for kernel in kernels:
            self.request(f"/api/kernels/{kernel}", method="DELETE", timeout=60).close()

    def request(self, path: str, method: str = "GET", timeout: float = 10):
        """Open an address of the server's own interface."""
        headers = {"Authorization": f"token {self.token}"}
        request = urllib.request.Request(self.url + path, method=method, headers=headers)
        return urllib.request.urlopen(request, timeout=timeout)


def free_port() -> int:
    """Return a port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def serving(root: Path, places: Path) -> Iterator[Lab]:
    """A JupyterLab on a folder; what it keeps of its own goes to `places`."""
    variables = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
    variables += ("JUPYTERLAB_SETTINGS_DIR", "JUPYTERLAB_WORKSPACES_DIR")
    environment = {**os.environ, **{name: str(places / name.lower()) for name in variables}}
    environment["PMO_CACHE"] = "off"
    environment.pop("MPLBACKEND", None)
    environment["PMO_FORECASTS"] = str(places / "forecasts.jsonl")
    environment["PMO_FLIGHTS"] = str(places / "flights")
    served = Lab(f"http://127.0.0.1:{(port := free_port())}", "flight", root, places)
    log = places / "lab.log"
    environment["PYTHONPATH"] = str(ROOT)  # what is tried is this checkout
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", f"--port={port}"]
    command += ["--ServerApp.port_retries=0", f"--IdentityProvider.token={served.token}"]
    command += [f"--ServerApp.root_dir={root}", "--LabApp.expose_app_in_browser=True"]
    if chromium.is_root():
        command.append("--allow-root")
    with log.open("w") as output:
        server = subprocess.Popen(command, env=environment, cwd=root, stdout=output, stderr=output)
    try:
        wait_for(served, server, log)
        yield served
        served.stop()
        server.wait(30)
    finally:
        server.kill()
        server.wait(10)


def wait_for(lab: Lab, server: subprocess.Popen, log: Path) -> None:
    """Wait until the server answers; fail with the end of its log if it does not."""
    until = time.monotonic() + 90
    while not lab.answers():
        if server.poll() is not None or time.monotonic() > until:
            pytest.fail("JupyterLab did not start:\n" + log.read_text(errors="replace")[-2000:])
        time.sleep(0.1)
