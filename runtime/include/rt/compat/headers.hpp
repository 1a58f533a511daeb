/** The headers of the interpreter, with its private ones; for the other files of `compat`. */
#pragma once
#define PY_SSIZE_T_CLEAN
#define Py_BUILD_CORE 1
#include <Python.h>
// pycore_atomic.h would use C11 names that C++ lacks; pycore_gc.h defines this one again.
#undef HAVE_STD_ATOMIC
#undef _PyGC_FINALIZED
#include <frameobject.h>
#include <structmember.h>
#if PY_VERSION_HEX >= 0x030E0000
#include "internal/pycore_interpframe.h"
#endif
#include "internal/pycore_frame.h"
#include "internal/pycore_call.h"
#include "internal/pycore_ceval.h"
#include "internal/pycore_code.h"
#include "internal/pycore_dict.h"
#include "internal/pycore_interp.h"
#include "internal/pycore_object.h"
#include "internal/pycore_moduleobject.h"
#include "internal/pycore_runtime.h"
#if PY_VERSION_HEX >= 0x030C0000
#include "internal/pycore_list.h"
#include "internal/pycore_range.h"
#include "internal/pycore_tuple.h"
#endif

#include <cstdint>
#include <cstring>

/** For the few steps that most operations consist of: g++ would rather call them. */
#define RT_INLINE inline __attribute__((always_inline))
/** What is done seldom, kept out of the code of what is done often. */
#define RT_APART __attribute__((noinline))

#if PY_VERSION_HEX < 0x030B0000 || PY_VERSION_HEX >= 0x03100000
#error "this runtime supports CPython 3.11 to 3.15"
#endif
