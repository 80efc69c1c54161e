"""XML files of other programs as nested nodes; what nobody asks for is not kept.

An element that holds nothing but text becomes a field of the element around it. Names lose their
prefix.
"""

from collections.abc import Collection, Iterator
from pathlib import Path

from simulator.limits import MOST_PLAN_BYTES, MOST_PLAN_ELEMENTS
from simulator.readers.door import contents
from simulator.readers.errors import ReadError
from simulator.readers.guarded_xml import Guarded


class Node:
    """An element: its tag, its line, its attributes and texts by name, the elements in it."""

    __slots__ = ("attributes", "fields", "line", "nodes", "tag")

    def __init__(self, tag: str, line: int, attributes: dict[str, str]) -> None:
        self.tag = tag
        self.line = line
        self.attributes = attributes
        self.fields: dict[str, str] = {}
        self.nodes: list[Node] | None = None

    def all(self, *tags: str) -> Iterator["Node"]:
        """All nodes with this tag in it; with more tags, all of those in these, and so on."""
        first, *rest = tags
        for node in self.nodes or ():
            if node.tag == first:
                if rest:
                    yield from node.all(*rest)
                else:
                    yield node

    def get(self, name: str) -> str:
        """The text of a field or an attribute; nothing if there is none."""
        return self.fields.get(name) or self.attributes.get(name) or ""


class _Builder:
    """Makes nodes of what the parser meets."""

    def __init__(
        self, path: Path, kind: str, left_out: Collection[str], asked: Collection[str] | None
    ) -> None:
        self.left_out = left_out
        self.asked = asked
        self.xml = Guarded(path, kind, MOST_PLAN_ELEMENTS, self.start, self.end, self.characters)
        self.open: list[Node] = []
        self.root: Node | None = None
        self.leaf: Node | None = None
        """The node that was opened last, as long as nothing stands in it but text."""
        self.pieces: list[str] = []
        self.skipped = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        if self.skipped or tag in self.left_out:
            self.skipped += 1
            return
        if any(name.endswith(":nil") for name in attributes):
            attributes = {}
        node = self.leaf = Node(tag, self.xml.line, attributes)
        self.pieces = []
        if self.root is None:
            self.root = node
        self.open.append(node)

    def end(self) -> None:
        if self.skipped:
            self.skipped -= 1
            return
        node, leaf = self.open.pop(), self.leaf
        self.leaf = None
        if not self.open:
            return
        above = self.open[-1]
        if node is leaf and not node.attributes:
            if self.asked is None or node.tag in self.asked:
                above.fields.setdefault(node.tag, "".join(self.pieces).strip())
        elif above.nodes is None:
            above.nodes = [node]
        else:
            above.nodes.append(node)

    def characters(self, text: str) -> None:
        if self.leaf is not None and not self.skipped:
            self.pieces.append(text)


def nodes(
    path: Path,
    kind: str,
    root: str,
    left_out: Collection[str] = (),
    asked: Collection[str] | None = None,
) -> Node:
    """The outermost node of a file, which must have this name.

    Without elements of the names that are left out, and with the fields only that are asked for.
    Raises ReadError with line and column if it is not XML, declares types of its own, is another
    kind of file, or is larger or deeper than a plan can be; `kind` says what was expected.
    """
    return parsed(path, contents(path, MOST_PLAN_BYTES), kind, root, left_out, asked)


def parsed(
    path: Path,
    whole: bytes,
    kind: str,
    root: str,
    left_out: Collection[str] = (),
    asked: Collection[str] | None = None,
) -> Node:
    """The same of bytes that came out of a file. Raises ReadError as `nodes` does."""
    builder = _Builder(path, kind, left_out, asked)
    builder.xml.parse(whole)
    found = builder.root
    if found is None or found.tag != root:
        said = f"found <{found.tag[:60]}>" if found else "found nothing"
        raise ReadError(path, found.line if found else 1, f"expected a {kind}, {said}")
    return found
