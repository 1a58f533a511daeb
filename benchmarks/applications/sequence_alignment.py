"""Aligns DNA sequences: Needleman and Wunsch's global alignment, Smith and Waterman's local one, and edit distances."""
import sys

MATCH, MISMATCH, GAP = 2, -1, -2


class Random:
    def __init__(self, seed):
        self.state = seed

    def next(self, bound):
        self.state = (self.state * 1103515245 + 12345) % 2147483648
        return (self.state >> 12) % bound


def make_sequence(random, length):
    return "".join("ACGT"[random.next(4)] for _ in range(length))


def mutate(random, sequence):
    letters = []
    for letter in sequence:
        kind = random.next(20)
        if kind == 0:
            continue
        if kind == 1:
            letters.append("ACGT"[random.next(4)])
        if kind == 2:
            letter = "ACGT"[random.next(4)]
        letters.append(letter)
    return "".join(letters)


def score(a, b):
    return MATCH if a == b else MISMATCH


def global_alignment(first, second):
    rows, columns = len(first) + 1, len(second) + 1
    table = [[0] * columns for _ in range(rows)]
    for i in range(1, rows):
        table[i][0] = i * GAP
    for j in range(1, columns):
        table[0][j] = j * GAP
    for i in range(1, rows):
        above, row = table[i - 1], table[i]
        for j in range(1, columns):
            diagonal = above[j - 1] + score(first[i - 1], second[j - 1])
            row[j] = max(diagonal, above[j] + GAP, row[j - 1] + GAP)
    return table[-1][-1], trace_back(table, first, second)


def trace_back(table, first, second):
    i, j = len(first), len(second)
    top, bottom = [], []
    while i > 0 or j > 0:
        if i > 0 and j > 0 and table[i][j] == table[i - 1][j - 1] + score(first[i - 1], second[j - 1]):
            i, j = i - 1, j - 1
            top.append(first[i])
            bottom.append(second[j])
        elif i > 0 and table[i][j] == table[i - 1][j] + GAP:
            i -= 1
            top.append(first[i])
            bottom.append("-")
        else:
            j -= 1
            top.append("-")
            bottom.append(second[j])
    return "".join(reversed(top)), "".join(reversed(bottom))


def local_score(first, second):
    """The greatest score of any two parts, and where these end."""
    previous = [0] * (len(second) + 1)
    best, where = 0, (0, 0)
    for i, a in enumerate(first, 1):
        current = [0]
        for j, b in enumerate(second, 1):
            value = previous[j - 1] + (MATCH if a == b else MISMATCH)
            if previous[j] + GAP > value:
                value = previous[j] + GAP
            if current[j - 1] + GAP > value:
                value = current[j - 1] + GAP
            if value < 0:
                value = 0
            current.append(value)
            if value > best:
                best, where = value, (i, j)
        previous = current
    return best, where


def edit_distance(first, second):
    previous = list(range(len(second) + 1))
    for i, a in enumerate(first):
        current = [i + 1]
        for j, b in enumerate(second):
            current.append(min(previous[j + 1] + 1, current[j] + 1, previous[j] + (a != b)))
        previous = current
    return previous[-1]


def identity(top, bottom):
    same = sum(a == b for a, b in zip(top, bottom))
    return 100.0 * same / len(top)


def complement(sequence):
    return sequence.translate(str.maketrans("ACGT", "TGCA"))[::-1]


def count_words(sequence, length):
    counts = {}
    for start in range(len(sequence) - length + 1):
        word = sequence[start:start + length]
        counts[word] = counts.get(word, 0) + 1
    return counts


def main(length):
    random = Random(11)
    ancestor = make_sequence(random, length)
    family = [mutate(random, ancestor) for _ in range(4)]
    for index, child in enumerate(family):
        value, (top, bottom) = global_alignment(ancestor, child)
        print(f"child {index}: length {len(child)} score {value} identity {identity(top, bottom):.2f}%")
        print("  ", top[:60])
        print("  ", bottom[:60])
        print("   local against the complement", *local_score(child, complement(ancestor)))
    for first in range(len(family)):
        print("  ".join(f"{edit_distance(family[first], family[second]):4}" for second in range(first + 1)))
    words = count_words(ancestor, 4)
    print(sorted(words.items(), key=lambda item: (-item[1], item[0]))[:6])


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
