"""Articles about business, science and culture."""

from devices.virtual.apps.news.paper import Draft

IDEAS = (
    Draft("Business", "Basar sellers ask for lower fees", 3, 0, ("Money",), "chart", (
        "Small shops that sell on Basar want to keep more of what they take. {shops} of them have signed a letter.",
        "At present {percent} per cent of each sale goes to the market. The sellers ask for half of that.",
        "The company says the money pays for returns and for people who answer the phone.",
        "Both sides will meet on the {day}th. Until then nothing changes for buyers.",
    ), {"shops": (320, 1400), "percent": (11, 17), "day": (16, 28)}),
    Draft("Business", "Bread prices rise for the third time in a year", 8, 0, ("Food", "Money"), "plate", (
        "A loaf of rye bread now costs {cents} cents more than a year ago, bakers say.",
        "Flour has become dearer by {flour} per cent, and ovens need gas that is not cheap either.",
        "At Cobble Lane Bakery they have made the small loaf a little larger instead. “People notice,” said the owner.",
        "Consumer advisers recommend yesterday's bread: it is cheaper, and toasts better.",
    ), {"cents": (25, 70), "flour": (8, 21)}),
    Draft("Business", "Bicycle maker hires {jobs} people in Oldbridge", 3, 1, ("Cycling", "Money"), "city", (
        "The bicycle maker Halden wants to build {bikes} more bikes a month and hires {jobs} people for it.",
        "Most places are for people who can weld. Whoever cannot is taught in {weeks} weeks.",
        "Orders come from cities that replace delivery vans with cargo bikes.",
        "The plant runs on its own solar roof. On Sundays it sells the rest to the football club.",
    ), {"jobs": (60, 240), "bikes": (400, 1500), "weeks": (6, 14)}),
    Draft("Business", "Alder Bank lowers its rate for savings", 3, 1, ("Money",), "chart", (
        "Alder Bank pays {tenths} tenths of a per cent less on savings from next month.",
        "Someone with ten thousand saved loses about {loss} a year.",
        "Other banks are expected to follow. The central bank had lowered its own rate two weeks ago.",
        "Advisers say: compare, and do not tie everything up for long.",
    ), {"tenths": (2, 6), "loss": (20, 60)}, True),
    Draft("Business", "The four-day week: one year on", 8, 0, ("Health", "Money"), "room", (
        "A year ago {firms} firms in the region gave their people Fridays off, for the same pay.",
        "{stay} of them will go on. Sick days fell by {sick} per cent, and hardly any orders were late.",
        "What did not work were shops, where somebody has to stand at the till.",
        "“On Thursdays we are faster than we used to be on Fridays,” said one manager.",
    ), {"firms": (30, 48), "stay": (22, 29), "sick": (9, 26)}),
    Draft("Science", "Comet to be seen without a telescope", 4, 0, ("Space",), "night", (
        "A comet found only last year will be bright enough to see with the naked eye, low in the west.",
        "The best evenings are from the {day}th on, about {minutes} minutes after sunset.",
        "It comes round every {years} years. Nobody who reads this will see it twice.",
        "Binoculars help. The observatory on the Kestrel opens its roof free of charge on clear nights.",
    ), {"day": (12, 20), "minutes": (35, 70), "years": (430, 2900)}),
    Draft("Science", "Bees can tell good sums from bad ones", 4, 0, ("Animals",), "forest", (
        "Bees that were shown dots could choose the larger number {percent} times in a hundred.",
        "The researchers trained {bees} bees with sugar water. A wrong answer tasted of tonic.",
        "Up to four they hardly made mistakes. At seven and eight they began to guess.",
        "What it is good for in a meadow is not yet clear. “Counting petals, perhaps,” the study says.",
    ), {"percent": (68, 84), "bees": (40, 150)}),
    Draft("Science", "A walk after dinner does more than expected", 4, 1, ("Health",), "hills", (
        "{minutes} minutes on foot after a meal lower blood sugar more than an hour of sport the next morning.",
        "That is what a study with {people} people says, which ran for two years.",
        "Speed hardly matters. Whoever stopped to talk to neighbours did just as well.",
        "Doctors warn against reading too much into it, and then put on their coats.",
    ), {"minutes": (10, 18), "people": (420, 1800)}),
    Draft("Science", "Battery made of salt passes its winter test", 4, 0, ("Energy", "Climate"), "room", (
        "A battery that uses ordinary salt has kept a school warm through a whole winter.",
        "After {cycles} charges it still held {percent} per cent of its power.",
        "It is heavier than others, which does not matter in a cellar, and costs {less} per cent less.",
        "Three more schools are to follow before next winter.",
    ), {"cycles": (600, 2200), "percent": (88, 96), "less": (30, 55)}),
    Draft("Science", "Otters are back in the Linden", 4, 2, ("Animals",), "forest", (
        "For the first time in {years} years otters have raised young on the river Linden.",
        "A camera at the old weir shows {cubs} cubs. They steal from one another and slide down the bank.",
        "The water has become cleaner since two sewage works were rebuilt.",
        "Walkers are asked to keep dogs on the lead between the weir and the mill.",
    ), {"years": (38, 64), "cubs": (2, 5)}),
    Draft("Culture", "The attic concerts move to a church", 5, 0, ("Music",), "room", (
        "The Attic Sessions have outgrown their attic. From April the concerts take place in St Brigid's.",
        "There was room for {old} people under the roof. The church has {new} seats and better toilets.",
        "Juniper Lane open the season. Their floorboard comes along: it creaks in tune.",
        "Tickets cost {price}. Every month one evening is free.",
    ), {"old": (30, 48), "new": (240, 420), "price": (9, 18)}),
    Draft("Culture", "“The Ferryman's Daughter” gets a second season", 5, 1, ("Film",), "sea", (
        "Reelhouse has ordered {parts} more parts of the drama that made half the country whisper.",
        "The last part was watched by {million} million people, most of them in one evening.",
        "Filming begins on the river in autumn, if the river agrees. In the first season it did not.",
        "Who was on the boat will be answered, the writers promise. “Twice,” one of them added.",
    ), {"parts": (6, 10), "million": (2, 6)}),
    Draft("Culture", "A first novel wins the Linden Prize", 5, 0, ("Books",), "cover", (
        "The Linden Prize goes to a first novel this year: “Salt Stairs” by the nurse Noor Hallam.",
        "It was written on {shifts} night shifts, “between two and four, when it is quiet”.",
        "The jury read {books} books. Its verdict took nine minutes.",
        "The prize is worth {money} thousand. Hallam wants to buy a better chair, for the ward.",
    ), {"shifts": (140, 380), "books": (90, 210), "money": (12, 30)}),
    Draft("Culture", "Museum shows what people keep in drawers", 5, 2, ("Books",), "room", (
        "String, keys without locks, a tooth: the City Museum has emptied {drawers} kitchen drawers for its new show.",
        "Every drawer was lent with a note that says what is in it and why.",
        "The oldest thing is a tram ticket from {year}, never stamped.",
        "At the end stands an empty drawer. Visitors may leave something. So far it is mostly batteries.",
    ), {"drawers": (60, 140), "year": (1931, 1962)}),
    Draft("Culture", "Choir sings on the last tram", 5, 0, ("Music", "Transport"), "night", (
        "On the last tram of line 9 {singers} people in black began to sing on Friday, three stops before the end.",
        "Nobody had known of it but the driver, who dimmed the lights.",
        "The Night Bus Choir wants to do it on every line, without notice.",
        "“I missed my stop,” wrote a passenger. “I would miss it again.”",
    ), {"singers": (14, 32)}),
    Draft("Culture", "Summer cinema returns to the harbour wall", 5, 2, ("Film",), "night", (
        "From July on there will be films on the harbour wall again, {films} of them, always after dark.",
        "The programme was chosen by readers. {votes} took part.",
        "Chairs are there for {seats}. Blankets, cushions and soup are not forbidden.",
        "When it rains, the film is shown all the same. There are umbrellas, and a song for the occasion.",
    ), {"films": (14, 26), "votes": (1900, 7400), "seats": (300, 650)}),
)  # fmt: skip
