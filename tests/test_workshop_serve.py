"""How the service is started: what whoever starts it reads, and what it refuses."""

import ipaddress
import re
import socket

import pytest

from simulator.errors import RefusedError
from simulator.workshop.service.serve import _listening, said


def test_whoever_starts_it_reads_where_it_listens_and_for_whom():
    lines = "\n".join(said("127.0.0.1", 8765, "secret", "sqlite:///room.sqlite"))
    assert "http://127.0.0.1:8765/mentor#secret" in lines
    assert "Only this computer reaches it" in lines and "--host 0.0.0.0" in lines
    assert "sqlite:///room.sqlite" in lines


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])
def test_who_opens_it_to_the_network_is_told_so_and_gets_an_address_for_phones(host):
    lines = "\n".join(said(host, 8765, "secret", "sqlite:///room.sqlite"))
    assert "Every computer of this network reaches it" in lines and "not encrypted" in lines
    shown = re.search(r"http://([^:/]+):8765/mentor#secret", lines)
    assert shown and (shown[1] == socket.gethostname() or ipaddress.ip_address(shown[1]))


def test_a_port_that_is_taken_or_none_is_refused_in_a_sentence():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(RefusedError, match=f"port {port}.*--port"):
            _listening("127.0.0.1", port)
    with pytest.raises(RefusedError, match="port 99999"):
        _listening("127.0.0.1", 99999)
