"""What a stranger does with the simulator an hour after installing it; tools/wheel.py runs it.

It stands on what is installed alone, is run in an empty folder, and says what it saw.
"""

import json
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import distribution, version
from pathlib import Path

NAME = "pmo-flight-simulator"
NAMED = re.compile(r'(?:src|href)="([^":]+\.(?:js|css|svg))"')
MODULE = (sys.executable, "-I", "-X", "utf8", "-m", "simulator")


def main() -> None:
    """Do all of it; the first thing that is not as it should be ends it."""
    seen = [installed(), terminal(), flight(), cockpit(), workshop()]
    print("; ".join(seen))


def installed() -> str:
    """One name beside all others, types to be read, one version."""
    import simulator

    files = distribution(NAME).files or []
    # Below the folder of packages; what is shared stands elsewhere and begins with "..".
    tops = {it.parts[0] for it in files} - {".."}
    own = {it for it in tops if not it.endswith(".dist-info")}
    expect(own == {"simulator"}, f"it puts {sorted(own)} beside other packages")
    home = Path(str(simulator.__file__)).parent
    expect(home.is_relative_to(sys.prefix), f"{home} is not what was installed")
    expect((home / "py.typed").exists(), "py.typed is missing")
    expect(simulator.__version__ == version(NAME), "two versions")
    return f"version {simulator.__version__}"


def terminal() -> str:
    """The terminal knows its organisations and plays one."""
    names = [line.split()[0] for line in said("scenarios").splitlines() if line.strip()]
    expect("tarnholt_town" in names, f"no organisations: {names}")
    played = said("run", "three_projects", "--policy", "cost_of_delay", "--seed", "7")
    expect("finish" in played.lower(), f"nothing was played: {played}")
    return f"{len(names)} organisations"


def flight() -> str:
    """A flight is flown, kept in a file and taken up again, with a decision."""
    from simulator import Session, change_policy, load

    session = Session(load("three_projects"), seed=7).advance(20)
    session.decide(change_policy(order="cost_of_delay"))
    session.save("stranger.flight.json")
    again = Session.load("stranger.flight.json")
    expect(again.events == session.events, "a flight is another after it was loaded")
    return f"a flight of {len(session.events)} events kept and loaded"


def cockpit() -> str:
    """The screen has its modules and its styles, and answers."""
    from simulator import Session, load
    from simulator.logbook import Logbook
    from simulator.widgets import Cockpit

    screen = Cockpit(Session(load("three_projects"), seed=7), book=Logbook("flights"))
    screen.answer({"do": "week"})
    expect(screen.screen["today"] == 5, f"no week passes: {screen.screen['said']}")
    drawn = len(str(screen._esm)) + len(str(screen._css))
    expect(drawn > 50_000, f"the page has only {drawn} characters")
    return "a cockpit that answers"


def workshop() -> str:
    """The service starts, and its pages come with all that they name."""
    with served() as address:
        told = json.loads(fetched(f"{address}/health"))
        expect(told["status"] == "ok", f"the workshop says {told}")
        pages = {path: fetched(address + path).decode() for path in ("/", "/team", "/mentor")}
        parts = sorted({it for page in pages.values() for it in NAMED.findall(page)})
        expect(bool(parts), "the workshop's pages name no modules")
        for part in parts:
            expect(len(fetched(f"{address}/{part}")) > 0, f"{part} is empty")
    return f"a workshop with {len(pages)} pages and {len(parts)} parts"


@contextmanager
def served() -> Iterator[str]:
    """The address of a workshop of its own."""
    process = subprocess.Popen(
        [*MODULE, "workshop", "serve", "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    heard = []
    try:
        for line in process.stdout or ():
            heard.append(line)
            if "Ctrl+C" in line:
                break
        found = re.search(r"http://127\.0\.0\.1:\d+", "".join(heard))
        expect(found is not None, "the workshop does not start: " + "".join(heard))
        yield found[0] if found else ""
    finally:
        process.kill()
        process.communicate()


def fetched(address: str) -> bytes:
    """What is served there; it may take a moment until somebody answers."""
    for patience in (0.5, 1, 2, 4, 8, 0):
        try:
            with urllib.request.urlopen(address, timeout=30) as answer:
                return bytes(answer.read())
        except urllib.error.HTTPError:
            raise
        except OSError:
            if not patience:
                raise
            time.sleep(patience)
    return b""


def said(*words: str) -> str:
    """What the terminal answers."""
    done = subprocess.run([*MODULE, *words], capture_output=True, encoding="utf-8", check=False)
    expect(done.returncode == 0, f"{' '.join(words)}: {done.stderr}")
    return done.stdout


def expect(so: bool, otherwise: str) -> None:
    """Stop with a sentence if something is not so."""
    if not so:
        sys.exit(otherwise)


if __name__ == "__main__":
    main()
