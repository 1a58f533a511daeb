print("fifth runs"); n = 5
def f(x): return x + n
