/** `await`, `async for` and `async with`, as in CPython's evaluation loop and in what it asks of Objects/genobject.c. */
#include "attribute-lookup.hpp"
#include "names.hpp"
#include "rt/exceptions.hpp"
#include "rt/generators.hpp"
#include "rt/references.hpp"

namespace rt {

/** A coroutine, or a generator that `types.coroutine` has made one. */
static bool is_coroutine(PyObject* object) {
  if (PyCoro_CheckExact(object)) return true;
  if (!PyGen_CheckExact(object)) return false;
  return (compat::code_of(reinterpret_cast<compat::Generator*>(object))->co_flags & CO_ITERABLE_COROUTINE) != 0;
}

/** Empty with an exception set; without one, where the type has no such method. */
static Owned await_method(PyObject* awaitable) {
  if (is_coroutine(awaitable)) return share(awaitable);
  const PyAsyncMethods* methods = Py_TYPE(awaitable)->tp_as_async;
  if (methods == nullptr || methods->am_await == nullptr) return {};
  Owned iterator(methods->am_await(awaitable));
  if (!iterator) return {};
  if (is_coroutine(iterator.get())) PyErr_SetString(PyExc_TypeError, "__await__() returned a coroutine");
  else if (PyIter_Check(iterator.get())) return iterator;
  else PyErr_Format(PyExc_TypeError, "__await__() returned non-iterator of type '%.100s'", Py_TYPE(iterator.get())->tp_name);
  return {};
}

/** What is wrong with an object that has no `__await__`. */
static void raise_not_awaitable(PyObject* object, int from) {
  PyTypeObject* type = Py_TYPE(object);
  const bool is_method = from != 0 && (type->tp_as_async == nullptr || type->tp_as_async->am_await == nullptr);
  if (!is_method) PyErr_Format(PyExc_TypeError, "object %.100s can't be used in 'await' expression", type->tp_name);
  else PyErr_Format(PyExc_TypeError, "'async with' received an object from __a%s__ that does not implement __await__: %.100s", from == 1 ? "enter" : "exit", type->tp_name);
}

PyObject* awaited_iterator(PyObject* awaitable, int from) {
  Owned iterator = await_method(awaitable);
  if (!iterator) {
    if (PyErr_Occurred() == nullptr) raise_not_awaitable(awaitable, from);
    return nullptr;
  }
  if (PyCoro_CheckExact(iterator.get()) && compat::is_awaiting(reinterpret_cast<compat::Generator*>(iterator.get()))) {
    PyErr_SetString(PyExc_RuntimeError, "coroutine is being awaited already");
    return nullptr;
  }
  return iterator.give();
}

PyObject* iterate_async(PyObject* iterable) {
  const PyAsyncMethods* methods = Py_TYPE(iterable)->tp_as_async;
  if (methods == nullptr || methods->am_aiter == nullptr) {
    PyErr_Format(PyExc_TypeError, "'async for' requires an object with __aiter__ method, got %.100s", Py_TYPE(iterable)->tp_name);
    return nullptr;
  }
  Owned iterator(methods->am_aiter(iterable));
  if (!iterator) return nullptr;
  methods = Py_TYPE(iterator.get())->tp_as_async;
  if (methods != nullptr && methods->am_anext != nullptr) return iterator.give();
  PyErr_Format(PyExc_TypeError,
               "'async for' received an object from __aiter__ that does not implement __anext__: %.100s",
               Py_TYPE(iterator.get())->tp_name);
  return nullptr;
}

PyObject* next_async(PyObject* iterator) {
  const PyAsyncMethods* methods = Py_TYPE(iterator)->tp_as_async;
  if (methods == nullptr || methods->am_anext == nullptr) {
    PyErr_Format(PyExc_TypeError, "'async for' requires an iterator with __anext__ method, got %.100s", Py_TYPE(iterator)->tp_name);
    return nullptr;
  }
  Owned next(methods->am_anext(iterator));
  if (!next || PyAsyncGen_CheckExact(iterator)) return next.give();
  Owned awaited = await_method(next.get());
  if (awaited) return awaited.give();
  if (PyErr_Occurred() == nullptr) raise_not_awaitable(next.get(), 0);
  raise_instead(PyExc_TypeError, "'async for' received an invalid object from __anext__: %.100s", Py_TYPE(next.get())->tp_name);
  return nullptr;
}

/** A bound method of the manager's class; TypeError where there is none. */
static Owned manager_method(PyObject* manager, Name name) {
  Owned method(special_method(manager, known(name)));
  if (!method && PyErr_Occurred() == nullptr)
    PyErr_Format(PyExc_TypeError, "'%.200s' object does not support the asynchronous context manager protocol%s", Py_TYPE(manager)->tp_name,
                 name == Name::async_exit ? " (missed __aexit__ method)" : "");
  return method;
}

PyObject* context_enter_async(PyObject* manager, PyObject** exit) {
  const Owned enter = manager_method(manager, Name::async_enter);
  Owned leave = enter ? manager_method(manager, Name::async_exit) : Owned();
  PyObject* result = leave ? PyObject_CallNoArgs(enter.get()) : nullptr;
  if (result != nullptr) Py_XSETREF(*exit, leave.give());
  return result;
}

}  // namespace rt
