"""Which tasks of MiniWoB++ are run, in groups by what they ask for, and which are not, and why."""

from collections.abc import Sequence

_GROUPS = {
    # Touch what the goal names.
    "click": """
        click-button click-button-sequence click-collapsible click-collapsible-2 click-collapsible-2-nodelay
        click-collapsible-nodelay click-dialog click-dialog-2 click-link click-menu click-menu-2 click-pie
        click-pie-nodelay click-tab click-tab-2 click-tab-2-easy click-tab-2-hard click-tab-2-medium click-test
        click-test-2 click-test-transfer click-widget focus-text focus-text-2 navigate-tree unicode-test""",
    # Set values: boxes, lists, dates, sliders.
    "choose": """
        choose-date choose-date-easy choose-date-medium choose-date-nodelay choose-list click-checkboxes
        click-checkboxes-large click-checkboxes-soft click-checkboxes-transfer click-option click-scroll-list
        form-sequence form-sequence-2 form-sequence-3 use-autocomplete use-autocomplete-nodelay use-colorwheel
        use-colorwheel-2 use-slider use-slider-2 use-spinner""",
    # Type what the goal says.
    "type": """
        copy-paste copy-paste-2 enter-date enter-password enter-text enter-text-2 enter-text-dynamic enter-time
        login-user login-user-popup multi-layouts multi-orderings terminal text-editor text-transform""",
    # Find something in a text, a table or a list of results.
    "read": "find-word phone-book read-table read-table-2 scroll-text scroll-text-2 search-engine sign-agreement",
    # A small application with several screens or many things alike.
    "app": """
        book-flight book-flight-nodelay buy-ticket daily-calendar email-inbox email-inbox-delete email-inbox-forward
        email-inbox-forward-nl email-inbox-forward-nl-turk email-inbox-important email-inbox-nl-turk
        email-inbox-noscroll email-inbox-reply email-inbox-star-reply order-food social-media social-media-all
        social-media-some""",
    # Pull something somewhere.
    "drag": """
        drag-box drag-circle drag-cube drag-items drag-items-grid drag-shapes drag-shapes-2 drag-single-shape
        drag-sort-numbers draw-line highlight-text highlight-text-2 resize-textarea""",
    # What counts is drawn, not written.
    "see": """
        bisect-angle circle-center click-color click-shades click-shape count-shape count-sides find-midpoint
        grid-coordinate hot-cold identify-shape number-checkboxes right-angle tic-tac-toe visual-addition""",
    # Work something out, or by trial.
    "reason": """
        ascending-numbers find-greatest generate-number guess-number odd-or-even simple-algebra simple-arithmetic""",
}
TASKS: dict[str, str] = {name: group for group, names in _GROUPS.items() for name in names.split()}

REAL_TIME = "runs in real time: what is seen is gone before an agent that looks, thinks and acts can answer"
EXCLUDED: dict[str, str] = {
    "button-delay": REAL_TIME,
    "chase-circle": REAL_TIME,
    "hover-shape": REAL_TIME,
    "moving-items": REAL_TIME,
    "simon-says": REAL_TIME,
    "stock-market": "the prices run out ten seconds after the page has opened",
    "draw-circle": "needs a curved stroke; a drag here is straight",
    "flight.AA": "a whole airline site, larger than the task area and served by a server of its own",
    "flight.Alaska": "as flight.AA",
    "flight.Alaska-auto": "as flight.AA",
    "flight.Alaska-auto-medium": "as flight.AA",
}


def chosen(only: Sequence[str] = ()) -> list[str]:
    """Names of the tasks that begin with one of `only`, all of them without. Raises ValueError that says what there
    is."""
    found = sorted(name for name in TASKS if not only or any(name.startswith(prefix) for prefix in only))
    if not found:
        why = [f"{name} is not run: {EXCLUDED[name]}" for name in only if name in EXCLUDED]
        begins = ", ".join(sorted({name.partition("-")[0] for name in TASKS}))
        raise ValueError(why[0] if why else f"no task begins with {', '.join(only)}; they begin with: {begins}")
    return found
