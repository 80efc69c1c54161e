"""Rows that stand within each other in a file, each with the one around it."""

from collections.abc import Iterator

from simulator.readers.markup import Node


def nested(
    node: Node, tag: str, above: str = "", id_field: str = "id"
) -> Iterator[tuple[Node, str]]:
    """Every node of a tag, however deep, each with the id of the one that it stands in."""
    for child in node.all(tag):
        yield child, above
        yield from nested(child, tag, child.get(id_field), id_field)
