"""The kitchens of Tiffin's town: what never varies. Ratings, times, fees and opening are in the state."""

from dataclasses import dataclass

Choice = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Dish:
    """`price` in cents is that of the first size; sizes and extras are (name, cents on top)."""

    id: str
    section: str
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

    @property
    def average(self) -> int:
        """Cents for a dish of the menu, on average."""
        return sum(dish.price for dish in self.dishes) // len(self.dishes)

    @property
    def level(self) -> int:
        """How dear it is, from one to three."""
        return 1 + sum(self.average >= bound for bound in LEVELS)


MAINS, SIDES, SWEETS, DRINKS = SECTIONS = ("Mains", "Starters and sides", "Desserts", "Drinks")
LEVELS = (700, 900)

Row = tuple[str, str, int, str, bool, tuple[Choice, ...], tuple[Choice, ...]]

PIZZA = (("Small", 0), ("Medium", 250), ("Large", 450))
PORTION = (("Regular", 0), ("Large", 300))
CUP = (("Small", 0), ("Large", 100))
TOPPINGS = (("Extra cheese", 120), ("Olives", 80), ("Chilli oil", 50))
PASTA = (("Parmesan", 90), ("Garlic bread", 250))
CURRY = (("Basmati rice", 200), ("Garlic naan", 280), ("Raita", 150))
BOWL = (("Soft egg", 120), ("Extra noodles", 180), ("Chilli paste", 40))
SUSHI = (("Ginger", 50), ("Wasabi", 50), ("Seaweed salad", 320))
BURGER = (("Bacon", 150), ("Cheddar", 100), ("Fries", 290))
TACO = (("Guacamole", 190), ("Sour cream", 80), ("Hot salsa", 60))
MEZE = (("Hummus", 180), ("Tzatziki", 150), ("Pitta bread", 120))
SWEET = (("Whipped cream", 70), ("Berries", 110))


def _house(id_: str, name: str, cuisine: str, icon: str, tint: str, *rows: Row) -> Restaurant:
    dishes = tuple(Dish(f"{id_}d{i}", *row) for i, row in enumerate(rows, 1))
    return Restaurant(id_, name, cuisine, icon, tint, dishes)


_HOUSES = (
    _house(
        "r1", "Forno Lucertola", "Italian", "local_pizza", "#b3593b",
        (MAINS, "Margherita", 850, "Tomato, mozzarella, basil", True, PIZZA, TOPPINGS),
        (MAINS, "Diavola", 1050, "Spicy salami, tomato, mozzarella", False, PIZZA, TOPPINGS),
        (MAINS, "Quattro Formaggi", 1090, "Four cheeses, no tomato", True, PIZZA, TOPPINGS),
        (MAINS, "Capricciosa", 1120, "Ham, artichokes, mushrooms, olives", False, PIZZA, TOPPINGS),
        (SIDES, "Rocket Salad", 640, "Rocket, pear, walnuts", True, (), (("Parmesan", 90),)),
        (SWEETS, "Tiramisu", 520, "Made this morning", True, (), ()),
    ),
    _house(
        "r2", "Trattoria Ombra", "Italian", "dinner_dining", "#5c7a2e",
        (MAINS, "Spaghetti Carbonara", 1150, "Egg, pecorino, cured pork", False, PORTION, PASTA),
        (MAINS, "Penne Arrabbiata", 960, "Tomato, garlic, chilli", True, PORTION, PASTA),
        (MAINS, "Lasagne", 1240, "Beef ragout, six layers", False, PORTION, PASTA),
        (MAINS, "Mushroom Risotto", 1180, "Porcini and thyme", True, PORTION, PASTA),
        (SIDES, "Minestrone", 620, "Vegetable soup with beans", True, CUP, PASTA),
        (SWEETS, "Panna Cotta", 490, "With raspberry sauce", True, (), SWEET),
    ),
    _house(
        "r3", "Pizza Quartiere", "Italian", "local_pizza", "#9a4d6f",
        (MAINS, "Marinara", 720, "Tomato, garlic, oregano", True, PIZZA, TOPPINGS),
        (MAINS, "Funghi", 930, "Mushrooms, mozzarella, parsley", True, PIZZA, TOPPINGS),
        (MAINS, "Tonno", 1080, "Tuna, red onion, capers", False, PIZZA, TOPPINGS),
        (MAINS, "Prosciutto", 1060, "Ham, mozzarella, tomato", False, PIZZA, TOPPINGS),
        (SIDES, "Garlic Knots", 450, "Six pieces with butter", True, (), ()),
        (DRINKS, "Lemon Soda", 290, "Bottle, 33 cl", True, (), ()),
    ),
    _house(
        "r4", "Saffron Ladle", "Indian", "soup_kitchen", "#8a6d1f",
        (MAINS, "Chana Masala", 980, "Chickpeas, tomato, ginger", True, PORTION, CURRY),
        (MAINS, "Butter Chicken", 1290, "Mild, creamy tomato sauce", False, PORTION, CURRY),
        (MAINS, "Palak Paneer", 1120, "Spinach with fresh cheese", True, PORTION, CURRY),
        (MAINS, "Lamb Rogan Josh", 1390, "Slowly braised, warm spices", False, PORTION, CURRY),
        (SIDES, "Vegetable Samosas", 540, "Three pieces, tamarind dip", True, (), (("Mint chutney", 60),)),
        (DRINKS, "Mango Lassi", 380, "Yoghurt and mango", True, CUP, ()),
    ),
    _house(
        "r5", "Cardamom Court", "Indian", "rice_bowl", "#7b5ea7",
        (MAINS, "Dal Tadka", 890, "Yellow lentils, cumin butter", True, PORTION, CURRY),
        (MAINS, "Chicken Biryani", 1260, "Rice, saffron, fried onions", False, PORTION, CURRY),
        (MAINS, "Aloo Gobi", 940, "Potato and cauliflower", True, PORTION, CURRY),
        (MAINS, "Prawn Moilee", 1420, "Coconut and curry leaves", False, PORTION, CURRY),
        (SIDES, "Onion Bhaji", 480, "Four pieces", True, (), (("Mint chutney", 60),)),
        (SWEETS, "Gulab Jamun", 420, "Two pieces in syrup", True, (), SWEET),
    ),
    _house(
        "r6", "Umi Corner", "Asian", "set_meal", "#3c6fb0",
        (MAINS, "Salmon Nigiri", 890, "Six pieces", False, (), SUSHI),
        (MAINS, "Avocado Maki", 620, "Eight pieces", True, (), SUSHI),
        (MAINS, "Rainbow Platter", 1980, "Twenty mixed pieces", False, (), SUSHI),
        (MAINS, "Chirashi Bowl", 1490, "Rice, tuna, salmon, egg", False, PORTION, SUSHI),
        (SIDES, "Miso Soup", 350, "Tofu, spring onion", True, CUP, ()),
        (SIDES, "Edamame", 430, "With sea salt", True, (), ()),
    ),
    _house(
        "r7", "Noodle Lantern", "Asian", "ramen_dining", "#2f7d6b",
        (MAINS, "Shoyu Ramen", 1240, "Soy broth, pork, bamboo", False, PORTION, BOWL),
        (MAINS, "Miso Ramen", 1190, "Miso broth, tofu, corn", True, PORTION, BOWL),
        (MAINS, "Tantan Noodles", 1280, "Sesame, minced pork, chilli", False, PORTION, BOWL),
        (SIDES, "Vegetable Gyoza", 590, "Six dumplings", True, (), (("Chilli paste", 40),)),
        (SIDES, "Pork Gyoza", 640, "Six dumplings", False, (), (("Chilli paste", 40),)),
        (DRINKS, "Iced Green Tea", 310, "Unsweetened", True, CUP, ()),
    ),
    _house(
        "r8", "Lemongrass Lane", "Asian", "rice_bowl", "#4a6572",
        (MAINS, "Pad Thai", 1150, "Rice noodles, prawns, peanuts", False, PORTION, BOWL),
        (MAINS, "Green Curry", 1190, "Chicken, coconut, aubergine", False, PORTION, BOWL),
        (MAINS, "Tofu Stir-fry", 1040, "Broccoli, cashews, basil", True, PORTION, BOWL),
        (SIDES, "Papaya Salad", 820, "Lime, peanuts, chilli", True, (), ()),
        (SIDES, "Spring Rolls", 520, "Four pieces", True, (), (("Chilli paste", 40),)),
        (SWEETS, "Mango Sticky Rice", 610, "With coconut cream", True, (), ()),
    ),
    _house(
        "r9", "Bun & Ember", "Burgers", "lunch_dining", "#b3593b",
        (MAINS, "Ember Burger", 1090, "Beef, pickles, house sauce", False, (("Single", 0), ("Double", 350)), BURGER),
        (MAINS, "Smoky Chicken Burger", 1050, "Grilled chicken, slaw", False, (("Single", 0), ("Double", 350)), BURGER),
        (MAINS, "Bean Burger", 980, "Black beans, corn, lime", True, (("Single", 0), ("Double", 300)), BURGER),
        (SIDES, "Loaded Fries", 690, "Cheese, jalapenos", True, PORTION, ()),
        (SIDES, "Onion Rings", 470, "Ten pieces", True, (), ()),
        (DRINKS, "Vanilla Shake", 450, "Thick and cold", True, CUP, SWEET),
    ),
    _house(
        "r10", "Crumb & Kettle", "Bakery", "bakery_dining", "#8a6d1f",
        (SWEETS, "Almond Croissant", 320, "Baked twice", True, (), ()),
        (MAINS, "Cheese Toastie", 680, "Sourdough, mature cheddar", True, (), (("Ham", 150), ("Tomato", 60))),
        (SWEETS, "Carrot Cake", 460, "One slice", True, (), SWEET),
        (SIDES, "Lentil Soup", 590, "With a roll", True, CUP, ()),
        (DRINKS, "Flat White", 340, "Double shot", True, (), (("Oat milk", 50),)),
        (DRINKS, "Hot Chocolate", 390, "Dark, with milk foam", True, CUP, SWEET),
    ),
    _house(
        "r11", "Cantina Jacaranda", "Mexican", "outdoor_grill", "#9a4d6f",
        (MAINS, "Chicken Burrito", 1080, "Rice, beans, salsa verde", False, PORTION, TACO),
        (MAINS, "Veggie Burrito", 990, "Grilled peppers, beans, corn", True, PORTION, TACO),
        (MAINS, "Fish Tacos", 1170, "Three tacos, cabbage, lime", False, (), TACO),
        (MAINS, "Mushroom Quesadilla", 940, "Melted cheese, spring onion", True, (), TACO),
        (SIDES, "Nachos", 720, "Beans, cheese, jalapenos", True, PORTION, TACO),
        (DRINKS, "Hibiscus Cooler", 330, "Cold, lightly sweet", True, CUP, ()),
    ),
    _house(
        "r12", "Olive Terrace", "Greek", "kebab_dining", "#5c7a2e",
        (MAINS, "Chicken Souvlaki", 1130, "Two skewers, flatbread", False, PORTION, MEZE),
        (MAINS, "Falafel Plate", 970, "Six pieces, tahini, salad", True, PORTION, MEZE),
        (MAINS, "Moussaka", 1210, "Aubergine, minced lamb", False, (), MEZE),
        (SIDES, "Greek Salad", 760, "Feta, olives, cucumber", True, PORTION, MEZE),
        (SIDES, "Stuffed Vine Leaves", 580, "Five pieces, lemon", True, (), ()),
        (SWEETS, "Baklava", 440, "Three pieces", True, (), SWEET),
    ),
)  # fmt: skip

RESTAURANTS: dict[str, Restaurant] = {house.id: house for house in _HOUSES}
DISHES: dict[str, Dish] = {dish.id: dish for house in _HOUSES for dish in house.dishes}
HOUSE_OF: dict[str, str] = {dish.id: house.id for house in _HOUSES for dish in house.dishes}
CUISINES = ("Italian", "Asian", "Indian", "Burgers", "Mexican", "Greek", "Bakery")


def price_of(dish: Dish, size: str, extras: list[str]) -> int:
    """Cents for one of a dish as chosen. Raises KeyError for a size or an extra that it does not come with."""
    on_top = dict(dish.sizes)[size] if dish.sizes else 0
    return dish.price + on_top + sum(dict(dish.extras)[name] for name in extras)
