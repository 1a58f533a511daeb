def sum_of_squares(n):
    total = 0
    for i in range(n):
        total = total + i * i
    return total


print(sum_of_squares(1000))
