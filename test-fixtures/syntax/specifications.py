#: python >= 3.13
# 3.12.1 ends these with a ValueError of its own.
f"{2:{value=}}"
f"{2:{value=}>{width}}"
f"{2:{value = !r:>3}}"
