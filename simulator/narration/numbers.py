"""Numbers as people say them."""


def rounded(number: float) -> str:
    """A number with one decimal, if it needs one; so people say a working day too."""
    return f"{number:.1f}".removesuffix(".0")
