"""What the mails on a fresh phone say, for the themes that ask for it; how to find and to write them."""

from itertools import chain

from agent.policies.scripted import Fill, Move, Tap
from benchmarks.daily.scene import Scene
from benchmarks.daily.themes.fact import Fact, found
from devices.virtual.apps.mail.state import ME, File, Letter, Thread, letters_of, minutes, new_thread

MAIL = "org.guimcp.mail"


# By the subject of the mail in which it stands.
FACTS = (
    Fact("Your electricity bill for February", "Your bill for February is {bill}. It will be collected on {date}.",
         "date", "date", "When will Brightgrid collect my electricity bill for February?",
         "明网电力哪天扣我二月的电费？"),
    Fact("Your ticket: Lowmoor to Heron Lake",
         "Train {tram} on {day}, {time} from platform {room}. Coach {coach}, seat {seat}.", "seat", "number",
         "Which seat do I have on the train to Heron Lake?", "我去白鹭湖的火车是几号座位？"),
    Fact("Booking {booking} confirmed", "Seat {seat}A, one bag of 20 kilos. Total: {price}.", "price", "money",
         "What did the booking with Skyferry Air cost in all?", "天渡航空那张订单一共多少钱？"),
    Fact("Your stay from {date}",
         "We are glad to have you for {nights} nights. Breakfast is served from 7:00 to {morning}.",
         "morning", "time", "Until what time is there breakfast at Hotel Lindenhof?", "椴树庭酒店的早餐供应到几点？"),
    Fact("Your car is ready", "You can fetch it until {late}. Key number {room}.", "room", "number",
         "What is the key number at Lowmoor Garage?", "低原汽修的钥匙号是多少？"),
    Fact("Your payslip for February", "You have {days} days of holiday left this year.", "days", "number",
         "How many days of holiday do I have left this year?", "我今年还剩几天年假？"),
    Fact("Please read your water meter",
         "Please send us your meter reading by {date}. Last year's reading was {reading}.",
         "reading", "number", "What was last year's reading of my water meter?", "我家水表去年的读数是多少？"),
    Fact("Your rent from May", "From 1 May your rent will be {rent} instead of {balance}.", "rent", "money",
         "How much rent do I have to pay from May on?", "五月起我的房租是多少？"),
    Fact("Your seats for A Winter Garden", "Row {room}, seats {seat} and the next one, on {date} at {late}.", "late",
         "time", "At what time does A Winter Garden begin?", "《冬日花园》几点开始？"),
    Fact("{nights} visits left on your card", "A new card costs {price}. Bouldering night is on {day} at {late}.",
         "price",
         "money", "What does a new card for Granite Hall cost?", "花岗攀岩馆办一张新卡多少钱？"),
    Fact("{nights} books are due on {date}",
         "Please return or renew them by {date}. After that a fine of {fine} a day applies.",
         "fine", "money", "What is the fine a day if I return my library books late?", "图书馆的书逾期一天罚多少钱？"),
)  # fmt: skip
# Mail that asks for money; en and zh name it.
BILLS = (
    Fact("Your phone bill: {bill}", "Your bill for this month is {bill}.", "bill", "money",
         "the phone bill from Fernline Mobile", "蕨线移动的话费账单"),
    Fact("Your electricity bill for February", "Your bill for February is {bill}. It will be collected on {date}.",
         "bill", "money", "the electricity bill from Brightgrid Energy", "明网电力的二月电费账单"),
    Fact("Your car is ready", "The service is done: oil, brakes, two new tyres. Total: {price}.", "price", "money",
         "the service bill of Lowmoor Garage", "低原汽修的保养费"),
    Fact("Biscuit's vaccination is due", "Biscuit should be vaccinated by {date}. The visit costs {bill}.", "bill",
         "money",
         "the vaccination at Tall Oak Vets", "高橡兽医院的疫苗费"),
    Fact("Your home insurance is renewed",
         "Policy {number} goes on for another year. The premium is {price}, due on {date}.",
         "price", "money", "the premium of Oakshield Insurance", "橡盾保险的保费"),
    Fact("{nights} visits left on your card", "A new card costs {price}. Bouldering night is on {day} at {late}.",
         "price",
         "money", "a new card for Granite Hall", "花岗攀岩馆新卡的费用"),
    Fact("Your stay from {date}", "Total: {price}, to be paid on arrival. Booking number {number}.", "price", "money",
         "the stay at Hotel Lindenhof", "椴树庭酒店的住宿费"),
    Fact("Concert tickets", "Got them! Row {room}, seats {seat} and the next one, {bill} each.", "bill", "money",
         "one of Farid's concert tickets", "纳法睿买的演唱会门票（一张）"),
)  # fmt: skip
# What somebody else needs out of one's mail, and nothing but that.
CODES = (
    Fact("Your order {number} has been sent", "Parcel {parcel}, with you by {day}.", "parcel", "text",
         "the number of the parcel from Quill & Thread Books", "羽线书店的包裹号"),
    Fact("Please read your water meter",
         "Please send us your meter reading by {date}. Last year's reading was {reading}.", "reading", "text",
         "last year's reading of the water meter", "水表去年的读数"),
    Fact("Flight details", "I land on {day} at {time} with flight {flight}, terminal {terminal}.", "flight", "text",
         "the number of the flight that Ines lands with", "杜依娜乘坐的航班号"),
    Fact("Ready for pick-up: parcel {parcel}", "Pick-up code: {code}. We keep it until {date}.", "code", "text",
         "the pick-up code of the Swiftcrate parcel", "迅箱快递的取件码"),
    Fact("Your stay from {date}", "Total: {price}, to be paid on arrival. Booking number {number}.", "number", "text",
         "the booking number of Hotel Lindenhof", "椴树庭酒店的预订号"),
    Fact("Bulky waste: your date", "We fetch your bulky waste on {date} from {morning} on. Order number {number}.",
         "number",
         "text", "the order number for our bulky waste", "大件垃圾回收的预约单号"),
    Fact("{nights} visits left on your card", "Your ten-visit card {number} has {nights} visits left.", "number",
         "text",
         "the number of the Granite Hall card", "花岗攀岩馆次卡的卡号"),
    Fact("Your home insurance is renewed",
         "Policy {number} goes on for another year. The premium is {price}, due on {date}.",
         "number", "text", "the number of the home insurance policy", "家财险的保单号"),
)  # fmt: skip


def threads(s: Scene) -> dict[str, Thread]:
    """The threads that there are at the start."""
    return s.start[MAIL]["threads"]


def letters(s: Scene, thread_id: str) -> list[tuple[str, Letter]]:
    """The letters of a thread, oldest first."""
    return letters_of(s.start[MAIL], thread_id)


def thread_about(s: Scene, subject: str) -> str:
    """The thread whose subject is this one of the catalogue's; it must neither be in the bin nor one of many."""
    kept = [i for i, thread in threads(s).items() if thread["folder"] not in ("spam", "bin")]
    hits = [i for i in kept if found(s, "Letterbox", [threads(s)[i]["subject"]], subject)]
    s.need(len(hits) == 1)
    return hits[0]


def told(s: Scene, fact: Fact) -> tuple[str, str]:
    """The thread in which a fact stands, and the fact as it stands there."""
    thread_id = thread_about(s, fact.where)
    lines = chain.from_iterable(letter["body"].split("\n\n") for _, letter in letters(s, thread_id))
    hits = found(s, "Letterbox", lines, fact.line)
    s.need(len(hits) == 1)
    return thread_id, hits[0][fact.field]


def search_for(s: Scene, thread_id: str) -> list[Move]:
    """Finding a thread by its subject and opening it."""
    return [Tap("Search"), Fill("query", threads(s)[thread_id]["subject"]), Tap(f"thread-{thread_id}")]


def mine(
    s: Scene, thread: str, to: list[str], body: str, cc: list[str] | None = None, files: list[File] | None = None
) -> str:
    """The owner is to send this letter now, in a thread that is there; its id."""
    letter: Letter = {
        "thread": thread, "name": s.t("Letterbox", "Sam Rowan"), "address": ME, "to": to, "cc": cc or [],
        "body": "\n\n".join((body, s.start[MAIL]["options"]["signature"])), "at": minutes(s.now), "files": files or [],
        "links": [],
    }  # fmt: skip
    return s.add(MAIL, "letters", entity=letter, letter="m")


def begin(s: Scene, subject: str) -> str:
    """A thread that a letter of the owner's begins."""
    return s.add(MAIL, "threads", entity=new_thread(subject, "sent"), letter="t")
