"""The shell's commands, one module a family; `COMMANDS` is what `/system/bin` holds."""

from devices.virtual.adb.commands import (
    activity,
    content,
    dumpsys,
    editors,
    filters,
    keys,
    logs,
    packages,
    processes,
    screen,
    services,
    settings,
    storage,
    system,
    toybox,
    words,
)
from devices.virtual.adb.shell import Command

COMMANDS: dict[str, Command] = {
    **activity.COMMANDS,
    **content.COMMANDS,
    **dumpsys.COMMANDS,
    **editors.COMMANDS,
    **filters.COMMANDS,
    **keys.COMMANDS,
    **logs.COMMANDS,
    **packages.COMMANDS,
    **processes.COMMANDS,
    **screen.COMMANDS,
    **services.COMMANDS,
    **settings.COMMANDS,
    **storage.COMMANDS,
    **system.COMMANDS,
    **toybox.COMMANDS,
    **words.COMMANDS,
}
