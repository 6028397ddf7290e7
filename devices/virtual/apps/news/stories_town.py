"""Articles about the city and the world."""

from devices.virtual.apps.news.paper import Draft

TOWN = (
    Draft("City", "Tram line 4 to run through the night from June", 1, 0, ("Transport",), "city", (
        "The city council has voted to keep tram line 4 running all night at weekends, from the first Friday in June.",
        "A car will leave every {gap} minutes between the harbour and Northgate. The cost is put at {cost} thousand a "
        "year.",
        "“People who wash the dishes go home too,” said councillor Ida Wren, who proposed it. “They should not need a "
        "taxi.”",
        "Residents along Canal Terrace had asked for quieter wheels. The transport office says {cars} cars are to be "
        "refitted before summer.",
        "The trial runs for a year. After that the council will look at how many people used it.",
    ), {"gap": (20, 40), "cost": (180, 420), "cars": (6, 14)}),
    Draft("City", "Old brickworks to become {homes} flats", 1, 0, ("Housing",), "city", (
        "The brickworks at Lowmoor, empty since a fire, will be turned into {homes} flats and a small park.",
        "A third of them are meant for families with low incomes, at a rent of {rent} a square metre.",
        "The tall chimney stays. Storks have nested on it for eleven years and nobody wanted to explain it to them.",
        "Building starts in autumn. The first keys are to be handed over in {years} years.",
    ), {"homes": (80, 260), "rent": (6, 9), "years": (2, 4)}),
    Draft("City", "Water main bursts under Mill Square", 8, 2, ("Transport",), "city", (
        "A water main burst under Mill Square early this morning and left {homes} homes without water.",
        "The waterworks expect the repair to take until the evening. Tankers stand on Ropewalk Yard and outside the "
        "school.",
        "Trams 2 and 4 turn back at the market. Drivers are asked to avoid the square altogether.",
        "“It is an old pipe, laid in {year},” said an engineer on the spot. “It has had a good life.”",
    ), {"homes": (240, 900), "year": (1921, 1958)}, True),
    Draft("City", "Library lends out sewing machines and a ladder", 1, 2, ("Books", "Money"), "room", (
        "Whoever has a card of the Harbour Library can now borrow more than books: {things} things stand on the new "
        "shelf.",
        "There are sewing machines, a telescope, a projector and one very long ladder.",
        "The ladder is the favourite. There are {waiting} people on the list for it.",
        "“We only ask that you come back down,” said librarian Pam Otley.",
        "A loan costs nothing for a week. After that it is one coin a day.",
    ), {"things": (40, 120), "waiting": (9, 34)}),
    Draft("City", "Market traders want their clock back", 1, 0, ("Food",), "city", (
        "For {weeks} weeks the clock over the covered market has shown twenty to four. Traders have had enough.",
        "“Customers think we are about to close,” said cheese seller Bo Lindal. “At nine in the morning.”",
        "The clockmaker who looked after it has retired. The city has found another, two hundred kilometres away.",
        "She is to come next week. Until then a cardboard clock hangs over the fish stall, set by hand.",
    ), {"weeks": (5, 13)}),
    Draft("City", "School kitchens to cook without plastic", 8, 0, ("Schools", "Food"), "plate", (
        "All {schools} school kitchens in the city will give up disposable plastic by the end of the year.",
        "Pupils tested the new steel boxes for a term. {broken} of them were lost, most of them found again.",
        "A meal becomes {cents} cents dearer. Families who pay the reduced price will not notice.",
        "At Pinecrest School the first week brought a surprise: with proper plates, less food was left over.",
    ), {"schools": (18, 42), "broken": (12, 60), "cents": (4, 11)}),
    Draft("City", "New bridge for bikes opens two months early", 1, 0, ("Cycling", "Transport"), "hills", (
        "The bike bridge over the river Linden will open on Saturday, two months before anybody had promised.",
        "It is {metres} metres long and cost {million} million, a little less than planned.",
        "About {riders} riders a day are expected. At its highest point there is a bench, because of the view.",
        "Cars will have to go round. “That is rather the idea,” said the head of planning.",
    ), {"metres": (210, 380), "million": (7, 15), "riders": (2400, 6100)}),
    Draft("City", "Power back in the old town after short cut", 8, 1, ("Energy",), "night", (
        "The lights are on again in the old town after a cut that lasted {minutes} minutes.",
        "A digger had cut a cable on Bellmaker Street. Nobody was hurt.",
        "{lifts} people had to be helped out of lifts. One of them had finished a whole crossword.",
        "The grid company apologised and says the cable will be laid deeper.",
    ), {"minutes": (25, 95), "lifts": (4, 12)}, True),
    Draft("World", "Three countries agree on one night train", 2, 1, ("Transport", "Climate"), "night", (
        "From spring next year a single night train will cross three countries without a change.",
        "The journey of {km} kilometres will take {hours} hours, with {beds} beds.",
        "The hardest part was the breakfast, a negotiator said: each railway had its own idea of coffee.",
        "Tickets go on sale in autumn. A bed will cost from {price}, about as much as a cheap flight.",
    ), {"km": (1100, 1900), "hours": (12, 17), "beds": (180, 320), "price": (49, 89)}),
    Draft("World", "Island votes to switch off its last diesel engine", 2, 0, ("Energy", "Climate"), "sea", (
        "The {people} people of Skarholm have voted to live from wind and sun alone.",
        "{percent} per cent were in favour. The old diesel engine will become a museum, or a café, or both.",
        "{turbines} turbines and a battery the size of a barn are to carry the island through the winter.",
        "“We have blankets,” said the mayor, asked what happens on a still and cloudy day.",
    ), {"people": (640, 1900), "percent": (61, 88), "turbines": (3, 7)}),
    Draft("World", "Mountain pass open again after {days} days of snow", 2, 1, ("Transport",), "hills", (
        "The road over the Grauhorn is open again. For {days} days it lay under up to {metres} metres of snow.",
        "Two villages had been supplied by helicopter, with bread, medicine and one birthday cake.",
        "Ploughs worked from both sides and met at noon. The drivers shook hands through the windows.",
        "Chains are still required above the tree line.",
    ), {"days": (4, 11), "metres": (3, 6)}),
    Draft("World", "Fishing fleets agree to leave the bay in peace", 2, 2, ("Animals", "Food"), "sea", (
        "Fleets of four countries will not fish in Ellery Bay for {years} years, so that herring can recover.",
        "Last year {tonnes} tonnes were landed, a quarter of what it had been a generation ago.",
        "Crews receive money for the time. Some will take biologists on board instead of nets.",
        "“My father would call it odd,” said skipper Jon Tarn. “My daughter would not.”",
    ), {"years": (3, 6), "tonnes": (900, 2600)}),
    Draft("World", "Talks on shared river water end with a map", 2, 1, ("Climate",), "hills", (
        "After {days} days of talks two neighbours have agreed how to share the water of the Sarn.",
        "The lower country receives at least {share} per cent of it, in dry years too.",
        "For the first time both sides used the same map. It had taken {years} years to draw.",
        "Observers called it a small agreement that could last.",
    ), {"days": (6, 15), "share": (38, 52), "years": (3, 9)}),
)  # fmt: skip
