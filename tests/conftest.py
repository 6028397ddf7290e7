"""What tests share: one browser for the whole run, phones that are given back."""

from collections.abc import Iterator

import pytest

from devices.browser import Browser
from devices.virtual.device import VirtualDevice


@pytest.fixture(scope="session", autouse=True)
def _browser_ends_with_the_run() -> Iterator[None]:
    yield
    Browser.shutdown()


@pytest.fixture(scope="module")
def device() -> Iterator[VirtualDevice]:
    """A virtual phone for the tests of a module; each test starts it where it wants it."""
    phone = VirtualDevice()
    yield phone
    phone.close()
