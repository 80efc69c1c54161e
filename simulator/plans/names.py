"""Names of a plan as ids of a scenario: short, on one line, each only once."""

LONGEST = 200


class Names:
    """Names that are taken."""

    def __init__(self) -> None:
        self.taken: set[str] = set()
        self.last: dict[str, int] = {}
        """By name: the number that was given last to tell equal ones apart."""

    def unique(self, wanted: str) -> str:
        """The wanted name, or the nearest one that is free."""
        name = plain = tidy(wanted) or "unnamed"
        number = self.last.get(plain, 1)
        while name in self.taken:
            number += 1
            name = f"{plain} ({number})"
        self.last[plain] = number
        self.taken.add(name)
        return name


def tidy(text: str) -> str:
    """A text on one line, without blanks around it, and not too long."""
    found = " ".join(text[: 10 * LONGEST].split())
    if not found.isprintable():
        found = "".join(
            letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in found
        )
    return found[:LONGEST].strip()
