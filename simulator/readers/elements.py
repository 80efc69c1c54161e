"""XML files as plain elements that know where they stand; only what one asks for is kept."""

from collections.abc import Collection, Iterator
from pathlib import Path

from simulator.limits import MOST_ELEMENTS
from simulator.readers.door import contents
from simulator.readers.errors import ReadError
from simulator.readers.guarded_xml import Guarded


class Element:
    """An XML element: its tag, its place in the file, the elements in it, the text before them."""

    __slots__ = ("children", "column", "line", "tag", "text")

    def __init__(self, tag: str, line: int, column: int) -> None:
        self.tag = tag
        self.line = line
        self.column = column
        self.text = ""
        self.children: list[Element] = []

    def find(self, tag: str) -> "Element | None":
        """The first child with this tag."""
        return next((child for child in self.children if child.tag == tag), None)

    def find_all(self, *tags: str) -> list["Element"]:
        """All children with this tag; with more tags, all of their children, and so on."""
        first, *rest = tags
        found = [child for child in self.children if child.tag == first]
        return [it for child in found for it in child.find_all(*rest)] if rest else found

    def text_of(self, tag: str) -> str:
        """The text of the first child with this tag, without blanks around it; or nothing."""
        child = self.find(tag)
        return child.text.strip() if child else ""

    def all_within(self, tag: str) -> Iterator["Element"]:
        """All elements with this tag, however deep."""
        for child in self.children:
            if child.tag == tag:
                yield child
            yield from child.all_within(tag)


class _Builder:
    """Makes elements of what the parser meets."""

    def __init__(self, path: Path, kind: str, tables: Collection[str]) -> None:
        self.tables = tables
        """Which of the children of the outermost element are kept, with all that is in them."""
        self.xml = Guarded(path, kind, MOST_ELEMENTS, self.start, self.end, self.characters)
        self.open: list[Element] = []
        self.root: Element | None = None
        self.skipped = 0
        """How deep we are in an element that is not kept."""

    def start(self, tag: str, _attributes: dict[str, str]) -> None:
        if self.skipped or (len(self.open) == 1 and tag not in self.tables):
            self.skipped += 1
            return
        element = Element(tag, self.xml.line, self.xml.column)
        if self.open:
            self.open[-1].children.append(element)
        else:
            self.root = element
        self.open.append(element)

    def end(self) -> None:
        if self.skipped:
            self.skipped -= 1
        else:
            self.open.pop()

    def characters(self, text: str) -> None:
        if self.open and not self.skipped and not self.open[-1].children:
            self.open[-1].text += text


def parse(path: Path, kind: str, tables: Collection[str]) -> Element:
    """The outermost element of a file, and in it only these tables.

    Raises ReadError with line and column if it is not XML, declares types of its own, or is larger
    or deeper than a plan can be; `kind` says what was expected.
    """
    builder, whole = _Builder(path, kind, tables), contents(path)
    # What the parser would take long to tell, or would have to keep before it tells.
    if whole.count(b"<") > 2 * MOST_ELEMENTS or whole.count(b"=") > MOST_ELEMENTS // 10:
        problem = f"has more than {MOST_ELEMENTS} elements or attributes; expected a {kind}"
        raise ReadError(path, None, problem)
    builder.xml.parse(whole)
    if builder.root is None:
        raise ReadError(path, 1, f"is not XML; expected a {kind}")
    return builder.root
