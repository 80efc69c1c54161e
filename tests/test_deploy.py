"""What hubs, clusters, Binder and editors are told: it can be read, and all of it fits together."""

import json
import os
import shlex
import stat
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from traitlets.config.loader import PyFileConfigLoader

import start

ROOT = Path(__file__).resolve().parents[1]
DEPLOY = ROOT / "deploy"
PORT = "10110"
ON_UNIX = pytest.mark.skipif(os.name == "nt", reason="no JupyterHub runs on Windows")


def values(name):
    """All documents of a file for a cluster."""
    text = (DEPLOY / "kubernetes" / f"{name}.yaml").read_text(encoding="utf-8")
    return list(yaml.safe_load_all(text))


def settings(path):
    """What a hub is told by a file."""
    return PyFileConfigLoader(path.name, str(path.parent)).load_config()


def given(config, part, name):
    """A list or table that a file adds to, as a hub without any other would have it."""
    found = config[part][name]
    return (
        found.get_value([] if name != "environment" else {})
        if hasattr(found, "get_value")
        else found
    )


@pytest.fixture
def hub(monkeypatch, tmp_path):
    """What any hub is told of the workshop."""
    for name in list(os.environ):
        if name.startswith("PMO_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return settings(DEPLOY / "hub" / "workshop.py")


@ON_UNIX
def test_a_hub_starts_the_service_for_this_machine_alone(hub, tmp_path):
    (service,) = given(hub, "JupyterHub", "services")
    assert service["name"] == "workshop"
    assert service["url"] == f"http://127.0.0.1:{PORT}"
    assert service["command"] == [
        sys.executable, "-m", "simulator", "workshop", "serve", "--database",
        f"sqlite:///{tmp_path / 'workshop' / 'workshop.sqlite'}",
    ]  # fmt: skip
    assert stat.S_IMODE((tmp_path / "workshop").stat().st_mode) == 0o700


@ON_UNIX
def test_what_a_hub_is_told_can_be_set_from_outside(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    told = {"COURSE": "/srv/a", "PYTHON": "/b/python", "STATE": str(tmp_path / "c"), "PORT": "7",
            "DATABASE": "postgresql://d", "MENTORS": "e", "MEMORY": "2G", "PROCESSORS": "2",
            "IDLE_SECONDS": "40"}  # fmt: skip
    for name, value in told.items():
        monkeypatch.setenv(f"PMO_{name}", value)
    hub = settings(DEPLOY / "hub" / "workshop.py")
    (service,) = given(hub, "JupyterHub", "services")
    assert service["url"] == "http://127.0.0.1:7"
    assert (service["command"][0], service["command"][-1]) == ("/b/python", "postgresql://d")
    assert service["environment"]["PMO_MENTORS"] == "e"
    assert hub.Spawner.cmd[0] == "/b/python"
    assert hub.Spawner.cmd[2] == "/srv/a"
    assert (hub.Spawner.mem_limit, hub.Spawner.cpu_limit) == ("2G", 2.0)
    assert given(hub, "Spawner", "environment")["LOKY_MAX_CPU_COUNT"] == "2"
    assert "--ServerApp.shutdown_no_activity_timeout=80" in given(hub, "Spawner", "args")
    # And each of them is explained.
    explained = (ROOT / "docs" / "hub.md").read_text(encoding="utf-8")
    assert all(f"`PMO_{name}`" in explained for name in told)


@ON_UNIX
def test_the_littlest_hub_takes_up_the_same_beside_its_own(monkeypatch, tmp_path):
    monkeypatch.setenv("PMO_COURSE", str(ROOT))
    monkeypatch.setenv("PMO_STATE", str(tmp_path / "state"))
    monkeypatch.delenv("PMO_PYTHON", raising=False)
    mine = tmp_path / "pmo.py"
    mine.write_text((DEPLOY / "littlest" / "pmo.py").read_text(encoding="utf-8"))
    theirs = tmp_path / "jupyterhub_config.py"
    theirs.write_text(
        "c = get_config()\nc.JupyterHub.services = [{'name': 'cull-idle'}]\n"
        "c.Spawner.args = ['--theirs']\n" + f"load_subconfig({str(mine)!r})\n"
    )
    hub = settings(theirs)
    monkeypatch.delenv("PMO_PYTHON")  # which the file has set for the hub
    names = [it["name"] for it in given(hub, "JupyterHub", "services")]
    assert names == ["cull-idle", "workshop"]
    assert given(hub, "Spawner", "args")[0] == "--theirs"
    assert hub.Spawner.cmd[0] == "/opt/tljh/user/bin/python"


@ON_UNIX
def test_a_cluster_gives_trainees_what_a_hub_gives(hub):
    (cluster,) = values("hub")
    (theirs,) = values("gateway")
    singleuser, ours = cluster["singleuser"], hub.Spawner
    assert singleuser["defaultUrl"] == ours.default_url
    assert singleuser["memory"]["limit"] == ours.mem_limit
    assert singleuser["cpu"]["limit"] == ours.cpu_limit
    assert cluster["hub"]["concurrentSpawnLimit"] == hub.JupyterHub.concurrent_spawn_limit
    assert singleuser["cmd"][1].removeprefix("/srv/pmo/") == str(
        Path(ours.cmd[1]).relative_to(ROOT)
    )
    limits = given(hub, "Spawner", "environment")
    for name in ("LOKY_MAX_CPU_COUNT", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        assert singleuser["extraEnv"][name] == limits[name]
    gateway = "access:services!service=dask-gateway"
    for role in given(hub, "JupyterHub", "load_roles"):
        assert cluster["hub"]["loadRoles"][role["name"]]["scopes"] == [*role["scopes"], gateway]
    image = singleuser["image"]
    assert theirs["gateway"]["backend"]["image"] == image
    assert f"{image['name']}:{image['tag']}" in theirs["gateway"]["extraConfig"]["limits"]


def container():
    """The workshop in a cluster."""
    deployment = next(it for it in values("workshop") if it["kind"] == "Deployment")
    pod = deployment["spec"]["template"]
    return deployment, pod, pod["spec"]["containers"][0]


def test_the_service_of_a_cluster_is_where_the_hub_and_trainees_look():
    (cluster,) = values("hub")
    deployment, pod, workshop = container()
    said = {it["name"]: it.get("value") for it in workshop["env"]}
    url = f"http://workshop:{PORT}"
    assert cluster["hub"]["services"]["workshop"]["url"] == url
    assert cluster["singleuser"]["extraEnv"]["PMO_WORKSHOP_URL"] == url
    assert said["JUPYTERHUB_SERVICE_URL"].endswith(f":{PORT}")
    assert workshop["ports"][0]["containerPort"] == int(PORT)
    image = cluster["singleuser"]["image"]
    assert workshop["image"] == f"{image['name']}:{image['tag']}"
    # Whoever writes to a file database is alone.
    assert deployment["spec"]["replicas"] == 1
    assert deployment["spec"]["strategy"]["type"] == "Recreate"
    service = next(it for it in values("workshop") if it["kind"] == "Service")
    assert service["metadata"]["name"] == "workshop"
    labels = pod["metadata"]["labels"]
    assert service["spec"]["selector"].items() <= labels.items()
    assert deployment["spec"]["selector"]["matchLabels"].items() <= labels.items()
    egress = cluster["singleuser"]["networkPolicy"]["egress"][0]
    assert egress["to"][0]["podSelector"]["matchLabels"].items() <= labels.items()
    assert egress["ports"][0]["port"] == int(PORT)


def test_code_for_the_gateway_is_code():
    (theirs,) = values("gateway")
    for code in theirs["gateway"]["extraConfig"].values():
        compile(code, "gateway", "exec")


def instructions(path):
    """What a Dockerfile says, a line each."""
    text = path.read_text(encoding="utf-8").replace("\\\n", " ")
    return [it for it in text.splitlines() if it.strip() and not it.startswith("#")]


def test_an_image_installs_files_that_are_there_and_nobody_in_it_is_root():
    for path in (DEPLOY / "kubernetes" / "Dockerfile", ROOT / ".devcontainer" / "Dockerfile"):
        said = instructions(path)
        words = [word for line in said for word in shlex.split(line)]
        named = [words[i + 1] for i, word in enumerate(words) if word == "--requirement"]
        assert all((ROOT / it).exists() for it in named)
        assert [it.split()[1] for it in said if it.startswith("USER")][-1] != "root"
        version = said[0].removeprefix("FROM python:").removesuffix("-slim")
        assert tuple(map(int, version.split("."))) >= start.OLDEST_PYTHON


def test_binder_installs_what_was_tried():
    binder = ROOT / "binder"
    named = (binder / "requirements.txt").read_text(encoding="utf-8").split()
    assert named == ["-r", "../constraints.txt"]
    assert (binder / named[1]).resolve().samefile(ROOT / "constraints.txt")
    version = (binder / "runtime.txt").read_text(encoding="utf-8").strip()
    assert tuple(map(int, version.removeprefix("python-").split("."))) >= start.OLDEST_PYTHON


@ON_UNIX
@pytest.mark.parametrize("name", ["postBuild", "start"])
def test_binders_programs_can_be_run(name):
    program = ROOT / "binder" / name
    assert os.access(program, os.X_OK)
    subprocess.run(["bash", "-n", program], check=True)


def test_an_editor_sets_up_what_start_would():
    told = json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text(encoding="utf-8"))
    assert (ROOT / ".devcontainer" / told["build"]["dockerfile"]).exists()
    program, flag, code = shlex.split(told["postCreateCommand"])
    assert (program, flag) == ("python", "-c")
    assert code == "import start; start.set_up('test')"
    python = told["customizations"]["vscode"]["settings"]["python.defaultInterpreterPath"]
    assert python == "${containerWorkspaceFolder}/.venv/bin/python"
