/**
 * Which of CPython's own test files are run, which are not and why, and which of their tests are known to differ: the
 * tables of `npm run test:cpython`.
 */

/** Names of Lib/test; one that a version does not have is passed over there. */
export const testFiles = `
abc abstract_numbers argparse array ast asyncgen asyncio atexit audit augassign base64 baseexception bdb binascii binop
bisect bool buffer builtin bytes calendar call class cmath cmd cmd_line_script code code_module codecs codeop collections
colorsys compare compile complex concurrent_futures configparser contains context contextlib contextlib_async copy copyreg
coroutines cprofile csv ctypes dataclasses datetime decimal decorators defaultdict deque descr descrtut dict dict_version dictcomps
dictviews difflib dis doctest doctest2 dynamic dynamicclassattribute email enum enumerate eof except_star exception_group
exception_hierarchy exception_variations exceptions extcall faulthandler file fileinput fileio float flufl fnmatch format
fractions frame fstring funcattrs functools future_stmt gc generator_stop generators genericalias genericclass genericpath
genexps getopt getpass gettext glob global grammar graphlib hash heapq html http_cookies importlib index inspect int
int_literal interpreters io ipaddress isinstance iter iterlen itertools json keyword keywordonlyarg linecache list listcomps
locale logging long longexp marshal math math_property memoryio memoryview metaclass minidom module monitoring
named_expressions ntpath numeric_tower opcache operator optparse ordered_dict os pathlib patma pdb peepholer pep646_syntax
pickle picklebuffer pickletools pkgutil plistlib positional_only_arg posixpath pow pprint print profile property pstats
pulldom pyclbr pydoc queue raise random range re repl reprlib richcmp runpy sax sched scope secrets select selectors set
setcomps shelve shlex shutil signal slice smtplib socket sort source_encoding sqlite3 stat statistics str string
string_literals strptime strtod struct structseq subclassinit subprocess super support symtable syntax sys sys_setprofile
sys_settrace tarfile tempfile textwrap thread threading threading_local threadsignals time tokenize tomllib trace traceback
tracemalloc tuple type_aliases type_annotations type_cache type_comments type_params typechecks types typing unary unicode
unicodedata unittest univnewlines unpack unpack_ex unparse urllib urlparse userdict userlist userstring utf8source uuid
warnings weakref weakset with xml_etree yield_from zipapp zipfile zipimport zlib zoneinfo
`.trim().split(/\s+/).map((name) => `test_${name}`);

/** Files that are left out, unless `--only` names them. */
export const skippedFiles = new Map([
  ['test_asyncio', 'takes minutes interpreted'],
  ['test_buffer', 'takes minutes interpreted'],
  ['test_concurrent_futures', 'takes minutes interpreted'],
  ['test_datetime', 'a loader of a module that is not compiled'],
  ['test_decimal', 'takes minutes interpreted'],
  ['test_importlib', 'a hundred files about the import system of the interpreter'],
  ['test_interpreters', 'waits without end on 3.11, also interpreted'],
  ['test_pickle', 'its tests are in a module that is not compiled, and take long'],
  ['test_random', 'takes long interpreted, and is about a module that is not compiled'],
  ['test_runpy', 'takes minutes interpreted'],
  ['test_socket', 'takes minutes interpreted'],
  ['test_statistics', 'takes long interpreted, and is about a module that is not compiled'],
]);

/** What a file is given where it takes no `-v`: test_decimal tells all by itself, and leaves nine of ten arithmetic cases out. */
export const programArguments = new Map([['test_decimal', ['--skip']]]);

const adaptive = 'looks at how the interpreter specialized the bytecode, which native code does not run';
const inlined = 'looks at whether the interpreter specialized a call to run in its own loop; the function called is native';
const incomplete = 'looks at frames while the interpreter makes them';
const borrowed = '`sys.getrefcount` counts one less: arguments are borrowed';
const word = '`_interpreters.call` takes no code object that has a word beside it, and compiled functions do';
const running = 'sets `f_trace` of a compiled function that is running already';

/** Tests that fail in a compiled program only, each with the reason; files as a whole where most of their tests do. */
export const knownDifferences = new Map([
  ...['DisTests', 'DisWithFileTests'].flatMap((name) => ['test_loop_quicken', 'test_loop_with_conditional_at_end_is_quickened', 'test_show_caches', 'test_super_instructions'].map((test) => [`test_dis.${name}.${test}`, adaptive])),
  ['test_call.TestRecursion.test_super_deep', 'on 3.14 calls through C code and compiled functions in turn nest deeper'],
  ...['test_memfunctions.MemFunctionsTest.test_string_at', 'test_refcounts.RefcountTestCase.test_1', 'test_refcounts.RefcountTestCase.test_refcount', 'test_stringptr.StringPtrTestCase.test__POINTER_c_char'].map((test) => [`test_ctypes.test.test_ctypes.${test}`, borrowed]),
  ['test_frame.TestIncompleteFrameAreInvisible.test_sneaky_frame_object', incomplete],
  ['test_generators.FinalizationTest.test_refcycle', borrowed],
  ...['LowLevelTests.test_call', 'TestInterpreterCall.test_call', 'TestInterpreterCall.test_call_in_thread'].map((test) => [`test_interpreters.test.test_interpreters.test_api.${test}`, word]),
  ['test_monitoring.ExceptionMonitoringTest.test_no_unwind_for_shim_frame', 'looks at how the interpreter calls `__init__`'],
  ['test_opcache.TestCallCache.test_assign_init_code', inlined],
  ['test_opcache.TestCallCache.test_push_init_frame_fails', adaptive],
  ['test_opcache.TestSpecializer', adaptive],
  ...['binary_subscr_getitem', 'load_attr_getattribute_overridden', 'load_attr_property'].map((test) => [`test_opcache.TestRacesDoNotCrash.test_${test}`, inlined]),
  ...['TraceTestCase', 'SkipLineEventsTraceTestCase', 'TraceOpcodesTestCase', 'TestLinesAfterTraceStarted', 'TestSetLocalTrace'].flatMap((name) => [
    [`test_sys_settrace.${name}.test_08_settrace_and_return`, running],
    [`test_sys_settrace.${name}.test_09_settrace_and_raise`, running],
  ]),
  ['test_tracemalloc.TestTracemallocEnabled.test_no_incomplete_frames', incomplete],
  ...['class_call_specialization_user_type', 'class_load_attr_specialization_static_type', 'class_load_attr_specialization_user_type', 'property_load_attr_specialization_user_type', 'store_attr_specialization_user_type', 'to_bool_specialization_user_type'].map((test) => [`test_type_cache.TypeCacheWithSpecializationTests.test_${test}`, adaptive]),
]);
