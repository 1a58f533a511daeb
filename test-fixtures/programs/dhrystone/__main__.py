"""Dhrystone, written anew in Python from Weicker's published description (1984, version 2.1): the mix of assignments,
control flow and calls that he counted in system programs. Prints the final values, which are known; the milliseconds go to
standard error.

    python dhrystone [LOOPS]
"""
import sys
import time

IDENT_1, IDENT_2, IDENT_3, IDENT_4, IDENT_5 = 1, 2, 3, 4, 5
FIRST = "DHRYSTONE PROGRAM, 1'ST STRING"
SECOND = "DHRYSTONE PROGRAM, 2'ND STRING"
THIRD = "DHRYSTONE PROGRAM, 3'RD STRING"
SOME = 'DHRYSTONE PROGRAM, SOME STRING'

int_global = 0
bool_global = False
char_1_global = '\0'
char_2_global = '\0'
array_1_global = [0] * 50
array_2_global = [[0] * 50 for _ in range(50)]
pointer_global = None
next_pointer_global = None


class Record:
    def __init__(self, pointer_component=None, discriminant=IDENT_1, enumeration=IDENT_1, integer=0, text=''):
        self.pointer_component = pointer_component
        self.discriminant = discriminant
        self.enumeration = enumeration
        self.integer = integer
        self.text = text

    def assign(self, other):
        self.pointer_component = other.pointer_component
        self.discriminant = other.discriminant
        self.enumeration = other.enumeration
        self.integer = other.integer
        self.text = other.text


def procedure_1(pointer):
    """Copies the global record over the one behind this one and works on both."""
    next_record = pointer.pointer_component
    next_record.assign(pointer_global)
    pointer.integer = 5
    next_record.integer = pointer.integer
    next_record.pointer_component = pointer.pointer_component
    next_record.pointer_component = procedure_3(next_record.pointer_component)
    if next_record.discriminant == IDENT_1:
        next_record.integer = 6
        next_record.enumeration = procedure_6(pointer.enumeration)
        next_record.pointer_component = pointer_global.pointer_component
        next_record.integer = procedure_7(next_record.integer, 10)
    else:
        pointer.assign(pointer.pointer_component)


def procedure_2(value):
    local = value + 10
    while True:
        if char_1_global == 'A':
            local -= 1
            value = local - int_global
            place = IDENT_1
        if place == IDENT_1:
            break
    return value


def procedure_3(pointer):
    global int_global
    if pointer_global is not None:
        pointer = pointer_global.pointer_component
    else:
        int_global = 100
    pointer_global.integer = procedure_7(10, int_global)
    return pointer


def procedure_4():
    global char_2_global
    local = char_1_global == 'A'
    local = local or bool_global
    char_2_global = 'B'
    return local


def procedure_5():
    global char_1_global, bool_global
    char_1_global = 'A'
    bool_global = False


def procedure_6(value):
    result = value
    if not function_3(value):
        result = IDENT_4
    if value == IDENT_1:
        result = IDENT_1
    elif value == IDENT_2:
        result = IDENT_1 if int_global > 100 else IDENT_4
    elif value == IDENT_3:
        result = IDENT_2
    elif value == IDENT_4:
        pass
    elif value == IDENT_5:
        result = IDENT_3
    return result


def procedure_7(first, second):
    local = first + 2
    return second + local


def procedure_8(array_1, array_2, first, second):
    global int_global
    place = first + 5
    array_1[place] = second
    array_1[place + 1] = array_1[place]
    array_1[place + 30] = place
    for index in range(place, place + 2):
        array_2[place][index] = place
    array_2[place][place - 1] = array_2[place][place - 1] + 1
    array_2[place + 20][place] = array_1[place]
    int_global = 5


def function_1(first, second):
    local_1 = first
    local_2 = local_1
    if local_2 != second:
        return IDENT_1
    return IDENT_2


def function_2(first, second):
    place = 1
    while place <= 1:
        if function_1(first[place], second[place + 1]) == IDENT_1:
            char = 'A'
            place += 1
    if 'W' <= char <= 'Z':
        place = 7
    if char == 'X':
        return True
    if first > second:
        place += 7
        return True
    return False


def function_3(value):
    local = value
    return local == IDENT_3


def dhrystone(loops):
    global int_global, bool_global, pointer_global, next_pointer_global
    next_pointer_global = Record()
    pointer_global = Record(next_pointer_global, IDENT_1, IDENT_3, 40, SOME)
    text_1 = FIRST
    array_2_global[8][7] = 10
    for run in range(loops):
        procedure_5()
        procedure_4()
        int_1 = 2
        int_2 = 3
        text_2 = SECOND
        enumeration = IDENT_2
        bool_global = not function_2(text_1, text_2)
        while int_1 < int_2:
            int_3 = 5 * int_1 - int_2
            int_3 = procedure_7(int_1, int_2)
            int_1 += 1
        procedure_8(array_1_global, array_2_global, int_1, int_3)
        procedure_1(pointer_global)
        index = 'A'
        while index <= char_2_global:
            if enumeration == function_1(index, 'C'):
                enumeration = procedure_6(IDENT_1)
                text_2 = THIRD
                int_2 = run
                int_global = run
            index = chr(ord(index) + 1)
        int_2 = int_2 * int_1
        int_1 = int_2 // int_3
        int_2 = 7 * (int_2 - int_3) - int_1
        int_1 = procedure_2(int_1)
    return int_1, int_2, int_3, enumeration, text_1, text_2


def main():
    loops = int(sys.argv[1]) if len(sys.argv) > 1 else 300_000
    start = time.perf_counter()
    int_1, int_2, int_3, enumeration, text_1, text_2 = dhrystone(loops)
    print(f'dhrystone: {(time.perf_counter() - start) * 1000:.2f} ms', file=sys.stderr)
    print('globals:', int_global, bool_global, char_1_global, char_2_global)
    print('arrays:', array_1_global[8], array_2_global[8][7] - loops)
    for record in (pointer_global, next_pointer_global):
        print('record:', record.discriminant, record.enumeration, record.integer, record.text)
    print('locals:', int_1, int_2, int_3, enumeration, text_1, text_2, sep='\n  ')


main()
