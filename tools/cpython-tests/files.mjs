/**
 * Which of CPython's own test files are run, which are not and why, and which of their tests are known to differ: the
 * tables of `npm run test:cpython`.
 */

/** Names of Lib/test; one that a version does not have is passed over there. */
export const testFiles = `
abc abstract_numbers asyncgen augassign base64 baseexception bdb binascii binop bisect bool buffer builtin bytes calendar call
class cmath code codeop collections colorsys compare compile complex configparser contains context contextlib
contextlib_async copy copyreg coroutines cprofile csv dataclasses datetime decimal decorators defaultdict deque descr descrtut
dict dictcomps dictviews difflib dis dynamic dynamicclassattribute enum enumerate eof except_star exception_group
exception_hierarchy exception_variations exceptions extcall float flufl fnmatch format fractions frame fstring
funcattrs functools future_stmt gc generator_stop generators genericalias genericclass genexps getopt getpass glob global
grammar graphlib hash heapq html importlib index inspect int int_literal ipaddress isinstance iter iterlen itertools
json keyword keywordonlyarg linecache list listcomps long longexp marshal math math_property memoryio memoryview
metaclass monitoring named_expressions numeric_tower opcache operator ordered_dict patma peepholer pep646_syntax pickle
picklebuffer pkgutil positional_only_arg pow pprint print profile property pulldom queue raise random range re reprlib
richcmp scope secrets set setcomps shlex slice sort source_encoding stat statistics str string string_literals struct
structseq subclassinit super support symtable syntax sys sys_setprofile sys_settrace textwrap threading
threading_local tokenize trace traceback tuple type_aliases type_annotations type_cache type_comments type_params
typechecks types typing unary unicode univnewlines unpack unpack_ex userdict userlist userstring utf8source uuid
warnings weakref weakset with yield_from zipimport
`.trim().split(/\s+/).map((name) => `test_${name}`);

/** Files that are left out, unless `--only` names them. */
export const skippedFiles = new Map([
  ['test_buffer', 'takes minutes interpreted'],
  ['test_datetime', 'a loader of a module that is not compiled'],
  ['test_decimal', 'takes minutes interpreted'],
  ['test_importlib', 'a hundred files about the import system of the interpreter'],
  ['test_pickle', 'its tests are in a module that is not compiled, and take long'],
  ['test_random', 'takes long interpreted, and is about a module that is not compiled'],
  ['test_statistics', 'takes long interpreted, and is about a module that is not compiled'],
]);

const adaptive = 'looks at how the interpreter specialized the bytecode, which native code does not run';
const inlined = 'looks at whether the interpreter specialized a call to run in its own loop; the function called is native';
const running = 'sets `f_trace` of a compiled function that is running already';

/** Tests that fail in a compiled program only, each with the reason; files as a whole where most of their tests do. */
export const knownDifferences = new Map([
  ...['DisTests', 'DisWithFileTests'].flatMap((name) => ['test_loop_quicken', 'test_loop_with_conditional_at_end_is_quickened', 'test_show_caches', 'test_super_instructions'].map((test) => [`test_dis.${name}.${test}`, adaptive])),
  ['test_call.TestRecursion.test_super_deep', 'on 3.14 calls through C code and compiled functions in turn nest deeper'],
  ['test_frame.TestIncompleteFrameAreInvisible.test_sneaky_frame_object', 'looks at frames while the interpreter makes them'],
  ['test_generators.FinalizationTest.test_refcycle', '`sys.getrefcount` counts one less: arguments are borrowed'],
  ['test_monitoring.ExceptionMonitoringTest.test_no_unwind_for_shim_frame', 'looks at how the interpreter calls `__init__`'],
  ['test_opcache.TestCallCache.test_assign_init_code', inlined],
  ...['binary_subscr_getitem', 'load_attr_getattribute_overridden', 'load_attr_property'].map((test) => [`test_opcache.TestRacesDoNotCrash.test_${test}`, inlined]),
  ...['TraceTestCase', 'SkipLineEventsTraceTestCase', 'TraceOpcodesTestCase', 'TestLinesAfterTraceStarted', 'TestSetLocalTrace'].flatMap((name) => [
    [`test_sys_settrace.${name}.test_08_settrace_and_return`, running],
    [`test_sys_settrace.${name}.test_09_settrace_and_raise`, running],
  ]),
  ...['class_call_specialization_user_type', 'class_load_attr_specialization_static_type', 'class_load_attr_specialization_user_type', 'property_load_attr_specialization_user_type', 'store_attr_specialization_user_type', 'to_bool_specialization_user_type'].map((test) => [`test_type_cache.TypeCacheWithSpecializationTests.test_${test}`, adaptive]),
]);
