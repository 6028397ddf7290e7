"""What tests share: one browser for the whole run, phones that are given back."""

import os
import socket
import subprocess
from collections.abc import Iterator

import pytest
from adbutils import adb_path

from devices.browser import Browser
from devices.virtual.adb.daemon import AdbDaemon
from devices.virtual.device import VirtualDevice
from devices.virtual.phone import VirtualPhone
from tests.chatserver import endpoint as endpoint

# Workers fill the cores: torch's threads, one for each core in every worker, would wait for each other by spinning.
os.environ.setdefault("OMP_NUM_THREADS", "1")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """How many `-n auto` starts: three for two cores, since a worker waits while its browser draws."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return cores + (cores + 1) // 2


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


@pytest.fixture(scope="module")
def blind(device: VirtualDevice) -> VirtualDevice:
    """The same phone without its pictures, which take most of the time, for those who read elements only."""
    return VirtualDevice(device.phone, pixels=False)


@pytest.fixture(scope="session", autouse=True)
def server_port() -> Iterator[int]:
    """An adb server of our own, for whatever the tests start as well, so that the machine's is left alone."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    before = os.environ.get("ANDROID_ADB_SERVER_PORT")
    os.environ["ANDROID_ADB_SERVER_PORT"] = str(port)
    subprocess.run([adb_path(), "start-server"], check=True, capture_output=True, timeout=60)
    yield port
    subprocess.run([adb_path(), "kill-server"], check=True, capture_output=True, timeout=60)
    if before is None:
        del os.environ["ANDROID_ADB_SERVER_PORT"]
    else:
        os.environ["ANDROID_ADB_SERVER_PORT"] = before


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[VirtualPhone, AdbDaemon]]:
    """A phone with its ADB daemon."""
    phone = VirtualPhone()
    daemon = AdbDaemon(phone)
    daemon.start()
    yield phone, daemon
    daemon.close()
    daemon.close()
    phone.close()
