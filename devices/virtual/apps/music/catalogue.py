"""What Tremolo plays: artists, albums and songs. Only numbers about them vary."""

from typing import NamedTuple


class Artist(NamedTuple):
    """Somebody who makes music; `alike` are ids of similar artists."""

    id: str
    name: str
    genre: str
    about: str
    tint: str
    alike: tuple[str, ...]


class Album(NamedTuple):
    """A record; `art` is the number of its cover."""

    id: str
    title: str
    artist: str
    year: int
    art: int


class Song(NamedTuple):
    """A song; `explicit` says that not everybody should hear its words, `words` that it has any."""

    id: str
    title: str
    artist: str
    album: str
    track: int
    seconds: int
    explicit: bool
    words: bool


GENRES = {
    "Folk": "forest", "Indie": "light_mode", "Pop": "star", "Electronic": "bolt", "Rock": "whatshot",
    "Jazz": "nightlife",
    "Soul": "favorite", "Ambient": "cloud", "Country": "landscape", "Classical": "theater_comedy", "Hip-hop": "mic",
}  # fmt: skip

_ARTISTS = (
    Artist("a1", "Juniper Lane", "Folk", "Two sisters, two guitars and a creaking floor.", "#5c7a2e", ("a9", "a2")),
    Artist("a2", "The Paper Lanterns", "Indie", "Songs about small towns, written on night buses.", "#b3593b",
           ("a5", "a1", "a12")),
    Artist("a3", "Mara Voss", "Pop", "Sings about the sea although she lives in the hills.", "#9a4d6f", ("a12", "a7")),
    Artist("a4", "Night Bus Choir", "Electronic", "Eight voices and one old drum machine.", "#3c6fb0", ("a10", "a8")),
    Artist("a5", "Otto and the Tides", "Rock", "Loud since school, tuned since last year.", "#7b5ea7", ("a2", "a9")),
    Artist("a6", "Sable Quartet", "Jazz", "Every Thursday in the same cellar, never the same set.", "#4a6572",
           ("a7", "a13")),
    Artist("a7", "Nia Adeyemi", "Soul", "A voice that makes the room smaller.", "#8a6d1f", ("a6", "a3")),
    Artist("a8", "Glasshouse", "Ambient", "Recorded among plants, at dawn.", "#2f7d6b", ("a13", "a4")),
    Artist("a9", "Red Clay Road", "Country", "Five friends with one van and too many banjos.", "#b3593b",
           ("a1", "a5")),
    Artist("a10", "Velvet Abacus", "Electronic", "Counts to seven and dances to it.", "#7b5ea7", ("a4", "a11")),
    Artist("a11", "Marmalade", "Electronic", "Breakfast radio by day, full dance floors by night.", "#b3893b",
           ("a10", "a14")),
    Artist("a12", "Elin Frost", "Pop", "Bright tunes for dark afternoons.", "#3c6fb0", ("a3", "a2")),
    Artist("a13", "Halfpenny Orchestra", "Classical", "Forty people who play for the love of it.", "#4a6572",
           ("a8", "a6")),
    Artist("a14", "Kid Comet", "Hip-hop", "Rhymes about the number nine tram.", "#9a4d6f", ("a11", "a7")),
)  # fmt: skip
ARTISTS = {artist.id: artist for artist in _ARTISTS}

# (title, artist, year, cover, songs): a song is (title, length), with ! for explicit words and ~ for none at all.
_RECORDS: tuple[tuple[str, int, int, int, tuple[tuple[str, str], ...]], ...] = (
    ("Kitchen Songs", 1, 2021, 3,
     (("Kettle and Rain", "3:12"), ("Borrowed Coat", "2:58"), ("The Long Way to the Post Office", "4:05"),
      ("Bread on Sunday", "3:33"))),
    ("Hedgerow", 1, 2024, 14,
     (("Blackthorn", "3:40"), ("Your Brother's Bicycle", "3:02"), ("Low Sun", "4:18"), ("Two Robins", "2:47"))),
    ("Last Stop, All Change", 2, 2022, 8,
     (("Streetlight Season", "3:26"), ("Paper Town", "3:51"), ("Second-Hand Summer", "3:15"),
      ("Ticket to Nowhere Special", "4:02"))),
    ("Salt and Telephone", 3, 2023, 21,
     (("Harbour Wall", "3:29"), ("Call Me When It Rains", "3:08"), ("Driftwood Heart", "3:44"),
      ("Tell the Tide", "3:21!"))),
    ("Small Hours", 4, 2020, 5,
     (("Depot", "4:31~"), ("Window Seat", "5:02"), ("Conductor", "3:57"), ("All Night Service", "6:10~"))),
    ("High Water", 5, 2024, 30,
     (("Sandbags", "3:05"), ("Louder Than the Weather", "3:38!"), ("Pier Pressure", "2:54"), ("Undertow", "4:26"))),
    ("Thursdays in the Cellar", 6, 2019, 17,
     (("Blue Umbrella", "5:48~"), ("Stairs Down", "6:22~"), ("One for the Barman", "4:50~"), ("Last Round", "7:03~"))),
    ("Smaller Rooms", 7, 2023, 26,
     (("Closer Than the Walls", "3:36"), ("Slow Honey", "4:11"), ("If You Stay for Tea", "3:19"),
      ("Lamp On, Lamp Off", "3:54"))),
    ("Dew Point", 8, 2021, 11,
     (("Fern", "6:40~"), ("Condensation", "7:25~"), ("Five in the Morning", "5:58~"))),
    ("Dust and Banjos", 9, 2022, 40,
     (("Gravel in My Shoes", "2:49"), ("Mending the Fence", "3:23"), ("Whistle Stop", "3:10"),
      ("Grandpa's Truck", "3:47"))),
    ("Seven Eight", 10, 2023, 33,
     (("Count Me In", "4:04"), ("Velvet Machine", "3:59~"), ("Prime Numbers", "4:36~"), ("Carry the One", "3:42"))),
    ("Toast", 11, 2024, 45,
     (("Butter Side Up", "3:17"), ("Second Cup", "3:28!"), ("Marmalade Morning", "4:12~"),
      ("Crumbs on the Dance Floor", "5:05"))),
    ("Daylight Saving", 12, 2022, 19,
     (("Half Past Dark", "3:14"), ("Lemon Sky", "2:59"), ("Glitter on the Snow", "3:31"), ("Woollen Hat", "3:07"))),
    ("Pieces for a Rainy Square", 13, 2018, 52,
     (("Overture with Pigeons", "8:14~"), ("Slow Dance of the Fountains", "6:51~"), ("Umbrellas, Allegro", "4:39~"),
      ("The Square at Night", "7:30~"))),
    ("Line Nine", 14, 2024, 37,
     (("Doors Closing", "2:52!"), ("Transfer", "3:18"), ("Nobody Checks Tickets", "3:01!"),
      ("End of the Line", "3:49"))),
    ("Postcards from the Hills", 3, 2025, 60,
     (("Greetings from Up Here", "3:11"), ("No Signal", "2:56"), ("Funicular", "3:34"),
      ("Wish You Were Louder", "3:22!"))),
)  # fmt: skip

ALBUMS: dict[str, Album] = {}
SONGS: dict[str, Song] = {}
for _title, _artist, _year, _art, _songs in _RECORDS:
    _album = Album(f"b{len(ALBUMS) + 1}", _title, f"a{_artist}", _year, _art)
    ALBUMS[_album.id] = _album
    for _track, (_name, _length) in enumerate(_songs, 1):
        _minutes, _, _seconds = _length.rstrip("~!").partition(":")
        _id = f"s{len(SONGS) + 1}"
        SONGS[_id] = Song(_id, _name, _album.artist, _album.id, _track, 60 * int(_minutes) + int(_seconds),
                          _length.endswith("!"), not _length.endswith("~"))  # fmt: skip


class Mix(NamedTuple):
    """A playlist that Tremolo has put together: songs of these genres."""

    id: str
    name: str
    about: str
    genres: tuple[str, ...]
    art: int


_MIXES = (
    Mix("m1", "Slow Morning", "Coffee first, words later.", ("Folk", "Ambient", "Jazz"), 71),
    Mix("m2", "On the Move", "For trams, trains and fast feet.", ("Hip-hop", "Electronic", "Rock"), 72),
    Mix("m3", "Deep Focus", "Nothing that asks you to sing along.", ("Ambient", "Classical", "Jazz"), 73),
    Mix("m4", "Kitchen Disco", "Stir, spin, repeat.", ("Pop", "Electronic", "Soul"), 74),
    Mix("m5", "Open Road", "Windows down, volume up.", ("Country", "Rock", "Indie"), 75),
    Mix("m6", "Rain on the Roof", "Soft songs for wet evenings.", ("Soul", "Folk", "Indie"), 76),
)
MIXES = {mix.id: mix for mix in _MIXES}


def songs_of(album: str) -> list[str]:
    """Ids of an album's songs in their order."""
    return sorted((i for i, song in SONGS.items() if song.album == album), key=lambda i: SONGS[i].track)


def albums_of(artist: str) -> list[str]:
    """Ids of an artist's albums, the newest first."""
    ids = [i for i, album in ALBUMS.items() if album.artist == artist]
    return sorted(ids, key=lambda i: (-ALBUMS[i].year, i))


def mix_songs(mix: str) -> list[str]:
    """What a mix plays: two songs of three from each of its genres, in turn."""
    kinds = [[i for i, song in SONGS.items() if ARTISTS[song.artist].genre == genre] for genre in MIXES[mix].genres]
    turns = max(len(kind) for kind in kinds)
    return [kind[n] for n in range(turns) if n % 3 != 2 for kind in kinds if n < len(kind)][:18]
