"""What Basar sells: categories, sellers and products. Prices here are what a world's prices are made from."""

from dataclasses import dataclass

CATEGORIES = {
    "Electronics": ("headphones", "#3c6fb0"),
    "Living": ("weekend", "#8a6d1f"),
    "Kitchen": ("kitchen", "#b3593b"),
    "Fashion": ("checkroom", "#9a4d6f"),
    "Beauty": ("spa", "#2f7d6b"),
    "Sports": ("fitness_center", "#5c7a2e"),
    "Books": ("menu_book", "#7b5ea7"),
    "Toys": ("toys", "#4a6572"),
}


@dataclass(frozen=True, slots=True)
class Seller:
    """A shop on the market; `since` is the year it opened."""

    id: str
    name: str
    icon: str
    tint: str
    town: str
    since: int
    about: str


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose, such as a colour: (words, cents on top of the price)."""

    name: str
    choices: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Product:
    """`price` is in cents and only the middle of what it may cost in a world; `details` are (label, value)."""

    id: str
    name: str
    category: str
    seller: str
    price: int
    icon: str
    about: str
    details: tuple[tuple[str, str], ...]
    options: tuple[Option, ...] = ()


SELLERS = {
    seller.id: seller
    for seller in (
        Seller("s1", "Tidewell Electronics", "headphones", "#3c6fb0", "Harbour Quay", 2014,
               "Small electronics that are tested in our own workshop before they leave it."),
        Seller("s2", "Bluebell Gadgets", "smart_toy", "#4a6572", "Mill End", 2019,
               "Clever things for the desk, the bedside and the bag."),
        Seller("s3", "Oak & Linen", "weekend", "#8a6d1f", "Old Sawmill", 2011,
               "Furniture and textiles from makers we know by name."),
        Seller("s4", "Copper Ladle", "soup_kitchen", "#b3593b", "Market Square", 2009,
               "Everything for people who like to cook, and for people who have to."),
        Seller("s5", "Marlow Street", "checkroom", "#9a4d6f", "Marlow Street", 2016,
               "Clothes that last longer than a season, in sizes for everybody."),
        Seller("s6", "Petal & Clay", "spa", "#2f7d6b", "Garden Lane", 2018,
               "Gentle care for skin and hair, made in small batches."),
        Seller("s7", "Trailhead Supply", "hiking", "#5c7a2e", "Station Yard", 2012,
               "Gear for the hill, the pool and the living room floor."),
        Seller("s8", "Paper Harbour", "menu_book", "#7b5ea7", "Ferry Steps", 2007,
               "An independent bookshop with a soft spot for cooks, sailors and detectives."),
        Seller("s9", "Little Badger", "toys", "#7a5c3e", "Windmill Row", 2015,
               "Toys that are still played with in the second week."),
    )
}  # fmt: skip
COLOURS = {"Black": "#3a3a40", "White": "#b9b4aa", "Blue": "#3c6fb0", "Green": "#5c7a2e", "Red": "#a8413a",
           "Sand": "#b08d57", "Grey": "#6d747c", "Rose": "#b06a7e"}  # fmt: skip
SIZES = Option("Size", (("S", 0), ("M", 0), ("L", 0), ("XL", 200)))
SHOES = Option("Size", tuple((str(size), 0) for size in range(38, 45)))


def _colour(*names: str) -> Option:
    return Option("Colour", tuple((name, 0) for name in names))


def _products() -> tuple[Product, ...]:
    rows: tuple[tuple[str, str, str, int, str, str, tuple[tuple[str, str], ...], tuple[Option, ...]], ...] = (
        ("Wireless Earbuds", "Electronics", "s1", 4990, "headphones",
         "Small, light and quiet: they shut out the train and let your music in. The case charges them four times.",
         (("Battery", "8 hours"), ("Water resistance", "Rain and sweat"), ("In the box", "Earbuds, case, tips")),
         (_colour("Black", "White", "Blue"),)),
        ("Over-Ear Headphones", "Electronics", "s1", 11900, "headphones",
         "Soft cushions, deep sound and a switch that turns the office off.",
         (("Battery", "40 hours"), ("Weight", "245 g"), ("Warranty", "2 years")), (_colour("Black", "Sand"),)),
        ("Portable Speaker", "Electronics", "s1", 5900, "speaker",
         "Loud enough for a garden, small enough for a bicycle bag.",
         (("Battery", "14 hours"), ("Weight", "540 g")), (_colour("Blue", "Red", "Black"),)),
        ("Power Bank 20,000", "Electronics", "s1", 3490, "battery_full",
         "Charges a phone four times and two devices at once.",
         (("Capacity", "20,000 mAh"), ("Weight", "390 g")), (_colour("Black", "White"),)),
        ("Smart Watch Fjord", "Electronics", "s2", 14900, "watch",
         "Steps, sleep, pulse and messages on your wrist, for a week without a charger.",
         (("Battery", "7 days"), ("Water resistance", "50 metres")),
         (_colour("Black", "Sand", "Rose"), Option("Strap", (("Rubber", 0), ("Leather", 1500))))),
        ("Mechanical Keyboard", "Electronics", "s2", 8900, "keyboard",
         "Compact, with keys that click the way keys should.",
         (("Keys", "84"), ("Connection", "Cable or wireless")), (Option("Switches", (("Quiet", 0), ("Clicky", 0))),)),
        ("Desk Lamp with Dimmer", "Electronics", "s2", 3990, "lightbulb",
         "Warm in the evening, bright in the morning, and it remembers which you like.",
         (("Height", "42 cm"), ("Power", "9 W")), (_colour("White", "Black"),)),
        ("Instant Camera", "Electronics", "s2", 7900, "photo_camera",
         "Press, wait a minute, and hold the picture in your hand.",
         (("Film", "10 pictures included"), ("Flash", "Automatic")), (_colour("Rose", "Blue", "White"),)),
        ("Linen Duvet Cover", "Living", "s3", 7990, "bed",
         "Washed linen that is cool in July and warm in January.",
         (("Material", "Linen"), ("Care", "Wash at 40 degrees")),
         (_colour("White", "Sand", "Grey"), Option("Size", (("Single", 0), ("Double", 2500))))),
        ("Oak Side Table", "Living", "s3", 9900, "table_restaurant",
         "A round table of solid oak, oiled by hand. No screws to lose.",
         (("Height", "48 cm"), ("Material", "Oak")), ()),
        ("Reading Chair", "Living", "s3", 24900, "chair",
         "High back, deep seat, and arms that are wide enough for a cup.",
         (("Seat height", "43 cm"), ("Assembly", "15 minutes")), (_colour("Green", "Grey", "Sand"),)),
        ("Wool Throw", "Living", "s3", 4490, "weekend",
         "A soft blanket of recycled wool for the sofa and for whoever sits on it.",
         (("Size", "130 × 180 cm"), ("Care", "Wool cycle")), (_colour("Grey", "Rose", "Green"),)),
        ("Scented Candle Trio", "Living", "s6", 2290, "local_florist",
         "Fig, cedar and clean laundry. Each burns for thirty hours.",
         (("Burning time", "3 × 30 hours"), ("Wax", "Soy")), ()),
        ("Storage Basket Set", "Living", "s3", 2990, "inventory_2",
         "Three baskets of seagrass, one inside the other until they are needed.",
         (("Pieces", "3"), ("Material", "Seagrass")), ()),
        ("Cast Iron Pan", "Kitchen", "s4", 3990, "outdoor_grill",
         "Seasoned three times. Sears, bakes and outlives us all.",
         (("Diameter", "26 cm"), ("Weight", "2.3 kg")), ()),
        ("Pour-Over Coffee Set", "Kitchen", "s4", 3290, "local_cafe",
         "Glass jug, steel filter and a measuring spoon. Paper is not needed.",
         (("Volume", "0.6 l"), ("Pieces", "3")), ()),
        ("Stand Mixer", "Kitchen", "s4", 18900, "blender",
         "Kneads a kilo of dough without walking off the worktop.",
         (("Power", "1000 W"), ("Bowl", "4.5 l")), (_colour("Red", "White", "Green"),)),
        ("Chef's Knife", "Kitchen", "s4", 5490, "restaurant",
         "A blade that holds its edge and a handle that holds its cook.",
         (("Blade", "20 cm"), ("Care", "Wash by hand")), ()),
        ("Bento Lunch Box", "Kitchen", "s4", 1990, "lunch_dining",
         "Three compartments that stay apart, whatever happens in the bag.",
         (("Volume", "1.2 l"), ("Care", "Dishwasher")), (_colour("Green", "Blue", "Rose"),)),
        ("Electric Kettle", "Kitchen", "s2", 4290, "emoji_food_beverage",
         "Heats to the degree that green tea asks for, and keeps it there.",
         (("Volume", "1.5 l"), ("Power", "2200 W")), (_colour("White", "Black"),)),
        ("Rain Jacket", "Fashion", "s5", 7900, "umbrella",
         "Light, taped seams, and a hood that stays on in the wind.",
         (("Material", "Recycled nylon"), ("Care", "Wash at 30 degrees")), (_colour("Green", "Blue", "Black"), SIZES)),
        ("Merino Jumper", "Fashion", "s5", 6490, "checkroom",
         "Fine wool that does not itch and hardly needs washing.",
         (("Material", "Merino wool"), ("Care", "Wool cycle")), (_colour("Grey", "Red", "Blue"), SIZES)),
        ("Canvas Sneakers", "Fashion", "s5", 4990, "directions_walk",
         "A plain shoe with a good sole. Goes with everything.",
         (("Material", "Cotton canvas"), ("Sole", "Rubber")), (_colour("White", "Black"), SHOES)),
        ("Weekend Backpack", "Fashion", "s5", 5990, "backpack",
         "Laptop at the back, shoes at the bottom, rain on the outside.",
         (("Volume", "28 l"), ("Weight", "880 g")), (_colour("Sand", "Black", "Green"),)),
        ("Cotton Socks, 5 Pairs", "Fashion", "s5", 1490, "checkroom",
         "Five pairs, so that it matters less when one gets lost.",
         (("Material", "Organic cotton"), ("Pieces", "5 pairs")), (Option("Size", (("36–40", 0), ("41–45", 0))),)),
        ("Leather Belt", "Fashion", "s5", 3490, "loop",
         "One piece of leather, one brass buckle, made to be worn in.",
         (("Width", "3.5 cm"), ("Material", "Leather")),
         (_colour("Black", "Sand"), Option("Length", (("85 cm", 0), ("95 cm", 0), ("105 cm", 0))))),
        ("Oat Face Cream", "Beauty", "s6", 1890, "spa",
         "For skin that is easily offended. Without perfume.",
         (("Volume", "50 ml"), ("Skin", "Sensitive")), ()),
        ("Shea Hand Balm", "Beauty", "s6", 990, "self_improvement",
         "For gardeners, climbers and everyone who washes up.",
         (("Volume", "75 ml"), ("Scent", "Almond")), ()),
        ("Solid Shampoo Bar", "Beauty", "s6", 1190, "water_drop",
         "As good as two bottles, and it may travel as hand luggage.",
         (("Weight", "80 g"), ("Hair", "Normal to dry")), (Option("Scent", (("Rosemary", 0), ("Citrus", 0))),)),
        ("Sun Lotion 50", "Beauty", "s6", 1690, "wb_sunny",
         "High protection that sinks in and leaves no white.",
         (("Volume", "150 ml"), ("Water resistance", "80 minutes")), ()),
        ("Bamboo Toothbrushes, Set of 4", "Beauty", "s6", 890, "brush",
         "Four brushes with a mark each, so that nobody mixes them up.",
         (("Pieces", "4"), ("Bristles", "Soft")), ()),
        ("Yoga Mat", "Sports", "s7", 3290, "self_improvement",
         "Thick enough for knees, and it stays where you put it.",
         (("Thickness", "6 mm"), ("Size", "183 × 61 cm")), (_colour("Green", "Rose", "Grey"),)),
        ("Adjustable Dumbbells", "Sports", "s7", 12900, "fitness_center",
         "From two to twenty kilos with a turn of the handle.",
         (("Weight", "2 to 20 kg"), ("Pieces", "2")), ()),
        ("Hiking Poles", "Sports", "s7", 4590, "hiking",
         "Fold to the length of a baguette. Cork handles.",
         (("Weight", "2 × 220 g"), ("Material", "Aluminium")), ()),
        ("Bicycle Light Set", "Sports", "s7", 2790, "pedal_bike",
         "White in front, red behind, and seen from 800 metres.",
         (("Battery", "12 hours"), ("Mount", "Without tools")), ()),
        ("Two-Person Tent", "Sports", "s7", 15900, "landscape",
         "Stands in four minutes, and stays dry inside for much longer.",
         (("Weight", "2.1 kg"), ("Water column", "3000 mm")), (_colour("Green", "Sand"),)),
        ("Swimming Goggles", "Sports", "s7", 1590, "pool",
         "No fog, no leaks, no marks round the eyes at work.",
         (("Lens", "Anti-fog"), ("Fit", "Adults")), (_colour("Blue", "Black"),)),
        ("The Lighthouse Keeper's Ledger", "Books", "s8", 1490, "menu_book",
         "A keeper writes down every ship. One night he writes down one that was never there.",
         (("Pages", "384"), ("Genre", "Mystery")), (Option("Cover", (("Paperback", 0), ("Hardcover", 800))),)),
        ("Bread in Four Steps", "Books", "s8", 2490, "bakery_dining",
         "Sixty loaves for beginners who are in no hurry.",
         (("Pages", "208"), ("Genre", "Cooking")), ()),
        ("A Short Walk to the Sea", "Books", "s8", 1290, "menu_book",
         "Two sisters, one inherited boat, and the summer that changes both.",
         (("Pages", "296"), ("Genre", "Novel")), (Option("Cover", (("Paperback", 0), ("Hardcover", 700))),)),
        ("Maps of Invented Places", "Books", "s8", 2990, "map",
         "Forty countries that do not exist, drawn as if they did.",
         (("Pages", "160"), ("Genre", "Art")), ()),
        ("Garden Without Worry", "Books", "s8", 1990, "local_florist",
         "What to do each month, and above all what to leave alone.",
         (("Pages", "240"), ("Genre", "Nature")), ()),
        ("Wooden Train Set", "Toys", "s9", 4490, "train",
         "Sixty parts of beech, a bridge, a tunnel and a cow on the line.",
         (("Pieces", "60"), ("Age", "From 3 years")), ()),
        ("Puzzle: Night Market", "Toys", "s9", 1690, "category",
         "A thousand pieces and a great many lanterns.",
         (("Pieces", "1000"), ("Age", "From 10 years")), ()),
        ("Building Blocks", "Toys", "s9", 3290, "toys",
         "A bucket of bricks in twelve colours. No plan, on purpose.",
         (("Pieces", "450"), ("Age", "From 4 years")), ()),
        ("Plush Badger", "Toys", "s9", 1990, "pets",
         "Soft, sleepy, and washable, which it will need to be.",
         (("Height", "32 cm"), ("Age", "From birth")), ()),
        ("Board Game: Harbour Masters", "Toys", "s9", 3690, "sailing",
         "Load, sail and trade. For two to five harbour masters.",
         (("Playing time", "60 minutes"), ("Age", "From 10 years")), ()),
    )  # fmt: skip
    return tuple(Product(f"p{n}", *row) for n, row in enumerate(rows, 1))


PRODUCTS = {product.id: product for product in _products()}
