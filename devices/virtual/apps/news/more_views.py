"""Everything else: weather, scores, newsletters, breaking news, what is hidden, settings."""

from datetime import datetime

from devices.virtual.app import Look
from devices.virtual.apps.news.article_views import size_names
from devices.virtual.apps.news.catalogue import LETTERS, PLACES, SKIES, TEAMS
from devices.virtual.apps.news.paper import EDITIONS, SECTIONS, SOURCES
from devices.virtual.apps.news.parts import bottom_bar, go_row, head
from devices.virtual.apps.news.state import Match, NewsState, is_over, matches, table
from devices.virtual.node import Node, on
from devices.virtual.times import date_words, is_24h, time_words
from devices.virtual.ui import (
    avatar,
    badge,
    button,
    card,
    check,
    chip,
    chips,
    column,
    field,
    heading,
    icon,
    item,
    page,
    progress,
    radio,
    row,
    sheet,
    spacer,
    strip,
    tabs,
    text,
    toggle,
)
from devices.virtual.words import t, tn


def more_page(state: NewsState, look: Look) -> Node:
    """The way to everything that is not an article."""
    options = state["options"]
    letters = sum(bool(address) for address in state["letters"].values())
    hidden = len(state["hidden_sections"]) + len(state["hidden_sources"])
    return page(
        t("More"),
        item(options["name"], t("Reader of The Lantern Post"), on("name_edit"), leading=avatar(options["name"]),
             trailing=button(t("Edit"), on("name_edit"), "flat", key="name-edit"), key="name"),
        go_row("wb_sunny", t("Weather"), on("open", name="weather"), t(options["place"]), "weather"),
        go_row("leaderboard", t("Scores and table"), on("open", name="scores"), key="scores"),
        go_row("poll", t("Polls"), on("open", name="polls"), key="polls"),
        go_row("mail", t("Newsletters"), on("open", name="letters"),
               tn("{n} subscription", "{n} subscriptions", letters), "letters"),
        go_row("rss_feed", t("Following"), on("open", name="follow"), key="follow"),
        go_row("notifications", t("Breaking news"), on("open", name="alerts"),
               t("On") if options["breaking"] else t("Off"), "alerts"),
        go_row("visibility_off", t("Sections and sources"), on("open", name="hidden"),
               tn("{n} hidden", "{n} hidden", hidden), "hidden"),
        go_row("download", t("Offline reading"), on("open", name="downloads"), key="downloads"),
        go_row("history", t("History"), on("open", name="history"), key="history"),
        go_row("report", t("Your reports"), on("open", name="reports"), key="reports"),
        go_row("settings", t("Settings"), on("open", name="settings"), key="settings"),
        back=False,
        bottom=bottom_bar(state, "more"),
        key="more",
    )  # fmt: skip


def sky_words(sky: str) -> str:
    """What the sky is like."""
    names = {"sunny": t("Sunny"), "cloudy": t("Cloudy"), "rain": t("Rain"), "wind": t("Windy"), "snow": t("Snow")}
    return names[sky]


def weather_page(state: NewsState, look: Look) -> Node:
    """The weather of a place: now, by the hour, by the day."""
    place = state["options"]["place"]
    forecast = state["forecasts"][place]
    hours, days = forecast["hours"], forecast["days"]
    now = hours[0]
    lowest, highest = min(day["low"] for day in days), max(day["high"] for day in days)
    return page(
        t("Weather"),
        chips(*[chip(t(name), name == place, on("place", name=name), f"place-{name.lower().replace(' ', '-')}")
                for name in PLACES]),
        card(
            row(
                column(text(t(place), "strong"), text(f"{now['temperature']}°", "huge", key="now"),
                       text(sky_words(now["sky"]), "muted", key="now-sky"), style="grow"),
                icon(SKIES[now["sky"]], style="sky"),
            ),
            text(t("High {high}°, low {low}°", high=days[0]["high"], low=days[0]["low"]), key="today"),
            text(t("Rain {percent}% · wind {speed} km/h", percent=now["rain"], speed=now["wind"]), "small muted"),
            text(t("Sun from {rise} to {set}", rise=time_words(forecast["sunrise"], look.others),
                   set=time_words(forecast["sunset"], look.others)), "small muted"),
        ),
        head(t("Hour by hour")),
        strip(
            *[
                card(
                    text(t("Now") if n == 0 else _hour(hour["hour"], look), "small muted centre"),
                    icon(SKIES[hour["sky"]]),
                    text(f"{hour['temperature']}°", "strong centre"),
                    text(f"{hour['rain']}%", "small muted centre"),
                    key=f"hour-{n}", style="hour",
                )
                for n, hour in enumerate(hours)
            ],
            key="hours",
        ),
        head(t("Seven days")),
        *[
            item(
                date_words(day["date"], look.now.date()),
                f"{sky_words(day['sky'])} · {t('Rain {percent}%', percent=day['rain'])}",
                leading=icon(SKIES[day["sky"]]), trailing=text(f"{day['low']}° / {day['high']}°", "strong"),
                extra=progress((day["high"] - lowest) / max(1, highest - lowest)), key=f"day-{n}",
            )
            for n, day in enumerate(days)
        ],
        row(button(t("Weather news"), on("section", name="Weather"), "tonal", key="weather-news"), style="pad"),
        key="weather",
    )  # fmt: skip


def _hour(hour: int, look: Look) -> str:
    return f"{hour:02}:00" if is_24h(look.others) else time_words(f"{hour:02}:00", look.others).replace(":00", "")


def scores_page(state: NewsState, look: Look) -> Node:
    """The league: results, what comes, and the table."""
    tab, team = look.form.get("tab", "results"), look.form.get("team", "")
    games = [pair for pair in matches(state) if not team or team in (pair[1]["home"], pair[1]["away"])]
    if tab == "results":
        games = [pair for pair in reversed(games) if datetime.fromisoformat(pair[1]["at"]) <= look.now]
    else:
        games = [pair for pair in games if datetime.fromisoformat(pair[1]["at"]) > look.now]
    body: list[Node] = []
    turn = 0
    for match_id, match in games:
        if match["round"] != turn:
            turn = match["round"]
            body.append(heading(t("Round {n}", n=turn)))
        body.append(_match(match_id, match, look))
    return page(
        t("Scores and table"),
        *(
            _table(state, look)
            if tab == "table"
            else [
                strip(
                    chip(t("All teams"), not team, on("pick", key="team", to=""), "team-all"),
                    *[chip(t(name), name == team, on("pick", key="team", to=name), f"team-{n}")
                      for n, name in enumerate(TEAMS)],
                    key="teams",
                ),
                *body,
            ]
        ),
        top=tabs(
            (t("Results"), tab == "results", on("pick", key="tab", to="results")),
            (t("Fixtures"), tab == "fixtures", on("pick", key="tab", to="fixtures")),
            (t("Table"), tab == "table", on("pick", key="tab", to="table")),
        ),
        key="scores",
    )  # fmt: skip


def _match(match_id: str, match: Match, look: Look) -> Node:
    over = is_over(match, look.now)
    begun = datetime.fromisoformat(match["at"]) <= look.now
    when = f"{date_words(match['at'], look.now.date())}, {time_words(match['at'][11:16], look.others)}"
    score = f"{match['home_goals']} : {match['away_goals']}" if over else t("Being played") if begun else "– : –"
    return card(
        row(text(t(match["home"]), "grow strong"), text(score, "strong accent", key=f"score-{match_id}"),
            text(t(match["away"]), "grow strong right")),
        text(when, "small muted centre"),
        key=f"match-{match_id}",
    )  # fmt: skip


def _table(state: NewsState, look: Look) -> list[Node]:
    rows = table(state, look.now)
    return [
        row(text(t("Team"), "small muted grow"), text(t("Played"), "small muted right num"),
            text(t("Goals"), "small muted right num"), text(t("Points"), "small muted right num"), style="pad"),
        *[
            row(
                text(f"{place}. {t(line.team)}", "grow strong" if place == 1 else "grow"),
                text(str(line.played), "right num"),
                text(f"{line.scored}:{line.conceded}", "right num"),
                text(str(line.points), "strong right num", key=f"points-{TEAMS.index(line.team)}"),
                style="pad", key=f"place-{place}",
            )
            for place, line in enumerate(rows, 1)
        ],
    ]  # fmt: skip


def letters_page(state: NewsState, look: Look) -> Node:
    """Newsletters: choose, give an address, subscribe."""
    form = look.form
    return page(
        t("Newsletters"),
        *[
            check(
                t(letter.name), form.get(i) == "1", on("letter", id=i), f"{t(letter.about)}\n{t(letter.when)}",
                f"letter-{i}",
            )
            if not state["letters"][i]
            else item(
                t(letter.name), t("Goes to {email}", email=state["letters"][i]), leading=icon(letter.icon),
                trailing=button(t("Unsubscribe"), on("sure", what="letters", id=i, name=t(letter.name)), "flat small",
                                key=f"stop-{i}"),
                extra=row(badge(t("Subscribed"), "good")), key=f"letter-{i}",
            )
            for i, letter in LETTERS.items()
        ],
        text(form["letters-error"], "error small pad") if form.get("letters-error") else None,
        field("email", t("E-mail address"), form.get("email", ""), submit=on("subscribe"), icon="mail",
              error=form.get("email-error", "")),
        check(t("I agree to receive these letters"), form.get("agree") == "1", on("agree"),
              t("You can unsubscribe at any time"), "agree"),
        text(form["agree-error"], "error small pad") if form.get("agree-error") else None,
        bottom=button(t("Subscribe"), on("subscribe"), "wide", key="subscribe"),
        key="letters",
    )  # fmt: skip


def alerts_page(state: NewsState, look: Look) -> Node:
    """Of which sections breaking news are announced."""
    options = state["options"]
    return page(
        t("Breaking news"),
        toggle(t("Breaking news"), options["breaking"], on("option", key="breaking"),
               t("A notification when something important happens"), "breaking"),
        toggle(t("Quiet at night"), options["quiet"], on("option", key="quiet"),
               t("Nothing from 10 in the evening to 7"), "quiet"),
        heading(t("Sections")),
        *[
            toggle(t(name), state["alerts"][name] and options["breaking"], on("alert", name=name),
                   key=f"alert-{name.lower()}", icon_name=sign)
            for name, sign in SECTIONS.items()
        ],
        key="alerts",
    )  # fmt: skip


def hidden_page(state: NewsState, look: Look) -> Node:
    """Which sections and sources are shown."""
    return page(
        t("Sections and sources"),
        text(t("What is turned off is left out of Top stories and For you."), "muted pad"),
        heading(t("Sections")),
        *[toggle(t(name), name not in state["hidden_sections"], on("hide_section", name=name),
                 key=f"show-{name.lower()}", icon_name=sign) for name, sign in SECTIONS.items()],
        heading(t("Sources")),
        *[toggle(t(name), name not in state["hidden_sources"], on("hide_source", name=name), key=f"source-{n}")
          for n, name in enumerate(SOURCES)],
        key="hidden",
    )  # fmt: skip


def settings_page(state: NewsState, look: Look) -> Node:
    """Reading, the edition, offline reading."""
    options = state["options"]
    return page(
        t("Settings"),
        heading(t("Reading")),
        go_row("text_fields", t("Text size"), on("sheet", name="text_size"), size_names()[options["size"]],
               "text-size"),
        toggle(t("Show pictures"), options["images"], on("option", key="images"), t("Off saves data"), "images"),
        go_row("language", t("Edition"), on("sheet", name="edition"), t(options["edition"]), "edition"),
        heading(t("Notifications")),
        go_row("notifications", t("Breaking news"), on("open", name="alerts"),
               t("On") if options["breaking"] else t("Off"), "alerts"),
        heading(t("Offline reading")),
        toggle(t("Download over Wi-Fi only"), options["wifi_only"], on("option", key="wifi_only"), key="wifi-only"),
        go_row("storage", t("Downloads"), on("open", name="downloads"),
               t("{size} MB used", size=sum(d["size"] for d in state["downloads"].values())), "downloads"),
        heading(t("Privacy")),
        go_row("delete", t("Clear history"), on("sure", what="history"), key="clear-history"),
        key="settings",
    )  # fmt: skip


def edition_sheet(state: NewsState, look: Look) -> Node:
    """Which edition."""
    now = state["options"]["edition"]
    return sheet(t("Edition"), *[radio(t(name), name == now, on("edition", name=name), key=f"edition-{n}")
                                 for n, name in enumerate(EDITIONS)])  # fmt: skip


def name_page(state: NewsState, look: Look) -> Node:
    """The name under comments."""
    return page(
        t("Your name"),
        field("name", t("Name"), look.form.get("name", ""), submit=on("name_save"),
              error=look.form.get("name-error", "")),
        text(t("It stands under your comments."), "small muted pad"),
        row(spacer(), button(t("Save"), on("name_save"), key="name-save"), style="pad"),
        key="name",
    )  # fmt: skip
