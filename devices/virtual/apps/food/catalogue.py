"""The kitchens of Tiffin's town: what never varies. Ratings, times, fees and opening are in the state."""

from dataclasses import dataclass

Choice = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Dish:
    """`price` in cents is that of the first size; sizes and extras are (name, cents on top)."""

    id: str
    name: str
    price: int
    text: str
    vegetarian: bool
    sizes: tuple[Choice, ...]
    extras: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Restaurant:
    """`icon` and `tint` stand in for a photograph."""

    id: str
    name: str
    cuisine: str
    icon: str
    tint: str
    dishes: tuple[Dish, ...]

    @property
    def vegetarian(self) -> bool:
        """Is at least half of the menu free of meat and fish?"""
        return 2 * sum(dish.vegetarian for dish in self.dishes) >= len(self.dishes)


Row = tuple[str, int, str, bool, tuple[Choice, ...], tuple[Choice, ...]]

PIZZA = (("Small", 0), ("Medium", 250), ("Large", 450))
PORTION = (("Regular", 0), ("Large", 300))
CUP = (("Small", 0), ("Large", 100))
TOPPINGS = (("Extra cheese", 120), ("Olives", 80), ("Chilli oil", 50))
PASTA = (("Parmesan", 90), ("Garlic bread", 250))
CURRY = (("Basmati rice", 200), ("Garlic naan", 280), ("Raita", 150))
BOWL = (("Soft egg", 120), ("Extra noodles", 180), ("Chilli paste", 40))
SUSHI = (("Ginger", 50), ("Wasabi", 50), ("Seaweed salad", 320))
BURGER = (("Bacon", 150), ("Cheddar", 100), ("Fries", 290))
SWEET = (("Whipped cream", 70), ("Berries", 110))


def _house(id_: str, name: str, cuisine: str, icon: str, tint: str, *rows: Row) -> Restaurant:
    dishes = tuple(Dish(f"{id_}d{i}", *row) for i, row in enumerate(rows, 1))
    return Restaurant(id_, name, cuisine, icon, tint, dishes)


_HOUSES = (
    _house(
        "r1", "Forno Lucertola", "Italian", "local_pizza", "#b3593b",
        ("Margherita", 850, "Tomato, mozzarella, basil", True, PIZZA, TOPPINGS),
        ("Diavola", 1050, "Spicy salami, tomato, mozzarella", False, PIZZA, TOPPINGS),
        ("Quattro Formaggi", 1090, "Four cheeses, no tomato", True, PIZZA, TOPPINGS),
        ("Capricciosa", 1120, "Ham, artichokes, mushrooms, olives", False, PIZZA, TOPPINGS),
        ("Rocket Salad", 640, "Rocket, pear, walnuts", True, (), (("Parmesan", 90),)),
        ("Tiramisu", 520, "Made this morning", True, (), ()),
    ),
    _house(
        "r2", "Trattoria Ombra", "Italian", "dinner_dining", "#5c7a2e",
        ("Spaghetti Carbonara", 1150, "Egg, pecorino, cured pork", False, PORTION, PASTA),
        ("Penne Arrabbiata", 960, "Tomato, garlic, chilli", True, PORTION, PASTA),
        ("Lasagne", 1240, "Beef ragout, six layers", False, PORTION, PASTA),
        ("Mushroom Risotto", 1180, "Porcini and thyme", True, PORTION, PASTA),
        ("Minestrone", 620, "Vegetable soup with beans", True, CUP, PASTA),
        ("Panna Cotta", 490, "With raspberry sauce", True, (), SWEET),
    ),
    _house(
        "r3", "Pizza Quartiere", "Italian", "local_pizza", "#9a4d6f",
        ("Marinara", 720, "Tomato, garlic, oregano", True, PIZZA, TOPPINGS),
        ("Funghi", 930, "Mushrooms, mozzarella, parsley", True, PIZZA, TOPPINGS),
        ("Tonno", 1080, "Tuna, red onion, capers", False, PIZZA, TOPPINGS),
        ("Prosciutto", 1060, "Ham, mozzarella, tomato", False, PIZZA, TOPPINGS),
        ("Garlic Knots", 450, "Six pieces with butter", True, (), ()),
        ("Lemon Soda", 290, "Bottle, 33 cl", True, (), ()),
    ),
    _house(
        "r4", "Saffron Ladle", "Indian", "soup_kitchen", "#8a6d1f",
        ("Chana Masala", 980, "Chickpeas, tomato, ginger", True, PORTION, CURRY),
        ("Butter Chicken", 1290, "Mild, creamy tomato sauce", False, PORTION, CURRY),
        ("Palak Paneer", 1120, "Spinach with fresh cheese", True, PORTION, CURRY),
        ("Lamb Rogan Josh", 1390, "Slowly braised, warm spices", False, PORTION, CURRY),
        ("Vegetable Samosas", 540, "Three pieces, tamarind dip", True, (), (("Mint chutney", 60),)),
        ("Mango Lassi", 380, "Yoghurt and mango", True, CUP, ()),
    ),
    _house(
        "r5", "Cardamom Court", "Indian", "rice_bowl", "#7b5ea7",
        ("Dal Tadka", 890, "Yellow lentils, cumin butter", True, PORTION, CURRY),
        ("Chicken Biryani", 1260, "Rice, saffron, fried onions", False, PORTION, CURRY),
        ("Aloo Gobi", 940, "Potato and cauliflower", True, PORTION, CURRY),
        ("Prawn Moilee", 1420, "Coconut and curry leaves", False, PORTION, CURRY),
        ("Onion Bhaji", 480, "Four pieces", True, (), (("Mint chutney", 60),)),
        ("Gulab Jamun", 420, "Two pieces in syrup", True, (), SWEET),
    ),
    _house(
        "r6", "Umi Corner", "Asian", "set_meal", "#3c6fb0",
        ("Salmon Nigiri", 890, "Six pieces", False, (), SUSHI),
        ("Avocado Maki", 620, "Eight pieces", True, (), SUSHI),
        ("Rainbow Platter", 1980, "Twenty mixed pieces", False, (), SUSHI),
        ("Chirashi Bowl", 1490, "Rice, tuna, salmon, egg", False, PORTION, SUSHI),
        ("Miso Soup", 350, "Tofu, spring onion", True, CUP, ()),
        ("Edamame", 430, "With sea salt", True, (), ()),
    ),
    _house(
        "r7", "Noodle Lantern", "Asian", "ramen_dining", "#2f7d6b",
        ("Shoyu Ramen", 1240, "Soy broth, pork, bamboo", False, PORTION, BOWL),
        ("Miso Ramen", 1190, "Miso broth, tofu, corn", True, PORTION, BOWL),
        ("Tantan Noodles", 1280, "Sesame, minced pork, chilli", False, PORTION, BOWL),
        ("Vegetable Gyoza", 590, "Six dumplings", True, (), (("Chilli paste", 40),)),
        ("Pork Gyoza", 640, "Six dumplings", False, (), (("Chilli paste", 40),)),
        ("Iced Green Tea", 310, "Unsweetened", True, CUP, ()),
    ),
    _house(
        "r8", "Lemongrass Lane", "Asian", "rice_bowl", "#4a6572",
        ("Pad Thai", 1150, "Rice noodles, prawns, peanuts", False, PORTION, BOWL),
        ("Green Curry", 1190, "Chicken, coconut, aubergine", False, PORTION, BOWL),
        ("Tofu Stir-fry", 1040, "Broccoli, cashews, basil", True, PORTION, BOWL),
        ("Papaya Salad", 820, "Lime, peanuts, chilli", True, (), ()),
        ("Spring Rolls", 520, "Four pieces", True, (), (("Chilli paste", 40),)),
        ("Mango Sticky Rice", 610, "With coconut cream", True, (), ()),
    ),
    _house(
        "r9", "Bun & Ember", "Burgers", "lunch_dining", "#b3593b",
        ("Ember Burger", 1090, "Beef, pickles, house sauce", False, (("Single", 0), ("Double", 350)), BURGER),
        ("Smoky Chicken Burger", 1050, "Grilled chicken, slaw", False, (("Single", 0), ("Double", 350)), BURGER),
        ("Bean Burger", 980, "Black beans, corn, lime", True, (("Single", 0), ("Double", 300)), BURGER),
        ("Loaded Fries", 690, "Cheese, jalapenos", True, PORTION, ()),
        ("Onion Rings", 470, "Ten pieces", True, (), ()),
        ("Vanilla Shake", 450, "Thick and cold", True, CUP, SWEET),
    ),
    _house(
        "r10", "Crumb & Kettle", "Bakery", "bakery_dining", "#8a6d1f",
        ("Almond Croissant", 320, "Baked twice", True, (), ()),
        ("Cheese Toastie", 680, "Sourdough, mature cheddar", True, (), (("Ham", 150), ("Tomato", 60))),
        ("Carrot Cake", 460, "One slice", True, (), SWEET),
        ("Lentil Soup", 590, "With a roll", True, CUP, ()),
        ("Flat White", 340, "Double shot", True, (), (("Oat milk", 50),)),
        ("Hot Chocolate", 390, "Dark, with milk foam", True, CUP, SWEET),
    ),
)  # fmt: skip

RESTAURANTS: dict[str, Restaurant] = {house.id: house for house in _HOUSES}
DISHES: dict[str, Dish] = {dish.id: dish for house in _HOUSES for dish in house.dishes}
HOUSE_OF: dict[str, str] = {dish.id: house.id for house in _HOUSES for dish in house.dishes}
CUISINES = ("Italian", "Asian", "Indian", "Burgers", "Bakery")


def price_of(dish: Dish, size: str, extras: list[str]) -> int:
    """Cents for one of a dish as chosen. Raises KeyError for a size or an extra that it does not come with."""
    on_top = dict(dish.sizes)[size] if dish.sizes else 0
    return dish.price + on_top + sum(dict(dish.extras)[name] for name in extras)
