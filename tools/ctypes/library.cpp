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
}
