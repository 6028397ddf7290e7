"""Evening's restaurants and what they serve. They lie where the map has them, under the same ids."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dish:
    """`price` in cents in a place of the lowest price level."""

    name: str
    price: int
    section: str
    vegetarian: bool = False


@dataclass(frozen=True, slots=True)
class Restaurant:
    """`level` 1 to 4, `outdoor`: there are tables outside. `number` and `street` as on the map."""

    name: str
    cuisine: str
    level: int
    area: str
    number: int
    street: str
    outdoor: bool
    words: str


SECTIONS = ("Starters", "Mains", "Desserts")
STARTER, MAIN, DESSERT = SECTIONS
RESTAURANTS = {
    "r1": Restaurant("The Copper Pan", "French", 2, "Old Town", 8, "Market Street", False,
                     "Bistro classics round an open kitchen."),
    "r2": Restaurant("Olive Court", "Greek", 2, "Old Town", 15, "Bridge Street", True,
                     "A courtyard with three olive trees and a long grill."),
    "r3": Restaurant("Saffron Ladle", "Indian", 2, "Foundry", 33, "Weaver Street", False,
                     "Curries that cook all day and bread from a clay oven."),
    "r4": Restaurant("Umi Corner", "Japanese", 3, "Old Town", 4, "Station Square", False,
                     "Eleven seats at the counter and a few tables."),
    "r5": Restaurant("Trattoria Ombra", "Italian", 2, "Old Town", 19, "Mill Lane", True,
                     "Fresh pasta, house wine, and grandmother at the till."),
    "r6": Restaurant("Forno Lucertola", "Italian", 1, "Old Town", 3, "Tanner's Row", False,
                     "Wood-fired pizza until late."),
    "r7": Restaurant("Red Lotus", "Chinese", 2, "Fernhill", 27, "Fernhill Road", False,
                     "Dumplings folded at the window."),
    "r8": Restaurant("Seven Spices", "Lebanese", 1, "Old Town", 10, "Tanner's Row", False,
                     "Small plates to share, big plates to regret."),
    "r9": Restaurant("Casa Ventana", "Spanish", 3, "Old Town", 12, "Opera Row", True,
                     "Tapas before the theatre, rice after it."),
    "r10": Restaurant("Green Fork", "Vegetarian", 2, "Linden", 21, "Linden Avenue", True,
                      "Everything grows within forty kilometres."),
    "r11": Restaurant("Harbour Grill", "Seafood", 3, "Harbour", 36, "Quay Street", True,
                      "The boats land behind the kitchen."),
    "r12": Restaurant("Lemongrass Lane", "Vietnamese", 1, "Old Town", 5, "Bridge Street", False,
                      "Soup from seven in the morning on."),
    "r13": Restaurant("Ember & Oak", "Steakhouse", 4, "Foundry", 7, "Foundry Lane", False,
                      "Beef over oak charcoal in an old forge."),
    "r14": Restaurant("Petit Quai", "French", 4, "Harbour", 2, "Quay Street", True,
                      "A menu of six courses, chosen that morning."),
    "r15": Restaurant("Jade Terrace", "Chinese", 3, "Arena", 9, "Arena Way", False,
                      "Roast duck, round tables, tea masters."),
    "r16": Restaurant("Kimchi Corner", "Korean", 2, "Old Town", 16, "Weaver Street", False,
                      "Grill it yourself at the table."),
    "r17": Restaurant("Casa Agave", "Mexican", 2, "Birchgate", 30, "Birch Road", True,
                      "Corn ground in the house, salsa in four strengths."),
    "r18": Restaurant("The Old Ferry Inn", "Pub", 2, "Harbour", 1, "Shore Road", True,
                      "Pies and ales where the ferry used to stop."),
    "r19": Restaurant("Blue Door Taverna", "Greek", 1, "Birchgate", 44, "Birch Road", True,
                      "Paper tablecloths and the best octopus in town."),
    "r20": Restaurant("Terracotta", "Italian", 3, "Linden", 17, "Pinecrest Avenue", True,
                      "A glass house between the school and the park."),
    "r21": Restaurant("Sundial Rooftop", "French", 4, "Old Town", 20, "Market Street", False,
                      "Eight floors up, with the whole town below."),
    "r22": Restaurant("Bamboo Garden", "Thai", 2, "Lakeside", 5, "Lake Road", True,
                      "Lanterns, a pond and green curry."),
}  # fmt: skip
CUISINES = tuple(dict.fromkeys(restaurant.cuisine for restaurant in RESTAURANTS.values()))
AREAS = ("Old Town", "Harbour", "Fernhill", "Birchgate", "Arena", "Foundry", "Linden", "Lakeside")


def _menu(*rows: tuple[str, int, str, bool]) -> tuple[Dish, ...]:
    return tuple(Dish(*row) for row in rows)


MENUS = {
    "French": _menu(("Onion soup", 690, STARTER, True), ("Goat cheese salad", 890, STARTER, True),
                    ("Duck leg with lentils", 1690, MAIN, False), ("Trout with almonds", 1590, MAIN, False),
                    ("Vegetable gratin", 1290, MAIN, True), ("Lemon tart", 590, DESSERT, True)),
    "Greek": _menu(("Tzatziki and bread", 490, STARTER, True), ("Grilled octopus", 990, STARTER, False),
                   ("Lamb skewers", 1490, MAIN, False), ("Moussaka", 1290, MAIN, False),
                   ("Stuffed peppers", 1150, MAIN, True), ("Honey pastry", 450, DESSERT, True)),
    "Indian": _menu(("Vegetable samosas", 540, STARTER, True), ("Lentil soup", 490, STARTER, True),
                    ("Butter chicken", 1290, MAIN, False), ("Spinach with fresh cheese", 1120, MAIN, True),
                    ("Lamb curry", 1390, MAIN, False), ("Mango ice cream", 450, DESSERT, True)),
    "Japanese": _menu(("Miso soup", 350, STARTER, True), ("Edamame", 430, STARTER, True),
                      ("Salmon platter", 1690, MAIN, False), ("Tempura with rice", 1390, MAIN, False),
                      ("Noodles with tofu", 1190, MAIN, True), ("Green tea ice cream", 490, DESSERT, True)),
    "Italian": _menu(("Tomato bruschetta", 590, STARTER, True), ("Minestrone", 620, STARTER, True),
                     ("Pizza Margherita", 950, MAIN, True), ("Tagliatelle with ragout", 1290, MAIN, False),
                     ("Sea bass from the oven", 1790, MAIN, False), ("Tiramisu", 520, DESSERT, True)),
    "Chinese": _menu(("Pork dumplings", 690, STARTER, False), ("Cucumber with garlic", 490, STARTER, True),
                     ("Roast duck", 1690, MAIN, False), ("Mapo tofu", 1150, MAIN, True),
                     ("Beef noodles", 1250, MAIN, False), ("Sesame balls", 450, DESSERT, True)),
    "Lebanese": _menu(("Hummus", 490, STARTER, True), ("Parsley salad", 590, STARTER, True),
                      ("Chicken with garlic sauce", 1190, MAIN, False), ("Mixed grill", 1490, MAIN, False),
                      ("Falafel plate", 990, MAIN, True), ("Rose milk pudding", 430, DESSERT, True)),
    "Spanish": _menu(("Padron peppers", 590, STARTER, True), ("Ham croquettes", 690, STARTER, False),
                     ("Paella for one", 1690, MAIN, False), ("Squid in ink", 1490, MAIN, False),
                     ("Potato omelette", 990, MAIN, True), ("Caramel cream", 490, DESSERT, True)),
    "Vegetarian": _menu(("Beetroot carpaccio", 690, STARTER, True), ("Pumpkin soup", 590, STARTER, True),
                        ("Mushroom risotto", 1290, MAIN, True), ("Lentil burger", 1150, MAIN, True),
                        ("Celery schnitzel", 1250, MAIN, True), ("Apple crumble", 520, DESSERT, True)),
    "Seafood": _menu(("Fish soup", 790, STARTER, False), ("Six oysters", 1290, STARTER, False),
                     ("Grilled mackerel", 1490, MAIN, False), ("Mussels with fries", 1590, MAIN, False),
                     ("Seaweed pasta", 1290, MAIN, True), ("Sea salt caramel ice", 520, DESSERT, True)),
    "Vietnamese": _menu(("Summer rolls", 490, STARTER, True), ("Papaya salad", 590, STARTER, True),
                        ("Beef noodle soup", 990, MAIN, False), ("Caramel pork", 1090, MAIN, False),
                        ("Lemongrass tofu", 950, MAIN, True), ("Coconut pudding", 420, DESSERT, True)),
    "Steakhouse": _menu(("Beef tartare", 1190, STARTER, False), ("Grilled leek", 790, STARTER, True),
                        ("Rib steak, 300 g", 2290, MAIN, False), ("Burger of the house", 1390, MAIN, False),
                        ("Cauliflower steak", 1290, MAIN, True), ("Cheesecake", 590, DESSERT, True)),
    "Korean": _menu(("Kimchi pancake", 690, STARTER, True), ("Seaweed soup", 490, STARTER, True),
                    ("Grilled beef with lettuce", 1690, MAIN, False), ("Rice bowl with egg", 1190, MAIN, True),
                    ("Spicy chicken", 1390, MAIN, False), ("Rice cakes", 430, DESSERT, True)),
    "Mexican": _menu(("Guacamole and chips", 690, STARTER, True), ("Corn on the cob", 490, STARTER, True),
                     ("Three pork tacos", 1190, MAIN, False), ("Bean enchiladas", 1090, MAIN, True),
                     ("Chicken in chocolate sauce", 1490, MAIN, False), ("Churros", 480, DESSERT, True)),
    "Pub": _menu(("Smoked trout", 790, STARTER, False), ("Leek soup", 550, STARTER, True),
                 ("Beef and ale pie", 1390, MAIN, False), ("Fish and chips", 1290, MAIN, False),
                 ("Cheese and onion pie", 1150, MAIN, True), ("Sticky toffee pudding", 550, DESSERT, True)),
    "Thai": _menu(("Chicken satay", 690, STARTER, False), ("Spring rolls", 550, STARTER, True),
                  ("Green curry", 1290, MAIN, False), ("Fried rice noodles", 1150, MAIN, True),
                  ("Fish with tamarind", 1590, MAIN, False), ("Mango with sticky rice", 520, DESSERT, True)),
}  # fmt: skip
TABLE_PRAISE = (
    "We waited a little, then everything was wonderful.",
    "The set lunch is a bargain.",
    "Ask for the table by the window.",
    "Lovely food, rather loud on Fridays.",
    "They remembered us from last year.",
    "Small portions, great flavours.",
    "The best dessert I have had for a long time.",
)
MAX_PARTY = 10
REQUESTS = ("High chair", "Birthday", "Quiet table", "Wheelchair", "With a dog")


def price_of(dish: Dish, level: int) -> int:
    """Cents for a dish in a restaurant of this price level, in steps of ten."""
    return 10 * round(dish.price * (70 + 30 * level) / 1000)
