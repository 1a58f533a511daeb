"""A mistake that the parser alone does not see."""


def area(width, width):
    return width * height


print(area(3, 4))
