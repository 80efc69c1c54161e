"""XML files as plain elements that know where they stand; only what one asks for is kept."""

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Never
from xml.parsers import expat

from simulator.limits import DEEPEST, MOST_ELEMENTS
from simulator.readers.door import contents
from simulator.readers.errors import ReadError


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
        self.path = path
        self.kind = kind
        self.tables = tables
        """Which of the children of the outermost element are kept, with all that is in them."""
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True  # or a text in a million pieces takes minutes
        self.parser.buffer_size = 2**20
        self.parser.ordered_attributes = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters
        self.parser.StartDoctypeDeclHandler = self.doctype
        self.open: list[Element] = []
        self.root: Element | None = None
        self.skipped = 0
        """How deep we are in an element that is not kept."""
        self.count = 0

    def refuse(self, problem: str) -> Never:
        """Raise ReadError about the place where the parser is."""
        where = f"column {self.parser.CurrentColumnNumber + 1}"
        raise ReadError(self.path, self.parser.CurrentLineNumber, f"{where}: {problem}")

    def doctype(self, *_: object) -> None:
        """A declaration of types may define entities that stand for gigabytes, or for files."""
        self.refuse(
            f"has a document type declaration (<!DOCTYPE>); expected a {self.kind} without one"
        )

    def start(self, tag: str, _attributes: list[str]) -> None:
        self.count += 1
        if self.count > MOST_ELEMENTS:
            self.refuse(f"has more than {MOST_ELEMENTS} elements; expected a {self.kind}")
        if self.skipped or (len(self.open) == 1 and tag not in self.tables):
            self.skipped += 1
        if len(self.open) + self.skipped >= DEEPEST:
            self.refuse(f"is nested more than {DEEPEST} deep; expected a {self.kind}")
        if self.skipped:
            return
        element = Element(tag, self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber)
        if self.open:
            self.open[-1].children.append(element)
        else:
            self.root = element
        self.open.append(element)

    def end(self, _tag: str) -> None:
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
    try:
        builder.parser.Parse(whole, True)
    except ReadError:
        raise
    except (LookupError, ValueError) as error:
        raise ReadError(path, 1, f"has an unknown encoding ({error}); expected UTF-8") from None
    except expat.ExpatError as error:
        what = expat.errors.messages[error.code]
        problem = f"column {error.offset + 1}: is not XML ({what}); expected a {kind}"
        raise ReadError(path, error.lineno, problem) from None
    if builder.root is None:
        raise ReadError(path, 1, f"is not XML; expected a {kind}")
    return builder.root
