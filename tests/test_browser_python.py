"""The same logs in a browser: the model under the Python that is made for it."""

import functools
import hashlib
import http.server
import json
import sys
import threading

import browser_python
import pytest
from conftest import IN_CI

from simulator.readers import shipped
from tools import digest

ROOT = browser_python.ROOT
SCENARIOS = shipped() if IN_CI else ("three_projects", "sprigwheel_startup")
"""All of them take half a minute; `CI=1` before the command plays them here too."""
LOAD = """
async (wheels) => {
  const { loadPyodide } = await import("/package/pyodide.mjs");
  const python = await loadPyodide({ indexURL: "/package/" });
  const bytes = async (name) => (await fetch("/" + name)).arrayBuffer();
  for (const name of wheels) python.unpackArchive(await bytes(name), "wheel");
  python.unpackArchive(await bytes("project.zip"), "zip", { extractDir: "project" });
  python.runPython("import sys; sys.path.insert(0, 'project')");
  window.python = python;
  return python.runPython("import platform; platform.platform()");
}
"""
DIGEST = """
(name) => {
  window.python.globals.set("name", name);
  return window.python.runPython(`
import json
from tools import digest
json.dumps(digest.digests((name,)))
`);
}
"""


class Files(http.server.SimpleHTTPRequestHandler):
    """Files of a folder, each as what a browser takes it for."""

    extensions_map = {
        ".html": "text/html",
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
        "": "application/octet-stream",
    }

    def log_message(self, *_):
        """Say nothing of what is fetched."""


@pytest.fixture
def address(tmp_path):
    """Where the browser finds its Python and the project."""
    try:
        browser_python.furnish(tmp_path)
    except browser_python.MissingError as problem:
        give_up = pytest.fail if IN_CI else pytest.skip
        give_up(str(problem))
    handler = functools.partial(Files, directory=tmp_path)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_a_browser_tells_the_same_story(page, address, problems):
    page.goto(address)
    platform = page.evaluate(LOAD, [wheel.file for wheel in browser_python.WHEELS])
    assert platform.startswith("Emscripten")
    found: dict[str, dict[str, str]] = {}
    for name in SCENARIOS:
        found |= json.loads(page.evaluate(DIGEST, name))
    stored = json.loads(digest.STORED.read_text(encoding="utf-8"))
    assert digest.differences(found, {name: stored[name] for name in SCENARIOS}) == []
    assert problems == []


@pytest.fixture
def empty(tmp_path, monkeypatch):
    """A cache in which nothing is kept yet."""
    monkeypatch.setattr(browser_python, "KEPT", tmp_path / "kept")
    return tmp_path / "kept"


def test_the_browser_gets_the_versions_that_everybody_gets():
    pinned = (ROOT / "constraints.txt").read_text(encoding="utf-8").split()
    for wheel in browser_python.WHEELS:
        assert f"{wheel.package}=={wheel.version}" in pinned


def test_without_npm_the_reason_is_said(empty, monkeypatch):
    monkeypatch.setattr(browser_python.shutil, "which", lambda _: None)
    with pytest.raises(browser_python.MissingError) as said:
        browser_python.fetched(browser_python.CORE)
    assert str(said.value) == "pyodide-314.0.6.tgz cannot be had: npm is not installed here"


def test_a_piece_that_cannot_be_fetched_says_why(empty, monkeypatch):
    monkeypatch.setattr(browser_python, "_pip", lambda _: [sys.executable, "-c", "1 / 0"])
    with pytest.raises(browser_python.MissingError) as said:
        browser_python.fetched(browser_python.WHEELS[1])
    assert str(said.value) == (
        "simpy-4.1.2-py3-none-any.whl cannot be had: ZeroDivisionError: division by zero"
    )


def test_a_piece_with_another_checksum_is_neither_used_nor_kept(empty, monkeypatch):
    wheel = browser_python.WHEELS[1]
    empty.mkdir()
    (empty / wheel.file).write_bytes(b"damaged")
    monkeypatch.setattr(
        browser_python, "_fetch", lambda it, folder: (folder / it.file).write_bytes(b"foreign")
    )
    with pytest.raises(browser_python.MissingError) as said:
        browser_python.fetched(wheel)
    assert str(said.value) == f"{wheel.file} has another checksum than it should have"
    assert (empty / wheel.file).read_bytes() == b"damaged"


def test_a_damaged_piece_is_fetched_again_and_a_right_one_is_not(empty, monkeypatch):
    piece = browser_python.Piece("it", "1", "it.whl", hashlib.sha256(b"right").hexdigest())
    fetches = []

    def fetch(it, folder):
        fetches.append(it)
        (folder / it.file).write_bytes(b"right")

    monkeypatch.setattr(browser_python, "_fetch", fetch)
    empty.mkdir()
    (empty / piece.file).write_bytes(b"damaged")
    assert browser_python.fetched(piece).read_bytes() == b"right"
    assert browser_python.fetched(piece).read_bytes() == b"right"
    assert fetches == [piece]
