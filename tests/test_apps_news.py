"""The Lantern Post as a user finds it."""

from datetime import datetime, timedelta

import pytest
from pydantic import TypeAdapter

from devices.virtual.apps.news.catalogue import ARTICLES, LETTERS, POLLS, TEAMS, listen_seconds
from devices.virtual.apps.news.paper import SECTIONS
from devices.virtual.apps.news.state import NewsState, is_out, is_over, size_of, table
from devices.virtual.node import on
from tests.virtual_user import User

NEWS = TypeAdapter(NewsState)


def reader(seed: int = 0) -> User:
    """A reader without history, saved articles, follows or anything hidden; everything is out."""
    user = User("The Lantern Post", seed)
    state = user.state
    for name in ("history", "saved", "folders", "downloads", "topics", "authors", "searches"):
        state[name].clear()
    for story in state["stories"].values():
        story.update(at=min(story["at"], "2026-03-10T08:00"), listened=0)
    user.world.touch_state()
    return user


def read(user: User, article: str) -> None:
    assert user.world.follow(f"guimcp://news/article/{article}")


def about(title: str) -> str:
    return next(i for i, article in ARTICLES.items() if article.title == title)


def found(user: User) -> list[str]:
    return [n.key.removeprefix("article-") for n in user.front.walk() if n.key.startswith("article-")]


def shown(user: User, key: str) -> str:
    node = user.front.find(key)
    assert node is not None, key
    return node.text


@pytest.mark.parametrize("seed", range(6))
def test_a_fresh_paper_fits_its_schema(seed: int) -> None:
    user = User("The Lantern Post", seed)
    state = user.state
    NEWS.validate_python(state, strict=True)
    assert {article.section for article in ARTICLES.values()} == set(SECTIONS)
    assert all(4 <= len(article.paragraphs) <= 7 for article in ARTICLES.values())
    for visit in state["history"].values():
        assert is_out(state, visit["article"], user.world.now)
    for saved in state["saved"].values():
        assert saved["folder"] in ("", *state["folders"])
    assert sum(not is_out(state, i, user.world.now) for i in ARTICLES) == 5


def test_two_seeds_tell_other_numbers_and_other_weather() -> None:
    one, two = User("The Lantern Post", 1).state, User("The Lantern Post", 2).state
    assert [s["facts"] for s in one["stories"].values()] != [s["facts"] for s in two["stories"].values()]
    assert one["forecasts"] != two["forecasts"]
    assert one["matches"] != two["matches"]


def test_an_article_shows_the_numbers_of_its_world() -> None:
    user = reader()
    article = about("Tram line 4 to run through the night from June")
    user.state["stories"][article]["facts"]["gap"] = 33
    reads = user.state["stories"][article]["reads"]
    read(user, article)
    assert "every 33 minutes" in shown(user, "paragraph-1")
    assert user.state["stories"][article]["reads"] == reads + 1
    assert [v["article"] for v in user.state["history"].values()] == [article]
    user.hold("paragraph-1")
    assert user.world.nav["grabbed"].startswith("A car will leave")


def test_search_filters_and_sorts() -> None:
    user = reader()
    user.tap("Search")
    user.fill("query", "river")
    everything = found(user)
    assert len(everything) > 2
    user.tap("filter", "in-science")
    user.back()
    assert found(user) == everything  # leaving the sheet changes nothing
    user.tap("filter", "in-science", "apply")
    assert found(user) == [about("Otters are back in the Linden")]
    user.tap("filter", "Clear all", "by-k6", "sort-read", "apply")
    user.fill("query", "")
    assert {ARTICLES[i].author for i in found(user)} == {"k6"}
    reads = [user.state["stories"][i]["reads"] for i in found(user)]
    assert reads == sorted(reads, reverse=True)
    user.fill("query", "submarine")
    user.world.key("enter")
    assert user.sees("Nothing fits. Try other words or fewer filters.")
    assert user.state["searches"] == ["submarine"]


def test_dates_leave_out_what_is_older() -> None:
    user = reader()
    for n, story in enumerate(user.state["stories"].values()):
        story["at"] = "2026-03-10T07:00" if n < 3 else "2026-02-20T07:00" if n < 8 else "2025-11-01T07:00"
    user.tap("Search", "filter", "date-today", "apply")
    assert len(found(user)) == 3
    user.tap("filter", "date-month", "apply")
    assert len(found(user)) == 8


def test_sections_and_sources_can_be_hidden_and_shown_again() -> None:
    user = reader()
    user.tap("tune", "show-sport", "source-1", "Back")
    kept = found(user)
    assert kept
    assert all(ARTICLES[i].section != "Sport" and ARTICLES[i].source != "Northgate Wire" for i in kept)
    assert user.front.find("section-sport") is None
    assert user.world.follow("guimcp://news/section/sport")
    assert all(ARTICLES[i].section == "Sport" for i in found(user))
    assert len(found(user)) == 6
    user.tap("Back", "tune", "show-sport", "source-1", "Back")
    assert len(found(user)) > len(kept)


def test_what_is_followed_fills_for_you() -> None:
    user = reader()
    user.tap("For you")
    assert user.sees("Follow topics and authors to fill this page")
    user.tap("choose", "topic-animals", "follow-k7", "Back")
    assert set(found(user)) == {i for i, a in ARTICLES.items() if "Animals" in a.topics or a.author == "k7"}
    user.tap("only-k7")
    assert {ARTICLES[i].author for i in found(user)} == {"k7"}
    user.tap("choose", "follow-k7")
    assert user.state["authors"] == []


def test_saved_articles_go_into_folders_with_tags_and_come_back() -> None:
    user = reader()
    one, two = "a9", "a20"
    read(user, one)
    user.tap("save", "options", "do-file", "folder-new", "folder-save")
    assert user.sees("Enter a name")
    user.fill("name", "Long reads")
    user.tap("folder-save")
    (folder,) = user.state["folders"]
    assert user.state["saved"][one]["folder"] == folder
    user.tap("options", "do-file")
    user.fill("tag", "#travel")
    user.tap("tag-add")
    user.back()
    user.back()
    read(user, two)
    user.tap("save", "Back", "Saved")
    assert set(found(user)) == {one, two}
    user.tap("tag-travel")
    assert found(user) == [one]
    user.tap("tag-travel", "folder-none")
    assert found(user) == [two]
    user.tap("folder-all", f"unsave-{one}")
    assert found(user) == [two]
    user.tap("undo")
    assert user.state["saved"][one]["tags"] == ["travel"]
    assert user.state["saved"][one]["folder"] == folder
    user.tap(f"folder-{folder}", "folder-menu", "Delete folder", "Delete")
    assert user.state["folders"] == {}
    assert user.state["saved"][one]["folder"] == ""
    NEWS.validate_python(user.state, strict=True)


def test_an_article_is_read_aloud_as_time_passes() -> None:
    user = reader()
    read(user, "a1")
    user.tap("pace", "pace", "listen")
    user.world.move_clock(user.world.now + timedelta(seconds=10))
    assert user.state["stories"]["a1"]["listened"] == 15
    user.tap("Back", "mini-play")
    user.world.move_clock(user.world.now + timedelta(seconds=10))
    assert user.state["stories"]["a1"]["listened"] == 15
    user.tap("mini-play")
    user.world.move_clock(user.world.now + timedelta(hours=1))
    assert user.state["stories"]["a1"]["listened"] == listen_seconds("a1")
    assert not user.state["player"]["playing"]
    user.tap("mini-close")
    assert user.front.find("mini") is None


def test_a_poll_counts_one_vote_which_can_be_changed() -> None:
    user = reader()
    poll = POLLS["p4"]
    votes = list(user.state["polls"]["p4"]["votes"])
    read(user, poll.article)
    assert user.front.find("share-p4-0") is None
    user.tap("answer-p4-2")
    assert user.state["polls"]["p4"] == {"votes": [votes[0], votes[1], votes[2] + 1, votes[3]], "choice": 2}
    assert shown(user, "share-p4-2") == f"{round(100 * (votes[2] + 1) / (sum(votes) + 1))}%"
    user.tap("Change my vote", "answer-p4-0")
    assert user.state["polls"]["p4"] == {"votes": [votes[0] + 1, *votes[1:]], "choice": 0}


def test_comments_are_written_answered_reported_and_deleted() -> None:
    user = reader()
    read(user, "a4")
    (other, _), *_ = sorted(
        ((i, c) for i, c in user.state["comments"].items() if c["article"] == "a4" and not c["parent"]),
        key=lambda pair: (-pair[1]["likes"], int(pair[0][1:])),
    )
    user.tap("write", "comment-post")
    assert user.sees("Write something first")
    user.tap("Reply")
    user.fill("comment", "So did mine")
    user.tap("comment-post")
    mine = f"c{user.state['next_id'] - 1}"
    assert user.state["comments"][mine]["parent"] == other
    likes = user.state["comments"][other]["likes"]
    user.tap(f"like-{other}", "Report", "Report")
    assert user.state["comments"][other]["likes"] == likes + 1
    assert user.state["comments"][other]["reported"]
    assert user.front.find(f"comment-{other}") is None
    user.fill("comment", "And the ladder is back")
    user.tap("comment-post", "Delete", "Delete")
    assert [c["text"] for c in user.state["comments"].values() if not c["author"]] == ["So did mine"]


def test_newsletters_want_a_choice_an_address_and_a_yes() -> None:
    user = reader()
    user.tap("More", "letters", "subscribe")
    for words in ("Choose at least one newsletter", "Enter an e-mail address", "Please agree first"):
        assert user.sees(words)
    user.tap("letter-n2", "letter-n5", "agree")
    user.fill("email", "robin at fernpost")
    user.tap("subscribe")
    assert user.sees("This is not an e-mail address")
    user.fill("email", "robin@fernpost.example")
    user.tap("subscribe")
    letters = user.state["letters"]
    assert [i for i in LETTERS if letters[i]] == ["n2", "n5"]
    assert letters["n2"] == "robin@fernpost.example"
    user.tap("stop-n2", "Unsubscribe")
    assert [i for i in LETTERS if letters[i]] == ["n5"]


def test_an_error_report_says_what_is_wrong() -> None:
    user = reader()
    read(user, "a12")
    user.tap("Report an error", "report-send")
    assert user.sees("Choose what is wrong")
    assert user.sees("Write at least a few words")
    user.tap("kind-0")
    user.fill("text", "It was three countries, not four")
    user.fill("email", "robin@")
    user.tap("report-send")
    assert user.sees("This is not an e-mail address")
    user.fill("email", "")
    user.tap("report-send")
    (report,) = user.state["reports"].values()
    assert (report["article"], report["kind"], report["email"]) == ("a12", "A number is wrong", "")


def test_breaking_news_ring_only_where_they_are_wanted() -> None:
    user = reader()
    state = user.state
    tram, bank = about("Water main bursts under Mill Square"), about("Alder Bank lowers its rate for savings")
    quiet = about("Otters are back in the Linden")
    for article in (tram, bank, quiet):
        state["stories"][article].update(at="2026-03-10T09:45", reads=0)
    state["alerts"] = dict.fromkeys(SECTIONS, False)
    user.tap("More", "alerts", "alert-city")
    assert state["alerts"]["City"]
    user.world.move_clock(user.world.now + timedelta(hours=1))
    (notice,) = (n for n in user.world.nav["notices"].values() if n["app"] == user.app)
    assert notice["text"] == ARTICLES[tram].title
    assert state["stories"][quiet]["reads"] > 0
    user.tap("breaking", "alert-sport")
    assert user.toast == "Turn on breaking news first"


def test_downloads_want_room_and_wi_fi_and_cover_the_edition() -> None:
    user = reader()
    read(user, "a3")
    user.world.settings["wifi"] = False
    user.tap("options", "do-download")
    assert user.toast.startswith("Downloads wait for Wi-Fi")
    user.world.settings["wifi"] = True
    user.world.trials["on"].append("storage")
    user.tap("options", "do-download")
    assert user.toast == "Not enough space on this phone"
    user.world.trials["on"].remove("storage")
    user.tap("options", "do-download")
    assert user.state["downloads"]["a3"]["size"] == size_of(user.state, "a3")
    user.tap("Back", "More", "downloads", "edition")
    assert len(user.state["downloads"]) in (10, 11)
    used = sum(d["size"] for d in user.state["downloads"].values())
    assert shown(user, "used") == f"{used} MB used"
    user.tap("delete-a3", "delete-all", "Delete")
    assert user.state["downloads"] == {}


def test_the_table_adds_up_and_grows_with_the_matches() -> None:
    user = reader()
    now = user.world.now
    rows = table(user.state, now)
    played = [m for m in user.state["matches"].values() if is_over(m, now)]
    assert sum(row.played for row in rows) == 2 * len(played)
    assert sum(row.scored for row in rows) == sum(row.conceded for row in rows)
    assert {row.team for row in rows} == set(TEAMS)
    user.tap("More", "scores", "Fixtures")
    first = next(n.key for n in user.front.walk() if n.key.startswith("score-"))
    assert shown(user, first) == "– : –"
    match = user.state["matches"][first.removeprefix("score-")]
    user.world.move_clock(datetime.fromisoformat(match["at"]) + timedelta(hours=2))
    user.tap("Results")
    assert shown(user, first) == f"{match['home_goals']} : {match['away_goals']}"
    user.tap("Table")
    leader = table(user.state, user.world.now)[0]
    assert shown(user, f"points-{TEAMS.index(leader.team)}") == str(leader.points)


def test_the_weather_is_that_of_the_place_that_was_chosen() -> None:
    user = reader()
    user.tap("weather", "place-skarholm")
    forecast = user.state["forecasts"]["Skarholm"]
    assert shown(user, "now") == f"{forecast['hours'][0]['temperature']}°"
    assert len([n for n in user.front.walk() if n.key.startswith("day-")]) == 7
    user.tap("Back")
    assert user.sees(f"Skarholm, {forecast['hours'][0]['temperature']}°")


def test_text_size_pictures_and_links_to_nothing() -> None:
    user = reader()
    read(user, "a2")
    user.tap("text-size", "size-huge")
    user.back()
    node = user.front.find("paragraph-1")
    assert node is not None
    assert node.style == "read-huge"
    user.tap("Back", "More", "settings", "images", "Back", "Top stories")
    assert not any(n.role == "art" for n in user.front.walk())
    read(user, "a999")
    assert user.toast == "This article is not there any more"
    assert user.world.follow("guimcp://news/section/gossip")
    assert user.toast == "There is no section of that name"
    node = user.find("Search")
    node.tap = on("levitate")
    with pytest.raises(ValueError, match="levitate"):
        user.world.tap(node)


def test_the_edition_decides_what_leads() -> None:
    user = reader()
    for story in user.state["stories"].values():
        story["at"] = "2026-03-10T08:00"
    user.world.touch_state()
    assert ARTICLES[found(user)[0]].section == "City"
    user.tap("More", "settings", "edition", "edition-2", "Back", "Top stories")
    assert ARTICLES[found(user)[0]].section == "World"
