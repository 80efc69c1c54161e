"""A release: one version everywhere, notes from the changelog, links that lead somewhere."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml

import simulator
from tools import pythons, release

ROOT = Path(__file__).resolve().parents[1]
WORKFLOWS = ROOT / ".github" / "workflows"
ADDRESS = "https://example.org/owner/project"


def workflow(name):
    return yaml.safe_load((WORKFLOWS / f"{name}.yml").read_text(encoding="utf-8"))


@pytest.fixture
def project(tmp_path):
    """A small project, as it is on the day of its second release."""
    files = {
        "simulator/__init__.py": '"""A simulator."""\n\n__version__ = "0.2.0"\n',
        "CHANGELOG.md": "# Changelog\n\n## 0.2.0 - 2026-02-01\n\n### Added\n\n* More.\n\n"
        "## 0.1.0 - 2026-01-01\n\n* All of it.\n",
        "CITATION.cff": "cff-version: 1.2.0\nversion: 0.2.0\ndate-released: 2026-02-01\n",
        "README.md": "# Project\n\n[How](docs/how.md), [there](https://example.org), "
        "[here](#start)\n\n[![Film](docs/film.webp)](docs/how.md)\n",
        "pyproject.toml": '[project]\nname = "project"\n',
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def change(project, name, old, new):
    text = (project / name).read_text(encoding="utf-8")
    assert old in text
    (project / name).write_text(text.replace(old, new), encoding="utf-8")


def test_version_changelog_and_citation_agree():
    assert release.disagreements() == []
    assert release.version() == simulator.__version__


def test_the_version_stands_in_one_place():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert "version" not in project["project"] and project["project"]["dynamic"] == ["version"]
    assert project["tool"]["hatch"]["version"]["path"] == release.SOURCE.as_posix()


def test_the_citation_has_what_citing_needs():
    told = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert {"cff-version", "message", "title", "authors", "version", "license"} <= set(told)
    licence = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert told["license"] == licence["license"]
    assert [it["name"] for it in told["authors"]] == [it["name"] for it in licence["authors"]]


def test_a_version_that_is_named_everywhere_and_dated_may_be_tagged(project):
    release.check("v0.2.0", project)
    assert release.notes(project) == "### Added\n\n* More."


@pytest.mark.parametrize(
    ("name", "old", "new", "sentence"),
    [
        ("simulator/__init__.py", "0.2.0", "0.3.0",
         "the newest heading of CHANGELOG.md is 0.2.0, the version 0.3.0"),
        ("CITATION.cff", "version: 0.2.0", "version: 0.1.0",
         "CITATION.cff cites 0.1.0, the version is 0.2.0"),
        ("CITATION.cff", "2026-02-01", "2026-02-02",
         "CITATION.cff says 2026-02-02, CHANGELOG.md 2026-02-01"),
        ("CHANGELOG.md", "0.1.0 - 2026-01-01", "0.1.0 - unreleased",
         "CHANGELOG.md says 0.1.0 is unreleased"),
        ("CHANGELOG.md", "## ", "# ", "CHANGELOG.md has no heading"),
        ("CHANGELOG.md", "### Added\n\n* More.\n", "", "CHANGELOG.md says nothing of 0.2.0"),
        ("simulator/__init__.py", "__version__", "version", "has no line '__version__ ="),
    ],
)  # fmt: skip
def test_what_disagrees_is_named_and_stops_a_release(project, name, old, new, sentence):
    change(project, name, old, new)
    with pytest.raises(release.ReleaseError, match=re.escape(sentence)):
        release.check("v0.2.0", project)


def test_no_other_tag_and_nothing_without_a_day_is_released(project):
    with pytest.raises(release.ReleaseError, match="the tag is v0.1.9, the version 0.2.0"):
        release.check("v0.1.9", project)
    change(project, "CHANGELOG.md", "0.2.0 - 2026-02-01", "0.2.0 - unreleased")
    change(project, "CITATION.cff", "date-released: 2026-02-01\n", "")
    release.check("", project)
    with pytest.raises(release.ReleaseError, match="unreleased: write its day there"):
        release.check("v0.2.0", project)


def test_a_day_to_come_is_no_day_of_a_release(project):
    for name in ("CHANGELOG.md", "CITATION.cff"):
        change(project, name, "2026-02-01", "9999-01-01")
    with pytest.raises(release.ReleaseError, match="9999-01-01 is still to come"):
        release.check("v0.2.0", project)


def test_where_packages_are_shown_links_lead_to_the_projects_address(project):
    release.tell_address(f"{ADDRESS}/", project)
    assert (project / "README.md").read_text(encoding="utf-8") == (
        f"# Project\n\n[How]({ADDRESS}/blob/v0.2.0/docs/how.md), [there](https://example.org), "
        f"[here](#start)\n\n[![Film]({ADDRESS}/raw/v0.2.0/docs/film.webp)]"
        f"({ADDRESS}/blob/v0.2.0/docs/how.md)\n"
    )
    told = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))
    assert told["project"]["urls"]["Repository"] == ADDRESS
    with pytest.raises(release.ReleaseError, match="has addresses already"):
        release.tell_address(ADDRESS, project)


def test_every_link_of_the_readme_leads_out_then():
    told = release.leading_out((ROOT / "README.md").read_text(encoding="utf-8"), ADDRESS, "v1")
    assert re.findall(r"\]\((?!https?:|#)[^)]*\)", told) == []


@pytest.mark.parametrize("address", ["", "owner/project", "https://example.org", "https://a b/c"])
def test_what_is_no_address_is_refused(project, address):
    with pytest.raises(release.ReleaseError, match="is no address such as https://"):
        release.tell_address(address, project)


def test_what_is_published_was_tested_and_tried_first():
    jobs = workflow("release")["jobs"]
    assert jobs["test"]["uses"] == "./.github/workflows/ci.yml"
    assert "workflow_call" in workflow("ci")[True]  # YAML reads "on" as a truth
    assert set(jobs["publish"]["needs"]) == {"test", "try"}
    assert set(jobs["announce"]["needs"]) == {"publish", "site"}
    assert {name for name, it in jobs.items() if "permissions" in it} == {"publish", "announce"}
    assert jobs["publish"]["permissions"]["id-token"] == "write"
    for name in ("test", "build"):
        assert jobs[name]["needs"] == "check"


def test_the_site_is_written_tried_and_only_then_published():
    jobs = workflow("site")["jobs"]
    said = [it["run"] for it in jobs["build"]["steps"] if "run" in it]
    assert said == ["python start.py site", "python start.py site --test"]
    assert jobs["publish"]["needs"] == "build"
    assert "permissions" not in jobs["build"], "what may publish runs nothing of ours"


def test_every_system_is_tested_and_tried_with_the_oldest_and_the_newest_python():
    for name, job in (("ci", "test"), ("release", "try")):
        matrix = workflow(name)["jobs"][job]["strategy"]["matrix"]
        extra = matrix["include"]
        pairs = {(os, python) for os in matrix["os"] for python in matrix["python"]}
        pairs |= {(it["os"], it["python"]) for it in extra}
        systems = {"ubuntu-latest", "macos-latest", "windows-latest"}
        ends = (pythons.PROMISED[0], pythons.PROMISED[-1])
        assert {(os, python) for os in systems for python in ends} <= pairs
        assert {("ubuntu-latest", it) for it in pythons.PROMISED} <= pairs


def test_what_the_workflow_calls_is_there():
    steps = [it.get("run", "") for job in workflow("release")["jobs"].values()
             for it in job.get("steps", ())]  # fmt: skip
    called = {it for step in steps for it in re.findall(r"python(?:\.exe)? (tools/\S+)", step)}
    assert called == {"tools/release.py", "tools/wheel.py"}
    assert all((ROOT / it).is_file() for it in called)


def test_the_paper_cites_what_its_list_has_and_all_of_it():
    paper = (ROOT / "paper.md").read_text(encoding="utf-8")
    _, head, text = paper.split("---\n", 2)
    told = yaml.safe_load(head)
    assert told["bibliography"] == "paper.bib" and told["authors"] and told["tags"]
    listed = (ROOT / "paper.bib").read_text(encoding="utf-8")
    cited = set(re.findall(r"@(\w+)", " ".join(re.findall(r"\[@[^\]]*\]", text))))
    assert cited == set(re.findall(r"^@\w+\{(\w+),$", listed, re.MULTILINE))
    entries = re.split(r"^@", listed, flags=re.MULTILINE)[1:]
    for entry in entries:  # each can be found: a place to look, or a journal's volume
        assert re.search(r"^  (url|doi|volume) ", entry, re.MULTILINE), entry
    for part in ("Summary", "Statement of need", "State of the field", "References"):
        assert f"\n# {part}\n" in text
