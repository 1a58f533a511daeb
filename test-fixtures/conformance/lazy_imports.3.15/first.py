print("first runs"); number = 1
