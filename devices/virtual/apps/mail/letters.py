"""Mail that firms and offices sent, as a fresh phone has it. Facts in braces are drawn by the seed."""

from dataclasses import dataclass

from devices.virtual.apps.mail.state import Category


@dataclass(frozen=True)
class Post:
    """A mail: whom it is from, what it says (paragraphs), how old it may be in days. `files` are (name, kind, KB).

    `answers` are further letters of the thread: (who, paragraph), "me" being the owner.
    """

    sender: str
    subject: str
    body: tuple[str, ...]
    days: tuple[int, int]
    category: Category = "updates"
    files: tuple[tuple[str, str, int], ...] = ()
    label: str = ""
    answers: tuple[tuple[str, str], ...] = ()
    newsletter: bool = False
    links: tuple[str, ...] = ()


# (name, address) by key; people of contacts.state.PEOPLE stand in people_letters.
FIRMS = {
    "grid": ("Brightgrid Energy", "bills@brightgrid.example"),
    "water": ("Clearwater Utilities", "service@clearwater.example"),
    "phone": ("Fernline Mobile", "hello@fernline.example"),
    "bank": ("Harbour Bank", "notice@harbourbank.example"),
    "parcel": ("Swiftcrate", "parcels@swiftcrate.example"),
    "rail": ("Kestrel Rail", "tickets@kestrelrail.example"),
    "air": ("Skyferry Air", "booking@skyferry.example"),
    "hotel": ("Hotel Lindenhof", "stay@lindenhof.example"),
    "library": ("Harbour Library", "desk@harbourlibrary.example"),
    "dental": ("Birchgate Dental", "care@birchgate.example"),
    "vets": ("Tall Oak Vets", "paws@talloak.example"),
    "town": ("Lowmoor Town Hall", "info@lowmoor.example"),
    "pool": ("Lakeside Pool", "swim@lakeside.example"),
    "climb": ("Granite Hall", "climb@granitehall.example"),
    "tiffin": ("Tiffin", "receipts@tiffin.example"),
    "hopla": ("Hopla", "trips@hopla.example"),
    "school": ("Pinecrest School", "office@pinecrest.example"),
    "books": ("Quill & Thread Books", "orders@quillthread.example"),
    "home": ("Mossgate Housing", "tenants@mossgate.example"),
    "shield": ("Oakshield Insurance", "policy@oakshield.example"),
    "garage": ("Lowmoor Garage", "service@lowmoorgarage.example"),
    "outlet": ("Sparrow Outlet", "deals@sparrow.example"),
    "plants": ("Moss & Fern", "news@mossfern.example"),
    "cafe": ("Cafe Aurora", "beans@aurora.example"),
    "trail": ("Trailpost Magazine", "editors@trailpost.example"),
    "film": ("Lumen Cinema", "programme@lumen.example"),
    "velo": ("Velo Hub", "workshop@velohub.example"),
    "paper": ("Papercraft Weekly", "letters@papercraft.example"),
    "stage": ("Old Mill Theatre", "tickets@oldmill.example"),
    "prize": ("Prize Centre", "winner@bigprize.example"),
    "support": ("Account Support", "urgent@acc0unt-help.example"),
    "diet": ("Dr. Miracle", "slim@fastpills.example"),
    "pay": ("Harrow & Vale Payroll", "payroll@harrowvale.example"),
}

POSTS = (
    Post("grid", "Your electricity bill for February", (
        "Your bill for February is {bill}. It will be collected on {date}.",
        "You used {count} kilowatt hours, {percent} % less than in January.",
        "Customer number: {number}. Questions? Call us: 555-0166"),
        (1, 3), links=("tel:555-0166",), files=(("Electricity bill February", "document", 184),), label="Bills"),
    Post("water", "Please read your water meter", (
        "Please send us your meter reading by {date}. Last year's reading was {reading}.",
        "If we hear nothing we will estimate {count} cubic metres."), (3, 6), label="Bills"),
    Post("phone", "Your phone bill: {bill}", (
        "Your bill for this month is {bill}.",
        "You used {size} of 20 GB. From April your plan has 30 GB at the same price."),
        (2, 8), files=(("Phone bill", "document", 96),), label="Bills"),
    Post("bank", "Your statement is ready", (
        "The statement of your account ending in {card} is ready.",
        "Balance on 28 February: {balance}. Money in: {salary}. Money out: {out}."),
        (8, 10), files=(("Statement February", "document", 211),)),
    Post("bank", "Card payment of {bill}", (
        "Your card ending in {card} was used at Riverside Market: {bill}.",
        "Was it not you? Block the card at once: 555-0168"), (0, 1), links=("tel:555-0168",)),
    Post("parcel", "Parcel {parcel} is on its way", (
        "Your parcel {parcel} from Moss & Fern arrives on {day} between {time} and {late}.",
        "Nobody home? We leave it at locker {room} in Station Square."), (0, 1)),
    Post("parcel", "Ready for pick-up: parcel {parcel}", (
        "Your parcel waits in locker {room}, Station Square.",
        "Pick-up code: {code}. We keep it until {date}."), (1, 3)),
    Post("rail", "Your ticket: Lowmoor to Heron Lake", (
        "Train {tram} on {day}, {time} from platform {room}. Coach {coach}, seat {seat}.",
        "Paid: {small}. Changes are free until an hour before."),
        (1, 4), files=(("Train ticket", "ticket", 58),), label="Travel"),
    Post("air", "Booking {booking} confirmed", (
        "Thank you for flying with us. Flight {flight} leaves on {date} at {time}.",
        "Seat {seat}A, one bag of 20 kilos. Total: {price}.",
        "Online check-in opens two days before."),
        (5, 9), files=(("Boarding information", "ticket", 77),), label="Travel"),
    Post("hotel", "Your stay from {date}", (
        "We are glad to have you for {nights} nights. Breakfast is served from 7:00 to {morning}.",
        "Total: {price}, to be paid on arrival. Booking number {number}.",
        "Free cancellation until two days before. Call us: 555-0165"),
        (4, 9), links=("tel:555-0165",),
        label="Travel"),
    Post("library", "{nights} books are due on {date}", (
        "Please return or renew them by {date}. After that a fine of {fine} a day applies.",
        "A House of Weather, Low Tide and others are on your card {number}."), (1, 5)),
    Post("dental", "Reminder: your appointment", (
        "We expect you on {day} at {time}. Please bring your insurance card.",
        "To cancel, call at least a day before: 555-0141"), (0, 2), links=("tel:555-0141",),
        label="Health"),
    Post("vets", "Biscuit's vaccination is due", (
        "Biscuit should be vaccinated by {date}. The visit costs {bill}.",
        "Call us for an appointment: 555-0145"), (6, 12), links=("tel:555-0145",),
        label="Health"),
    Post("town", "Bulky waste: your date", (
        "We fetch your bulky waste on {date} from {morning} on. Order number {number}.",
        "Please put it on the pavement the evening before, no more than {nights} pieces."), (3, 9)),
    Post("pool", "Your membership ends on {date}", (
        "Renew now for {bill} a month, or {price} a year.",
        "The sauna is closed until {day}."), (2, 7)),
    Post("climb", "{nights} visits left on your card", (
        "Your ten-visit card {number} has {nights} visits left.",
        "A new card costs {price}. Bouldering night is on {day} at {late}."), (4, 10)),
    Post("tiffin", "Your order: {small}", (
        "Thank you for your order {number} from The Copper Wok. Total with delivery: {small}.",
        "Paid by card ending in {card}."), (1, 6), label="Receipts"),
    Post("hopla", "Receipt for your ride: {small}", (
        "Maple Street 14 to Central Station, {coach} kilometres, {count} minutes.",
        "Total {small}, paid from your wallet."), (2, 9), label="Receipts"),
    Post("school", "Parents' evening on {date}", (
        "Parents' evening is on {date} at {late} in room {room}.",
        "Please answer by {day} whether you come, and with how many people.",
        "The link below puts it into your calendar."), (1, 4), links=("guimcp://calendar/new/{iso}",),
        category="primary"),
    Post("books", "Your order {number} has been sent", (
        "The Salt Road and {nights} more books are on their way. Total: {bill}.",
        "Parcel {parcel}, with you by {day}."), (2, 5), label="Receipts"),
    Post("home", "Your rent from May", (
        "From 1 May your rent will be {rent} instead of {balance}.",
        "The change pays for the new windows. You may object until {date}."),
        (5, 11), category="primary", files=(("Letter about the rent", "document", 143),), label="Bills"),
    Post("shield", "Your home insurance is renewed", (
        "Policy {number} goes on for another year. The premium is {price}, due on {date}.",
        "Things worth up to {balance} are covered."),
        (7, 13), files=(("Policy", "document", 388),), label="Bills"),
    Post("garage", "Your car is ready", (
        "The service is done: oil, brakes, two new tyres. Total: {price}.",
        "You can fetch it until {late}. Key number {room}."), (0, 2), label="Receipts"),
    Post("pay", "Your payslip for February", (
        "Net pay: {salary}, on your account on 1 March.",
        "You have {days} days of holiday left this year."),
        (8, 11), category="primary", files=(("Payslip February", "document", 88),), label="Work"),
    Post("stage", "Your seats for A Winter Garden", (
        "Row {room}, seats {seat} and the next one, on {date} at {late}.",
        "Paid: {bill}. Show this mail at the door."), (3, 8), files=(("Theatre tickets", "ticket", 66),)),
    Post("outlet", "{percent} % off everything until {day}", (
        "Coats, boots, bags: {percent} % off, in the shop and online.",
        "Your code: SPARROW{percent}. Orders over {bill} are sent free."),
        (0, 3), category="promotions", newsletter=True),
    Post("plants", "Spring is here: new in the nursery", (
        "Ferns from {small}, lemon trees from {bill}.",
        "Bring this mail on {day} and get a herb for free."), (1, 5), category="promotions", newsletter=True),
    Post("cafe", "A coffee is on us", (
        "You have collected {nights} stamps. Your next coffee is free with the code AURORA{room}.",
        "Valid until {date}."), (2, 6), category="promotions", newsletter=True),
    Post("trail", "Ten walks for a free Saturday", (
        "This month: Heron Lake in {count} kilometres, the old railway, and a hut that serves {nights} soups.",
        "Subscribers get the map for {fine}."), (3, 9), category="promotions", newsletter=True),
    Post("film", "This week at the Lumen", (
        "Low Tide, daily at {time} and {late}. The Cartographer's Cat, {day} only.",
        "Tuesday is cinema day: {fine} for every film."), (1, 6), category="promotions", newsletter=True),
    Post("velo", "Bicycle service for {bill}", (
        "Gears, brakes, chain: ready for spring for {bill}. Book until {date}.",
        "Helmets are {percent} % off this week."), (4, 9), category="promotions", newsletter=True),
    Post("paper", "Fold a heron in twelve steps", (
        "This week's sheet is a heron. You need one square of {coach} centimetres and some patience.",
        "Workshop on {day} at {late}, {small} with paper."), (2, 7), category="promotions", newsletter=True),
)  # fmt: skip

SPAM = (
    Post("prize", "You have WON {price}!!!", (
        "Congratulations! You were chosen among {number} people.",
        "To get your {price}, send us your card number today."), (1, 4)),
    Post("support", "Your mailbox will be closed in 24 hours", (
        "We could not check your account. Type your password at the link below.",
        "If you do nothing, all {count} letters will be deleted."), (2, 6), links=("guimcp://account/check",)),
    Post("diet", "Lose {percent} pounds in a week", (
        "Doctors are speechless. One pill a day, only {bill}.",
        "Order within {nights} hours and get a second box."), (3, 9)),
)  # fmt: skip

# What arrives while the phone lies there: (minutes from now, mail).
SOON = (
    (12, Post("parcel", "Out for delivery: parcel {parcel}", (
        "The driver has {count} stops before you. Expected at {late}.",), (0, 0))),
    (40, Post("bank", "Card payment of {small}", (
        "Your card ending in {card} was used at Cafe Aurora: {small}.",), (0, 0))),
    (150, Post("outlet", "Last hours: {percent} % off", (
        "The sale ends tonight at {late}.",), (0, 0), category="promotions")),
    (1500, Post("town", "Water is off in Chapel Row", (
        "On {day} from {time} to {late}, because of works.",), (0, 0))),
)  # fmt: skip
