"""What never varies at Alder Bank: kinds of spending, shops, companies, currencies. Amounts are in cents."""

from dataclasses import dataclass

CATEGORIES = {
    "Groceries": ("local_grocery_store", "#5c7a2e"),
    "Eating out": ("restaurant", "#b3593b"),
    "Transport": ("directions_bus", "#3c6fb0"),
    "Housing": ("home", "#8a6d1f"),
    "Bills": ("receipt_long", "#4a6572"),
    "Health": ("health_and_safety", "#2f7d6b"),
    "Shopping": ("shopping_bag", "#9a4d6f"),
    "Leisure": ("theaters", "#7b5ea7"),
    "Travel": ("luggage", "#5b6fa8"),
    "Cash": ("local_atm", "#6d747c"),
    "Transfers": ("swap_horiz", "#5d667d"),
    "Savings": ("savings", "#b06a7e"),
    "Income": ("payments", "#1f6f43"),
    "Other": ("category", "#7a6a5a"),
}

# (name, category, least, most): what is paid with a card.
SHOPS = (
    ("Green Basket", "Groceries", 900, 9500),
    ("Green Basket", "Groceries", 900, 6500),
    ("Corner Grocer", "Groceries", 250, 2600),
    ("Cobble Lane Bakery", "Groceries", 180, 950),
    ("Cafe Aurora", "Eating out", 320, 1450),
    ("Noodle Stop", "Eating out", 850, 2600),
    ("Tavern at the Bridge", "Eating out", 1900, 6400),
    ("City Trams", "Transport", 280, 1400),
    ("Regional Rail", "Transport", 760, 4900),
    ("Sunrise Fuel", "Transport", 2500, 7200),
    ("Lakeside Pharmacy", "Health", 390, 3400),
    ("Birchgate Dental", "Health", 2500, 14000),
    ("Quill & Thread Books", "Shopping", 890, 4800),
    ("Basar Market", "Shopping", 1290, 11900),
    ("Marlow Street Clothes", "Shopping", 1990, 12900),
    ("Lantern Cinema", "Leisure", 950, 3400),
    ("Lakeside Pool", "Leisure", 550, 1200),
    ("Wanderbird Hotels", "Travel", 6900, 24000),
    ("Cash machine, Mill Square", "Cash", 2000, 20000),
)
SUBSCRIPTIONS = (("Hummingbird Music", "Leisure", 999), ("Moonbox Series", "Leisure", 1299))
EMPLOYERS = ("Harrow & Vale", "Northlight Studio", "Brightwater Labs")
PURPOSES = ("Dinner", "Concert tickets", "Train to the lake", "Birthday present", "Groceries for the weekend",
            "Thank you!", "Half of the taxi", "Football fees")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Biller:
    """Somebody who sends bills every so many months."""

    id: str
    name: str
    what: str
    icon: str
    least: int
    most: int
    months: int


BILLERS = {
    biller.id: biller
    for biller in (
        Biller("w1", "Northgrid Power", "Electricity", "bolt", 4200, 11500, 1),
        Biller("w2", "Clearbrook Water", "Water", "water_drop", 1800, 4600, 3),
        Biller("w3", "Fernwave Mobile", "Mobile phone", "smartphone", 1200, 3900, 1),
        Biller("w4", "Linkspan Internet", "Internet", "wifi", 2900, 4900, 1),
        Biller("w5", "Alderhof Housing", "Rent", "home", 72000, 118000, 1),
        Biller("w6", "Granite Hall Gym", "Gym", "fitness_center", 2400, 5400, 1),
        Biller("w7", "Shelter Insurance", "Home insurance", "umbrella", 900, 2800, 3),
        Biller("w8", "Meridian Health", "Health insurance", "health_and_safety", 6500, 16000, 1),
        Biller("w9", "Ember Heating", "Heating", "whatshot", 5200, 13800, 1),
        Biller("w10", "Town Treasury", "Waste collection", "delete", 3100, 5600, 3),
    )
}
COMPANIES = ("Alderhof Housing", "Tall Oak Vets", "Sunny Steps Nursery", "Lowmoor Garage", "Lindenhof Sports Club")
GOALS = (("New bicycle", "pedal_bike", 120000), ("Summer by the sea", "beach_access", 250000),
         ("Rainy days", "umbrella", 500000), ("A better sofa", "weekend", 160000))  # fmt: skip
GOAL_ICONS = ("savings", "pedal_bike", "beach_access", "weekend", "card_giftcard", "flight", "laptop", "pets")
# Currencies by id: (name, what one of the phone's own money buys in ten-thousandths), for the euro and the yuan.
EURO_RATES = {"dollar": ("US dollar", 10850), "pound": ("Pound sterling", 8420), "franc": ("Swiss franc", 9530),
              "yen": ("Japanese yen", 1629000), "krona": ("Swedish krona", 112400), "zloty": ("Polish zloty", 42700),
              "koruna": ("Czech koruna", 250300), "yuan": ("Chinese yuan", 78400)}  # fmt: skip
YUAN_RATES = {"dollar": ("US dollar", 1385), "pound": ("Pound sterling", 1075), "franc": ("Swiss franc", 1217),
              "yen": ("Japanese yen", 207900), "krona": ("Swedish krona", 14340), "zloty": ("Polish zloty", 5450),
              "koruna": ("Czech koruna", 31950), "euro": ("Euro", 1276)}  # fmt: skip
DISPUTES = ("I did not make this payment", "The amount is wrong", "Charged twice", "Goods never arrived")
TOP_UPS = (500, 1000, 1500, 2000, 3000, 5000)
