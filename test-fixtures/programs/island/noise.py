"""Value noise: a smooth random surface that is the same on every machine and every run."""

SEED = 20110


def lattice(x: int, y: int, seed: int) -> float:
    """A number from 0 to 1 that belongs to one corner of the grid."""
    h = (x * 374761393 + y * 668265263 + seed * 2246822519) & 0xFFFFFFFF
    h = ((h ^ (h >> 13)) * 1274126177) & 0xFFFFFFFF
    h = h ^ (h >> 16)
    return h / 4294967295.0


def fade(t: float) -> float:
    return t * t * t * (t * (t * 6.0 - 15.0) + 10.0)


def value_noise(x: float, y: float, seed: int) -> float:
    xi = int(x)
    yi = int(y)
    if x < 0.0:
        xi -= 1
    if y < 0.0:
        yi -= 1
    u = fade(x - xi)
    v = fade(y - yi)
    a = lattice(xi, yi, seed)
    b = lattice(xi + 1, yi, seed)
    c = lattice(xi, yi + 1, seed)
    d = lattice(xi + 1, yi + 1, seed)
    top = a + (b - a) * u
    bottom = c + (d - c) * u
    return top + (bottom - top) * v


def layered_noise(x: float, y: float, octaves: int, seed: int) -> float:
    """Octaves of noise on top of each other, each twice as fine and half as strong."""
    total = 0.0
    strength = 0.5
    reach = 0.0
    for octave in range(octaves):
        total += strength * value_noise(x, y, seed + octave)
        reach += strength
        strength *= 0.5
        x = x * 2.0 + 17.3
        y = y * 2.0 + 9.1
    return total / reach


class Random:
    """A small generator of our own: the same numbers on every version of Python."""

    def __init__(self, seed: int) -> None:
        self.state = (seed * 2654435761 + 1) & 0x7FFFFFFF

    def below(self, limit: int) -> int:
        self.state = (self.state * 1103515245 + 12345) & 0x7FFFFFFF
        return (self.state >> 8) % limit

    def uniform(self) -> float:
        return self.below(1 << 20) / float(1 << 20)

    def choice(self, items):
        return items[self.below(len(items))]
