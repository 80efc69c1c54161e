"""Words: spelt as they should be, explained where they are met, and one word for one thing."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = sorted([*ROOT.glob("notebooks/*.ipynb"), *ROOT.glob("exercises/*.ipynb"),
                    *ROOT.glob("exercises/solutions/*.ipynb")])  # fmt: skip
GLOSSARY = ROOT / "docs" / "glossary.md"
ITALICS = re.compile(r"(?<!\*)\*(?!\*)([^*\n]+?)\*(?!\*)")
SAID = re.compile(r"[.?!:]$")
"""Italics that end so are something that somebody says, and no term."""
SPELT = ["README.md", "CHANGELOG.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md",
         "CODE_OF_CONDUCT.md", "CITATION.cff", "paper.md", ".github", "docs", "lessons",
         "exercises", "simulator", "tools"]  # fmt: skip
OURS = "nd,simpy,ines,theses,sortings"
"""Names, and words that are right here."""
INSTEAD = {
    r"tasks?": "activity",
    r"headcounts?|FTEs?": "people",
    r"resources?": "people",
    r"students?|learners?|users?": "trainee",
    r"instructors?|teachers?|facilitators?": "mentor",
    r"lead times?": "flow time",
    r"velocity": "throughput",
    r"iterations?": "world",
}
"""What trainees never read, and the word that they do."""


def prose(path: Path) -> str:
    """What a notebook tells, without the code that it quotes."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    texts = ["".join(it["source"]) for it in cells if it["cell_type"] == "markdown"]
    return re.sub(r"```.*?```", "", "\n\n".join(texts), flags=re.DOTALL)


def terms() -> set[str]:
    rows = re.findall(r"^\| ([^|]+?) \|", GLOSSARY.read_text(encoding="utf-8"), re.MULTILINE)
    return {it for it in rows if it != "word"}


def forms(term: str) -> Iterator[str]:
    """A term as it may stand in a sentence."""
    yield from (term, f"{term}s", f"{term}es", re.sub(r"y$", "ies", term))


def unexplained(text: str) -> list[str]:
    known = {form for term in terms() for form in forms(term.lower())}
    met = [it for it in ITALICS.findall(text) if not SAID.search(it)]
    return [it for it in met if it.lower() not in known]


def named_otherwise(text: str) -> list[str]:
    return [f"{found[0]}: write {word}" for wrong, word in INSTEAD.items()
            if (found := re.search(rf"\b({wrong})\b", text, re.IGNORECASE))]  # fmt: skip


def test_no_word_is_spelt_wrong():
    # some files hold the words of other languages that stand in tables
    command = [sys.executable, "-m", "codespell_lib", "--ignore-words-list", OURS, "--skip",
               "*.json,*.jsonl,*.svg,*.png,*.webp,*.ipynb_checkpoints*,*/tables/fields.py,"
               "*/tables/languages.py,*/tables/abroad.py,*/test_readers_languages.py"]  # fmt: skip
    notebooks = [str(it.relative_to(ROOT)) for it in NOTEBOOKS]
    done = subprocess.run(
        [*command, *SPELT, *notebooks], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stdout == "" and done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda it: f"{it.parent.name}-{it.stem}")
def test_every_term_is_in_the_glossary_and_no_thing_has_two_names(path):
    text = prose(path)
    assert unexplained(text) == []
    assert named_otherwise(text) == []


def test_the_glossary_stands_in_its_order_and_explains_each_word_once():
    words = [line.split(" |")[0][2:] for line in GLOSSARY.read_text("utf-8").splitlines()
             if line.startswith("| ") and not line.startswith("| word |")]  # fmt: skip
    assert sorted(words, key=str.lower) == sorted(set(words), key=str.lower)
    assert len(words) > 40


def test_a_strange_word_would_be_found():
    assert unexplained("a *flux* of *worlds*, *as he said.* and **bold**") == ["flux"]
    assert named_otherwise("Give each resource a task.") == [
        "task: write activity", "resource: write people",
    ]  # fmt: skip
    assert named_otherwise("people at their activities") == []
