"""Compresses text: a move-to-front pass, run lengths, and Huffman's codes packed into bytes; and all the way back."""
import heapq
import sys
from collections import Counter


class Node:
    __slots__ = ("weight", "symbol", "left", "right")

    def __init__(self, weight, symbol=None, left=None, right=None):
        self.weight = weight
        self.symbol = symbol
        self.left = left
        self.right = right

    def is_leaf(self):
        return self.left is None


def build_tree(frequencies):
    heap = []
    for order, (symbol, weight) in enumerate(sorted(frequencies.items())):
        heapq.heappush(heap, (weight, order, Node(weight, symbol)))
    order = len(heap)
    while len(heap) > 1:
        first, _, left = heapq.heappop(heap)
        second, _, right = heapq.heappop(heap)
        heapq.heappush(heap, (first + second, order, Node(first + second, None, left, right)))
        order += 1
    return heap[0][2]


def code_lengths(node, depth=0, lengths=None):
    if lengths is None:
        lengths = {}
    if node.is_leaf():
        lengths[node.symbol] = max(depth, 1)
    else:
        code_lengths(node.left, depth + 1, lengths)
        code_lengths(node.right, depth + 1, lengths)
    return lengths


def canonical_codes(lengths):
    codes = {}
    code = 0
    previous = 0
    for length, symbol in sorted((length, symbol) for symbol, length in lengths.items()):
        code <<= length - previous
        codes[symbol] = (code, length)
        code += 1
        previous = length
    return codes


class BitWriter:
    def __init__(self):
        self.data = bytearray()
        self.buffer = 0
        self.count = 0

    def write(self, value, bits):
        self.buffer = (self.buffer << bits) | value
        self.count += bits
        while self.count >= 8:
            self.count -= 8
            self.data.append((self.buffer >> self.count) & 0xFF)
        self.buffer &= (1 << self.count) - 1

    def finish(self):
        if self.count:
            self.data.append((self.buffer << (8 - self.count)) & 0xFF)
        return bytes(self.data)


class BitReader:
    def __init__(self, data):
        self.data = data
        self.position = 0

    def bit(self):
        byte = self.data[self.position >> 3]
        bit = (byte >> (7 - (self.position & 7))) & 1
        self.position += 1
        return bit


def move_to_front(data):
    table = list(range(256))
    result = []
    for byte in data:
        index = table.index(byte)
        result.append(index)
        if index:
            del table[index]
            table.insert(0, byte)
    return result


def undo_move_to_front(indexes):
    table = list(range(256))
    result = bytearray()
    for index in indexes:
        byte = table[index]
        result.append(byte)
        if index:
            del table[index]
            table.insert(0, byte)
    return bytes(result)


def run_lengths(numbers):
    """Zeros become 256 + their number, at most 255 at once; the others stay."""
    result = []
    zeros = 0
    for number in numbers:
        if number == 0 and zeros < 255:
            zeros += 1
            continue
        if zeros:
            result.append(256 + zeros)
            zeros = 0
        if number == 0:
            zeros = 1
        else:
            result.append(number)
    if zeros:
        result.append(256 + zeros)
    return result


def undo_run_lengths(symbols):
    result = []
    for symbol in symbols:
        if symbol > 256:
            result.extend([0] * (symbol - 256))
        else:
            result.append(symbol)
    return result


def compress(data):
    symbols = run_lengths(move_to_front(data))
    lengths = code_lengths(build_tree(Counter(symbols)))
    codes = canonical_codes(lengths)
    writer = BitWriter()
    for symbol in symbols:
        code, length = codes[symbol]
        writer.write(code, length)
    return lengths, len(symbols), writer.finish()


def decompress(lengths, count, packed):
    symbols_of = {(length, code): symbol for symbol, (code, length) in canonical_codes(lengths).items()}
    reader = BitReader(packed)
    symbols = []
    while len(symbols) < count:
        code = length = 0
        while True:
            code = (code << 1) | reader.bit()
            length += 1
            symbol = symbols_of.get((length, code))
            if symbol is not None:
                symbols.append(symbol)
                break
    return undo_move_to_front(undo_run_lengths(symbols))


def checksum(data):
    a, b = 1, 0
    for byte in data:
        a = (a + byte) % 65521
        b = (b + a) % 65521
    return (b << 16) | a


def sample(words):
    vocabulary = ["the", "river", "ran", "over", "stones", "and", "under", "bridges", "while", "lanterns", "sheep", "slept"]
    state = 7
    parts = []
    for number in range(words):
        state = (state * 69069 + 1) % 4294967296
        parts.append(vocabulary[(state >> 16) % len(vocabulary)])
        if number % 11 == 10:
            parts.append(f"({number}).\n\n\n\n")
    return " ".join(parts).encode()


def main(words):
    data = sample(words)
    lengths, count, packed = compress(data)
    print("bytes", len(data), "symbols", count, "packed", len(packed), f"ratio {len(packed) / len(data):.4f}")
    print("longest code", max(lengths.values()), "alphabet", len(lengths))
    print(f"checksum {checksum(packed):08x}")
    restored = decompress(lengths, count, packed)
    print("restored", restored == data, f"{checksum(restored):08x}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 80000)
