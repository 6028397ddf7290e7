"""Basar: variants, the cart, coupons, and checking out."""

from dataclasses import replace

from agent.policies.scripted import Back, Fill, Tap
from benchmarks.daily.scene import TEST, TRAIN, Scene
from benchmarks.daily.template import Theme
from benchmarks.daily.themes.basar import (
    BASAR,
    DELIVERING,
    NOTES,
    PAYING,
    basar,
    choosing,
    increase,
    line,
    named,
    options_said,
    ordered,
    some_friend,
    some_options,
    some_product,
    to_product,
    wrote,
)
from devices.virtual.apps.chat.state import partner
from devices.virtual.apps.market.catalogue import PRODUCTS
from devices.virtual.apps.market.pricing import bill_of, by_seller, chosen, coupon_problem, in_cart, line_price
from devices.virtual.apps.market.state import Address, Delivery, Payment
from devices.virtual.apps.notes.state import new_note

THEME = Theme("shopping", "Basar")
LISTS = (
    ("Presents for Sunday", "周日要送的礼物"), ("For the new kitchen", "新厨房添置"),
    ("Wishes of the team", "同事们的心愿"), ("Bring to the cabin", "带去小木屋"), ("Sofa evening", "沙发之夜"),
    ("Spring shopping", "春季采购"), ("For Grandpa's shelf", "给爷爷的架子"),
    ("Starting the season", "新一季准备"),
)  # fmt: skip
STREETS = (
    ("{n} Willow Crescent", "垂柳弯路{n}号"), ("{n} Foundry Lane", "铸造巷{n}号"), ("{n} Beacon Hill", "烽火坡{n}号"),
    ("{n} Ropemaker Street", "制绳街{n}号"), ("{n} Heron Quay", "苍鹭码头{n}号"), ("{n} Almond Close", "杏仁里{n}号"),
    ("{n} Cooper's Yard", "桶匠院{n}号"), ("{n} Northgate", "北门街{n}号"),
)  # fmt: skip


def postcode(s: Scene) -> str:
    """Five digits."""
    return f"{s.rng.randint(10000, 98999)}"


# -- test ----------------------------------------------------------------------------------------------------------


@THEME.task(
    "cart-buy-now", TEST, composition="composite", risk="pay",
    en=("Buy one “{product}” on Basar right away ({options}), {delivery} delivery to {street}, {payment}. What is in "
        "the cart stays there.",
        "Order “{product}” on Basar for me: {options}, a single one, sent to {street} with {delivery} delivery and "
        "paid {payment}. Do not order the cart along with it.",
        "I need one “{product}” ({options}). Order only that on Basar, address {street}, {delivery} delivery, "
        "{payment}, and leave my cart as it is."),
    zh=("在巴扎立即购买一件“{product}”（{options}），{delivery}，送到{street}，{payment}。购物车里的东西别动。",
        "帮我在巴扎下单“{product}”：{options}，只要一件，寄到{street}，选{delivery}，{payment}。购物车里的不要一起买。",
        "我要一件“{product}”（{options}）。在巴扎单独下单，地址选{street}，{delivery}，{payment}，购物车保持原样。"),
)  # fmt: skip
def buy_now(s: Scene) -> None:
    product = some_product(s, lambda product: product.options)
    options, state = some_options(s, product), basar(s)
    address_id = s.any(state["addresses"])
    delivery: Delivery = s.any(("standard", "express"))
    payment: Payment = s.any(("card", "cash"))
    address = state["addresses"][address_id]
    s.say(product=named(s, product), options=options_said(s, product, options), street=address["street"],
          delivery=s.text(*DELIVERING[delivery]), payment=s.text(*PAYING[payment]))  # fmt: skip
    ordered(s, {"l0": line(product, options)}, address, delivery, payment)
    s.do("Basar", *to_product(s, product), *choosing(s, product, options), Tap("buy-now"))
    if address_id != state["address"]:
        s.then("Basar", Tap("address"), Tap(f"pick-{address_id}"))
    if delivery == "express":
        s.then("Basar", Tap("delivery-express"))
    s.then("Basar", Tap(f"pay-{payment}"), Tap("place-order"), Tap("Confirm order"))


@THEME.task(
    "cart-from-list", TEST, composition="loop", apps=("Notes", "Basar"),
    en=("Put everything that is still open on the list “{title}” in Notes into my Basar cart, one of each. Leave the "
        "list as it is.",
        "My check list “{title}” in Notes holds things to buy on Basar. Add one of each that is not ticked off to the "
        "cart; tick nothing.",
        "Take the unticked lines of the note “{title}” and put one piece of each into the cart on Basar. The note "
        "itself stays unchanged."),
    zh=("把笔记清单“{title}”里还没勾选的东西，每样一件放进巴扎购物车。清单本身不要改。",
        "我在笔记里有个清单“{title}”，是要在巴扎买的。没打勾的每样加一件到购物车，不用打勾。",
        "照着笔记“{title}”，把未勾选的各买一件，先放进巴扎购物车，笔记保持原样。"),
)  # fmt: skip
def from_list(s: Scene) -> None:
    title = s.text(*s.pick(LISTS))
    products = [some_product(s) for _ in range(4)]
    s.need(len(set(products)) == 4)
    done = s.any(range(4))
    note = new_note(title, "", "", s.now)
    note["checklist"] = [{"text": named(s, product), "done": n == done} for n, product in enumerate(products)]
    s.start[NOTES]["notes"][f"n{s.start[NOTES]['next_id']}"] = note
    s.start[NOTES]["next_id"] += 1
    s.say(title=title)
    s.do("Notes", Tap(title))
    wanted = [product for n, product in enumerate(products) if n != done]
    for n, product in enumerate(wanted):
        s.add(BASAR, "cart", entity=line(product, []), letter="l")
        moves = (*to_product(s, product), Tap("add-to-cart"))
        if not n:
            s.do("Basar", *moves)
        else:
            s.then("Basar", Back(), *moves)


@THEME.task(
    "cart-total", TEST, objective="analyse",
    en=("What would I pay in all for what is ticked in my Basar cart, with {delivery} delivery and the coupon "
        "“{coupon}”? Do not order anything. Answer with the amount.",
        "Suppose I checked out my Basar cart as it is ticked now, {delivery} delivery, with the “{coupon}” coupon: "
        "what is the total? Only tell me the amount, do not buy.",
        "Just asking, nothing is to be ordered: how much in all is my Basar cart (what is ticked) when I use the "
        "coupon “{coupon}” and choose {delivery} delivery? Answer with the amount."),
    zh=("我巴扎购物车里已勾选的商品，选{delivery}并使用优惠券“{coupon}”，一共要付多少钱？不要下单，只回答金额。",
        "如果现在结算巴扎购物车里勾选的商品，{delivery}，用“{coupon}”这张券，总价是多少？只告诉我金额，别买。",
        "只问价不下单：巴扎购物车（已勾选的）用优惠券“{coupon}”、选{delivery}，应付总额是多少？回答金额。"),
)  # fmt: skip
def total(s: Scene) -> None:
    state = basar(s)
    left_out = s.pick(chosen(state), lambda i: PRODUCTS[state["cart"][i]["product"]].name)
    state["cart"][left_out]["selected"] = False
    state["coupons"]["k1"].update(value=s.any(range(400, 1500, 100)), minimum=s.any((2000, 3000, 4000)))
    coupon, delivery = s.any(("k1", "k3")), s.any(("standard", "express"))
    lines = chosen(state)
    s.need(not coupon_problem(state, coupon, lines, s.now))
    bill = bill_of(state, lines, delivery, coupon, s.now)
    s.need(bill.fee > 0 and bill.discount > 0)
    off = s.t("Basar", "{amount} off", amount=s.money(state["coupons"]["k1"]["value"]))
    s.say(coupon=off if coupon == "k1" else s.t("Basar", "Free delivery"), delivery=s.text(*DELIVERING[delivery]))
    s.answer("money", bill.total)
    s.do("Basar", Tap("Cart"), Tap("checkout"), *([Tap("delivery-express")] if delivery == "express" else []),
         Tap("coupon"), Tap(f"coupon-{coupon}"))  # fmt: skip


@THEME.task(
    "cart-which-version", TEST, clarity="incomplete",
    en=("Put one “{product}” into my Basar cart.",
        "Add “{product}” to the cart on Basar for me, just one.",
        "I need “{product}”. Please put one of it into my Basar cart."),
    zh=("在巴扎把一件“{product}”加入购物车。", "帮我往巴扎购物车里放一件“{product}”。",
        "我要买“{product}”，先在巴扎加一件到购物车。"),
)  # fmt: skip
def which_version(s: Scene) -> None:
    product = some_product(s, lambda product: any(option.name != "Colour" for option in product.options))
    options = some_options(s, product)
    said = options_said(s, product, options)
    s.say(product=named(s, product))
    s.unclear(
        s.text("In which version would you like it?", "要哪一款？"), s.text(f"Please take {said}.", f"要{said}。")
    )
    s.add(BASAR, "cart", entity=line(product, options), letter="l")
    s.do("Basar", *to_product(s, product), *choosing(s, product, options), Tap("add-to-cart"))


# -- train ---------------------------------------------------------------------------------------------------------


@THEME.task(
    "cart-too-dear", TRAIN, objective="filter", composition="loop", risk="delete",
    en=("Throw everything out of my Basar cart that costs more than {limit} apiece. What is saved for later stays.",
        "Go through the cart on Basar and remove each product whose price for one is above {limit}; do not touch the "
        "saved-for-later part.",
        "My Basar cart is too expensive: take out whatever costs over {limit} a piece, keep the rest and what is saved "
        "for later."),
    zh=("把巴扎购物车里单价超过{limit}的商品都移除，暂存的不用管。",
        "检查巴扎购物车，凡是单件价格高于{limit}的都删掉，“暂存的商品”不要动。",
        "我的巴扎购物车太贵了：单价{limit}以上的统统移除，其余的和暂存的都留着。"),
)  # fmt: skip
def too_dear(s: Scene) -> None:
    state, limit = basar(s), s.number(15, 120, 5) * 100
    prices = {i: line_price(state, row) // row["quantity"] for i, row in state["cart"].items()}
    cart = in_cart(state)
    dear = [i for i in cart if prices[i] > limit]
    s.need(1 < len(dear) < len(cart) and limit not in prices.values())
    s.say(limit=s.money(limit))
    s.do("Basar", Tap("Cart"))
    for line_id in [i for own in by_seller(cart).values() for i in own if i in dear]:
        s.drop(BASAR, "cart", line_id)
        s.then("Basar", Tap(f"remove-{line_id}"))


@THEME.task(
    "cart-wallet-or-card", TRAIN, composition="conditional", risk="pay",
    en=("Order what is ticked in my Basar cart, {delivery} delivery to my usual address, with the note “{note}” for "
        "the seller. Pay from the wallet if there is enough in it for the total, else by card.",
        "Check out the Basar cart as it is ticked: usual address, {delivery} delivery, note for the seller “{note}”. "
        "If the wallet covers the total take the wallet, if not take the card.",
        "Please place the order for the ticked things in my Basar cart ({delivery} delivery, usual address, note: "
        "“{note}”). Wallet first; only where its balance is too small for the total, card."),
    zh=("把巴扎购物车里勾选的商品下单，{delivery}，送到默认地址，给卖家留言“{note}”。钱包余额够付总额就用钱包，不够就用银行卡。",
        "结算巴扎购物车（按现在的勾选）：默认地址，{delivery}，留言写“{note}”。钱包够就用钱包付，不够用银行卡。",
        "请提交巴扎购物车中已勾选商品的订单（{delivery}，默认地址，给卖家留言：“{note}”）。优先钱包，余额不足以付总额时才用银行卡。"),
)  # fmt: skip
def wallet_or_card(s: Scene) -> None:
    state, delivery = basar(s), s.any(("standard", "express"))
    note = s.text(*s.pick((
        ("Please wrap it as a present", "请包装成礼物"), ("No plastic, please", "请不要用塑料包装"),
        ("Ring twice", "请按两次门铃"), ("Leave it with the neighbours", "不在家请放邻居那里"),
        ("Please deliver after six", "请六点以后送"), ("Send all in one box", "请放在一个箱子里寄"),
        ("Do not fold, please", "请不要折叠"), ("Put the invoice inside", "请附上发票"),
    )))  # fmt: skip
    lines = chosen(state)
    left_out = s.any(lines)
    state["cart"][left_out]["selected"] = False
    del lines[left_out]
    total = bill_of(state, lines, delivery, "", s.now).total
    payment: Payment = "wallet" if total <= state["wallet"] else "card"
    s.say(delivery=s.text(*DELIVERING[delivery]), note=note)
    ordered(s, lines, state["addresses"][state["address"]], delivery, payment, note)
    s.do("Basar", Tap("Cart"), Tap("checkout"), *([Tap("delivery-express")] if delivery == "express" else []),
         Fill("note", note), Tap(f"pay-{payment}"), Tap("place-order"), Tap("Confirm order"))  # fmt: skip


@THEME.task(
    "cart-wallet-short", TRAIN, risk="pay", feasible=False,
    en=("Buy {n} “{product}” on Basar, standard delivery to my usual address, all paid from the wallet as it is. Do "
        "not top it up and take no other way of paying.",
        "Order {n} pieces of “{product}” on Basar with standard delivery to the usual address. Pay with what is in the "
        "Basar wallet now, nothing else.",
        "I would like {n} × “{product}” from Basar, usual address, standard delivery. It has to come out of the wallet "
        "balance there is; no card, no cash, no topping up."),
    zh=("在巴扎买{n}件“{product}”，普通配送到默认地址，全部用钱包现有余额支付。不要充值，也不要换别的支付方式。",
        "在巴扎下单{n}件“{product}”，普通配送，默认地址，只用巴扎钱包里现在的钱付。",
        "我要从巴扎买{n}件“{product}”，默认地址，普通配送，必须用钱包余额，不刷卡、不货到付款、不充值。"),
)  # fmt: skip
def wallet_short(s: Scene) -> None:
    state = basar(s)
    offers = state["offers"]
    least = {i: state["wallet"] // offer["price"] + 1 for i, offer in offers.items()}
    product = some_product(s, lambda p: not p.options and 2 <= least[p.id] <= min(6, offers[p.id]["stock"]))
    n = least[product]
    s.say(n=n, product=named(s, product))
    s.decline("there is not enough in the wallet")
    s.do("Basar", *to_product(s, product), *choosing(s, product, [], n), Tap("buy-now"), Tap("pay-wallet"),
         Tap("place-order"))  # fmt: skip


@THEME.task(
    "cart-which-line", TRAIN, clarity="ambiguous",
    en=("Change the number of “{product}” in my Basar cart to {n}.",
        "I want {n} “{product}” rather than one. It is in the Basar cart already, correct the quantity.",
        "Set the quantity of the “{product}” in the cart on Basar to {n}."),
    zh=("把巴扎购物车里“{product}”的数量改成{n}。", "巴扎购物车里的“{product}”我要{n}件，不是一件，改一下数量。",
        "将巴扎购物车中“{product}”的数量设为{n}。"),
)  # fmt: skip
def which_line(s: Scene) -> None:
    state, n = basar(s), s.any((2, 3, 4))
    product = some_product(s, lambda product: product.options)
    state["offers"][product]["stock"] += 8
    first = [option.choices[0][0] for option in PRODUCTS[product].options]
    ids: list[str] = []
    for options in (first, some_options(s, product)):
        ids.append(f"l{state['next_id']}")
        state["cart"][ids[-1]] = line(product, options)
        state["next_id"] += 1
    nth = s.any((0, 1))
    said = options_said(s, product, state["cart"][ids[nth]]["options"])
    s.say(product=named(s, product), n=n)
    s.unclear(s.text("There are two of these in the cart. Which one?", "购物车里有两款，改哪一款？"),
              s.text(f"The one with {said}.", f"{said}的那款。"))  # fmt: skip
    s.want(BASAR, "cart", ids[nth], "quantity", value=n)
    name = named(s, product)
    words = [s.t("Basar", chosen_words) for chosen_words in state["cart"][ids[nth]]["options"]]
    card = " · ".join((s.t("Basar", "Deselect {name}", name=name), name, *words, ""))
    s.do("Basar", Tap("Cart"), *[replace(increase(s, name), within=card)] * (n - 1))


@THEME.task(
    "cart-for-a-friend", TRAIN, composition="composite", risk="pay", apps=("Parley", "Contacts", "Basar"),
    en=("Order one “{product}” on Basar for {friend}: standard delivery, by card, to the new address that they wrote "
        "me on Parley, with their name and their phone number from Contacts. My usual address stays the usual one.",
        "“{product}” is to be a surprise for {friend}. Have one sent to them by Basar (the address is in our Parley "
        "chat, the phone number in Contacts, the recipient is {friend}), standard delivery, paid by card.",
        "{friend} has moved and told me the address on Parley. Buy one “{product}” on Basar and let it be delivered "
        "there in their name, with the phone number that Contacts has for them. Standard delivery, card."),
    zh=("在巴扎给{friend}买一件“{product}”：普通配送，银行卡支付，寄到对方在“聊聊”里告诉我的新地址，收货人写{friend}，电话用通讯录里的。我的默认地址不变。",
        "想给{friend}一个惊喜：用巴扎寄一件“{product}”过去（地址在“聊聊”里，电话在通讯录，收货人{friend}），普通配送，银行卡付款。",
        "{friend}搬家了，在“聊聊”里说了新地址。在巴扎买一件“{product}”送到那里，收货人写{friend}，电话填通讯录里的号码，普通配送，刷银行卡。"),
)  # fmt: skip
def for_a_friend(s: Scene) -> None:
    chat_id, friend = some_friend(s)
    product, code, town = some_product(s), postcode(s), s.t("Basar", "Lindenhof")
    street = s.text(*s.pick(STREETS)).format(n=s.any(range(2, 90)))
    wrote(s, chat_id, s.text(f"We have moved! The new address is {street}, {code} {town} 🏡",
                             f"我们搬家啦！新地址：{town}{street}，邮编{code}🏡"))  # fmt: skip
    phone = s.start["org.guimcp.chat"]["people"][partner(s.start["org.guimcp.chat"]["chats"][chat_id])]["phone"]
    address: Address = {"name": friend, "phone": phone, "street": street, "postcode": code, "town": town}
    s.say(product=named(s, product), friend=friend)
    s.add(BASAR, "addresses", entity=address, letter="a")
    ordered(s, {"l0": line(product, [])}, address, "standard", "card")
    s.do("Parley", Tap(f"chat-{chat_id}"))
    s.do("Contacts", Tap(friend))
    s.do("Basar", *to_product(s, product), Tap("buy-now"), Tap("address"), Tap("new-address"),
         *[Fill(key, str(words)) for key, words in address.items()], Tap("Save address"), Tap("pay-card"),
         Tap("place-order"), Tap("Confirm order"))  # fmt: skip
