"""Pictures in a terminal: two pixels a character with colors, one character each four without."""

SHADES = ' .,:;+=xX$#@'


class Canvas:
    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.height = height
        self.pixels = [(0, 0, 0)] * (width * height)

    def __setitem__(self, place, color) -> None:
        x, y = place
        self.pixels[y * self.width + x] = color

    def __getitem__(self, place):
        x, y = place
        return self.pixels[y * self.width + x]

    def colored_lines(self):
        """Each character is an upper half block: the upper pixel its color, the lower one its background."""
        for y in range(0, self.height - 1, 2):
            parts = []
            before = None
            for x in range(self.width):
                upper, lower = self[x, y], self[x, y + 1]
                if (upper, lower) != before:
                    parts.append('\x1b[38;2;%d;%d;%d;48;2;%d;%d;%dm' % (*upper, *lower))
                    before = upper, lower
                parts.append('\u2580')
            yield ''.join(parts) + '\x1b[0m'

    def plain_lines(self):
        for y in range(0, self.height - 1, 2):
            line = ''
            for x in range(self.width):
                light = sum(brightness(self[x, y + half]) for half in (0, 1)) / 2.0
                line += SHADES[min(int(light * len(SHADES)), len(SHADES) - 1)]
            yield line.rstrip()

    def show(self, colored: bool) -> None:
        for line in self.colored_lines() if colored else self.plain_lines():
            print(line)


def brightness(color) -> float:
    red, green, blue = color
    return (0.299 * red + 0.587 * green + 0.114 * blue) / 255.0


def blend(first, second, share: float):
    """A color between two: all first at 0, all second at 1."""
    return tuple(int(a + (b - a) * share) for a, b in zip(first, second))


def lit(color, light: float):
    return tuple(min(255, max(0, int(part * light))) for part in color)
