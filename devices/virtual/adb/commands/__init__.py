"""The shell's commands, one module a family; `COMMANDS` is what `/system/bin` holds."""

from devices.virtual.adb.commands import activity, dumpsys, keys, packages, screen, storage, system, words
from devices.virtual.adb.shell import Command

COMMANDS: dict[str, Command] = {
    **activity.COMMANDS,
    **dumpsys.COMMANDS,
    **keys.COMMANDS,
    **packages.COMMANDS,
    **screen.COMMANDS,
    **storage.COMMANDS,
    **system.COMMANDS,
    **words.COMMANDS,
}
