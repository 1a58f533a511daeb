"""A search engine for a few thousand notes: tokens, stems, an inverted index, ranked queries with phrases, highlights."""
import math
import string
import sys
from collections import Counter, defaultdict

STOP_WORDS = frozenset("a an and are as at be by for from in is it of on or the to with".split())
ENDINGS = ("ingly", "edly", "ing", "ies", "ed", "ly", "es", "s")


def stem(word):
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            return word + "y" if ending == "ies" else word
    return word


def tokenize(text):
    """The words of a text with their places; stop words count as places."""
    words = []
    for place, raw in enumerate(text.lower().split()):
        word = raw.strip(string.punctuation)
        if word and word not in STOP_WORDS:
            words.append((place, stem(word)))
    return words


class Document:
    def __init__(self, number, title, text):
        self.number = number
        self.title = title
        self.text = text
        self.length = 0


class Index:
    def __init__(self):
        self.documents = []
        self.postings = defaultdict(dict)

    def add(self, title, text):
        document = Document(len(self.documents), title, text)
        for place, word in tokenize(f"{title} {text}"):
            self.postings[word].setdefault(document.number, []).append(place)
            document.length += 1
        self.documents.append(document)

    def average_length(self):
        return sum(document.length for document in self.documents) / len(self.documents)

    def rarity(self, word):
        found = len(self.postings.get(word, ()))
        return math.log(1 + (len(self.documents) - found + 0.5) / (found + 0.5))

    def search(self, query, limit=5):
        """The best documents by the Okapi BM25 measure; what stands in quotes must stand there side by side."""
        phrases = [tokenize(part) for part in query.split('"')[1::2]]
        words = [word for _, word in tokenize(query.replace('"', " "))]
        average = self.average_length()
        scores = defaultdict(float)
        for word in words:
            weight = self.rarity(word)
            for number, places in self.postings.get(word, {}).items():
                count = len(places)
                length = self.documents[number].length
                scores[number] += weight * count * 2.2 / (count + 1.2 * (0.25 + 0.75 * length / average))
        for phrase in phrases:
            scores = {number: score for number, score in scores.items() if self.has_phrase(number, phrase)}
        ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
        return [(self.documents[number], score) for number, score in ranked[:limit]]

    def has_phrase(self, number, phrase):
        if not phrase:
            return True
        first_place, first_word = phrase[0]
        for start in self.postings.get(first_word, {}).get(number, ()):
            if all(start + place - first_place in self.postings.get(word, {}).get(number, ()) for place, word in phrase[1:]):
                return True
        return False


def highlight(text, query, width=56):
    wanted = {word for _, word in tokenize(query.replace('"', " "))}
    marked = []
    first = None
    for raw in text.split():
        core = raw.strip(string.punctuation)
        if core and stem(core.lower()) in wanted:
            if first is None:
                first = len(marked)
            raw = raw.replace(core, f"*{core}*")
        marked.append(raw)
    start = max(0, (first or 0) - 3)
    snippet = ""
    for word in marked[start:]:
        if len(snippet) + len(word) + 1 > width:
            break
        snippet += word + " "
    return snippet.rstrip()


def distance(first, second):
    """Edit distance with swapped neighbours, for suggestions."""
    previous, current = None, list(range(len(second) + 1))
    for i, a in enumerate(first, 1):
        before, previous, current = previous, current, [i]
        for j, b in enumerate(second, 1):
            cost = min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (a != b))
            if before is not None and j > 1 and a == second[j - 2] and b == first[i - 2]:
                cost = min(cost, before[j - 2] + 1)
            current.append(cost)
    return current[-1]


NOUNS = "harbor captain lantern market bridge garden letter river winter village engine painter orchard castle museum station".split()
VERBS = "repaired carried painted followed watched opened counted crossing lighting remembered building selling".split()
ADJECTIVES = "old quiet red hidden distant broken golden narrow busy frozen".split()


def make_notes(count):
    state = 3

    def pick(words):
        nonlocal state
        state = (state * 1103515245 + 12345) & 0x7FFFFFFF
        return words[(state >> 10) % len(words)]

    for number in range(count):
        sentences = [f"The {pick(ADJECTIVES)} {pick(NOUNS)} {pick(VERBS)} the {pick(NOUNS)} by the {pick(ADJECTIVES)} {pick(NOUNS)}s." for _ in range(4 + number % 5)]
        yield f"{pick(ADJECTIVES).title()} {pick(NOUNS)} {number}", " ".join(sentences)


def main(count):
    index = Index()
    for title, text in make_notes(count):
        index.add(title, text)
    print(len(index.documents), "notes", len(index.postings), "words", f"average {index.average_length():.3f}")
    for query in ("golden lantern", '"frozen river" captain', "painting orchards", '"broken engine repaired"', "villages in winter", "nothing here"):
        print(query)
        for document, score in index.search(query):
            print(f"  {score:8.4f} {document.title}: {highlight(document.text, query)}")
    for wrong in ("lantren", "vilage", "musuem", "captian"):
        print(wrong, sorted(index.postings, key=lambda word: (distance(wrong, word), word))[:3])
    totals = Counter()
    for word, documents in index.postings.items():
        totals[word[0]] += sum(map(len, documents.values()))
    print(totals.most_common(5))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9000)
