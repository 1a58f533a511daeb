print("pkg runs"); name = "pkg"
