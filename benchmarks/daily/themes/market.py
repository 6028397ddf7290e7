"""Basar: finding and comparing things, asking sellers, claiming coupons."""

from agent.policies.scripted import Back, Fill, Tap
from benchmarks.daily.scene import TEST, TRAIN, Scene
from benchmarks.daily.template import Theme
from benchmarks.daily.themes.basar import (
    BASAR,
    PARLEY,
    basar,
    choosing,
    line,
    named,
    options_said,
    some_friend,
    some_options,
    some_product,
    to_product,
    written,
    wrote,
)
from devices.virtual.apps.market.catalogue import CATEGORIES, COLOURS, PRODUCTS
from devices.virtual.apps.market.parts import percent_off
from devices.virtual.apps.market.pricing import unit_price
from devices.virtual.apps.market.state import iso, number

THEME = Theme("shopping", "Basar")

QUESTIONS = (
    ("When do you get the next ones?", "下一批什么时候到？"),
    ("Can I reserve one of the next delivery?", "下一批到货可以帮我留一件吗？"),
    ("Is there another model that is like it?", "有类似的款式可以推荐吗？"),
    ("Will it cost the same when it is back?", "补货以后价格会变吗？"),
    ("Could you tell me when it is back?", "到货了能告诉我一声吗？"),
    ("Do you still make this one?", "这款以后还会生产吗？"),
    ("Is there one left in your shop in town?", "你们的实体店还有现货吗？"),
    ("Do you have one with a damaged box?", "有包装破损的特价件吗？"),
)


# -- test ----------------------------------------------------------------------------------------------------------


@THEME.task(
    "market-cheapest-good", TEST, objective="filter",
    en=("What is the cheapest product in Basar's category {category} that has at least 4.0 stars and is in stock? "
        "Answer with its name.",
        "On Basar, look through {category}: of what is in stock and rated 4.0 or better, which costs least? "
        "Answer with the product's name only.",
        "I want something cheap but good from {category} on Basar, 4.0 stars or more and not sold out. "
        "Which is the cheapest? Just the name, please."),
    zh=("巴扎“{category}”分类里，评分4.0以上且有货的商品中哪件最便宜？只回答商品名称。",
        "在巴扎的{category}分类里找找：有货、评分不低于4.0，价格最低的是哪一件？回答商品名。",
        "我想在巴扎买件便宜又好的{category}类商品，要4.0分以上，不能售罄。最便宜的是哪件？只要名字。"),
)  # fmt: skip
def cheapest_good(s: Scene) -> None:
    category, offers = s.any(CATEGORIES), basar(s)["offers"]
    by_price = sorted((i for i in PRODUCTS if PRODUCTS[i].category == category), key=lambda i: offers[i]["price"])
    cheapest = offers[by_price[0]]
    cheapest["rating"] = min(38, cheapest["rating"])
    good = [i for i in by_price[1:] if offers[i]["rating"] >= 40 and offers[i]["stock"]]
    s.need(len(good) > 1 and offers[good[0]]["price"] < offers[good[1]]["price"])
    s.say(category=s.t("Basar", category))
    s.answer("text", named(s, good[0]))
    s.do("Basar", Tap("category-electronics"), Tap("Filter", "button"),
         *([] if category == "Electronics" else [Tap(f"in-{category.lower()}")]), Tap("only-top"), Tap("only-stock"),
         Tap("by-cheap"), Tap("apply"))  # fmt: skip


@THEME.task(
    "market-ask-or-cart", TEST, composition="conditional", risk="send",
    en=("If “{product}” is sold out on Basar, ask its seller there “{question}”. If it is in stock, put one into my "
        "cart.",
        "I am after “{product}” on Basar. Put one into the cart; should it be sold out, put this question to the "
        "seller on the product's page instead: “{question}”",
        "Is “{product}” in stock on Basar? Then one of it goes into my cart. Otherwise post the question “{question}” "
        "to its seller."),
    zh=("如果巴扎上的“{product}”售罄了，就在商品页向卖家提问：“{question}”；有货的话，放一件进购物车。",
        "我想在巴扎买“{product}”。有货就加一件到购物车；要是卖完了，就改为向卖家提问“{question}”",
        "看看巴扎的“{product}”有没有货：有就往购物车里放一件，没有就问卖家“{question}”"),
)  # fmt: skip
def ask_or_cart(s: Scene) -> None:
    product, question = some_product(s), s.text(*s.pick(QUESTIONS))
    s.say(product=named(s, product), question=question)
    if s.any((True, False)):
        basar(s)["offers"][product]["stock"] = 0
        asked = {"product": product, "text": question, "answer": "", "at": iso(s.now)}
        s.add(BASAR, "questions", entity=asked, letter="q")
        s.do("Basar", *to_product(s, product), Tap("all-questions"), Tap("Ask a question"),
             Fill("question", question), Tap("Send"))  # fmt: skip
    else:
        s.add(BASAR, "cart", entity=line(product, []), letter="l")
        s.do("Basar", *to_product(s, product), Tap("add-to-cart"))


@THEME.task(
    "market-birthday-wish", TEST, composition="conditional", apps=("Parley", "Basar"),
    en=("{friend} told me on Parley what would be a nice birthday present. If it costs no more than {limit} on Basar, "
        "put it into my cart there in exactly that version; if it costs more, only add it to my favourites.",
        "See what {friend} wishes for in our Parley chat. Put it into my Basar cart in the version asked for, provided "
        "it is {limit} or less in that version. If it is dearer, give it a heart on Basar instead.",
        "There is a birthday wish in {friend}'s last Parley message. My budget is {limit}: within it, one goes into "
        "the Basar cart just as described; above it, add the product to my Basar favourites and leave the cart."),
    zh=("{friend}在“聊聊”里跟我说了想要什么生日礼物。巴扎上那一款如果不超过{limit}，就按说的款式放一件进购物车；超过的话，只加入收藏。",
        "看看“聊聊”里{friend}想要什么生日礼物。那个款式在巴扎卖{limit}或更便宜，就照要求加入购物车；更贵就在巴扎给它点个收藏。",
        "{friend}最后一条“聊聊”消息里写了生日愿望。预算{limit}：没超就在巴扎把那一款加一件到购物车，超了就收藏那件商品，别动购物车。"),
)  # fmt: skip
def birthday_wish(s: Scene) -> None:
    chat_id, friend = some_friend(s)
    product = some_product(s, lambda product: product.options)
    options, limit = some_options(s, product), s.number(10, 160, 5) * 100
    price = unit_price(basar(s), product, options)
    s.need(price != limit and abs(price - limit) < 4000 and not basar(s)["offers"][product]["favourite"])
    wish = options_said(s, product, options)
    wrote(s, chat_id, s.text(f"For my birthday? I would love “{named(s, product)}” from Basar: {wish} 😊",
                             f"生日礼物？我好想要巴扎上的“{named(s, product)}”，{wish}😊"))  # fmt: skip
    s.say(friend=friend, limit=s.money(limit))
    s.do("Parley", Tap(f"chat-{chat_id}"))
    s.do("Basar", *to_product(s, product), *choosing(s, product, options))
    if price < limit:
        s.add(BASAR, "cart", entity=line(product, options), letter="l")
        s.then("Basar", Tap("add-to-cart"))
    else:
        s.want(BASAR, "offers", product, "favourite", value=True)
        s.then("Basar", Tap(f"heart-{product}"))


@THEME.task(
    "market-no-such-colour", TEST, feasible=False,
    en=("Put one “{product}” in {colour} into my Basar cart. No other colour.",
        "I would like “{product}” on Basar, but only in {colour}. Add one to the cart.",
        "Add “{product}” to the cart on Basar, colour {colour}; any other colour is of no use to me."),
    zh=("在巴扎把一件{colour}的“{product}”加入购物车，别的颜色不要。",
        "我想要巴扎上的“{product}”，只要{colour}的，加一件到购物车。",
        "巴扎的“{product}”，颜色选{colour}，加入购物车；其他颜色我用不上。"),
)  # fmt: skip
def no_such_colour(s: Scene) -> None:
    product = some_product(s, lambda product: any(option.name == "Colour" for option in product.options))
    offered = {words for option in PRODUCTS[product].options for words, _ in option.choices}
    colour = s.any(COLOURS.keys() - offered)
    shown = s.t("Basar", colour)
    s.say(product=named(s, product), colour=s.text(shown.lower(), shown))
    s.decline(f"{product} does not come in {colour}")
    s.do("Basar", *to_product(s, product))


@THEME.task(
    "market-free-from", TEST, objective="query",
    en=("I want to buy “{product}” on Basar. From what order value does its seller deliver free of charge? Answer with "
        "the amount.",
        "How much do I have to spend at the shop that sells “{product}” on Basar to pay no delivery? Answer with the "
        "amount only.",
        "On Basar, from which amount on is delivery free with the seller of “{product}”? Just the amount."),
    zh=("我想在巴扎买“{product}”。它的卖家满多少钱包邮？回答金额。",
        "在巴扎卖“{product}”的那家店要买够多少才免运费？只回答金额。",
        "巴扎上“{product}”的店铺，包邮门槛是多少钱？只要数额。"),
)  # fmt: skip
def free_from(s: Scene) -> None:
    product = some_product(s, lambda product: basar(s)["shops"][product.seller]["fee"])
    s.say(product=named(s, product))
    s.answer("money", basar(s)["shops"][PRODUCTS[product].seller]["free_from"])
    s.do("Basar", *to_product(s, product))


# -- train ---------------------------------------------------------------------------------------------------------


@THEME.task(
    "market-share-deal", TRAIN, objective="filter", risk="send", apps=("Basar", "Parley"),
    en=("Find what is reduced by the most per cent in Basar's category {category} and share that product with {friend} "
        "on Parley, without a message of your own.",
        "{friend} likes bargains. Share with them on Parley the {category} product on Basar that has the biggest "
        "discount in per cent. Add nothing to it.",
        "Which product of {category} has the largest percentage off on Basar? Send it from Basar to {friend} on "
        "Parley with the share button, nothing else."),
    zh=("在巴扎的{category}分类里找出降价百分比最大的商品，通过“聊聊”分享给{friend}，不用另外写话。",
        "{friend}喜欢捡便宜。把巴扎{category}类里折扣力度（百分比）最大的那件用“聊聊”分享给对方，什么都别加。",
        "巴扎上{category}商品里哪件降幅百分比最高？用分享按钮发到{friend}的“聊聊”里，不要附言。"),
)  # fmt: skip
def share_deal(s: Scene) -> None:
    chat_id, friend = some_friend(s)
    category, offers = s.any(CATEGORIES), basar(s)["offers"]
    reduced = [i for i in PRODUCTS if PRODUCTS[i].category == category and offers[i]["old"]]
    off = sorted((percent_off(basar(s), i) for i in reduced), reverse=True)
    s.need(len(off) > 1 and off[0] > off[1])
    best = max(reduced, key=lambda i: percent_off(basar(s), i))
    s.need(max(reduced, key=lambda i: offers[i]["old"]) != best or len(reduced) > 2)
    s.say(category=s.t("Basar", category), friend=friend)
    written(s, chat_id, f"{named(s, best)}, {s.money(offers[best]['price'])}\nguimcp://market/product/{best}")
    s.do("Basar", Tap("All deals"), Tap("Filter", "button"), Tap(f"in-{category.lower()}"), Tap("apply"),
         Tap(f"product-{best}"), Tap("Share", "button"), Tap(f"share-{PARLEY}"))  # fmt: skip
    s.then("Parley", Tap(f"to-{chat_id}"), Tap("send"))


@THEME.task(
    "market-most-sold", TRAIN, objective="analyse",
    en=("Which of these has been sold most often on Basar: “{a}”, “{b}” or “{c}”? Answer with its name.",
        "Compare “{a}”, “{b}” and “{c}” on Basar. Which one has been bought the most? Name only, please.",
        "On Basar, is “{a}”, “{b}” or “{c}” the best seller of the three? Answer with the product's name."),
    zh=("巴扎上“{a}”“{b}”和“{c}”，哪个卖出得最多？回答商品名称。",
        "比较一下巴扎的“{a}”“{b}”“{c}”，哪件卖出得最多？只回答名称。",
        "在巴扎，“{a}”“{b}”“{c}”三者中销量最高的是哪个？回答商品名。"),
)  # fmt: skip
def most_sold(s: Scene) -> None:
    three = [some_product(s, lambda product: product.name) for _ in range(3)]
    sold = [basar(s)["offers"][product]["sold"] for product in three]
    s.need(len(set(three)) == 3 and sorted(sold)[-1] != sorted(sold)[-2])
    s.say(a=named(s, three[0]), b=named(s, three[1]), c=named(s, three[2]))
    s.answer("text", named(s, three[sold.index(max(sold))]))
    s.do("Basar", *to_product(s, three[0]), Back(), *to_product(s, three[1]), Back(), *to_product(s, three[2]))


@THEME.task(
    "market-reviewer", TRAIN, objective="query",
    en=("How many stars did {author} give “{product}” on Basar? Answer with the number.",
        "Look at the reviews of “{product}” on Basar: what rating did {author} leave, in stars? A number only.",
        "On Basar {author} has reviewed “{product}”. With how many stars? Answer with a number."),
    zh=("在巴扎上，{author}给“{product}”打了几星？回答数字。",
        "看看巴扎“{product}”的评价：{author}给了几颗星？只回答数字。",
        "{author}在巴扎评价过“{product}”，打的是几星？回答一个数字。"),
)  # fmt: skip
def reviewer(s: Scene) -> None:
    product = some_product(s, lambda product: product.name)
    reviews = sorted(
        (row for row in basar(s)["reviews"].values() if row["product"] == product), key=lambda row: row["at"]
    )
    s.need(len(reviews) > 3)
    review = reviews[0]  # the product's page shows the two latest alone
    s.say(product=named(s, product), author=review["author"])
    s.answer("number", review["stars"])
    s.do("Basar", *to_product(s, product), Tap("all-reviews"))


@THEME.task(
    "market-claim-coupons", TRAIN, objective="filter", composition="loop",
    en=("Claim every coupon on Basar that already works from an order of {limit} or less.",
        "In Basar's coupons, claim all that can still be claimed and ask for no more than {limit} of goods.",
        "Take all the unclaimed Basar coupons whose minimum spend is at most {limit}; leave the others."),
    zh=("在巴扎把所有使用门槛不超过{limit}的优惠券都领了。",
        "打开巴扎的优惠券，凡是还没领、满{limit}以内就能用的，全部领取。",
        "巴扎里待领取的优惠券，最低消费在{limit}及以下的都领上，其他的不要领。"),
)  # fmt: skip
def claim_coupons(s: Scene) -> None:
    limit, coupons = s.number(20, 110, 5) * 100, basar(s)["coupons"]
    for coupon in coupons.values():
        if not coupon["claimed"]:
            coupon["minimum"] = s.any(range(1500, 13000, 500))
    free = [i for i in sorted(coupons, key=number) if not coupons[i]["claimed"]]
    wanted = [i for i in free if coupons[i]["minimum"] <= limit]
    s.need(1 < len(wanted) < len(free))
    s.say(limit=s.money(limit))
    s.do("Basar", Tap("Coupons", "button"))
    for coupon_id in wanted:
        s.want(BASAR, "coupons", coupon_id, "claimed", value=True)
        s.then("Basar", Tap(f"claim-{coupon_id}"))
