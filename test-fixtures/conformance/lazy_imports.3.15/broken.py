print("broken runs"); 1/0
