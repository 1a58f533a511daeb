/**
 * This folder is the only place that names CPython versions, and the private symbols and struct layouts that differ
 * between them (3.11 to 3.15). The rest of the runtime and all emitted code reach them through namespace `rt::compat`.
 */
#pragma once
#include "rt/compat/attributes.hpp"
#include "rt/compat/constants.hpp"
#include "rt/compat/containers.hpp"
#include "rt/compat/foreign.hpp"
#include "rt/compat/frames.hpp"
#include "rt/compat/imports.hpp"
#include "rt/compat/numbers.hpp"
#include "rt/compat/stacks.hpp"
#include "rt/compat/watching.hpp"
#include "rt/compat/wording.hpp"
