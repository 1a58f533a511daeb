print("third runs"); thing = 33
