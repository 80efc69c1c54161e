"""What the pages of the documentation can show beyond text: pictures that can be acted on."""

import html
import json

import pictures
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective


class Picture(SphinxDirective):
    """A picture by its name, with its data, and with its sentence for who cannot see it."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """The picture's place in the page, which its module fills."""
        name = self.arguments[0]
        made = pictures.PICTURES[name]()
        # Within a script only this could end it early.
        data = json.dumps(made.data, ensure_ascii=False, separators=(",", ":")).replace(
            "</", "<\\/"
        )
        page = (
            f'<figure class="picture" data-picture="{name}">'
            f'<div class="stage"></div><figcaption>{html.escape(made.sentence)}</figcaption>'
            f'<script type="application/json">{data}</script></figure>'
        )
        return [nodes.raw("", page, format="html")]


def name_levels(
    app: Sphinx, name: str, template: str, context: dict[str, object], tree: nodes.Node | None
) -> None:
    """Say of which level the headings of the list of pages are: Sphinx names them headings only."""
    menu = str(context.get("furo_navigation_tree", ""))
    context["furo_navigation_tree"] = menu.replace(
        'role="heading"', 'role="heading" aria-level="2"'
    )


def setup(app: Sphinx) -> dict[str, bool]:
    """Make it known, with the module that draws."""
    app.add_directive("picture", Picture)
    app.connect("html-page-context", name_levels, priority=900)
    app.add_js_file("site.js", type="module")
    app.add_js_file("pictures.js", type="module")
    return {"parallel_read_safe": True, "parallel_write_safe": True}
