"""What a stranger meets first: README, forms and rules of the house, checks before a commit."""

import doctest
import os
import re
import tomllib
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
import yaml

import start
from lessons.lobby import LESSONS
from tools.badge import BADGE, badge, title

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
GITHUB, DOCS = ROOT / ".github", ROOT / "docs"
FORMS = sorted((GITHUB / "ISSUE_TEMPLATE").glob("[0-9]*.yml"))
PAGES = sorted(
    [*ROOT.glob("*.md"), *GITHUB.rglob("*.md"), *DOCS.rglob("*.md"),
     *(ROOT / "deploy").glob("*.md")]
)  # fmt: skip
LINK = re.compile(r"\]\((?![a-z]+:)([^)\s]+)\)")
ANCHOR = re.compile(r"[^\w\- ]")


def plain(text):
    """A page without its blocks of code, in which brackets are no links."""
    return re.sub(r"^ *```.*?^ *```", "", text, flags=re.MULTILINE | re.DOTALL)


def anchors(page):
    """What links can point at within a page, as a code host names it."""
    heads = re.findall(r"^#+ +(.+)$", plain(page.read_text(encoding="utf-8")), re.MULTILINE)
    return {ANCHOR.sub("", it.replace("`", "").lower()).replace(" ", "-") for it in heads}


@pytest.mark.parametrize("page", PAGES, ids=lambda it: it.relative_to(ROOT).as_posix())
def test_every_link_of_a_page_leads_somewhere(page):
    dead = []
    for target in LINK.findall(plain(page.read_text(encoding="utf-8"))):
        place, _, anchor = unquote(target).partition("#")
        there = (page.parent / place).resolve() if place else page
        if (
            page.is_relative_to(DOCS)
            and there.is_relative_to(DOCS)
            and (anchor or not there.exists())
        ):
            continue  # whoever writes the documentation makes that place, and checks it
        known = there.exists() and there.is_relative_to(ROOT)
        if not known or (anchor and there.suffix == ".md" and anchor not in anchors(there)):
            dead.append(target)
    assert dead == []


def test_the_five_lines_of_python_do_what_the_readme_shows():
    [block] = re.findall(r"^```python\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    shown = doctest.DocTestParser().get_doctest(block, {}, "README", "README.md", 0)
    assert len(shown.examples) <= 5
    # Under another fate the same world has other luck, and so other numbers.
    flags = doctest.ELLIPSIS if os.environ.get("PMO_FATE") else 0
    for example in shown.examples if flags else ():
        example.want = example.want and "...\n"
    runner = doctest.DocTestRunner(optionflags=flags)
    assert runner.run(shown).failed == 0


def test_the_readme_names_every_notebook_with_the_minutes_it_takes():
    rows = re.findall(r"^\| \[(\d\d) .+?\]\(notebooks/(\S+)\) \| .+ \| (\S+) \|$", README, re.M)
    assert [file for _, file, _ in rows] == sorted(
        path.name for path in (ROOT / "notebooks").glob("*.ipynb")
    )
    told = {file: minutes for _, file, minutes in rows}
    assert {it.file: told[it.file] for it in LESSONS} == {
        it.file: str(it.minutes) for it in LESSONS
    }


def test_the_readme_is_short_and_its_commands_are_there():
    assert len(README.splitlines()) <= 100
    commands = re.findall(r"^make (\w+) ", README, re.MULTILINE)
    assert commands == ["lab", "test"] and set(commands) <= set(start.VERBS)


def test_the_share_of_lines_in_the_readme_is_the_measured_one_and_not_under_what_is_held():
    shown = ElementTree.parse(BADGE).getroot().findtext("{*}title")
    percent = int(shown.split()[0])
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert percent >= project["tool"]["coverage"]["report"]["fail_under"]
    assert BADGE.read_text(encoding="utf-8") == badge(percent)
    assert f"![{title(percent)}](docs/coverage.svg)" in README


def test_a_share_of_lines_is_never_rounded_up():
    assert title(99.99).startswith("99 % ") and ">99 %<" in badge(99.99)


@pytest.mark.parametrize("form", FORMS, ids=lambda it: it.stem)
def test_a_form_asks_for_what_is_needed_and_no_more(form):
    told = yaml.safe_load(form.read_text(encoding="utf-8"))
    assert told["name"] and told["description"]
    asked = [it for it in told["body"] if it["type"] != "markdown"]
    ids = [it["id"] for it in asked]
    assert len(ids) == len(set(ids)) <= 5
    assert any(it.get("validations", {}).get("required") for it in asked)
    assert all(it["attributes"]["label"] for it in asked)


def test_a_commit_is_checked_by_what_make_lint_does():
    told = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    [hook] = [hook for repo in told["repos"] for hook in repo["hooks"]]
    assert {repo["repo"] for repo in told["repos"]} == {"local"}, "no second set of versions"
    assert hook["entry"] == "python start.py lint" and not hook["pass_filenames"]
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(r"^lint:.*\n\t@\$\(PYTHON\) start\.py lint$", makefile, re.MULTILINE)
    ci = yaml.safe_load((GITHUB / "workflows" / "ci.yml").read_text(encoding="utf-8"))
    steps = [it.get("run") for it in ci["jobs"]["style"]["steps"]]
    assert hook["entry"] in steps and "lint" in start.VERBS
