"""Articles about sport and the weather."""

from devices.virtual.apps.news.paper import Draft

PLAY = (
    Draft("Sport", "Harbour Rovers win in the last minute", 6, 3, ("Football",), "hills", (
        "A header in minute {minute} gave Harbour Rovers all three points in front of {crowd} people.",
        "Until then Northgate had been the better side. They hit the post twice.",
        "“We train it every Thursday and it never works,” said the scorer, Lena Okell.",
        "Rovers are at home again on Saturday. There are still a few places behind the south goal.",
    ), {"minute": (88, 94), "crowd": (6200, 11800)}),
    Draft("Sport", "Goalkeeper, baker, captain: a farewell", 6, 3, ("Football", "Food"), "portrait", (
        "After {games} matches for Millbrook Gil Anders hangs up his gloves and puts on an apron.",
        "He kept {clean} clean sheets. The bakery he takes over belonged to his aunt.",
        "At the last home game he gave out {rolls} rolls. One was thrown back, and he caught it.",
        "“In goal you wait. With dough you wait too,” he said. “I am good at that.”",
    ), {"games": (260, 410), "clean": (80, 140), "rolls": (300, 900)}),
    Draft("Sport", "Tour of the Hills: a breakaway that lasted", 6, 3, ("Cycling",), "hills", (
        "Mina Torvald rode alone for {km} kilometres and won the third stage of the Tour of the Hills.",
        "Her lead was {seconds} seconds at the line. On the last climb it had been down to nine.",
        "It rained from start to finish. {fallen} riders fell, none was badly hurt.",
        "Tomorrow is a time trial along the river, flat and, they say, dry.",
    ), {"km": (48, 112), "seconds": (14, 75), "fallen": (5, 17)}),
    Draft("Sport", "Ten-year-old beats chess champion", 6, 1, ("Schools",), "room", (
        "Of {boards} games the champion played at once in the town hall she won all but one.",
        "The one she lost was against Timo Farr, who is ten and had to stand on a box to see.",
        "It took {moves} moves. The champion asked for his notes afterwards.",
        "“I had planned it for the bus,” said Timo, “but then it was on the board.”",
    ), {"boards": (24, 40), "moves": (29, 58)}),
    Draft("Sport", "Marathon to start half an hour earlier", 6, 0, ("Health", "Transport"), "city", (
        "Because of the heat the Lindenhof Marathon will start at half past seven this year.",
        "{runners} runners have entered, more than ever. The course is the same but for one corner.",
        "There will be water every {km} kilometres, and three showers to run through.",
        "Tram line 2 does not run between six and two. Spectators are advised to come by bike.",
    ), {"runners": (4200, 9800), "km": (2, 4)}),
    Draft("Sport", "Final of the cup goes to Oldbridge", 6, 3, ("Football",), "city", (
        "The cup final will be played in Oldbridge. The association decided so this afternoon.",
        "{seats} seats are for sale, from {price} up. Each club receives a third of them.",
        "Millbrook had hoped for it as well, but their floodlights fail when the kettles are on.",
        "Sale opens on Monday at ten.",
    ), {"seats": (9000, 21000), "price": (12, 24)}, True),
    Draft("Weather", "A week of sun, then the wind turns", 7, 0, ("Climate",), "sea", (
        "High pressure brings a dry week with up to {high} degrees by day. Nights stay cold.",
        "On the coast it will be {coast} degrees cooler, with fog in the morning.",
        "At the weekend the wind turns to the west and brings rain, about {rain} millimetres.",
        "Gardeners should wait a little. Frost down to minus {frost} is possible in the valleys.",
    ), {"high": (11, 17), "coast": (3, 6), "rain": (6, 22), "frost": (1, 4)}),
    Draft("Weather", "Storm warning for the coast on Thursday", 7, 1, ("Transport", "Climate"), "sea", (
        "The weather service warns of gusts of up to {wind} kilometres an hour on the coast.",
        "Ferries to Skarholm will probably not sail between {from_hour} and 21 o'clock.",
        "Whoever has a balcony should bring in flower pots, and whoever has a boat should double the ropes.",
        "The worst will be over by midnight.",
    ), {"wind": (85, 125), "from_hour": (12, 16)}, True),
    Draft("Weather", "Winter was {days} days shorter than it used to be", 7, 0, ("Climate",), "forest", (
        "Measured by frost, this winter had {days} days fewer than the average of the last century.",
        "Snow lay in Lindenhof on {snow} mornings. Almonds are in blossom {weeks} weeks early.",
        "Farmers fear a late frost. Children fear that the sledge was bought for nothing.",
        "The weather service speaks of a trend, and of plenty of exceptions to it.",
    ), {"days": (9, 24), "snow": (3, 9), "weeks": (2, 4)}),
    Draft("Weather", "Why it smells so good after rain", 7, 0, ("Climate", "Health"), "forest", (
        "When rain falls on dry ground, it throws tiny bubbles into the air. In them is what we smell.",
        "It comes from bacteria in the soil. The human nose notices {parts} drops of it in a full swimming pool.",
        "The longer the drought, the stronger the smell. After {weeks} dry weeks it is at its best.",
        "Camels, by the way, find water by it, from {km} kilometres away.",
    ), {"parts": (3, 9), "weeks": (3, 6), "km": (50, 80)}),
)  # fmt: skip
