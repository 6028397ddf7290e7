"""The shell's commands, one module a family; `COMMANDS` is what `/system/bin` holds."""

from devices.virtual.adb.commands import (
    activity,
    content,
    dumpsys,
    keys,
    packages,
    screen,
    services,
    settings,
    storage,
    system,
    words,
)
from devices.virtual.adb.shell import Command

COMMANDS: dict[str, Command] = {
    **activity.COMMANDS,
    **content.COMMANDS,
    **dumpsys.COMMANDS,
    **keys.COMMANDS,
    **packages.COMMANDS,
    **screen.COMMANDS,
    **services.COMMANDS,
    **settings.COMMANDS,
    **storage.COMMANDS,
    **system.COMMANDS,
    **words.COMMANDS,
}
