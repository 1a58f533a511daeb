// What `calls.py` calls: functions that note what arrives in which register.
#include <cerrno>
#include <cstring>

extern "C" {

long wholes[7];
double reals[8];

static void note(const long* whole, int count, const double* real, int real_count) {
  std::memset(wholes, 0, sizeof wholes);
  std::memset(reals, 0, sizeof reals);
  std::memcpy(wholes, whole, sizeof(long) * static_cast<unsigned long>(count));
  std::memcpy(reals, real, sizeof(double) * static_cast<unsigned long>(real_count));
}

long whole1(long a) {
  note(&a, 1, nullptr, 0);
  return a;
}
long whole3(long a, long b, long c) {
  const long all[] = {a, b, c};
  note(all, 3, nullptr, 0);
  return a ^ b ^ c;
}
long whole6(long a, long b, long c, long d, long e, long f) {
  const long all[] = {a, b, c, d, e, f};
  note(all, 6, nullptr, 0);
  return a ^ f;
}
// More than registers hold; of an argument on the stack only its own bytes are set.
long whole7(long a, long b, long c, long d, long e, long f, signed char g) {
  const long all[] = {a, b, c, d, e, f, g};
  note(all, 7, nullptr, 0);
  return a ^ g;
}
double real1(double a) {
  note(nullptr, 0, &a, 1);
  return a;
}
double real2(double a, double b) {
  const double all[] = {a, b};
  note(nullptr, 0, all, 2);
  return a - b;
}
double real8(double a, double b, double c, double d, double e, double f, double g, double h) {
  const double all[] = {a, b, c, d, e, f, g, h};
  note(nullptr, 0, all, 8);
  return a - h;
}
float single1(float a) {
  const double all[] = {a};
  note(nullptr, 0, all, 1);
  return a;
}
float single3(float a, float b, float c) {
  const double all[] = {a, b, c};
  note(nullptr, 0, all, 3);
  return a - b - c;
}
double mixed4(long a, double b, long c, float d) {
  const long all[] = {a, c};
  const double real[] = {b, d};
  note(all, 2, real, 2);
  return b;
}
long mixed9(double a, long b, float c, long d, double e, long f, long g, double h, long i) {
  const long all[] = {b, d, f, g, i};
  const double real[] = {a, c, e, h};
  note(all, 5, real, 4);
  return b ^ i;
}
void none2(long a, double b) { note(&a, 1, &b, 1); }

// The first bytes behind a pointer; small numbers are no pointers.
long peek1(const void* a) {
  const auto address = reinterpret_cast<long>(a);
  if (address >= -65536 && address <= 65536) return address;
  int first;
  std::memcpy(&first, a, sizeof first);
  return first;
}
long peek2(const void* a, const void* b) {
  const long first = peek1(a), second = peek1(b);
  const long all[] = {first, second};
  note(all, 2, nullptr, 0);
  return first ^ second;
}
const char* text1(const char* a) { return a; }
long fails1(long a) {
  const int before = errno;
  errno = static_cast<int>(a);
  return before;
}
int apply2(int (*function)(int), int a) { return function(a) + 1; }

// Structures by value: in registers of one kind and of two, on the stack, and in memory.
struct Pair { int a, b; };
struct Small { char a; short b; float c; };
struct Mixed { double a; int b; };
struct Turned { long a; float b; };
struct Reals { double a, b; };
struct Floats { float a, b, c; };
struct Large { double a; long b; short c; Pair d; };
struct Row { signed char a[5]; };
struct Deep { Pair a; Row b; };

#define SAME(Name) \
  Name same_##Name(Name a) { return a; } \
  Name turn_##Name(long x, Name a, double y, Name b) { return x > 0 && y > 0 ? a : b; } \
  long size_##Name(Name a) { return static_cast<long>(sizeof a); }
SAME(Pair)
SAME(Small)
SAME(Mixed)
SAME(Turned)
SAME(Reals)
SAME(Floats)
SAME(Large)
SAME(Row)
SAME(Deep)

// What does not find room in registers.
double many(Pair a, Large b, Reals c, Mixed d, Turned e, Floats f, Small g, Row h, long i, double j) {
  return a.a + 2.0 * a.b + 3 * b.a + 5.0 * static_cast<double>(b.b) + 7 * b.c + 11 * b.d.b + 13 * c.a + 17 * c.b + 19 * d.a + 23 * d.b + 29.0 * static_cast<double>(e.a) + 31 * e.b + 37 * f.a + 41 * f.c +
         43 * g.a + 47 * g.b + 53 * g.c + 59 * h.a[4] + 61.0 * static_cast<double>(i) + 67 * j;
}
long stacked(long a, long b, long c, long d, long e, long f, long g, Pair h, short i, double j) { return (a ^ b ^ c ^ d ^ e ^ f) + g * 2 + h.a * 3 + h.b * 5 + i * 7 + static_cast<long>(j); }
Reals* first(Reals* a) { return a; }
Reals* second(Reals* a) { return a + 1; }
Large* none(long) { return nullptr; }

// Callbacks.
long call_long(long (*function)(long, double, signed char), long a, double b, int c) { return function(a, b, static_cast<signed char>(c)); }
double call_double(double (*function)(float, unsigned char, const char*), double a, int b, const char* c) { return function(static_cast<float>(a), static_cast<unsigned char>(b), c); }
void call_each(void (*function)(Reals*, long), Reals* all, long count) {
  for (long i = 0; i < count; i++) function(all + i, i);
}
Pair call_pair(Pair (*function)(Pair, Large), Pair a, Large b) { return function(a, b); }
int call_order(int (*function)(const void*, const void*), const int* a, const int* b) { return function(a, b); }
}
