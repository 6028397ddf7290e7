"""What can go wrong at a device.

DeviceError
├── DeviceUnavailable    not there, not answering, or closed: open it again
├── ActionUnsupported    this device cannot do this kind of action: see `DeviceInfo.actions`
├── ActionFailed         a supported action could not be carried out: nothing was done, change the action
└── ObservationFailed    the screen could not be read: no picture is made up in its place
"""


class DeviceError(Exception):
    """Base of everything a device raises. The message says what to do next."""


class DeviceUnavailable(DeviceError):
    """The device is not there, does not answer, or was closed."""


class ActionUnsupported(DeviceError):
    """The device has no such action; `DeviceInfo.actions` lists those it has."""


class ActionFailed(DeviceError):
    """The action is of a supported kind but could not be done as asked."""


class ObservationFailed(DeviceError):
    """The screen could not be read."""
