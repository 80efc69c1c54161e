"""Hand out the course: a trainee's own copy of its pages, then what was asked for besides.

    python handout.py COURSE FOLDER [COMMAND ...]

COURSE is the folder of the simulator, which may be read-only; FOLDER is where the trainee finds the
copy. It runs as the trainee, before every start of the trainee's server, and needs nothing but
Python. What a trainee has changed is never written over, a page that is new comes in, one that has
been corrected replaces a copy that nobody has touched, and one that was deleted or renamed comes
back fresh. COMMAND takes this program's place, also when the copy could not be made.
"""

import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

PAGES = ("notebooks/*.ipynb", "exercises/*.ipynb")
KEPT = ".handed-out.json"
"""What was handed out, page by page: whoever's copy is still that has changed nothing."""


def hand_out(course: Path, folder: Path) -> list[str]:
    """Bring a copy up to date; return a sentence for each page that was not left as it was."""
    told, given = [], handed_out(folder)
    before = dict(given)
    for page in sorted(pages(course)):
        name, content = page.relative_to(course).as_posix(), page.read_bytes()
        copy, new = folder / name, sha256(content)
        here = sha256(copy.read_bytes()) if copy.exists() else None
        if here in (None, given.get(name)) and here != new:
            write(copy, content)
            told.append(f"{name} is {'new' if here is None else 'corrected'}.")
            here = new
        if here == new:
            given[name] = new
    if given != before:
        write(folder / KEPT, json.dumps(given, indent=1).encode())
    return told


def pages(course: Path) -> Iterator[Path]:
    """The pages of a course; refuse a folder that has none."""
    found = [page for pattern in PAGES for page in course.glob(pattern)]
    if not found:
        raise OSError(f"{course} has no course: no {' and no '.join(PAGES)}")
    yield from found


def handed_out(folder: Path) -> dict[str, str]:
    """What is known to have been handed out; if that cannot be read, nothing is."""
    try:
        kept = json.loads((folder / KEPT).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}


def sha256(content: bytes) -> str:
    """What tells a page from every other."""
    return hashlib.sha256(content).hexdigest()


def write(place: Path, content: bytes) -> None:
    """Write a whole file or none, whatever ends this program meanwhile."""
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=place.parent, prefix=".handed-out-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(beside).chmod(0o644)
        Path(beside).replace(place)
    finally:
        Path(beside).unlink(missing_ok=True)


def main(course: str, folder: str, *command: str) -> int:
    """Hand out, tell what came in, and become the command."""
    try:
        told = hand_out(Path(course), Path(folder))
    except OSError as problem:
        # A trainee with an old copy, or none, is still better off with a server.
        told = [f"The course could not be handed out: {problem}"]
    for sentence in told:
        print(sentence, file=sys.stderr, flush=True)
    if command:
        os.execvp(command[0], command)
    return 0


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit("usage: handout.py COURSE FOLDER [COMMAND ...]")
    sys.exit(main(*sys.argv[1:]))
