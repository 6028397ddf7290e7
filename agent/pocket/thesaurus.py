"""Which words of everyday phones mean about the same: "get rid of" is what the button calls Delete.

A goal seldom says it as the screen does, and no amount of play teaches a word that was never read. So what a person
brings along is written down: groups of common words (English, with the verbs and nouns of apps), not of any task.
"""

from functools import lru_cache

from agent.policies.wording import stem

GROUPS = """
delete remove erase discard bin trash rid throw clear drop
cancel call abort revoke withdraw
add create new plus make insert include
edit change modify adjust alter correct update rename
save store keep confirm apply ok done
send submit post publish deliver
share forward pass
reply answer respond response
search find look magnifier seek lookup
open show view see display launch start
close dismiss hide exit
favourite favorite heart like love star
pin unpin fix
archive unarchive
mute silence silent quiet unmute
block unblock ban
follow subscribe unfollow unsubscribe subscription
join leave enter
invite guest attendee participant invitation
book reserve booking reservation
order buy purchase basket
cart basket
pay payment paid spend spent
price cost fare amount charge fee total sum dear cheap expensive
refund return
transfer move
card credit debit
cash coins
wallet balance
account bank
freeze lock block unlock unfreeze
limit maximum most cap
bill invoice due
settings preferences options configure set
on enable activate allow switch
off disable deactivate forbid
sound volume ring ringtone loud tone
brightness bright dark light display screen
theme mode night
wifi wi-fi wireless network internet
bluetooth headphones headset
aeroplane airplane flight
battery power saver
notification notify alert reminder remind
alarm wake ringing
timer countdown
stopwatch laps
clock time hour zone
date day calendar
week weekly
month monthly
year yearly annual birthday
today now
event appointment meeting entry
repeat recurring every daily
early before earlier previous past last latest
late after later next following upcoming
duration long length minutes
start begin beginning departure depart leave leaves from
end finish arrival arrive arrives to destination
place location where address spot
map route directions way navigate navigation
near nearby close distance kilometres km
car drive driving
train rail railway connection journey trip
bus tram transit public transport
bicycle bike cycle cycling
walk walking foot
ride taxi driver
ticket seat
station stop platform
passenger traveller adult person people
luggage bag locker
restaurant dining eat table
food meal dish menu
drink beverage
vegetarian vegan
film movie cinema screening showing
series episode show
video clip watch watched
play playback listen playing
pause stop resume
song track music tune
artist singer band
album record
playlist list
queue 
library collection
download offline
upload attach attachment file
picture photo image snapshot
gallery album photos
crop cut trim
rotate turn
filter effect
caption description
comment review remark
rating rate stars rated score
message text sms chat
group members member
mail email e-mail letter
inbox received
draft unsent
sent outgoing
spam junk
label tag category folder
read unread seen
contact person friend
phone number mobile telephone
call dial ring missed
name title called named heading subject
note memo notes
checklist item tick ticked check checked todo
untick uncheck open
poll vote survey
story stories
profile me
privacy private visible audience
public everybody everyone all
nobody none
news article headline story
weather forecast rain temperature
newsletter
league match game
coupon voucher promo code discount offer deal
gift present
wish wishlist
product goods article item
seller shop store
parcel package delivery shipment shipping
track tracking
stock available sold
quantity pieces number count many
size small large big
colour color
category department section
sort order arrange
cheapest lowest least smallest fewest minimum
dearest highest most biggest greatest largest maximum
newest latest recent
oldest first
half
double twice two
copy duplicate second
link url
password pin passcode
code key
language translation
report problem complain issue
help support
home house
work office job
family relatives
nickname
sleep bedtime
background wallpaper
keyboard typing
permission access
"""

# What is kept where on a phone, the place first. No word of a line can stand for another.
PLACES = """
settings wifi bluetooth airplane hotspot theme font brightness ringtone vibration battery location language rotate
clock alarm timer stopwatch city
contacts call phone birthday person number
messages sms text message
gallery photo picture album video
calendar event appointment meeting reminder
notes note checklist list
"""

CONCEPTS: dict[str, tuple[int, ...]] = {}
for _number, _line in enumerate((GROUPS.strip() + PLACES.rstrip()).split("\n")):
    for _word in _line.split():
        CONCEPTS[stem(_word)] = (*CONCEPTS.get(stem(_word), ()), _number)


@lru_cache(maxsize=65536)
def concepts(word: str) -> tuple[int, ...]:
    """Numbers of the groups that a word is in; none for a word with a meaning of its own."""
    return CONCEPTS.get(stem(word), ())
