"""`dumpsys`: the lines that tools look for."""

from collections.abc import Callable

from devices.virtual.adb.commands.names import component, front_package, process_id, task_id, window
from devices.virtual.adb.commands.reports import QUIET, REPORTS
from devices.virtual.adb.shell import Call, Command, Result, error, text
from devices.virtual.phone import VirtualPhone

TOKEN = "5f2c1d8"


def run(call: Call) -> Result:
    """`dumpsys [SERVICE [ARGS]]`."""
    if not call.args:
        parts = [f"DUMP OF SERVICE {name}:\n{SERVICES[name](call.again([name]))}" for name in sorted(SERVICES)]
        return text(_listed() + "\n" + "\n".join(f"{'-' * 79}\n{part}" for part in parts))
    if call.args[0] == "-l":
        return text(_listed())
    names = list(call.args)
    while names and names[0].startswith("-"):
        del names[: 2 if names[0] in ("-t", "-T", "--priority", "--skip") else 1]
    if not names:
        return error("Can't find service: " + " ".join(call.args), 0)
    service = SERVICES.get(names[0])
    if service is None:
        return error(f"Can't find service: {names[0]}", 0)
    return text(service(call.again(names)))


def _listed() -> str:
    return "Currently running services:\n" + "\n".join(f"  {name}" for name in sorted({*SERVICES, *QUIET}))


def _window(call: Call) -> str:
    phone = call.shell.phone
    package = front_package(phone)
    size, turned = f"{phone.width}x{phone.height}", int(phone.world.nav["landscape"])
    made = "{}x{} {}dpi".format(*phone.made)
    shown = "true" if phone.world.keyboard_shown else "false"
    awake = str(phone.world.nav["awake"]).lower()
    tree = "".join(_frames(phone, number, name) for number, name in enumerate(_windows(package, shown == "true")))
    if call.args[1:2] == ["policy"]:
        return _policy(awake)
    return (
        (f"WINDOW MANAGER WINDOWS (dumpsys window windows)\n{tree}\n" if call.args[1:2] != ["displays"] else "")
        + "WINDOW MANAGER DISPLAY CONTENTS (dumpsys window displays)\n  Display: mDisplayId=0 (organized)\n"
        f"    init={made} base={size} {phone.density}dpi mMinSizeOfResizeableTaskDp=220 cur={size} app={size}\n"
        f"    mRotation={turned} mDisplayRotation=ROTATION_{90 * turned} mCurrentRotation=ROTATION_{90 * turned} "
        f"mCurrentAppOrientation={'LANDSCAPE' if turned else 'PORTRAIT'}\n"
        f"    mPredictedRotation={turned} DisplayFrames w={phone.width} h={phone.height} r={turned}\n"
        f"    mInputMethodWindowShown={shown}\n"
        f"  mCurrentFocus=Window{{{TOKEN} u0 {window(package)}}}\n"
        f"  mFocusedApp=ActivityRecord{{{TOKEN} u0 {component(package)} t12}}\n" + _policy(awake)
    )


def _policy(awake: str) -> str:
    on = awake == "true"
    return (
        "WINDOW MANAGER POLICY STATE (dumpsys window policy)\n    mSystemReady=true mSystemBooted=true\n"
        "    mDreamingLockscreen=false isStatusBarKeyguard=false mShowingLockscreen=false mShowingDream=false\n"
        f"    mAwake={awake} mScreenOnEarly={awake} mScreenOnFully={awake}\n    KeyguardServiceDelegate\n"
        f"      showing=false\n      occluded=false\n      secure=false\n"
        f"      interactiveState={'INTERACTIVE_STATE_AWAKE' if on else 'INTERACTIVE_STATE_SLEEP'}\n"
        f"      screenState={'SCREEN_STATE_ON' if on else 'SCREEN_STATE_OFF'}"
    )


def _windows(package: str, keyboard: bool) -> list[str]:
    """The windows from the top down."""
    return ["NavigationBar0", "StatusBar", *(["InputMethod"] if keyboard else []), window(package)]


def _frames(phone: VirtualPhone, number: int, name: str) -> str:
    box = f"[0,0][{phone.width},{phone.height}]"
    return (
        f"  Window #{number} Window{{{TOKEN if '/' in name else TOKEN + str(number)} u0 {name}}}:\n"
        f"    mDisplayId=0 mSession=Session{{{TOKEN} 1201:u0a10100}} mClient=android.os.BinderProxy@{TOKEN}\n"
        f"    mOwnerUid=10100 showForAllUsers=false package={name.partition('/')[0]} appop=NONE\n"
        f"    mViewVisibility=0x0 mHaveFrame=true mObscured=false mPolicyVisibility=true\n"
        f"    Frames: parent={box} display={box} frame={box} last={box}\n"
        f"    isOnScreen=true\n    isVisible=true\n"
    )


def _activity(call: Call) -> str:
    if call.args[1:2] == ["top"]:
        return _top(call)
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


def _top(call: Call) -> str:
    package = front_package(call.shell.phone)
    number, shown = task_id(package), component(package)
    return (
        f"TASK 10100:{package} id={number} userId=0 displayId=0(type=INTERNAL)\n"
        f"  ACTIVITY {shown} {TOKEN} pid={process_id(package)}\n    Local Activity {TOKEN} State:\n"
        f"      mResumed=true mStopped=false mFinished=false"
    )


def _input_method(call: Call) -> str:
    shown = str(call.shell.phone.world.keyboard_shown).lower()
    return (
        f"Current Input Method Manager state:\n  mCurMethodId={call.shell.memory.ime}\n  mInputShown={shown}\n"
        f"  mShowRequested={shown} mIsInputViewShown={shown}"
    )


def _input(call: Call) -> str:
    phone = call.shell.phone
    turned = int(phone.world.nav["landscape"])
    return (
        f"INPUT MANAGER (dumpsys input)\n\nInput Reader State:\n    Viewport INTERNAL: displayId=0, "
        f"uniqueId=local:0, orientation={turned}, logicalFrame=[0, 0, {phone.width}, {phone.height}]\n"
        f"      SurfaceOrientation: {turned}\n      SurfaceWidth: {phone.width}px\n"
        f"      SurfaceHeight: {phone.height}px"
    )


def _display(call: Call) -> str:
    phone = call.shell.phone
    turned, state = int(phone.world.nav["landscape"]), "ON" if phone.world.nav["awake"] else "OFF"
    return (
        f"DISPLAY MANAGER (dumpsys display)\n  mScreenState={state}\n  mGlobalDisplayState={state}\n"
        f"  mViewports=[DisplayViewport{{type=INTERNAL, valid=true, isActive=true, displayId=0, uniqueId='local:0', "
        f"orientation={turned}, deviceWidth={phone.width}, deviceHeight={phone.height}}}]\n"
        f'  mBaseDisplayInfo=DisplayInfo{{"Built-in Screen", displayId 0, real {phone.width} x {phone.height}, '
        f"density {phone.density}, rotation {turned}, state {state}}}\n"
        f"  mCurrentOrientation={turned}, orientation={turned}"
    )


def _power(call: Call) -> str:
    world = call.shell.phone.world
    awake = world.nav["awake"]
    return (
        f"POWER MANAGER (dumpsys power)\n  mWakefulness={'Awake' if awake else 'Asleep'}\n  mIsPowered=false\n"
        f"  mLowPowerModeEnabled={str(world.settings['battery_saver']).lower()}\n"
        f"  mHoldingDisplaySuspendBlocker={str(awake).lower()}\n  Display Power: state={'ON' if awake else 'OFF'}"
    )


def _notification(call: Call) -> str:
    rows = [
        f"    NotificationRecord({TOKEN}: pkg={n['app']} user=UserHandle{{0}} id={i} tag=null importance=3 "
        f"key=0|{n['app']}|{i}|null|10100)\n      extras={{\n        android.title=String ({n['title']})\n"
        f"        android.text=String ({n['text']})\n      }}"
        for i, n in sorted(call.shell.phone.world.nav["notices"].items(), key=lambda pair: -int(pair[0]))
    ]
    return "Current Notification Manager state:\n  Notification List:\n" + "\n".join(rows)


def _surface_flinger(call: Call) -> str:
    if "--display-id" in call.args:
        return 'Display 0 (HWC display 0): port=0 pnpId=GUI displayName="Built-in Screen"'
    return (
        "SurfaceFlinger global state:\nGLES: Google, Virtual GLES, OpenGL ES 3.1\n"
        f"  orientation={int(call.shell.phone.world.nav['landscape'])} layerStack=0\n"
        f"Display 0 HWC layers:\n  {component(front_package(call.shell.phone))}#0"
    )


def _wifi(call: Call) -> str:
    settings = call.shell.phone.world.settings
    said = "enabled" if settings["wifi"] else "disabled"
    return f'Wi-Fi is {said}\nmNetworkInfo SSID: "{settings["wifi_network"]}"'


def _alarm(call: Call) -> str:
    alarms = call.shell.phone.world.apps["org.guimcp.clock"]["alarms"]
    rows = sorted(alarm["time"] for alarm in alarms.values() if alarm["enabled"])
    return "Current Alarm Manager state:\n" + "\n".join(f"  RTC_WAKEUP {at} org.guimcp.clock" for at in rows)


SERVICES: dict[str, Callable[[Call], str]] = {
    "window": _window,
    "activity": _activity,
    "input_method": _input_method,
    "input": _input,
    "display": _display,
    "power": _power,
    "notification": _notification,
    "SurfaceFlinger": _surface_flinger,
    "wifi": _wifi,
    "alarm": _alarm,
    **REPORTS,
}

COMMANDS: dict[str, Command] = {"dumpsys": run}
