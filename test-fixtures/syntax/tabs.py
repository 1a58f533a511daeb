if a:
	if b:
	        c
	d = (1,
2)
e = f \
    + g
