"""Packages that only a bridge needs: there, or a sentence that says how to install them."""

from importlib import import_module
from typing import Any

from simulator.errors import RefusedError


def wanted(package: str, what: str) -> Any:
    """The package. Raises RefusedError with the line that installs it if it is not there."""
    try:
        return import_module(package)
    except ImportError:
        raise missing(package.split(".")[0], what) from None


def missing(package: str, what: str) -> RefusedError:
    """What to say where a package is not there."""
    return RefusedError(
        f"{what} needs {package}, which is not installed; "
        "install it with: pip install 'pmo-flight-simulator[bridges]'"
    )
