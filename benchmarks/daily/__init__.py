"""The daily suite: everyday tasks on the virtual phone, set up, verified and run offline. One theme a file."""

from benchmarks.daily.bank import THEME as BANK
from benchmarks.daily.budget import THEME as BUDGET
from benchmarks.daily.calendar import THEME as CALENDAR
from benchmarks.daily.cart import THEME as CART
from benchmarks.daily.chat import THEME as CHAT
from benchmarks.daily.clock import THEME as CLOCK
from benchmarks.daily.commute import THEME as COMMUTE
from benchmarks.daily.contacts import THEME as CONTACTS
from benchmarks.daily.dining import THEME as DINING
from benchmarks.daily.errands import THEME as ERRANDS
from benchmarks.daily.evening import THEME as EVENING
from benchmarks.daily.feed import THEME as FEED
from benchmarks.daily.food import THEME as FOOD
from benchmarks.daily.gallery import THEME as GALLERY
from benchmarks.daily.groups import THEME as GROUPS
from benchmarks.daily.journeys import THEME as JOURNEYS
from benchmarks.daily.mail import THEME as MAIL
from benchmarks.daily.mailbox import THEME as MAILBOX
from benchmarks.daily.maps import THEME as MAPS
from benchmarks.daily.market import THEME as MARKET
from benchmarks.daily.meals import THEME as MEALS
from benchmarks.daily.messages import THEME as MESSAGES
from benchmarks.daily.music import THEME as MUSIC
from benchmarks.daily.news import THEME as NEWS
from benchmarks.daily.notes import THEME as NOTES
from benchmarks.daily.orders import THEME as ORDERS
from benchmarks.daily.outings import THEME as OUTINGS
from benchmarks.daily.places import THEME as PLACES
from benchmarks.daily.rides import THEME as RIDES
from benchmarks.daily.settings import THEME as SETTINGS
from benchmarks.daily.shares import THEME as SHARES
from benchmarks.daily.template import Template
from benchmarks.daily.trains import THEME as TRAINS
from benchmarks.daily.trips import THEME as TRIPS
from benchmarks.daily.video import THEME as VIDEO
from benchmarks.daily.wallet import THEME as WALLET

THEMES = (
    NOTES,
    CHAT,
    GROUPS,
    MESSAGES,
    CONTACTS,
    MAIL,
    MAILBOX,
    RIDES,
    TRIPS,
    TRAINS,
    JOURNEYS,
    MARKET,
    CART,
    ORDERS,
    WALLET,
    FOOD,
    MEALS,
    BANK,
    BUDGET,
    ERRANDS,
    SHARES,
    SETTINGS,
    CLOCK,
    CALENDAR,
    GALLERY,
    MAPS,
    PLACES,
    COMMUTE,
    OUTINGS,
    EVENING,
    DINING,
    FEED,
    NEWS,
    VIDEO,
    MUSIC,
)

TEMPLATES: dict[str, Template] = {template.id: template for theme in THEMES for template in theme.templates}
