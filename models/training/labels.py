"""The label set, in the order of the logits."""

INTENTS = [
    "greeting", "closing", "stock", "price", "promotion", "product_info", "recommendation",
    "gift", "order_change", "payment", "shipping", "return_exchange", "refund_status",
    "warranty", "usage", "invoice", "account", "complaint", "human", "smalltalk", "other",
]
SENTIMENTS = [-1, 0, 1]
NOT_BUSINESS = {"greeting", "closing", "smalltalk", "other"}
