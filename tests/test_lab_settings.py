"""The settings that come with the simulator fit the JupyterLab that is installed."""

import json
import sys
from pathlib import Path

import simulator

NAME = "pmo_flight_simulator.json"
SHIPPED = json.loads((Path(simulator.__file__).parent / "lab_settings" / NAME).read_text("utf-8"))
SHARE = Path(sys.prefix) / "share/jupyter/lab"
ANYWHERE = ".jp-Notebook.jp-mod-commandMode:not(.jp-mod-readWrite) :focus"
ON_A_CELL = ".jp-Notebook.jp-mod-commandMode:not(.jp-mod-readWrite) .jp-Cell:focus"


def test_the_settings_are_installed():
    installed = SHARE / "settings/overrides.d" / NAME
    assert json.loads(installed.read_text("utf-8")) == SHIPPED


def test_no_debugger_complains_when_a_kernel_is_restarted():
    off = Path(sys.prefix) / "etc/jupyter/labconfig/page_config.d" / NAME
    debugger = "@jupyterlab/debugger-extension"
    assert json.loads(off.read_text("utf-8"))["disabledExtensions"] == {debugger: True}
    assert (SHARE / "schemas" / debugger).is_dir(), "it has another name now"


def test_playing_does_not_write_into_the_notebooks():
    # else who comes back tomorrow finds outputs that no kernel stands behind: "model not found"
    plugin = "@jupyterlab/docmanager-extension"
    schema = json.loads((SHARE / "schemas" / plugin / "plugin.json").read_text("utf-8"))
    assert schema["properties"]["autosave"]["default"] is True
    assert SHIPPED[f"{plugin}:plugin"] == {"autosave": False}


def test_every_letter_that_changes_a_notebook_needs_a_cell_in_focus():
    # else "d d", typed while a button of the cockpit has the focus, deletes the cockpit
    schema = SHARE / "schemas/@jupyterlab/notebook-extension/tracker.json"
    own = json.loads(schema.read_text("utf-8"))["jupyter.lab.shortcuts"]
    letters = {
        (it["command"], *it["keys"])
        for it in own
        if it["selector"] == ANYWHERE
        and "".join(it["keys"])
        and not any(key.split()[0] in ("Ctrl", "Accel", "Alt") for key in it["keys"])
    }
    ours = SHIPPED["@jupyterlab/shortcuts-extension:shortcuts"]["shortcuts"]
    off = {(it["command"], *it["keys"]) for it in ours if it.get("disabled")}
    moved = {(it["command"], *it["keys"]) for it in ours if it["selector"] == ON_A_CELL}
    assert letters and letters <= off and off == moved
