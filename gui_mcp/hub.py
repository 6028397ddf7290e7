"""The devices a server has open, one hand on each at a time."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from devices.android import list_adb_devices
from devices.device import Device
from devices.errors import DeviceError, DeviceUnavailable
from devices.open import open_device

T = TypeVar("T")


class DeviceBusy(DeviceError):
    """A delegated task has the device; wait for it or cancel it."""


@dataclass
class Slot:
    """An open device. `holder` is the id of the delegated task that has it, if any."""

    device: Device
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    holder: str = ""


class Hub:
    """Opens devices on first use, by the names of `devices/open.py`; everything blocking runs in worker threads."""

    def __init__(self, default: str = "virtual") -> None:
        self.default = default
        self._slots: dict[str, Slot] = {}
        self._opening = asyncio.Lock()

    async def names(self) -> list[str]:
        """What can be used: the default, everything open, every phone that adb knows."""
        try:
            phones = [f"adb:{serial}" for serial in await asyncio.to_thread(list_adb_devices)]
        except DeviceError:
            phones = []  # no adb server to be had: then there are no phones to list
        return list(dict.fromkeys([self.default, *self._slots, *phones, "virtual"]))

    async def slot(self, name: str = "") -> Slot:
        """The open device called `name`, opened now if need be. Raises `DeviceUnavailable`."""
        name = name or self.default
        async with self._opening:
            if name not in self._slots:
                self._slots[name] = Slot(await asyncio.to_thread(open_device, name))
            return self._slots[name]

    async def use(self, name: str, work: Callable[[Device], T]) -> T:
        """Run `work(device)` with nobody else's hand on it. Raises `DeviceBusy` while a task has it.

        A device that is gone is forgotten, so that the next call opens it afresh.
        """
        slot = await self.slot(name)
        if slot.holder:
            raise DeviceBusy(
                f"{name or self.default} is busy with task {slot.holder}: call task_status to wait for it, "
                "or task_cancel to stop it"
            )
        async with slot.lock:
            try:
                return await asyncio.to_thread(work, slot.device)
            except DeviceUnavailable:
                await self.forget(name)
                raise

    async def forget(self, name: str) -> None:
        """Close a device and drop it."""
        slot = self._slots.pop(name or self.default, None)
        if slot is not None:
            await asyncio.to_thread(slot.device.close)

    async def close(self) -> None:
        """Close every device."""
        for name in list(self._slots):
            await self.forget(name)
