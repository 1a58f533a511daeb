/** The runtime library's whole interface, for emitted code. See each header for its part. */
#pragma once
#include "rt/compat/python.hpp"
#include "rt/exceptions.hpp"
#include "rt/frame.hpp"
#include "rt/function.hpp"
#include "rt/memory.hpp"
#include "rt/module.hpp"
#include "rt/operations/arithmetic.hpp"
#include "rt/operations/objects.hpp"
#include "rt/variables.hpp"
