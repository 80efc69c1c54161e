"""Cards for a workshop: everything is on them, and all of it fits."""

import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from lessons.take_aways import HEADING, NOTEBOOKS, take_aways
from simulator.errors import RefusedError
from simulator.mentor import printing
from simulator.mentor.cards import DOES, Card, decisions, functions, roles
from simulator.paper import paper as empty_paper
from simulator.policies.functions import FUNCTIONS

ROOT = Path(__file__).resolve().parents[1]
ALL = (*roles(), *decisions(), *functions(), *take_aways())
PLACE = ((printing.WIDE - 2 * printing.EDGE) / printing.ACROSS,
         (printing.HIGH - 2 * printing.EDGE) / printing.DOWN)  # fmt: skip


@pytest.fixture(scope="module")
def paper():
    with empty_paper("Measured") as sheets:
        sheets.add_page()
        yield sheets


def test_every_function_of_a_pmo_has_a_card_with_its_price():
    assert list(DOES) == list(FUNCTIONS)
    assert all("helps after" in it.small[0] for it in functions())


def test_every_notebook_that_ends_with_a_card_has_it_printed():
    ending = [path for path in sorted(NOTEBOOKS.glob("*.ipynb")) if _ends_with_card(path)]
    assert [it.kind for it in take_aways()] == [f"Take-away {path.name[:2]}" for path in ending]
    assert len(ending) >= 7 and all(it.title and len(it.text) > 20 for it in take_aways())


def _ends_with_card(path):
    cells = nbformat.read(path, as_version=4).cells
    return any(HEADING in it.source for it in cells if it.cell_type == "markdown")


@pytest.mark.parametrize("card", ALL, ids=lambda it: it.title)
def test_every_card_fits_in_letters_that_can_be_read(card, paper):
    assert printing._size(paper, card, *PLACE) >= 9


def test_what_is_long_gets_smaller_letters(paper):
    wordy = Card(kind="Decision", title="Wordy", text="word " * 150, ask="Why?")
    assert printing._size(paper, wordy, *PLACE) < 9


def test_names_of_other_languages_and_signs_of_control_are_harmless(tmp_path):
    card = Card(kind="Ä", title="Łódź – Ελλάδα \x07", text="“10 k€”, ≤ 3 \u202e")
    assert printing.write([card], tmp_path / "x.pdf", "x").read_bytes().startswith(b"%PDF")


def test_one_command_prints_both_files(tmp_path):
    tool = [sys.executable, str(ROOT / "tools" / "cards.py"), str(tmp_path / "new folder")]
    said = subprocess.run(tool, capture_output=True, text=True, check=True).stdout.splitlines()
    assert [Path(it).name for it in said] == ["decision cards.pdf", "take-away cards.pdf"]
    pages = [Path(it).read_bytes().count(b"/Type /Page\n") for it in said]
    assert pages == [3, -(-len(take_aways()) // 8)]


def test_what_cannot_be_printed_is_said(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(RefusedError, match="cannot write '.*': (Not a directory|File exists)"):
        printing.write(decisions(), tmp_path / "file" / "x.pdf", "x")
    with pytest.raises(RefusedError, match="there is no card to print"):
        printing.write((), tmp_path / "x.pdf", "x")
