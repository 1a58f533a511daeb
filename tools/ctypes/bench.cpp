// The loops of `bench.py` in C++, with the functions looked up as ctypes looks them up.
#include <dlfcn.h>
#include <time.h>

#include <cstddef>
#include <cstdio>
#include <cstdlib>

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
static auto* const divide = find<std::div_t (*)(int, int)>(nullptr, "div");

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

struct Body {
  double x, y, vx, vy, mass;
};
static void draw(Body* all, long n) {
  for (long step = 0; step < n / 45; step++) {
    for (int i = 0; i < 10; i++) {
      Body& a = all[i];
      for (int j = i + 1; j < 10; j++) {
        Body& b = all[j];
        const double dx = a.x - b.x, dy = a.y - b.y, square = dx * dx + dy * dy + 1.0, force = 0.001 / square;
        a.vx -= dx * b.mass * force;
        a.vy -= dy * b.mass * force;
        b.vx += dx * a.mass * force;
        b.vy += dy * a.mass * force;
      }
    }
    for (int i = 0; i < 10; i++) {
      all[i].x += all[i].vx * 0.001;
      all[i].y += all[i].vy * 0.001;
    }
  }
}
static void bodies(long n) {
  static Body all[10];
  for (int i = 0; i < 10; i++) all[i] = {static_cast<double>(i), i * 0.5, 0, 0, 1 + i * 0.1};
  draw(all, n);
  kept = all[3].x;
}
struct Pair {
  double a, b;
};
static void fields(long n) {
  static volatile Pair pair;
  pair.b = 2.0;
  for (long i = 0; i < n; i++) pair.a = pair.b + static_cast<double>(i);
  kept = pair.a;
}
static void items(long n) {
  static double numbers[64];
  for (long i = 0; i < n; i++) numbers[i & 63] = numbers[(i + 1) & 63] + 1.0;
  kept = numbers[3];
}
static void pointers(long n) {
  static int numbers[64];
  for (long i = 0; i < n; i++) numbers[i & 63] += static_cast<int>(i);
  kept = numbers[3];
}
static void by_value(long n) {
  long total = 0;
  for (long i = 0; i < n; i++) total += divide(static_cast<int>(i), 7).rem;
  kept = static_cast<double>(total);
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
             {"copies", copies, 100000}, {"unlocking", unlocking, 50000}, {"sorts", sorts, 1000}, {"bodies", bodies, 45000}, {"fields", fields, 100000}, {"items", items, 100000},
             {"pointers", pointers, 100000}, {"by_value", by_value, 50000}};
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
