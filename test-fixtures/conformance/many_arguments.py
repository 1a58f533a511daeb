"""Calls with more arguments than CPython passes on the stack: all arrive, and all end."""
import sys

alive = 0


class Value:
    def __init__(self, number):
        global alive
        alive += 1
        self.number = number

    def __del__(self):
        global alive
        alive -= 1


def plain31(p0, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12, p13, p14, p15, p16, p17, p18, p19, p20, p21, p22, p23, p24, p25, p26, p27, p28, p29, p30):
    return p0.number + p1.number + p2.number + p3.number + p4.number + p5.number + p6.number + p7.number + p8.number + p9.number + p10.number + p11.number + p12.number + p13.number + p14.number + p15.number + p16.number + p17.number + p18.number + p19.number + p20.number + p21.number + p22.number + p23.number + p24.number + p25.number + p26.number + p27.number + p28.number + p29.number + p30.number


def named31(p0, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12, p13, p14, *, p15, p16, p17, p18, p19, p20, p21, p22, p23, p24, p25, p26, p27, p28, p29, p30):
    return p0.number + p1.number + p2.number + p3.number + p4.number + p5.number + p6.number + p7.number + p8.number + p9.number + p10.number + p11.number + p12.number + p13.number + p14.number + p15.number + p16.number + p17.number + p18.number + p19.number + p20.number + p21.number + p22.number + p23.number + p24.number + p25.number + p26.number + p27.number + p28.number + p29.number + p30.number


class Holder31:
    def method(self, p0, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12, p13, p14, p15, p16, p17, p18, p19, p20, p21, p22, p23, p24, p25, p26, p27, p28, p29, p30):
        return p0.number + p1.number + p2.number + p3.number + p4.number + p5.number + p6.number + p7.number + p8.number + p9.number + p10.number + p11.number + p12.number + p13.number + p14.number + p15.number + p16.number + p17.number + p18.number + p19.number + p20.number + p21.number + p22.number + p23.number + p24.number + p25.number + p26.number + p27.number + p28.number + p29.number + p30.number

    def __init__(self, p0=None, p1=None, p2=None, p3=None, p4=None, p5=None, p6=None, p7=None, p8=None, p9=None, p10=None, p11=None, p12=None, p13=None, p14=None, p15=None, p16=None, p17=None, p18=None, p19=None, p20=None, p21=None, p22=None, p23=None, p24=None, p25=None, p26=None, p27=None, p28=None, p29=None, p30=None):
        self.held = p0, p30


def use31(kept):
    print(plain31(Value(0), Value(1), Value(2), Value(3), Value(4), Value(5), Value(6), Value(7), Value(8), Value(9), Value(10), Value(11), Value(12), Value(13), Value(14), Value(15), Value(16), Value(17), Value(18), Value(19), Value(20), Value(21), Value(22), Value(23), Value(24), Value(25), Value(26), Value(27), Value(28), Value(29), Value(30)), alive)
    print(named31(Value(0), Value(1), Value(2), Value(3), Value(4), Value(5), Value(6), Value(7), Value(8), Value(9), Value(10), Value(11), Value(12), Value(13), Value(14), p15=Value(15), p16=Value(16), p17=Value(17), p18=Value(18), p19=Value(19), p20=Value(20), p21=Value(21), p22=Value(22), p23=Value(23), p24=Value(24), p25=Value(25), p26=Value(26), p27=Value(27), p28=Value(28), p29=Value(29), p30=Value(30)), alive)
    print(Holder31().method(Value(0), Value(1), Value(2), Value(3), Value(4), Value(5), Value(6), Value(7), Value(8), Value(9), Value(10), Value(11), Value(12), Value(13), Value(14), Value(15), Value(16), Value(17), Value(18), Value(19), Value(20), Value(21), Value(22), Value(23), Value(24), Value(25), Value(26), Value(27), Value(28), Value(29), Value(30)), alive)
    print([item.number for item in Holder31(Value(0), Value(1), Value(2), Value(3), Value(4), Value(5), Value(6), Value(7), Value(8), Value(9), Value(10), Value(11), Value(12), Value(13), Value(14), Value(15), Value(16), Value(17), Value(18), Value(19), Value(20), Value(21), Value(22), Value(23), Value(24), Value(25), Value(26), Value(27), Value(28), Value(29), Value(30)).held], alive)
    print((lambda *values: sum(value.number for value in values))(Value(0), Value(1), Value(2), Value(3), Value(4), Value(5), Value(6), Value(7), Value(8), Value(9), Value(10), Value(11), Value(12), Value(13), Value(14), Value(15), Value(16), Value(17), Value(18), Value(19), Value(20), Value(21), Value(22), Value(23), Value(24), Value(25), Value(26), Value(27), Value(28), Value(29), Value(30)), alive)
    print(sum(value.number for value in dict(p0=Value(0), p1=Value(1), p2=Value(2), p3=Value(3), p4=Value(4), p5=Value(5), p6=Value(6), p7=Value(7), p8=Value(8), p9=Value(9), p10=Value(10), p11=Value(11), p12=Value(12), p13=Value(13), p14=Value(14), p15=Value(15), p16=Value(16), p17=Value(17), p18=Value(18), p19=Value(19), p20=Value(20), p21=Value(21), p22=Value(22), p23=Value(23), p24=Value(24), p25=Value(25), p26=Value(26), p27=Value(27), p28=Value(28), p29=Value(29), p30=Value(30)).values()), alive)
    print(plain31(kept[0], kept[1], kept[2], kept[3], kept[4], kept[5], kept[6], kept[7], kept[8], kept[9], kept[10], kept[11], kept[12], kept[13], kept[14], kept[15], kept[16], kept[17], kept[18], kept[19], kept[20], kept[21], kept[22], kept[23], kept[24], kept[25], kept[26], kept[27], kept[28], kept[29], kept[30]), plain31(*kept), len(set(sys.getrefcount(value) for value in kept)))


def plain33(p0, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12, p13, p14, p15, p16, p17, p18, p19, p20, p21, p22, p23, p24, p25, p26, p27, p28, p29, p30, p31, p32):
    return p0.number + p1.number + p2.number + p3.number + p4.number + p5.number + p6.number + p7.number + p8.number + p9.number + p10.number + p11.number + p12.number + p13.number + p14.number + p15.number + p16.number + p17.number + p18.number + p19.number + p20.number + p21.number + p22.number + p23.number + p24.number + p25.number + p26.number + p27.number + p28.number + p29.number + p30.number + p31.number + p32.number


def named33(p0, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12, p13, p14, p15, *, p16, p17, p18, p19, p20, p21, p22, p23, p24, p25, p26, p27, p28, p29, p30, p31, p32):
    return p0.number + p1.number + p2.number + p3.number + p4.number + p5.number + p6.number + p7.number + p8.number + p9.number + p10.number + p11.number + p12.number + p13.number + p14.number + p15.number + p16.number + p17.number + p18.number + p19.number + p20.number + p21.number + p22.number + p23.number + p24.number + p25.number + p26.number + p27.number + p28.number + p29.number + p30.number + p31.number + p32.number


class Holder33:
    def method(self, p0, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12, p13, p14, p15, p16, p17, p18, p19, p20, p21, p22, p23, p24, p25, p26, p27, p28, p29, p30, p31, p32):
        return p0.number + p1.number + p2.number + p3.number + p4.number + p5.number + p6.number + p7.number + p8.number + p9.number + p10.number + p11.number + p12.number + p13.number + p14.number + p15.number + p16.number + p17.number + p18.number + p19.number + p20.number + p21.number + p22.number + p23.number + p24.number + p25.number + p26.number + p27.number + p28.number + p29.number + p30.number + p31.number + p32.number

    def __init__(self, p0=None, p1=None, p2=None, p3=None, p4=None, p5=None, p6=None, p7=None, p8=None, p9=None, p10=None, p11=None, p12=None, p13=None, p14=None, p15=None, p16=None, p17=None, p18=None, p19=None, p20=None, p21=None, p22=None, p23=None, p24=None, p25=None, p26=None, p27=None, p28=None, p29=None, p30=None, p31=None, p32=None):
        self.held = p0, p32


def use33(kept):
    print(plain33(Value(0), Value(1), Value(2), Value(3), Value(4), Value(5), Value(6), Value(7), Value(8), Value(9), Value(10), Value(11), Value(12), Value(13), Value(14), Value(15), Value(16), Value(17), Value(18), Value(19), Value(20), Value(21), Value(22), Value(23), Value(24), Value(25), Value(26), Value(27), Value(28), Value(29), Value(30), Value(31), Value(32)), alive)
    print(named33(Value(0), Value(1), Value(2), Value(3), Value(4), Value(5), Value(6), Value(7), Value(8), Value(9), Value(10), Value(11), Value(12), Value(13), Value(14), Value(15), p16=Value(16), p17=Value(17), p18=Value(18), p19=Value(19), p20=Value(20), p21=Value(21), p22=Value(22), p23=Value(23), p24=Value(24), p25=Value(25), p26=Value(26), p27=Value(27), p28=Value(28), p29=Value(29), p30=Value(30), p31=Value(31), p32=Value(32)), alive)
    print(Holder33().method(Value(0), Value(1), Value(2), Value(3), Value(4), Value(5), Value(6), Value(7), Value(8), Value(9), Value(10), Value(11), Value(12), Value(13), Value(14), Value(15), Value(16), Value(17), Value(18), Value(19), Value(20), Value(21), Value(22), Value(23), Value(24), Value(25), Value(26), Value(27), Value(28), Value(29), Value(30), Value(31), Value(32)), alive)
    print([item.number for item in Holder33(Value(0), Value(1), Value(2), Value(3), Value(4), Value(5), Value(6), Value(7), Value(8), Value(9), Value(10), Value(11), Value(12), Value(13), Value(14), Value(15), Value(16), Value(17), Value(18), Value(19), Value(20), Value(21), Value(22), Value(23), Value(24), Value(25), Value(26), Value(27), Value(28), Value(29), Value(30), Value(31), Value(32)).held], alive)
    print((lambda *values: sum(value.number for value in values))(Value(0), Value(1), Value(2), Value(3), Value(4), Value(5), Value(6), Value(7), Value(8), Value(9), Value(10), Value(11), Value(12), Value(13), Value(14), Value(15), Value(16), Value(17), Value(18), Value(19), Value(20), Value(21), Value(22), Value(23), Value(24), Value(25), Value(26), Value(27), Value(28), Value(29), Value(30), Value(31), Value(32)), alive)
    print(sum(value.number for value in dict(p0=Value(0), p1=Value(1), p2=Value(2), p3=Value(3), p4=Value(4), p5=Value(5), p6=Value(6), p7=Value(7), p8=Value(8), p9=Value(9), p10=Value(10), p11=Value(11), p12=Value(12), p13=Value(13), p14=Value(14), p15=Value(15), p16=Value(16), p17=Value(17), p18=Value(18), p19=Value(19), p20=Value(20), p21=Value(21), p22=Value(22), p23=Value(23), p24=Value(24), p25=Value(25), p26=Value(26), p27=Value(27), p28=Value(28), p29=Value(29), p30=Value(30), p31=Value(31), p32=Value(32)).values()), alive)
    print(plain33(kept[0], kept[1], kept[2], kept[3], kept[4], kept[5], kept[6], kept[7], kept[8], kept[9], kept[10], kept[11], kept[12], kept[13], kept[14], kept[15], kept[16], kept[17], kept[18], kept[19], kept[20], kept[21], kept[22], kept[23], kept[24], kept[25], kept[26], kept[27], kept[28], kept[29], kept[30], kept[31], kept[32]), plain33(*kept), len(set(sys.getrefcount(value) for value in kept)))


def plain45(p0, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12, p13, p14, p15, p16, p17, p18, p19, p20, p21, p22, p23, p24, p25, p26, p27, p28, p29, p30, p31, p32, p33, p34, p35, p36, p37, p38, p39, p40, p41, p42, p43, p44):
    return p0.number + p1.number + p2.number + p3.number + p4.number + p5.number + p6.number + p7.number + p8.number + p9.number + p10.number + p11.number + p12.number + p13.number + p14.number + p15.number + p16.number + p17.number + p18.number + p19.number + p20.number + p21.number + p22.number + p23.number + p24.number + p25.number + p26.number + p27.number + p28.number + p29.number + p30.number + p31.number + p32.number + p33.number + p34.number + p35.number + p36.number + p37.number + p38.number + p39.number + p40.number + p41.number + p42.number + p43.number + p44.number


def named45(p0, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12, p13, p14, p15, p16, p17, p18, p19, p20, p21, *, p22, p23, p24, p25, p26, p27, p28, p29, p30, p31, p32, p33, p34, p35, p36, p37, p38, p39, p40, p41, p42, p43, p44):
    return p0.number + p1.number + p2.number + p3.number + p4.number + p5.number + p6.number + p7.number + p8.number + p9.number + p10.number + p11.number + p12.number + p13.number + p14.number + p15.number + p16.number + p17.number + p18.number + p19.number + p20.number + p21.number + p22.number + p23.number + p24.number + p25.number + p26.number + p27.number + p28.number + p29.number + p30.number + p31.number + p32.number + p33.number + p34.number + p35.number + p36.number + p37.number + p38.number + p39.number + p40.number + p41.number + p42.number + p43.number + p44.number


class Holder45:
    def method(self, p0, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12, p13, p14, p15, p16, p17, p18, p19, p20, p21, p22, p23, p24, p25, p26, p27, p28, p29, p30, p31, p32, p33, p34, p35, p36, p37, p38, p39, p40, p41, p42, p43, p44):
        return p0.number + p1.number + p2.number + p3.number + p4.number + p5.number + p6.number + p7.number + p8.number + p9.number + p10.number + p11.number + p12.number + p13.number + p14.number + p15.number + p16.number + p17.number + p18.number + p19.number + p20.number + p21.number + p22.number + p23.number + p24.number + p25.number + p26.number + p27.number + p28.number + p29.number + p30.number + p31.number + p32.number + p33.number + p34.number + p35.number + p36.number + p37.number + p38.number + p39.number + p40.number + p41.number + p42.number + p43.number + p44.number

    def __init__(self, p0=None, p1=None, p2=None, p3=None, p4=None, p5=None, p6=None, p7=None, p8=None, p9=None, p10=None, p11=None, p12=None, p13=None, p14=None, p15=None, p16=None, p17=None, p18=None, p19=None, p20=None, p21=None, p22=None, p23=None, p24=None, p25=None, p26=None, p27=None, p28=None, p29=None, p30=None, p31=None, p32=None, p33=None, p34=None, p35=None, p36=None, p37=None, p38=None, p39=None, p40=None, p41=None, p42=None, p43=None, p44=None):
        self.held = p0, p44


def use45(kept):
    print(plain45(Value(0), Value(1), Value(2), Value(3), Value(4), Value(5), Value(6), Value(7), Value(8), Value(9), Value(10), Value(11), Value(12), Value(13), Value(14), Value(15), Value(16), Value(17), Value(18), Value(19), Value(20), Value(21), Value(22), Value(23), Value(24), Value(25), Value(26), Value(27), Value(28), Value(29), Value(30), Value(31), Value(32), Value(33), Value(34), Value(35), Value(36), Value(37), Value(38), Value(39), Value(40), Value(41), Value(42), Value(43), Value(44)), alive)
    print(named45(Value(0), Value(1), Value(2), Value(3), Value(4), Value(5), Value(6), Value(7), Value(8), Value(9), Value(10), Value(11), Value(12), Value(13), Value(14), Value(15), Value(16), Value(17), Value(18), Value(19), Value(20), Value(21), p22=Value(22), p23=Value(23), p24=Value(24), p25=Value(25), p26=Value(26), p27=Value(27), p28=Value(28), p29=Value(29), p30=Value(30), p31=Value(31), p32=Value(32), p33=Value(33), p34=Value(34), p35=Value(35), p36=Value(36), p37=Value(37), p38=Value(38), p39=Value(39), p40=Value(40), p41=Value(41), p42=Value(42), p43=Value(43), p44=Value(44)), alive)
    print(Holder45().method(Value(0), Value(1), Value(2), Value(3), Value(4), Value(5), Value(6), Value(7), Value(8), Value(9), Value(10), Value(11), Value(12), Value(13), Value(14), Value(15), Value(16), Value(17), Value(18), Value(19), Value(20), Value(21), Value(22), Value(23), Value(24), Value(25), Value(26), Value(27), Value(28), Value(29), Value(30), Value(31), Value(32), Value(33), Value(34), Value(35), Value(36), Value(37), Value(38), Value(39), Value(40), Value(41), Value(42), Value(43), Value(44)), alive)
    print([item.number for item in Holder45(Value(0), Value(1), Value(2), Value(3), Value(4), Value(5), Value(6), Value(7), Value(8), Value(9), Value(10), Value(11), Value(12), Value(13), Value(14), Value(15), Value(16), Value(17), Value(18), Value(19), Value(20), Value(21), Value(22), Value(23), Value(24), Value(25), Value(26), Value(27), Value(28), Value(29), Value(30), Value(31), Value(32), Value(33), Value(34), Value(35), Value(36), Value(37), Value(38), Value(39), Value(40), Value(41), Value(42), Value(43), Value(44)).held], alive)
    print((lambda *values: sum(value.number for value in values))(Value(0), Value(1), Value(2), Value(3), Value(4), Value(5), Value(6), Value(7), Value(8), Value(9), Value(10), Value(11), Value(12), Value(13), Value(14), Value(15), Value(16), Value(17), Value(18), Value(19), Value(20), Value(21), Value(22), Value(23), Value(24), Value(25), Value(26), Value(27), Value(28), Value(29), Value(30), Value(31), Value(32), Value(33), Value(34), Value(35), Value(36), Value(37), Value(38), Value(39), Value(40), Value(41), Value(42), Value(43), Value(44)), alive)
    print(sum(value.number for value in dict(p0=Value(0), p1=Value(1), p2=Value(2), p3=Value(3), p4=Value(4), p5=Value(5), p6=Value(6), p7=Value(7), p8=Value(8), p9=Value(9), p10=Value(10), p11=Value(11), p12=Value(12), p13=Value(13), p14=Value(14), p15=Value(15), p16=Value(16), p17=Value(17), p18=Value(18), p19=Value(19), p20=Value(20), p21=Value(21), p22=Value(22), p23=Value(23), p24=Value(24), p25=Value(25), p26=Value(26), p27=Value(27), p28=Value(28), p29=Value(29), p30=Value(30), p31=Value(31), p32=Value(32), p33=Value(33), p34=Value(34), p35=Value(35), p36=Value(36), p37=Value(37), p38=Value(38), p39=Value(39), p40=Value(40), p41=Value(41), p42=Value(42), p43=Value(43), p44=Value(44)).values()), alive)
    print(plain45(kept[0], kept[1], kept[2], kept[3], kept[4], kept[5], kept[6], kept[7], kept[8], kept[9], kept[10], kept[11], kept[12], kept[13], kept[14], kept[15], kept[16], kept[17], kept[18], kept[19], kept[20], kept[21], kept[22], kept[23], kept[24], kept[25], kept[26], kept[27], kept[28], kept[29], kept[30], kept[31], kept[32], kept[33], kept[34], kept[35], kept[36], kept[37], kept[38], kept[39], kept[40], kept[41], kept[42], kept[43], kept[44]), plain45(*kept), len(set(sys.getrefcount(value) for value in kept)))


for _ in range(3):
    use31([Value(i) for i in range(31)])
    print(alive)
    use33([Value(i) for i in range(33)])
    print(alive)
    use45([Value(i) for i in range(45)])
    print(alive)
