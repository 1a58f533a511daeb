raise KeyError(3)
