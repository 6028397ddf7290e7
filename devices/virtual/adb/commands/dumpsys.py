"""`dumpsys`: the lines that tools look for."""

from collections.abc import Callable

from devices.virtual.adb.commands.names import component, front_package, window
from devices.virtual.adb.shell import Call, Command, Result, text
from devices.virtual.apps import APPS
from devices.virtual.world import SETTINGS

TOKEN = "5f2c1d8"


def run(call: Call) -> Result:
    """`dumpsys [SERVICE [ARGS]]`."""
    if not call.args or call.args[0] == "-l":
        return text("Currently running services:\n" + "\n".join(f"  {name}" for name in SERVICES))
    service = SERVICES.get(call.args[0])
    if service is None:
        return text(f"Can't find service: {call.args[0]}")
    return text(service(call))


def _window(call: Call) -> str:
    phone = call.shell.phone
    package = front_package(phone)
    size = f"{phone.width}x{phone.height}"
    shown = "true" if phone.world.keyboard_shown else "false"
    return (
        "WINDOW MANAGER DISPLAY CONTENTS (dumpsys window displays)\n  Display: mDisplayId=0 (organized)\n"
        f"    init={size} {phone.density}dpi mMinSizeOfResizeableTaskDp=220 cur={size} app={size}\n"
        "    mRotation=0 mDisplayRotation=ROTATION_0 mCurrentRotation=ROTATION_0 mCurrentAppOrientation=PORTRAIT\n"
        f"    mInputMethodWindowShown={shown}\n"
        f"  mCurrentFocus=Window{{{TOKEN} u0 {window(package)}}}\n"
        f"  mFocusedApp=ActivityRecord{{{TOKEN} u0 {component(package)} t12}}\n"
        "  mDreamingLockscreen=false\n  mAwake=true mScreenOnEarly=true mScreenOnFully=true"
    )


def _activity(call: Call) -> str:
    front = front_package(call.shell.phone)
    running = call.shell.phone.world.state["nav"]["running"]
    stacks = "\n".join(
        f"    * Task{{{TOKEN} #{i + 2} type=standard A=10{i}:{name} U=0 visible={str(name == front).lower()}}}\n"
        f"      * Hist  #0: ActivityRecord{{{TOKEN} u0 {component(name)} t{i + 2}}}"
        for i, name in enumerate(running)
    )
    record = f"ActivityRecord{{{TOKEN} u0 {component(front)} t12}}"
    return (
        "ACTIVITY MANAGER ACTIVITIES (dumpsys activity activities)\n"
        f"Display #0 (activities from top to bottom):\n{stacks}\n"
        f"    topResumedActivity={record}\n    mResumedActivity: {record}\n  ResumedActivity: {record}\n"
        f"  mFocusedApp={record}"
    )


def _input_method(call: Call) -> str:
    shown = str(call.shell.phone.world.keyboard_shown).lower()
    return (
        f"Current Input Method Manager state:\n  mCurMethodId={call.shell.memory.ime}\n  mInputShown={shown}\n"
        f"  mShowRequested={shown} mIsInputViewShown={shown}"
    )


def _input(call: Call) -> str:
    return (
        "INPUT MANAGER (dumpsys input)\n\nInput Reader State:\n    Viewport INTERNAL: displayId=0, orientation=0\n"
        "      SurfaceOrientation: 0\n      SurfaceWidth: "
        f"{call.shell.phone.width}px\n      SurfaceHeight: {call.shell.phone.height}px"
    )


def _display(call: Call) -> str:
    phone = call.shell.phone
    return (
        "DISPLAY MANAGER (dumpsys display)\n  mScreenState=ON\n  mGlobalDisplayState=ON\n"
        f'  mBaseDisplayInfo=DisplayInfo{{"Built-in Screen", displayId 0, real {phone.width} x {phone.height}, '
        f"density {phone.density}, rotation 0, state ON}}\n  mCurrentOrientation=0, orientation=0"
    )


def _power(call: Call) -> str:
    saver = str(call.shell.phone.world.apps[SETTINGS]["battery_saver"]).lower()
    return (
        f"POWER MANAGER (dumpsys power)\n  mWakefulness=Awake\n  mIsPowered=false\n  mLowPowerModeEnabled={saver}\n"
        "  Display Power: state=ON"
    )


def _battery(call: Call) -> str:
    return (
        "Current Battery Service state:\n  AC powered: false\n  USB powered: false\n  status: 3\n  health: 2\n"
        "  present: true\n  level: 82\n  scale: 100\n  voltage: 4100\n  temperature: 260\n  technology: Li-ion"
    )


def _package(call: Call) -> str:
    name = call.args[1] if len(call.args) > 1 else ""
    if name not in APPS:
        return f"Unable to find package: {name}"
    return (
        f"Activity Resolver Table:\n  Non-Data Actions:\n      android.intent.action.MAIN:\n"
        f"        {TOKEN} {component(name)} filter {TOKEN}\nPackages:\n"
        f"  Package [{name}] ({TOKEN}):\n    userId=10100\n    versionCode=1 minSdk=30 targetSdk=35\n"
        "    versionName=0.1.0\n    firstInstallTime=2026-03-01 09:00:00"
    )


SERVICES: dict[str, Callable[[Call], str]] = {
    "window": _window,
    "activity": _activity,
    "input_method": _input_method,
    "input": _input,
    "display": _display,
    "power": _power,
    "battery": _battery,
    "package": _package,
}

COMMANDS: dict[str, Command] = {"dumpsys": run}
