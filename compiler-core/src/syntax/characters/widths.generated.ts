// Made by tools/generate-character-widths.py from Unicode 17.0.0: change that instead.

/** Lengths in base 36: of characters that have one column, of those that have two, and so on. */
export const wideRuns: string =
  '3cw 2o 3i2 2 d 2 5a 4 3 1 2 1 eh 2 l 2 q 8 g c 17 1 a 6 3 1 d 1 8 2 h 2 5 2 8 1 5 1 l 1 7 2 1 1 4 1 2 1 7 1 4 2 s 1 z 1 1 1 4 ' +
  '3 1 1 1p 3 o 1 e 1 nv 2 1f 1 4 1 mi q 1 2h c 5y q 1m 6 f 2 2e 4 2t 5 17 1 2m 1 2e 9 1c 1 14 8 mkd 3 1j wp t hv 8mc 6l8 e8 ls ' +
  'a m z 1 j 1 4 45 2o 3j 7 m49 5 d 5 9 5p2 15 w 2p 37 6pp 4 1 7 1 2 1 83 f 1 t 3 2 1 e 4 8 b0 6bo 2f 9 n 5n1 1 5m 1 5a 1 2 a 2t ' +
  '3 d 18 4 9 7 2 e 6 4a x c 9 1 1y 1 m c 17 4 5 c h 3 1 3 1z 1 1 1 57 2 1r d 4 1 o i 1 q 2 d 1 2e 2d 1c 1y 6 1 3 3 2 4 3 4 b 2 ' +
  '7 9 6b c 4 1 7v 1b 1 a 1 55 34 d 3 b 3 1l 1 1 4 g 2 c 4 a zr 1eke 2 1eke i9du ';

/** The same of characters that have none. */
export const emptyRuns: string =
  'lc 27 1 w 7n 5 7d 19 1 1 1 2 1 2 1 1 1k 6 a b 1 1 1a l g 1 2t 8 1 6 2 2 1 4 x 1 1 1 u r 4g 9 9 1 o 4 1 9 1 3 1 5 17 3 1g 2 5 ' +
  '9 16 1i 1o 1 g 1 3 4 2v 1 g 1 1c 1 1p 1 g 1 32 1 g 1 32 1 g 1 3j 1 32 1 g 1 7 2 2t 1 g 1 31 2 g 1 3g 1 31 3 d 4 30 3 d 4 24 2 ' +
  'r 1 1 1 1 1 1j 2 1 1 5 4 2 1 1 3 1 2 1q 1 34 1 1 2 2a 1 jz 3 qc 2 u 1 4d 1 a 1 1c 1 4a 1 3z 3 63 2 1z 1 k 8 2 1 1c e 1 v 2 c ' +
  '20 1 f 1 12 9 1i 2 1m 1 b 2 1v 1 48 3 1 d 1 7 4 1 6 1 3 2 5i 1s ej 5 q 5 1d 5 1 a 2o d 4 1 3 c 2da 3 3x 1 2o w fe 6 2x 2 n9w ' +
  '1 4 a w 2 28 2 7o 1 11 1 47 1 r i 1l 3 11 1 2n 1 c 1 6n 1 1 3 2 2 5 2 1 1 1g 1 6u 1 fn4 1 ld g 5r 1 6x 3 e9 1 6a 1 45 5 1aq 1 ' +
  '1 1 14 3 4 1 4l 2 fx 4 1t 5 8t 2 25 2 1 3 1y b 1d 4 5c 1 15 1 e 1 1l 2 2 1 f 1 1e 3 1c 2 1q 1 24 1 9 1 2y 2 4y 2 28 2 g 1 o 7 ' +
  '3 5 2h 3 35 1 3 1 n 1 2r 2 6z 2 3i 1 3a 2 37 1 7h 2 76 2 4 1 4c 1 2b 1 i 1 29 1 bp 1 76 1 1 2 29 1 bt 2 44t g 8vj 1 1xc 5 1n ' +
  '7 xl 2 f58 1 1 4 43l 5 3 m 2 7 u 4 44 3 2pn 7 1 h 2 7 1 2 1 5 2s 1 4g 7 af 1 1p 4 e4 4 72 2 6r 1 2 1 7 2 5 1 d6 7 31 7 gzau 1 ' +
  'u 2o 47ls ';
