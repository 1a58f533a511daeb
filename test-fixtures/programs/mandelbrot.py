"""A loop over floats: the typed tier's second program. The milliseconds go to standard error."""
import sys
import time


def escape_time(re, im, limit):
    x = 0.0
    y = 0.0
    for step in range(limit):
        xx = x * x
        yy = y * y
        if xx + yy > 4.0:
            return step
        y = 2.0 * x * y + im
        x = xx - yy + re
    return limit


def total(width, height, limit):
    count = 0
    for row in range(height):
        im = -1.25 + 2.5 * row / height
        for column in range(width):
            re = -2.0 + 2.75 * column / width
            count += escape_time(re, im, limit)
    return count


def show(width, height):
    for row in range(height):
        im = -1.25 + 2.5 * row / height
        line = ''
        for column in range(width):
            steps = escape_time(-2.0 + 2.75 * column / width, im, 60)
            line += ' .:-=+*#%@'[min(steps // 3, 9)]
        print(line)


show(78, 24)
start = time.perf_counter()
print(total(300, 200, 500))
print(f'mandelbrot: {(time.perf_counter() - start) * 1000:.2f} ms', file=sys.stderr)
