"""Texts that go into a table of another program and must not act there.

A program of tables takes a text that begins with one of a few signs for a formula, which may call
other programs or send what it finds elsewhere. An apostrophe before it makes it a text again.
"""

ACTING = ("=", "+", "-", "@", "\t", "\r", "\n")
MARK = "'"


def harmless(value: object) -> object:
    """A value as it may be written into a table: texts that would act get an apostrophe."""
    if isinstance(value, str) and value.lstrip(" \u00a0\ufeff").startswith(ACTING):
        return MARK + value
    return value


def as_written(text: str) -> str:
    """The text without the apostrophe that `harmless` has put before it."""
    plain = text[1:].lstrip(" \u00a0\ufeff")
    return text[1:] if text.startswith(MARK) and plain.startswith(ACTING) else text
