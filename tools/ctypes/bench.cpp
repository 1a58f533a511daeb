// The loops of `bench.py` in C++, with the functions looked up as ctypes looks them up.
#include <dlfcn.h>
#include <time.h>

#include <cstddef>
#include <cstdio>

template <typename Function>
static Function find(const char* library, const char* name) {
  return reinterpret_cast<Function>(dlsym(dlopen(library, RTLD_NOW), name));
}

static auto* const sine = find<double (*)(double)>("libm.so.6", "sin");
static auto* const power = find<double (*)(double, double)>("libm.so.6", "pow");
static auto* const floor_of = find<double (*)(double)>("libm.so.6", "floor");
static auto* const absolute = find<int (*)(int)>(nullptr, "abs");
static auto* const length = find<std::size_t (*)(const char*)>(nullptr, "strlen");
static auto* const copy = find<void* (*)(void*, const char*, std::size_t)>(nullptr, "memcpy");
static auto* const waits = find<int (*)()>(nullptr, "sched_getcpu");
static auto* const sort = find<void (*)(void*, std::size_t, std::size_t, int (*)(const void*, const void*))>(nullptr, "qsort");

// What nobody reads would not be computed.
static volatile double kept;

static void sines(long n) {
  double total = 0;
  for (long i = 0; i < n; i++) total += sine(static_cast<double>(i) * 0.001);
  kept = total;
}
static void powers(long n) {
  double total = 0;
  for (long i = 0; i < n; i++) total += power(static_cast<double>(i) * 0.001, 1.5);
  kept = total;
}
static void floors(long n) {
  double total = 0;
  for (long i = 0; i < n; i++) total += floor_of(static_cast<double>(i) * 0.25);
  kept = total;
}
static void absolutes(long n) {
  long total = 0;
  for (long i = 0; i < n; i++) total += absolute(static_cast<int>(-i));
  kept = static_cast<double>(total);
}
static void lengths(long n) {
  long total = 0;
  for (long i = 0; i < n; i++) total += static_cast<long>(length("a text of bytes"));
  kept = static_cast<double>(total);
}
static void copies(long n) {
  static char buffer[16];
  for (long i = 0; i < n; i++) copy(buffer, "sixteen bytes ..", 16);
  kept = buffer[0];
}
static void unlocking(long n) {
  long total = 0;
  for (long i = 0; i < n; i++) total |= waits() >= 0;
  kept = static_cast<double>(total);
}
static int compare(const void* a, const void* b) {
  const int left = *static_cast<const int*>(a), right = *static_cast<const int*>(b);
  return (left > right) - (left < right);
}
static void sorts(long n) {
  int items[100];
  for (int i = 0; i < 100; i++) items[i] = i * 37 % 101;
  for (long i = 0; i < n / 100; i++) sort(items, 100, 4, compare);
  kept = items[0];
}

static double now() {
  timespec time;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e9 + static_cast<double>(time.tv_nsec);
}

int main() {
  const struct {
    const char* name;
    void (*run)(long);
    long n;
  } all[] = {{"sines", sines, 100000}, {"powers", powers, 100000}, {"floors", floors, 100000}, {"absolutes", absolutes, 100000}, {"lengths", lengths, 100000},
             {"copies", copies, 100000}, {"unlocking", unlocking, 50000}, {"sorts", sorts, 1000}};
  const char* separator = "{";
  for (const auto& each : all) {
    double best = 1e30;
    for (int i = 0; i < 7; i++) {
      const double start = now();
      each.run(each.n);
      const double took = (now() - start) / static_cast<double>(each.n);
      if (took < best) best = took;
    }
    std::printf("%s\"%s\": %.3f", separator, each.name, best);
    separator = ", ";
  }
  std::printf("}\n");
}
