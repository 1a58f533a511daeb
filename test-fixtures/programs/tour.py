def sum_of_squares(n):
    total = 0
    for i in range(n):
        total = total + i * i
    return total


def weighted(values):
    total = 0.0
    for i in range(len(values)):
        total += values[i] * i
    return total


print(sum_of_squares(1000), weighted([0.5, 1.5, 2.5]))
