"""The description of the service, and requests that nobody would think of, made from it."""

from typing import Any

import hypothesis
import pytest
from served import Mentor, Player, Served

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")
STREAMS = r"/live$"
EACH = 12
"""Requests a door in this test; `benchmarks/workshop.py --fuzz` sends many more."""


@pytest.fixture(scope="module")
def mentor(service: Served) -> Mentor:
    return service.mentor().prepare()


@pytest.fixture(scope="module")
def team(mentor: Mentor) -> Player:
    found = mentor.join("Fuzzed")
    mentor.open()
    return found


def doors(service: Served) -> list[Any]:
    schema = schemathesis.openapi.from_url(f"{service.url}/openapi.json")
    return [it.ok() for it in schema.exclude(path_regex=STREAMS).get_all_operations()]


def test_every_door_is_described_with_what_it_refuses(service):
    described = service.client().get("/openapi.json").json()
    for path, methods in described["paths"].items():
        for method, door in methods.items():
            assert door["tags"] and (door.get("description") or door["summary"]), (method, path)
            assert {"401", "422", "429"} <= set(door["responses"]), (method, path)


def knock(door: Any, token: str, code: str, broken: list[object]) -> None:
    """Ask at one door, and keep what broke the service."""

    @hypothesis.settings(
        max_examples=EACH, deadline=None, database=None, derandomize=True,
        suppress_health_check=list(hypothesis.HealthCheck), phases=[hypothesis.Phase.generate],
    )  # fmt: skip
    @hypothesis.given(case=door.as_strategy())
    def once(case: Any) -> None:
        if case.method == "DELETE":
            return  # the workshop is still needed
        if "code" in (case.path_parameters or {}):
            case.path_parameters["code"] = code
        answer = case.call(headers={"Authorization": f"Bearer {token}"})
        if answer.status_code >= 500:
            broken.append((case.method, case.path, case.body, answer.text[:200]))

    once()


def test_no_request_from_the_description_breaks_the_service(service, mentor, team):
    """With the mentor's secret and with a team's token, to each door: never an answer of 500."""
    broken: list[object] = []
    for token in (service.secret, team.token):
        for door in doors(service):
            knock(door, token, mentor.code, broken)
    assert broken == []
    assert mentor.http.get("/health").json()["status"] == "ok"
