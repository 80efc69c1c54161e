"""Requests to a workshop's service, asked again while it does not answer."""

import random
import time
import weakref
from collections.abc import Iterator
from typing import Any

import httpx
import msgspec

from simulator.errors import RefusedError
from simulator.values import cut, shown

TRIES = 6
"""How often something is asked that nobody answers: with the pauses below, some fifteen seconds."""
FIRST_PAUSE, LONGEST_PAUSE = 0.3, 5.0
PATIENCE = httpx.Timeout(15.0, connect=5.0)
BUSY = (429, 502, 503, 504)
"""Answers that say: later."""
SILENCE = httpx.Timeout(25.0, connect=5.0)
"""A stream gives a sign of life every ten seconds."""


class AwayError(RefusedError):
    """The service does not answer: the network is gone, or the service."""


class ForgottenError(RefusedError):
    """The service knows this team no longer."""


class OutrunError(RefusedError):
    """Somebody else of the team has been quicker, or the round is closed."""


class Wire:
    """Where the service is, and with whose token it is asked."""

    def __init__(self, url: str, token: str = "") -> None:
        self.url = base_of(url)
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        self._client = httpx.Client(
            base_url=self.url, headers=headers, timeout=PATIENCE, trust_env=False
        )
        weakref.finalize(self, self._client.close)  # a notebook's cell hangs up nowhere

    def ask(self, method: str, path: str, sent: object = None, tries: int = TRIES) -> Any:
        """What the service answers, as plain data; None for an empty answer.

        Raises AwayError if nobody answers, OutrunError if it came too late, RefusedError with the
        service's own sentence otherwise.
        """
        return _read(self.fetch(method, path, sent, tries))

    def fetch(
        self, method: str, path: str, sent: object = None, tries: int = TRIES
    ) -> httpx.Response:
        """The same, as it came. Raises AwayError if nobody answers."""
        problem = "nobody answers"
        for number in range(tries):
            if number:
                time.sleep(_pause(number))
            try:
                answer = self._client.request(method, path, json=sent)
            except httpx.HTTPError as error:
                problem = cut(str(error)) or type(error).__name__
                continue
            if answer.status_code not in BUSY:
                return answer
            problem = _sentence(answer)
        raise self._away(problem)

    def listen(self, path: str) -> Iterator[Any]:
        """What a stream tells, as plain data, until it breaks.

        Raises AwayError when it does, ForgottenError if the service knows the asker no longer.
        """
        try:
            with self._client.stream("GET", path, timeout=SILENCE) as answer:
                if answer.is_error:
                    answer.read()
                    _read(answer)
                yield from _told(answer.iter_lines())
        except httpx.HTTPError as error:
            raise self._away(cut(str(error)) or type(error).__name__) from None
        raise self._away("it has stopped")

    def _away(self, problem: str) -> AwayError:
        return AwayError(
            f"the workshop at {self.url} does not answer just now ({problem}); what you have "
            "decided is kept here"
        )

    def close(self) -> None:
        """Hang up."""
        self._client.close()


def base_of(url: str) -> str:
    """The address of a service, whatever page of it somebody has copied.

    Raises RefusedError for what is no address.
    """
    text = url.strip().split("#")[0].rstrip("/")
    for page in ("/team", "/mentor"):
        text = text.removesuffix(page)
    try:
        found = httpx.URL(text if "://" in text else f"http://{text}")
        right = found.scheme in ("http", "https") and bool(found.host)
    except httpx.InvalidURL:
        right = False
    if not right:
        raise RefusedError(
            f"{shown(url)} is no workshop's address; write it as the mentor shows it, such as "
            "http://192.0.2.7:8765"
        )
    return str(found).rstrip("/")


def _pause(number: int) -> float:
    """Longer and longer, and never all teams at the same moment."""
    pause: float = min(LONGEST_PAUSE, FIRST_PAUSE * 2**number)
    return pause * random.uniform(0.5, 1.0)  # noqa: S311 - no chance of the model, and no secret


def _told(lines: Iterator[str]) -> Iterator[Any]:
    """The data of server-sent events; each of this service's has one line of them."""
    event = ""
    for line in lines:
        name, _, text = line.partition(":")
        if name == "event":
            event = text.strip()
        elif name == "data":
            found = msgspec.json.decode(text)
            if event == "gone":
                raise ForgottenError(str(found["refused"]))
            yield found


def _read(answer: httpx.Response) -> Any:
    if answer.status_code == 401:
        raise ForgottenError(_sentence(answer))
    if answer.status_code in BUSY:
        raise AwayError(_sentence(answer))
    if answer.status_code in (409,):
        raise OutrunError(_sentence(answer))
    if answer.is_error:
        raise RefusedError(_sentence(answer))
    return answer.json() if answer.content else None


def _sentence(answer: httpx.Response) -> str:
    """What a refusal says; what is no workshop's answer is named as such."""
    try:
        said = answer.json()["refused"]
    except (ValueError, KeyError, TypeError):
        return f"answered {answer.status_code}, which is no answer of a workshop"
    return str(said)
