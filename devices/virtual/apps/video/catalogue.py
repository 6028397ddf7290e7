"""What can be watched on Reelhouse: channels, videos, series and chapters. Only numbers about them vary."""

from typing import NamedTuple


class Channel(NamedTuple):
    """Somebody who publishes videos; `tint` is the colour of their round picture."""

    id: str
    name: str
    about: str
    place: str
    since: int
    tint: str


class Video(NamedTuple):
    """`art` and its number draw the picture; `age` is from what age it may be watched.

    `series` is a key of SERIES or empty, `episode` its number there; `subtitles` are of LANGUAGES.
    """

    id: str
    title: str
    channel: str
    category: str
    seconds: int
    art: str
    about: str
    age: int
    subtitles: tuple[str, ...]
    series: str
    episode: int


CATEGORIES = {
    "Drama": "theater_comedy", "Nature": "forest", "Travel": "explore", "Cooking": "restaurant", "Science": "science",
    "Music": "music_note", "Games": "sports_esports", "Fitness": "fitness_center", "Kids": "child_care",
    "DIY": "brush", "Sport": "sports_soccer", "Documentary": "videocam",
}  # fmt: skip
LANGUAGES = ("English", "Chinese", "Spanish", "French", "German")
ALL, MOST, SOME, FEW, NO = LANGUAGES, LANGUAGES[:4], LANGUAGES[:3], LANGUAGES[:1], ()
SERIES = {
    "ferry": ("The Ferryman's Daughter", "A drama in six parts about a family on a river that changes its course."),
    "button": ("Button Bear", "A small bear with one button has large adventures. For children from three on."),
    "harbour": ("Lights of the Harbour", "Three nights with people who keep a port running while the town sleeps."),
}
CHAPTERS = {
    "Drama": ("Opening", "The meeting", "The quarrel", "The decision"),
    "Nature": ("First light", "Up close", "The hard part of the year", "What comes next"),
    "Travel": ("Setting off", "On the way", "What it cost", "Would we do it again?"),
    "Cooking": ("What you need", "Preparing", "At the stove", "Serving"),
    "Science": ("The question", "An experiment", "What we found", "What nobody knows yet"),
    "Music": ("Warming up", "First part", "Second part", "Encore"),
    "Games": ("The rules", "A slow start", "The turning point", "The finish"),
    "Fitness": ("Warm-up", "Main part", "A last round", "Cool-down"),
    "Kids": ("Good morning", "The adventure", "The song", "Good night"),
    "DIY": ("Tools and parts", "Measuring twice", "Putting it together", "The result"),
    "Documentary": ("Dusk", "At work", "The long hour", "Morning"),
    "Sport": ("Before the start", "First half", "Second half", "Looking back"),
}
CHAPTER_STARTS = (0, 14, 46, 81)

_CHANNELS = (
    Channel("h1", "Saltwind Pictures", "Stories from the coast, told slowly. A new episode every week.", "Port Ellery",
            2018, "#3c6fb0"),
    Channel("h2", "Mossy Lens", "Films about animals that live nearer than you think.", "Fernwick", 2016, "#5c7a2e"),
    Channel("h3", "Two Tickets", "We travel slowly, by train and boat, and count every coin.", "Lindenhof", 2019,
            "#b3593b"),
    Channel("h4", "Copper Pan", "Honest recipes for people who come home hungry.", "Oldbridge", 2015, "#8a6d1f"),
    Channel("h5", "Half a Theory", "Large questions, small experiments, no shouting.", "Northgate", 2017, "#7b5ea7"),
    Channel("h6", "Attic Sessions", "Live music under a sloping roof, one take only.", "Lindenhof", 2014, "#9a4d6f"),
    Channel("h7", "Pixel Porch", "Games for evenings with tea. We finish what we start.", "Millbrook", 2020, "#2f7d6b"),
    Channel("h8", "Ten Good Minutes", "Short training for busy people, without equipment.", "Harrowdale", 2021,
            "#b3593b"),
    Channel("h9", "Button Bear Club", "Home of Button Bear and his friends. Songs, stories and quiet endings.",
            "Fernwick", 2018, "#8a6d1f"),
    Channel("h10", "Sawdust Sunday", "One weekend, one project, very few tools.", "Oldbridge", 2013, "#4a6572"),
    Channel("h11", "Grey Heron Films", "Documentaries about people who work at night.", "Port Ellery", 2012,
            "#3c6fb0"),
    Channel("h12", "Wheel & Whistle", "Bikes, balls and what happens off the pitch.", "Northgate", 2019, "#2f7d6b"),
)  # fmt: skip
CHANNELS = {channel.id: channel for channel in _CHANNELS}


def _video(number: int, title: str, channel: int, category: str, length: str, art: str, about: str, age: int = 0,
           subtitles: tuple[str, ...] = SOME, series: str = "", episode: int = 0) -> Video:  # fmt: skip
    minutes, seconds = length.split(":")
    return Video(f"v{number}", title, f"h{channel}", category, 60 * int(minutes) + int(seconds), art, about, age,
                 subtitles, series, episode)  # fmt: skip


_VIDEOS = (
    _video(1, "The Empty Boat", 1, "Drama", "48:12", "sea",
           "The ferry comes in without its ferryman. His daughter ties it up and says nothing to anybody.", 12, ALL,
           "ferry", 1),
    _video(2, "Low Tide", 1, "Drama", "46:55", "sea",
           "The water goes out further than anyone remembers, and things come to light.", 12, ALL, "ferry", 2),
    _video(3, "A Letter from the Island", 1, "Drama", "49:31", "sea",
           "A letter arrives eleven years late. Mara reads it twice.", 12, ALL, "ferry", 3),
    _video(4, "Fog", 1, "Drama", "44:08", "night",
           "For three days nobody can cross. The inn fills up and so does the silence.", 12, ALL, "ferry", 4),
    _video(5, "What the River Keeps", 1, "Drama", "51:20", "forest",
           "Divers look for a car and find something older.", 16, ALL, "ferry", 5),
    _video(6, "Home Water", 1, "Drama", "58:44", "sea",
           "The last crossing. Everyone is on board who should be, and one who should not.", 12, ALL, "ferry", 6),
    _video(7, "The Last Lamplighter", 1, "Drama", "17:36", "city",
           "A short film about a man whose street gets electric light.", 6, MOST),
    _video(8, "Cold Platform", 1, "Drama", "22:03", "night",
           "Two strangers miss the same night train. Only one of them wanted to. A thriller.", 16, SOME),
    _video(9, "A year in the life of a hedgerow", 2, "Nature", "38:27", "forest",
           "Twelve months, one hedge, sixty-one kinds of birds. Filmed without leaving the lane.", 0, ALL),
    _video(10, "Kingfishers: two days by one stream", 2, "Nature", "24:50", "hills",
           "Patience, wet socks, and nine seconds of blue.", 0, MOST),
    _video(11, "Why foxes come to town", 2, "Nature", "15:14", "city",
           "They cross at the green light. We followed a family of five for a summer."),
    _video(12, "Rain in the old forest", 2, "Nature", "62:00", "forest",
           "One hour of rain on leaves. No music, no talking.", 0, NO),
    _video(13, "Six days on slow trains", 3, "Travel", "31:45", "hills",
           "Eleven trains, one mountain pass and a sandwich that was worth the journey.", 0, MOST),
    _video(14, "The village with more boats than cars", 3, "Travel", "19:08", "sea",
           "Everybody here has a key to everybody's boat. We stayed a week."),
    _video(15, "Two weeks in one small bag", 3, "Travel", "12:33", "room",
           "What we pack, what we leave, and the one thing we always forget.", 0, FEW),
    _video(16, "Night market with twenty coins", 3, "Travel", "21:17", "night",
           "Two people, twenty coins, eleven stalls. Nobody goes to bed hungry.", 0, MOST),
    _video(17, "Lentil soup that tastes of more", 4, "Cooking", "9:42", "plate",
           "Six ingredients, one pot. The trick is in the last two minutes.", 0, MOST),
    _video(18, "Bread without kneading", 4, "Cooking", "13:25", "plate",
           "Flour, water, salt, yeast and a night's sleep.", 0, ALL),
    _video(19, "Dumplings from scratch", 4, "Cooking", "26:39", "plate",
           "Folding is easier than it looks. We make forty and burn two.", 0, ALL),
    _video(20, "Three dinners from one cabbage", 4, "Cooking", "16:58", "plate",
           "Fried, stuffed and pickled. Cheap, and nobody complains."),
    _video(21, "How to sharpen a kitchen knife", 4, "Cooking", "7:50", "room",
           "Two stones, a towel and a tomato for the test.", 0, FEW),
    _video(22, "How bridges sing in the wind", 5, "Science", "14:29", "city",
           "We hung microphones under three bridges. One of them hums a perfect fifth.", 0, MOST),
    _video(23, "Why is ice slippery?", 5, "Science", "11:06", "hills",
           "The answer in your schoolbook is wrong, and the real one is stranger.", 0, ALL),
    _video(24, "The coldest room in the country", 5, "Science", "18:21", "room",
           "A visit to a laboratory where atoms nearly stand still.", 0, SOME),
    _video(25, "Can plants count?", 5, "Science", "12:47", "forest",
           "A flower that snaps shut on the second touch, and what it does on the fifth.", 0, MOST),
    _video(26, "What a year on Mars does to a clock", 5, "Science", "16:10", "desert",
           "Days are longer there by half an hour and a bit. We built the clock."),
    _video(27, "Live in the attic: Juniper Lane", 6, "Music", "34:18", "room",
           "Five songs, two guitars, one creaking floorboard.", 0, NO),
    _video(28, "Four chords in one evening", 6, "Music", "20:02", "room",
           "For everybody who has a guitar behind the sofa.", 0, SOME),
    _video(29, "Rainy piano for reading", 6, "Music", "57:30", "night",
           "Slow pieces, recorded with the window open.", 0, NO),
    _video(30, "How a cello is made", 6, "Music", "29:55", "room",
           "From a plank of spruce to the first note, in the workshop of three sisters.", 0, MOST),
    _video(31, "Finishing Lantern Quest without a map", 7, "Games", "43:37", "night",
           "No map, no hints, nine hours cut down to the best bits.", 6, SOME),
    _video(32, "Ten cosy games for a wet weekend", 7, "Games", "18:49", "cover",
           "Farms, trains, cats and one very calm post office.", 0, SOME),
    _video(33, "The puzzle nobody solved for nine years", 7, "Games", "25:11", "cover",
           "It was in the title screen all along.", 6, MOST),
    _video(34, "A whole town out of cubes", 7, "Games", "33:04", "city",
           "Four friends, two hundred hours, a working tram.", 0, FEW),
    _video(35, "Ten minutes for a stiff back", 8, "Fitness", "10:20", "room",
           "Gentle moves you can do in office clothes.", 0, MOST),
    _video(36, "Morning yoga without a mat", 8, "Fitness", "14:40", "hills",
           "A slow start that wakes up everything.", 0, SOME),
    _video(37, "Your first five kilometres: week one", 8, "Fitness", "8:15", "forest",
           "Run a minute, walk two. That is all for this week.", 0, SOME),
    _video(38, "Button Bear and the Lost Sock", 9, "Kids", "8:30", "cover",
           "One sock is blue. The other one is gone.", 0, ALL, "button", 1),
    _video(39, "Button Bear and the Big Puddle", 9, "Kids", "8:44", "cover",
           "How deep is it? There is only one way to find out.", 0, ALL, "button", 2),
    _video(40, "Button Bear Goes by Train", 9, "Kids", "9:02", "cover",
           "All stations to Grandma, please.", 0, ALL, "button", 3),
    _video(41, "Button Bear and the Moon", 9, "Kids", "8:17", "night",
           "Why does it follow us home?", 0, ALL, "button", 4),
    _video(42, "Button Bear Bakes a Cake", 9, "Kids", "9:21", "plate",
           "Three eggs on the table, two on the floor.", 0, ALL, "button", 5),
    _video(43, "A bookshelf from one plank", 10, "DIY", "22:28", "room",
           "One plank, eight cuts, no screws that you can see.", 0, SOME),
    _video(44, "Mend a dripping tap", 10, "DIY", "6:37", "room",
           "It is the washer. It is always the washer.", 0, MOST),
    _video(45, "A lamp from the attic lights up again", 10, "DIY", "17:12", "room",
           "New cable, old brass, and a shade from a map.", 0, FEW),
    _video(46, "A balcony garden for little money", 10, "DIY", "19:33", "hills",
           "Crates, seeds and a plan for shade.", 0, SOME),
    _video(47, "The Pilot", 11, "Documentary", "41:09", "night",
           "She climbs aboard ships as tall as houses, at four in the morning.", 6, ALL, "harbour", 1),
    _video(48, "The Crane", 11, "Documentary", "39:46", "night",
           "Forty metres up with a flask of tea.", 6, ALL, "harbour", 2),
    _video(49, "The Night Shift", 11, "Documentary", "42:30", "city",
           "The canteen, the dog, the man who counts the boxes.", 6, ALL, "harbour", 3),
    _video(50, "The steepest street in the country", 12, "Sport", "13:54", "city",
           "Thirty per cent, wet cobbles, two of us on borrowed bikes.", 0, SOME),
    _video(51, "Cup final: every goal and every save", 12, "Sport", "11:38", "hills",
           "Extra time, a penalty and a goalkeeper who sang.", 0, MOST),
    _video(52, "A gravel bike for half the price", 12, "Sport", "23:15", "forest",
           "We build one from parts that others threw away.", 0, FEW),
)  # fmt: skip
VIDEOS = {video.id: video for video in _VIDEOS}


def episodes(series: str) -> list[str]:
    """Ids of a series' episodes in their order."""
    return sorted((i for i, video in VIDEOS.items() if video.series == series), key=lambda i: VIDEOS[i].episode)


def chapters(video: str) -> list[tuple[int, str]]:
    """(second it starts at, title) of each chapter."""
    known = VIDEOS[video]
    return [(known.seconds * part // 100, title) for part, title in
            zip(CHAPTER_STARTS, CHAPTERS[known.category], strict=True)]  # fmt: skip
