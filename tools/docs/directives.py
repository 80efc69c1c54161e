"""What the pages of the documentation can show beyond text: pictures that can be acted on."""

import html
import inspect
import json
import re
from typing import Any, get_type_hints

import pictures
from docutils import nodes
from msgspec import Struct
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.inspect import stringify_signature


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


def name_rightly(
    app: Sphinx, name: str, template: str, context: dict[str, object], tree: nodes.Node | None
) -> None:
    """Say of which level headings beside a page are; a signature is no list of terms."""
    menu = str(context.get("furo_navigation_tree", ""))
    context["furo_navigation_tree"] = menu.replace(
        'role="heading"', 'role="heading" aria-level="2"'
    )
    context["body"] = PARAMETERS.sub(as_lines, str(context.get("body", "")))


PARAMETERS = re.compile(r'<dl>\n((?:<dd>(?:<em class="sig-param">|<span).*</dd>\n)+)</dl>\n')


def as_lines(found: re.Match[str]) -> str:
    """A signature's parameters, a line each."""
    return found[1].replace("<dd>", '<span class="sig-line">').replace("</dd>", "</span>")


class Short:
    """A record as it comes without a word, told by its name alone."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return f"{self.name}()"

    @classmethod
    def of(cls, default: object) -> object:
        """The default of a parameter as it is told."""
        kind = type(default)
        if not isinstance(default, Struct):
            return default
        try:
            return cls(kind.__name__) if default == kind() else default
        except TypeError:
            return default  # it needs words, which are worth telling


def plain_signature(
    app: Sphinx, what: str, name: str, value: Any, options: object, said: str, gives: str
) -> tuple[str, str] | None:
    """A signature with its types, but without what records say of ranges and of their controls."""
    try:
        types, signature = get_type_hints(value), inspect.signature(value)
    except (NameError, TypeError, ValueError):
        return None  # a type that only a checker reads, or no signature at all
    named = [
        it.replace(annotation=types.get(it.name, it.annotation), default=Short.of(it.default))
        for it in signature.parameters.values()
        if it.name != "self"
    ]
    back = types.get("return", signature.return_annotation)
    plain = signature.replace(parameters=named, return_annotation=back)
    whole = stringify_signature(plain, unqualified_typehints=True)
    before, arrow, after = whole.rpartition(" -> ")
    return (before, after) if arrow else (whole, "")


def setup(app: Sphinx) -> dict[str, bool]:
    """Make it known, with what draws it."""
    app.add_directive("picture", Picture)
    app.connect("autodoc-process-signature", plain_signature)
    app.connect("html-page-context", name_rightly, priority=900)
    for name in ("site.js", "drawing.js", "pictures.js"):
        app.add_js_file(name, defer="defer")
    return {"parallel_read_safe": True, "parallel_write_safe": True}
