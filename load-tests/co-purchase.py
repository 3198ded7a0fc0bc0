"""Would "bought together" recommend better than popularity? Recall@10 on each member's last order, held out.

Usage: python3 load-tests/co-purchase.py [FOLDER]   (a shop's import folder; default: the sample shop)
"""
import collections
import csv
import math
import pathlib
import sys

K = 10
default = pathlib.Path(__file__).parent.parent / "src/CustomerService.Storage/SampleShop"
folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else default


def rows(name):
    with open(folder / name, encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def minutes(text):
    """-78d 21:54, as the sample shop writes times, or an ISO time that sorts by itself."""
    if "d " not in text:
        return (0, text)
    days, clock = text.split(" ")
    hours, minute = clock.split(":")
    return (int(days[:-1]) * 1440 + int(hours) * 60 + int(minute), "")


products = {row["id"]: row for row in rows("products.csv")}
product_of = {row["id"]: row["product"] for row in rows("skus.csv")}
baskets = collections.defaultdict(set)
for row in rows("order_items.csv"):
    baskets[row["order"]].add(product_of[row["sku"]])
orders = collections.defaultdict(list)
for row in rows("orders.csv"):
    if row["status"] != "cancelled" and row["id"] in baskets:
        orders[row["shopper"]].append((minutes(row["placedAt"]), row["id"]))

known, held_out = {}, {}
for member, list_of in orders.items():
    list_of.sort()
    earlier = list_of[:-1] if len(list_of) > 1 else list_of
    known[member] = set().union(*(baskets[order] for _, order in earlier))
    fresh = baskets[list_of[-1][1]] - known[member]
    if len(list_of) > 1 and fresh:
        held_out[member] = fresh

count = collections.Counter(product for bought in known.values() for product in bought)
together = collections.Counter((a, b) for bought in known.values() for a in bought for b in bought if a != b)
most = max(float(row["popularity"]) for row in products.values())


def popularity(_, product):
    return float(products[product]["popularity"]) / most


def cosine(member, product, least):
    return sum(together[bought, product] / math.sqrt(count[bought] * count[product])
               for bought in known[member] if count[product] and together[bought, product] >= least)


def recall(score):
    hits = 0
    for member, wanted in held_out.items():
        ranked = sorted((p for p in products if p not in known[member]), key=lambda p: (-score(member, p), p))
        hits += len(wanted & set(ranked[:K]))
    return hits / sum(map(len, held_out.values()))


print(f"{len(held_out)} members, {sum(map(len, held_out.values()))} products in their last orders, {len(products)} products in the shop")
print(f"pairs bought by one member only: {sum(n == 1 for n in together.values()) // 2}, by two: {sum(n == 2 for n in together.values()) // 2}, "
      f"by three or more: {sum(n > 2 for n in together.values()) // 2}")
print(f"recall@{K} popularity                              {recall(popularity):.3f}")
print(f"recall@{K} bought together (cosine)                {recall(lambda m, p: cosine(m, p, 1)):.3f}")
print(f"recall@{K} bought together and popularity          {recall(lambda m, p: cosine(m, p, 1) + popularity(m, p)):.3f}")
print(f"recall@{K} bought by two members or more, and popularity {recall(lambda m, p: cosine(m, p, 2) + popularity(m, p)):.3f}")
