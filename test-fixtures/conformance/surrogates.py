# Strings are code points: two surrogates are no character.
pair, whole = "\ud83d" "\ude00", "\U0001f600"


def show(*values):
    print(*[ascii(value) for value in values])


show(pair, whole, len(pair), len(whole), pair == whole, pair is whole, pair in whole, whole in pair)
show("\ud83d" + "\ude00", "\ud83d\ude00" * 2, len("\ud83d" + "\ude00"), ("\ud83d" + "\ude00") == whole, "\ud83d" + "\ude00" == "\ud83d\ude00")
show("\uffff" < "\U00010000", "\ud83d\ude00" < whole, "\ue000" < whole, "\ud83d" < "\ue000", sorted(["\uffff", whole, "\ud83d", pair]))
show(f"\ud83d{pair}\ude00", f"{pair!r}", f"{pair!a}", f"\ud83d" f"\ude00", len(f"\ud83d" "\ude00"), f"{'x':\ude00<3}", f"{1:\ud83d>{3}}")
show(pair[0], pair[1], pair[::-1], pair[:1] + pair[1:], [*pair], {pair: 1, whole: 2}, (pair, whole).index(whole), {"\ud83d\ude00", "\U0001f600"} == {pair, whole})
show(ord("\ud83d"), ord("\ude00"), ord(whole), chr(0xd83d) + chr(0xde00) == pair, pair.encode("utf-8", "surrogatepass"), "\ud83d\ude00".encode("utf-16-le", "surrogatepass"))
show(pair.encode("utf-16", "surrogatepass").decode("utf-16") == whole, pair.find("\ude00"), pair.count("\ud83d"), whole.find("\ude00"), pair.split("\ude00"), "\ude00".join(["\ud83d", ""]))
show("%s%s" % ("\ud83d", "\ude00"), "{}{}".format("\ud83d", "\ude00"), pair.upper(), pair.isprintable(), whole.isprintable(), pair.replace("\ude00", "\ude01"))


class Named:
    """Doc \U0001f600."""
    def method(self, text="\ud83d" "\ude00", *, key=("\ud83d\ude00", "\U0001f600")):
        return text, key


show(Named.__doc__, Named().method(), Named.method.__defaults__, Named.method.__kwdefaults__, Named.method.__code__.co_consts == Named().method.__code__.co_consts)
match pair:
    case "\U0001f600":
        print("joined")
    case "\ud83d\ude00":
        print("two")


def constants(text):
    if text == "\U0001f600":
        return "one"
    elif text in ("\ud83d\ude00", "x"):
        return "two"


show(constants(pair), constants(whole), len("\ud83d\ude00") == 2, "\ud83d\ude00" == "\U0001f600", b"\xed\xa0\xbd".decode("utf-8", "surrogatepass") == "\ud83d")
setattr(Named, "\ud83d\ude00", 1)
show(getattr(Named, pair), hasattr(Named, whole), "\ud83d\ude00" in vars(Named))
for text in (pair, "\udc80"):
    try:
        text.encode()
    except UnicodeEncodeError as error:
        print(error.start, error.end, error.reason, ascii(error))
𐐀, ﬁ, 𝐱 = 1, 2, 3
show(𐐀, fi, x, sorted(name for name in globals() if not name.isascii()))


def shared(𐐀, ﬀ, é):
    return lambda: (𐐀, ff, é)


show(shared(1, 2, 3)(), shared(1, 2, 3).__code__.co_freevars, shared.__code__.co_cellvars)
