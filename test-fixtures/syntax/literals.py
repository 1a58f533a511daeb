0, 00, 1, 1_000, 0xFF, 0o17, 0b1_1, 123456789012345678901234567890
1.0, 1., .5, 1e5, 1E-5, 1_0.0_1e1_0, 1e16, 1e15, 1e-4, 1e-5, 1e400, 0.1, 123.456
1j, 1.5J, 1e100j, 0j
'a', "b", '''c
d''', """e\
f"""
'a' "b" u'c'
u'a' 'b', U'a'
'\a\b\f\n\r\t\v\\\'\"\0\7\101\x41\u00e9\U0001F600\
'
'\ud800'
r'\n', R"\'", r'\\', r'\'', r'\"'
b'abc', b'\x00\xff\101\377' b'\u1234', rb'\x00', bR'\'', BR'\\'
'\N{CJK UNIFIED IDEOGRAPH-4E00}'
('a'
 'b')
'\N{BULLET}', '\N{greek small letter alpha}', '\N{LINE FEED}', '\N{HANGUL SYLLABLE GAGG}', '\N{HANGUL SYLLABLE I}', '\N{BELL}'
f'\N{EM SPACE}{a}'
