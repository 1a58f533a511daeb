"""str and bytes: methods, indexing, escapes, encodings, errors."""


def attempt(function):
    try:
        return repr(function())
    except Exception as error:
        return f'{type(error).__name__}: {error}'


text = 'The quick brown fox, naïve Straße 🎉'
print(text.upper(), text.lower(), text.title(), text.swapcase(), text.casefold(), text.capitalize(), len(text))
print(text.split(), text.split(' ', 2), text.rsplit(None, 1), 'a,b,,c'.split(','), ''.split(), ''.split(','), 'x\ny\r\nz\x0bw'.splitlines(), 'a\nb\n'.splitlines(True))
print(text.find('o'), text.rfind('o'), text.find('zz'), text.index('q'), text.count('o'), text.startswith(('A', 'The')), text.endswith('x', 0, 19), 'fox' in text)
print('-'.join('abc'), '-'.join(map(str, range(3))), 'ab' * 3, 'abc'.center(9, '*'), 'x'.ljust(3) + '|', 'x'.rjust(3), '-42'.zfill(6), '\t|'.expandtabs(4))
print('  trim '.strip(), 'xxaxx'.strip('x'), 'abcabc'.lstrip('ab'), 'prefix-name'.removeprefix('prefix-'), 'name.py'.removesuffix('.py'), 'a-b-c'.partition('-'), 'a-b-c'.rpartition('-'), 'abc'.partition('x'))
print('aXbX'.replace('X', 'yy'), 'aaa'.replace('a', 'b', 2), 'abc'.replace('', '.'), 'hello'.translate({ord('l'): 'L', ord('o'): None}), 'abc'.translate(str.maketrans('ab', 'xy', 'c')))
print([m for m in ('isalpha', 'isdigit', 'isdecimal', 'isnumeric', 'isalnum', 'isspace', 'isupper', 'islower', 'istitle', 'isidentifier', 'isprintable', 'isascii') if getattr('½', m)()], '٣'.isdigit(), '_a1'.isidentifier())
print(text[0], text[-1], text[4:9], text[::-1], text[::5], text[-5:], text[100:], ascii(text), repr('\'"\n\t\\\x00\x7f\u200b\ud800\U0001f600'))
print('a' < 'b' < 'ba' < 'é', 'a' + 'b' 'c', max('hello'), sorted('hello'), list('héy'), 'é' == 'e\u0301', hash('a') == hash('a'), 'a' in 'abc', '' in '')
for function in (lambda: 'abc'[5], lambda: 'a' + 1, lambda: 'a' * 'b', lambda: 'x'.index('y'), lambda: ''.join([1]), lambda: 'abc'.split(''), lambda: chr(-1), lambda: ord('ab'),
                 lambda: 'é'.encode('ascii'), lambda: b'\xff'.decode(), lambda: 'x'.encode('nope'), lambda: str(b'x', 'utf-8'), lambda: str(b'x'), lambda: 'a' < 1, lambda: 1 in 'a', lambda: int('é')):
    print(attempt(function))
print(text.encode(), text.encode('utf-16-le')[:6], 'é'.encode('ascii', 'replace'), 'é'.encode('ascii', 'xmlcharrefreplace'), 'é🎉'.encode('ascii', 'backslashreplace'), b'\xff'.decode('latin-1'), b'a\xffb'.decode('utf-8', 'replace'), b'\xff'.decode('utf-8', 'surrogateescape') == '\udcff')
data = b'bytes \x00\xff here'
print(data, data[0], data[1:3], data.split(), data.find(b'h'), data.hex(' '), bytes.fromhex('00 ff'), data.replace(b'e', b'E'), data.upper(), list(data[:3]), b'%d %s' % (5, b'x'), b'a' in data, 98 in data, bytes(3), bytes([1, 2]), b'ab' * 2 + b'c', b'a' < b'b')
array = bytearray(b'mutable')
array[0] = 77
array[1:3] = b'--'
array.append(33)
array += b'end'
del array[3]
print(array, array.pop(), len(array), bytes(array), attempt(lambda: array.__setitem__(0, 256)), attempt(lambda: b'a'[0] + b'a'), attempt(lambda: b'a' + 'a'), attempt(lambda: bytes('x')))
view = memoryview(array)
view[0] = 109
print(array[:2], view[1:3].tobytes(), view.nbytes, view.readonly, attempt(lambda: array.extend(b'x')))
view.release()


def build(n):
    s = ''
    for i in range(n):
        s += chr(97 + i % 26)
        if i % 10 == 9:
            s += '\n'
    return s


print(build(60), len(build(1000)), build(30).count('\n'))


class Text(str):
    def __add__(self, other): return Text('<' + str(self) + str(other) + '>')
    def __getitem__(self, i): return 'item'


print(Text('a') + 'b' + 'c', Text('abc')[0], 'x' + Text('y'), type(Text('a').upper()).__name__, f'{Text("z")}', ''.join([Text('q')]))


def constant():
    return 'kept_once'


print(constant() is ''.join(['kept_', 'once']), constant() is __import__('sys').intern(''.join(['kept_', 'once'])))
