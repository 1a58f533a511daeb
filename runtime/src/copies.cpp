/**
 * A compiled module keeps functions, caches and constants in its static memory, where its code finds them quickest; so each
 * interpreter of a process gets memory of its own: the module's file is loaded once more, from a copy that the system's
 * loader does not know. When an interpreter has ended, its copy's memory becomes what it was when it was loaded, for the next.
 */
#include "copies.hpp"

#include <atomic>
#include <cerrno>
#include <climits>
#include <mutex>
#include <string>
#include <vector>

#include <dlfcn.h>
#include <fcntl.h>
#include <link.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

#include "rt/module-loading.hpp"
#include "shared.hpp"

namespace rt {

/** Memory that the module writes to, and what was in it when it was loaded. */
struct Segment {
  char* start;
  std::string content;
};
struct Copy {
  std::int64_t interpreter;
  char* base;
  std::vector<Segment> segments;
};

static std::atomic<std::int64_t> served{-1};
/** The file that this module was loaded from. */
static std::string own_path;
static struct stat own_file;

// Of the first copy alone; for all interpreters, which may run at the same time.
static std::mutex copies_lock;
static std::vector<Copy> copies;

static char* own_base() {
  Dl_info library;
  return dladdr(&own_path, &library) == 0 ? nullptr : static_cast<char*>(library.dli_fbase);
}

/** While the working directory is still the one that a relative path began from. */
static void note_file() {
  Dl_info library;
  char path[PATH_MAX];
  if (dladdr(&own_path, &library) == 0 || realpath(library.dli_fname, path) == nullptr || stat(path, &own_file) != 0) return;
  own_path = path;
}

bool serves_current() {
  std::int64_t expected = -1;
  const std::int64_t current = compat::current_interpreter();
  if (!served.compare_exchange_strong(expected, current)) return expected == current;
  note_file();
  return true;
}

static bool is_own_file(int file) {
  struct stat found;
  return fstat(file, &found) == 0 && found.st_dev == own_file.st_dev && found.st_ino == own_file.st_ino && found.st_size == own_file.st_size &&
         found.st_mtim.tv_sec == own_file.st_mtim.tv_sec && found.st_mtim.tv_nsec == own_file.st_mtim.tv_nsec;
}

/** A copy of an open file in memory; -1 with `errno` set. */
static int copy_file(int from) {
  const int to = memfd_create("taipan-module", MFD_CLOEXEC);
  bool ok = to >= 0;
  for (off_t done = 0; ok && done < own_file.st_size;) ok = sendfile(to, from, &done, static_cast<size_t>(own_file.st_size - done)) > 0;
  if (ok || to < 0) return to;
  const int reason = errno;
  close(to);
  errno = reason;
  return -1;
}

/** A copy of the module's file in memory; -1 with the reason. */
static int copy_own_file(std::string& reason) {
  const int from = open(own_path.c_str(), O_RDONLY | O_CLOEXEC);
  const bool is_own = from >= 0 && is_own_file(from);
  const int to = is_own ? copy_file(from) : -1;
  if (to < 0) reason = own_path + ": " + (from >= 0 && !is_own ? "the file has changed since it was imported" : std::strerror(errno));
  if (from >= 0) close(from);
  return to;
}

/** A path of an open file by which no library was loaded: the loader takes equal paths for the same library. */
static std::string unused_path(int file) {
  for (std::string folder = "/proc/self/fd";; folder += "/.") {
    std::string path = folder + "/" + std::to_string(file);
    void* loaded = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL | RTLD_NOLOAD);
    if (loaded == nullptr) return path;
    dlclose(loaded);
  }
}

/** Notes the writable memory of the library at `copy->base`. */
static int note_segments(dl_phdr_info* library, size_t, void* data) {
  auto* copy = static_cast<Copy*>(data);
  if (reinterpret_cast<char*>(library->dlpi_addr) != copy->base) return 0;
  // What the loader itself has filled is not written to any more, up to the last whole page.
  char* sealed = nullptr;
  const auto page = static_cast<ElfW(Addr)>(sysconf(_SC_PAGESIZE));
  for (int i = 0; i < library->dlpi_phnum; i++) {
    const ElfW(Phdr)& header = library->dlpi_phdr[i];
    if (header.p_type == PT_GNU_RELRO) sealed = copy->base + (header.p_vaddr + header.p_memsz) / page * page;
  }
  for (int i = 0; i < library->dlpi_phnum; i++) {
    const ElfW(Phdr)& header = library->dlpi_phdr[i];
    if (header.p_type != PT_LOAD || (header.p_flags & PF_W) == 0) continue;
    char* start = copy->base + header.p_vaddr;
    char* end = start + header.p_memsz;
    if (sealed > start) start = sealed < end ? sealed : end;
    copy->segments.push_back({start, std::string(start, end)});
  }
  return 1;
}

/** Loads the module's file once more. Null with ImportError set. */
static Copy* load_copy(const char* name) {
  std::string reason;
  const int file = copy_own_file(reason);
  void* library = nullptr;
  if (file >= 0) {
    library = dlopen(unused_path(file).c_str(), RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) reason = dlerror();
    close(file);
  }
  link_map* map = nullptr;
  if (library == nullptr || dlinfo(library, RTLD_DI_LINKMAP, &map) != 0) {
    PyErr_Format(PyExc_ImportError, "module %s cannot be loaded for another interpreter: %s", name, reason.c_str());
    return nullptr;
  }
  copies.push_back({-1, reinterpret_cast<char*>(map->l_addr), {}});
  dl_iterate_phdr(note_segments, &copies.back());
  return &copies.back();
}

static Copy* find_copy(std::int64_t interpreter) {
  for (Copy& each : copies)
    if (each.interpreter == interpreter) return &each;
  return nullptr;
}

/** The copy of an interpreter that has ended, as new; null if there is none. */
static Copy* renew_copy() {
  for (Copy& each : copies) {
    if (compat::is_alive(each.interpreter)) continue;
    for (const Segment& segment : each.segments) std::memcpy(segment.start, segment.content.data(), segment.content.size());
    return &each;
  }
  return nullptr;
}

/** Where the copy at `base` has what is at `address` in this one. */
template <typename Type>
static Type* in_copy(char* base, Type* address) {
  return reinterpret_cast<Type*>(base + (reinterpret_cast<char*>(address) - own_base()));
}

bool execute_in_copy(ModuleRecord* record, PyObject* names) {
  const std::int64_t current = compat::current_interpreter();
  char* base;
  {
    const std::lock_guard<std::mutex> guard(copies_lock);
    Copy* copy = find_copy(current);
    if (copy == nullptr) {
      copy = renew_copy();
      if (copy == nullptr) copy = load_copy(record->name);
      if (copy == nullptr) return false;
      copy->interpreter = current;
      *in_copy(copy->base, &is_copy) = true;
    }
    base = copy->base;
  }
  return in_copy(base, &execute_module)(in_copy(base, record), names);
}

}  // namespace rt
