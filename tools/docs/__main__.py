"""Write the documentation into build/site, or say what is wrong with it.

    python tools/docs              all pages; warnings and examples that fail end it
    python tools/docs play         the same, with a way to the course in build/site/play
    python tools/docs linkcheck    asks whether the pages it points to elsewhere are there

The pages are those in docs/, what stands at the top of the repository, and what `pages.py` writes
from the code; nothing that is written is stored. Needs the environment of `python start.py docs`.
"""

import shutil
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(HERE), str(ROOT)]

SITE = ROOT / "build" / "site"
WORK = ROOT / "build" / "docs"
COURSE = "play"
"""Where the course stands within the site, if it is built as well."""


def main(arguments: list[str]) -> int:
    """Gather all pages, run the examples, and let Sphinx do the rest."""
    import examples
    import gather

    problems = examples.problems()
    if problems:
        print(*problems, sep="\n\n")
        return 1
    gather.gather(WORK / "source", course=COURSE if "play" in arguments else "")
    if "linkcheck" in arguments:
        return built("linkcheck", WORK / "links")
    if SITE.exists():
        for path in SITE.iterdir():
            remove(path)
    code = built("html", SITE)
    for left in (".buildinfo", ".doctrees"):
        remove(SITE / left)
    print(f"The documentation is in {SITE.relative_to(ROOT)}; open index.html there.")
    return code


def built(builder: str, folder: Path) -> int:
    """Let Sphinx write all pages anew; whatever it warns of is an error, told after all others."""
    from sphinx.cmd.build import main as sphinx

    strict = ["--fail-on-warning", "--keep-going", "--nitpicky", "--fresh-env", "--write-all"]
    quiet = ["--quiet", "--doctree-dir", str(WORK / "doctrees")]
    config = ["--conf-dir", str(ROOT / "docs")]
    return sphinx(["-b", builder, *strict, *quiet, *config, str(WORK / "source"), str(folder)])


def remove(path: Path) -> None:
    """Take a file or a folder away, but not the course."""
    if path.name == COURSE:
        return
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
