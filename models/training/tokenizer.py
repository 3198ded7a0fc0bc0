"""Text normalisation and BERT word pieces, written without any tokenizer library."""
import unicodedata

MAX_TOKENS = 64
MAX_WORD = 100
FULL_WIDTH = str.maketrans(",?!:;()", "，？！：；（）")


def normalise(text):
    return unicodedata.normalize("NFKC", text).lower()


def is_cjk(char):
    code = ord(char)
    return (
        0x4E00 <= code <= 0x9FFF or 0x3400 <= code <= 0x4DBF or 0xF900 <= code <= 0xFAFF
        or 0x20000 <= code <= 0x2A6DF or 0x2A700 <= code <= 0x2CEAF or 0x2F800 <= code <= 0x2FA1F
    )


def stands_alone(char):
    """Each ideograph, punctuation mark and symbol (emoji too) is a word of its own."""
    return is_cjk(char) or unicodedata.category(char)[0] in "PS"


def is_dropped(char):
    if char in "\t\n\r":
        return False
    # Controls, zero-width characters, variation selectors and loose accents carry no meaning here.
    return char == "\ufffd" or unicodedata.category(char) in ("Cc", "Cf", "Mn")


def split_words(text):
    words, current = [], []

    def flush():
        if current:
            words.append("".join(current))
            current.clear()

    for char in text:
        if is_dropped(char):
            continue
        if char.isspace():
            flush()
        elif stands_alone(char):
            flush()
            words.append(char)
        else:
            current.append(char)
    flush()
    return words


class Tokenizer:
    def __init__(self, pieces):
        self.names = list(pieces)
        self.ids = {piece: number for number, piece in enumerate(self.names)}
        self.unknown = self.ids["[UNK]"]
        self.first = self.ids["[CLS]"]
        self.last = self.ids["[SEP]"]

    def pieces(self, word):
        if len(word) > MAX_WORD:
            return [self.unknown]
        found, start = [], 0
        while start < len(word):
            end = len(word)
            while end > start:
                piece = ("##" if start else "") + word[start:end]
                if piece in self.ids:
                    break
                end -= 1
            if end == start:
                return [self.unknown]
            found.append(self.ids[piece])
            start = end
        return found

    def encode(self, text):
        return self.encode_words(split_words(normalise(text)))

    def encode_for_base(self, text):
        """As the base model was taught: Chinese text with full-width punctuation."""
        return self.encode_words(split_words(normalise(text).translate(FULL_WIDTH)))

    def encode_words(self, words):
        ids = [piece for word in words for piece in self.pieces(word)]
        return [self.first] + ids[: MAX_TOKENS - 2] + [self.last]
