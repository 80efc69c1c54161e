"""A PostgreSQL of the tests' own: found on this computer, or installed as the browser is."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

PLACES = ("/usr/lib/postgresql", "/usr/local/opt/postgresql", "/opt/homebrew/opt/postgresql")
SYSTEM_PACKAGE = "postgresql"
OWNER = "postgres"
"""PostgreSQL does not work for root; its package brings this user along."""


def programs() -> Path | None:
    """The folder of PostgreSQL's programs; None if there is none and none can be had."""
    return _found() or (_installed() and _found()) or None


def _found() -> Path | None:
    on_path = shutil.which("initdb")
    folders = [Path(on_path).resolve().parent] if on_path else []
    for place in map(Path, PLACES):
        folders += sorted(place.glob("*/bin"), reverse=True)
    return next((it for it in folders if (it / "initdb").exists()), None)


def _installed() -> bool:
    """Whether the system's own package could be installed: by root, where there is apt."""
    if not (_is_root() and shutil.which("apt-get")):
        return False
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "--yes", "--no-install-recommends", SYSTEM_PACKAGE]):
        done = subprocess.run(
            ["apt-get", "--quiet", *command], env=environment, stdin=subprocess.DEVNULL,
            capture_output=True, check=False,
        )  # fmt: skip
        if done.returncode:
            print(f"PostgreSQL could not be installed: {done.stderr[-200:]!r}", file=sys.stderr)
            return False
    return True


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


class Cluster:
    """A server of its own, on a free port of this computer only, to be stopped and started."""

    def __init__(self, programs: Path) -> None:
        self.programs = programs
        # Another user than root has to reach it, whatever folder for temporary files is wished.
        place = "/tmp" if _is_root() else None
        self.folder = Path(tempfile.mkdtemp(prefix="pmo-postgresql-", dir=place))
        self.data, self.log = self.folder / "data", self.folder / "log"
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        if _is_root():
            shutil.chown(self.folder, OWNER)
        self._run("initdb", "-D", self.data, "-U", OWNER, "-A", "trust", "--no-sync", "-E", "UTF8")
        self.start()

    @property
    def url(self) -> str:
        return f"postgresql://{OWNER}@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories="
        self._run("pg_ctl", "-D", self.data, "-l", self.log, "-o", options, "-w", "start")

    def stop(self, how: str = "immediate") -> None:
        """Without a word to those who speak to it."""
        self._run("pg_ctl", "-D", self.data, "-m", how, "-w", "stop")

    def remove(self) -> None:
        self.stop("fast")
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, program: str, *arguments: object) -> None:
        owner = {"user": OWNER, "group": OWNER} if _is_root() else {}
        done = subprocess.run(
            [self.programs / program, *map(str, arguments)], cwd=self.folder,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE if program == "initdb" else None,
            stderr=subprocess.STDOUT if program == "initdb" else None, text=True, check=False,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C"}, **owner,
        )  # fmt: skip
        assert done.returncode == 0, f"{program}: {done.stdout}"
