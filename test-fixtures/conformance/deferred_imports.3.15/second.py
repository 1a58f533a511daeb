print("second runs"); value = 2; other = 3
