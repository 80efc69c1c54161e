"""Files on their way from a browser, piece by piece: a whole one is too long for one message."""

import binascii
from base64 import b64decode

from simulator.errors import RefusedError
from simulator.importing.shelf import check_size

MOST_FILES = 100
NOT_WHOLE = "the file did not come whole; choose it again"


class Coming:
    """Files of which some have arrived so far. Raises RefusedError for what is no list of them."""

    def __init__(self, files: object = ()) -> None:
        """Begin with what a page says of them: name and size."""
        if files == ():
            self.names, self.size = list[str](), 0
        elif not isinstance(files, list) or not 0 < len(files) <= MOST_FILES:
            raise RefusedError(f"choose from 1 to {MOST_FILES} files")
        else:
            self.size = sum(map(_size, files))
            self.names = [str(it.get("name")) for it in files]
        check_size(self.size)
        self.contents = [bytearray() for _ in self.names]

    def take(self, number: object, at: object, data: object) -> int:
        """Add a piece of a file; how much has come of all. Raises RefusedError for an odd one."""
        if not isinstance(number, int) or not 0 <= number < len(self.contents):
            raise RefusedError(NOT_WHOLE)
        content = self.contents[number]
        if at != len(content):
            raise RefusedError(NOT_WHOLE)
        try:
            content += b64decode(str(data), validate=True)
        except (binascii.Error, ValueError):
            raise RefusedError(NOT_WHOLE) from None
        arrived = sum(map(len, self.contents))
        check_size(arrived)
        return arrived

    def files(self) -> list[tuple[str, bytes]]:
        """Names and contents."""
        return [(name, bytes(it)) for name, it in zip(self.names, self.contents, strict=True)]


def _size(file: object) -> int:
    size = file.get("size") if isinstance(file, dict) else None
    if not isinstance(size, int) or size < 0:
        raise RefusedError(NOT_WHOLE)
    return size
