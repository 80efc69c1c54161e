"""How Sphinx writes the documentation; `python start.py docs` calls it."""

import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tools" / "docs"), str(ROOT)]

import simulator  # noqa: E402 - only now is it this folder's

about = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
project = "PMO Flight Simulator"
author = about["authors"][0]["name"]
release = version = simulator.__version__
project_copyright = author

extensions = [
    "myst_nb",
    "sphinx.ext.autodoc",
    "sphinx.ext.viewcode",
    "sphinx_copybutton",
    "directives",
]
exclude_patterns = ["jupyter_execute"]
suppress_warnings = [
    # These pages stand in the repository first, where a heading may follow any other.
    "myst.header",
    # Two records may have a field of one name.
    "ref.python",
]

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 4
# Pages with code are run as they are written, and what fails ends the writing.
nb_execution_mode = "force"
nb_execution_timeout = 300
nb_execution_raise_on_error = True
nb_execution_show_tb = True
nb_merge_streams = True

# Docstrings say `name` for code, and types stand in the signature.
default_role = "code"
autodoc_typehints = "signature"
autodoc_member_order = "bysource"
autodoc_preserve_defaults = True
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 80
# What other libraries call their things is not on these pages, and asks no other host for it.
nitpick_ignore_regex = [
    ("py:.*", r"(?!simulator\.).*"),
    # What screens are made of is nobody's to call.
    ("py:.*", r"simulator\.(course|explorables|logbook|own_office|widgets|workshop)\..*"),
]

html_theme = "furo"
html_title = project
html_static_path = ["../tools/docs/static"]
html_css_files = ["site.css"]
html_search_scorer = str(ROOT / "tools" / "docs" / "static" / "scorer.js")
html_favicon = "../tools/docs/static/icon.svg"
html_copy_source = False
html_show_sourcelink = False
html_last_updated_fmt = None
html_theme_options = {"navigation_with_keys": False}
copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True

linkcheck_timeout = 30
linkcheck_retries = 3
# What the reader's own computer serves.
linkcheck_ignore = [r"http://(127\.0\.0\.1|localhost)"]
