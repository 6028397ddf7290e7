"""Hearth as a user finds it."""

from datetime import timedelta

import pytest
from pydantic import TypeAdapter

from devices.virtual.apps.feed.state import ME, FeedState, comments_of, discover, following, posts_by
from devices.virtual.node import on
from tests.virtual_user import User

FEED = TypeAdapter(FeedState)


def user(seed: int = 0) -> User:
    return User("Hearth", seed)


def shown(u: User) -> list[str]:
    return [n.key.removeprefix("post-") for n in u.front.walk() if n.key.startswith("post-")]


def post(u: User, words: str) -> str:
    return next(i for i, p in sorted(u.state["posts"].items()) if words in p["text"])


def friend(u: User) -> str:
    return next(i for i, how in u.state["follows"].items() if how == "yes" and u.state["people"][i]["phone"])


def later(u: User, **by: float) -> None:
    u.world.move_clock(u.world.now + timedelta(**by))


@pytest.mark.parametrize("seed", range(6))
def test_a_fresh_feed_is_long_varied_and_of_the_past(seed: int) -> None:
    u = user(seed)
    FEED.validate_python(u.state, strict=True)
    assert len(u.state["posts"]) >= 45
    now = u.world.now.isoformat(timespec="minutes")
    posts, comments = u.state["posts"], u.state["comments"].values()
    assert all(p["at"] < now for p in posts.values())
    assert all(posts[c["post"]]["at"] <= c["at"] < now for c in comments)
    assert all(posts[p["of"]]["at"] <= p["at"] for p in posts.values() if p["of"])
    assert not any("{" in one["text"] for one in (*posts.values(), *comments))


def test_following_and_discover_share_no_post_and_miss_none_that_is_open() -> None:
    u = user()
    u.tap("Discover")
    assert shown(u) == discover(u.state)
    u.tap("Following")
    assert shown(u) == following(u.state)
    assert not {*following(u.state)} & {*discover(u.state)}


def test_a_post_is_liked_and_counted_and_unliked() -> None:
    u = user()
    post_id = next(i for i in shown(u) if not u.state["posts"][i]["liked"])
    likes = u.state["posts"][post_id]["likes"]
    u.tap(f"like-{post_id}")
    assert u.state["posts"][post_id]["liked"]
    assert str(likes + 1) in [n.text for n in u.front.find(f"like-{post_id}").walk()]
    u.tap(f"like-{post_id}")
    assert not u.state["posts"][post_id]["liked"]


def test_a_comment_is_answered_below_it_and_deleted_with_its_answers_and_brought_back() -> None:
    u = user()
    mine = post(u, "Baked bread")
    u.world.send(u.app, on("post", id=mine))
    u.fill("comment", "More tomorrow")
    u.tap("send")
    own = next(i for i, c in u.state["comments"].items() if c["text"] == "More tomorrow")
    first = next(i for i, c in comments_of(u.state, mine) if c["by"] != ME)
    u.world.tap(next(n for n in u.front.find(f"comment-{first}").walk() if n.text == "Reply"))
    u.world.type_text("Thanks!")
    u.tap("send")
    answer = next(i for i, c in u.state["comments"].items() if c["text"] == "Thanks!")
    order = [i for i, _ in comments_of(u.state, mine)]
    assert order.index(answer) == order.index(first) + 1
    u.tap(f"cmore-{first}", "Delete comment")
    assert not {first, answer} & u.state["comments"].keys()
    u.tap("Undo")
    assert {first, answer, own} <= u.state["comments"].keys()


def test_comments_are_sorted_by_likes_when_asked() -> None:
    u = user()
    post_id = post(u, "Biscuit has found")
    u.world.send(u.app, on("post", id=post_id))
    u.tap("Top")
    likes = [c["likes"] for _, c in comments_of(u.state, post_id, top=True)]
    drawn = [n.key.removeprefix("ctext-") for n in u.front.walk() if n.key.startswith("ctext-")]
    assert drawn == [i for i, _ in comments_of(u.state, post_id, top=True)]
    assert likes == sorted(likes, reverse=True)


def test_a_post_has_limits_and_a_poll_two_options() -> None:
    u = user()
    u.tap("New post", "send")
    assert u.sees("Write something or add a picture")
    u.fill("text", "x" * 290)
    u.tap("send")
    assert u.sees("10 characters too long")
    u.fill("text", "Which one? #books")
    u.tap("Add poll")
    u.fill("option0", "Red")
    u.tap("send")
    assert u.sees("Give at least two options")
    u.fill("option1", "Blue")
    u.tap("audience", "audience-followers", "send")
    post_id = posts_by(u.state, ME)[0]
    assert u.state["posts"][post_id]["tags"] == ["books"]
    assert u.state["posts"][post_id]["audience"] == "followers"
    u.tap(f"vote-{post_id}-1")
    assert u.state["polls"][post_id] == {"options": ["Red", "Blue"], "votes": [0, 0], "mine": 1}


def test_a_new_post_is_liked_and_commented_on_with_notifications() -> None:
    u = user()
    u.state["incoming"].clear()
    u.tap("New post")
    u.fill("text", "Sunny")
    u.tap("send")
    post_id = posts_by(u.state, ME)[0]
    new = len(u.state["new"])
    later(u, hours=1)
    assert u.state["posts"][post_id]["likes"] == 2
    assert len(comments_of(u.state, post_id)) == 1
    assert len(u.state["new"]) == new + 3
    assert sum(n["app"] == u.app for n in u.world.nav["notices"].values()) == 3


def test_nobody_comments_where_nobody_may() -> None:
    u = user()
    u.tap("Settings", "who", "may-nobody")
    assert u.state["options"]["comments"] == "nobody"
    before = len(u.state["comments"])
    later(u, hours=3)
    assert len(u.state["comments"]) == before


def test_a_draft_is_kept_and_comes_back() -> None:
    u = user()
    u.tap("New post")
    u.fill("text", "Half a thought")
    u.tap("Back", "Keep draft", "New post")
    assert u.front.find("text").text == "Half a thought"
    u.tap("Back", "Discard", "New post")
    assert u.front.find("text").text == ""


def test_a_scheduled_post_goes_out_in_time() -> None:
    u = user()
    u.tap("New post")
    u.fill("text", "Good morning")
    u.tap("Schedule", "Tomorrow morning")
    assert [d["send_at"] for d in u.state["scheduled"].values()] == ["2026-03-11T09:00"]
    later(u, hours=23)
    assert not any(p["text"] == "Good morning" for p in u.state["posts"].values())
    later(u, hours=1)
    assert u.state["posts"][post(u, "Good morning")]["at"] == "2026-03-11T09:00"
    assert not u.state["scheduled"]


def test_an_own_post_is_edited_deleted_and_brought_back() -> None:
    u = user()
    post_id = post(u, "My balcony")
    u.world.send(u.app, on("tab", to="me"))
    u.tap(f"more-{post_id}", "Edit")
    u.fill("text", "My balcony, again")
    u.tap("send")
    assert u.state["posts"][post_id]["edited"]
    u.tap(f"more-{post_id}", "Delete", "Delete")
    assert post_id not in u.state["posts"]
    u.tap("Undo")
    assert u.state["posts"][post_id]["text"] == "My balcony, again"


def test_muting_hides_hiding_can_be_undone_and_a_report_needs_a_reason() -> None:
    u = user()
    who = friend(u)
    assert any(u.state["posts"][i]["by"] == who for i in shown(u))
    u.world.send(u.app, on("person", id=who))
    u.tap("More options", "Mute")
    u.back()
    assert not any(u.state["posts"][i]["by"] == who for i in shown(u))
    other = next(i for i in shown(u) if u.state["posts"][i]["by"] != ME)
    u.tap(f"more-{other}", "Hide post")
    assert other not in shown(u)
    u.tap("Undo")
    assert other in shown(u)
    u.tap(f"more-{other}", "Report", "report")
    assert not u.state["reported"]
    u.tap("reason-0", "report")
    assert u.state["reported"] == {other: "Spam"}
    assert other not in shown(u)


def test_muted_words_hide_posts() -> None:
    u = user()
    words = u.state["posts"][next(i for i in shown(u) if u.state["posts"][i]["by"] != ME)]["text"]
    words = max(words.split(), key=len)
    u.tap("Settings", "words", "Add")
    assert u.sees("Enter a word")
    u.fill("word", words)
    u.tap("Add")
    u.world.send(u.app, on("tab", to="home"))
    texts = [u.state["posts"][i]["text"] for i in shown(u) if u.state["posts"][i]["by"] != ME]
    assert texts
    assert not any(words.casefold() in text.casefold() for text in texts)


def test_blocking_asks_first_and_ends_following_on_both_sides() -> None:
    u = user()
    who = next(i for i in u.state["followers"] if i in u.state["follows"])
    u.world.send(u.app, on("person", id=who))
    u.tap("More options", "Block", "Cancel")
    assert who not in u.state["blocked"]
    u.tap("More options", "Block", "Block")
    assert who in u.state["blocked"]
    assert who not in u.state["follows"]
    assert who not in u.state["followers"]
    u.tap("Unblock")
    assert not u.state["blocked"]


def test_a_private_person_is_asked_and_accepts_later() -> None:
    u = user()
    who = next(i for i, p in u.state["people"].items() if p["private"])
    u.world.send(u.app, on("person", id=who))
    assert u.sees("This account is private. Follow it to see its posts.")
    u.tap(f"follow-{who}")
    assert u.state["follows"][who] == "asked"
    later(u, minutes=45)
    assert u.state["follows"][who] == "yes"
    u.tap(f"follow-{who}", "Unfollow")
    assert who not in u.state["follows"]


def test_a_private_owner_decides_who_follows() -> None:
    u = user()
    u.tap("Settings", "private")
    u.back()
    later(u, minutes=30)
    notice = next(i for i, n in u.state["notices"].items() if n["kind"] == "request")
    who = u.state["notices"][notice]["by"]
    assert who not in u.state["followers"]
    u.tap("activity", f"accept-{notice}")
    assert who in u.state["followers"]


def test_a_post_is_saved_into_collections() -> None:
    u = user()
    post_id = next(i for i in shown(u) if not any(i in c["posts"] for c in u.state["collections"].values()))
    first, second = sorted(u.state["collections"], key=lambda i: int(i[1:]))[:2]
    u.tap(f"save-{post_id}")
    assert u.state["collections"][first]["posts"][0] == post_id
    u.tap(f"collect-{second}", f"collect-{first}", "New collection")
    u.fill("name", "Later")
    u.tap("Save", "Done")
    assert {c["name"] for c in u.state["collections"].values() if post_id in c["posts"]} == {
        u.state["collections"][second]["name"],
        "Later",
    }


def test_a_post_is_passed_on_once_and_quoted_with_words() -> None:
    u = user()
    post_id = next(i for i in shown(u) if u.state["posts"][i]["by"] != ME)
    u.tap(f"pass-{post_id}", "Pass on to my followers")
    assert any(p["of"] == post_id and p["by"] == ME and not p["text"] for p in u.state["posts"].values())
    u.tap(f"pass-{post_id}", "Take back", f"pass-{post_id}", "Quote with your words")
    u.fill("text", "Read this")
    u.tap("send")
    mine = [p for p in u.state["posts"].values() if p["of"] == post_id and p["by"] == ME]
    assert [p["text"] for p in mine] == ["Read this"]


def test_search_finds_people_posts_and_tags_and_remembers_what_led_somewhere() -> None:
    u = user()
    u.world.send(u.app, on("tab", to="search"))
    u.fill("query", "heron")
    posts = shown(u)
    assert posts
    assert all("heron" in u.state["posts"][i]["text"].casefold() for i in posts)
    u.tap("kind-tags")
    assert not shown(u)
    u.fill("query", "hik")
    u.tap("#hiking")
    assert u.title == "#hiking"
    assert u.state["searches"][0] == "hik"
    u.back()
    u.fill("query", "")
    u.tap("forget-0")
    assert "hik" not in u.state["searches"]


def test_messages_go_through_the_chat_app_and_links_lead_here() -> None:
    u = user()
    who = friend(u)
    u.world.send(u.app, on("person", id=who))
    u.tap("Message")
    assert u.world.front == "org.guimcp.chat"
    post_id = post(u, "Biscuit has found")
    assert u.world.follow(f"guimcp://feed/post/{post_id}")
    assert shown(u)[0] == post_id
    assert u.world.follow(f"guimcp://feed/user/{who}")
    assert u.title == u.state["people"][who]["name"]


def test_shared_words_and_pictures_become_a_post() -> None:
    u = user()
    u.world.send(u.app, on("received_image", value="sea:4"))
    u.fill("text", "Look")
    u.tap("send")
    assert u.state["posts"][posts_by(u.state, ME)[0]]["picture"] == "sea:4"
    u.world.send(u.app, on("received", value="From my notes"))
    assert u.front.find("text").text == "From my notes"


def test_a_profile_is_edited_with_a_user_name_of_ones_own() -> None:
    u = user()
    u.world.send(u.app, on("tab", to="me"))
    u.tap("Edit profile")
    u.fill("handle", u.state["people"]["u1"]["handle"])
    u.fill("name", "")
    u.tap("Save")
    assert u.sees("This user name is taken")
    assert u.sees("Enter a name")
    u.fill("handle", "sam.walks")
    u.fill("name", "Sam")
    u.tap("Save")
    assert (u.state["me"]["name"], u.state["me"]["handle"]) == ("Sam", "sam.walks")
