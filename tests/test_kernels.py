"""A notebook is not blamed for a kernel that did not come up."""

import kernels
import pytest
from nbval import kernel


@pytest.fixture
def dying(monkeypatch):
    """Let the next kernels die; what is returned counts the starts."""
    starts = []

    def lives_after(deaths: int) -> list[dict]:
        def start(**options):
            starts.append(options)
            if len(starts) <= deaths:
                raise RuntimeError("Kernel died before replying to kernel_info")
            return "manager", "client"

        monkeypatch.setattr(kernels, "_start", start)
        return starts

    return lives_after


def test_a_kernel_that_died_at_its_start_is_started_once_more(dying):
    starts = dying(1)
    assert kernel.start_new_kernel(kernel_name="python") == ("manager", "client")
    assert starts == [{"kernel_name": "python"}] * 2


def test_a_kernel_that_dies_twice_is_a_failure(dying):
    dying(2)
    with pytest.raises(RuntimeError, match="Kernel died"):
        kernel.start_new_kernel(kernel_name="python")


def test_a_kernel_that_lives_is_started_once(dying):
    starts = dying(0)
    kernel.start_new_kernel()
    assert len(starts) == 1
