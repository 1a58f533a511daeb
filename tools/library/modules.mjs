/** What `npm run test:library` compiles of the standard library, and which of CPython's tests are run with it: by module, or by package. */

/** Smallest first. Without a list, the test has the module's name. */
export const modules = new Map([
  ['textwrap'], ['heapq'], ['shlex'], ['string'], ['html'], ['fractions'], ['uuid'], ['difflib'], ['pprint'], ['csv'], ['configparser'], ['contextlib'],
  ['dataclasses'], ['tomllib'], ['tokenize'], ['functools'], ['random'], ['json'], ['statistics'], ['enum'], ['traceback'], ['tempfile'], ['re'], ['ast'],
  ['argparse'], ['urllib', ['urllib', 'urlparse', 'urllib_response']], ['pathlib'], ['inspect'], ['typing'], ['logging'], ['zipfile'], ['tarfile'], ['collections'],
  ['datetime'], ['_pydecimal', ['decimal']], ['pickle'], ['xml', ['xml_etree', 'minidom', 'sax', 'pulldom']], ['email'], ['unittest'], ['asyncio'],
].map(([name, tests = [name]]) => [name, tests.map((test) => `test.test_${test}`)]));

const notRun = 'asks for `python -m`: the interpreter runs no extension module so';

const file = '`__file__` is the compiled file, not the source; `unittest discover` compares them';

/** Tests that fail with a compiled module only, each with the reason: `module.Class.test`, `module.Class`, or `module`. */
export const knownDifferences = new Map([
  ...['async_case.TestAsyncCase', 'case.Test_TestCase'].map((test) => [`unittest.unittest.test.test_${test}.test_deprecation_of_return_val_from_test`, file]),
  ...['findTestCases', 'getTestCaseNames', 'makeSuite'].map((test) => [`unittest.unittest.test.test_loader.TestObsoleteFunctions.test_${test}`, file]),
  ['unittest.unittest.test.test_program.TestCommandLineArgs.testSelectedTestNamesFunctionalTest', file],
  ['argparse.test.test_argparse.TestEncoding.test_argparse_module_encoding', 'reads `__file__` as source: it is the compiled file'],
  ['json.test.test_json.test_tool.TestTool', notRun],
  ['tarfile.test.test_tarfile.CommandLineTest', notRun],
  ...['test_zipfile', 'test_zipfile.test_core'].map((tests) => [`zipfile.test.${tests}.CommandLineTest.test_list_command`, notRun]),
]);
