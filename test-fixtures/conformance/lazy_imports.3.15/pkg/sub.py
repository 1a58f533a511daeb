print("sub runs"); name = "sub"
