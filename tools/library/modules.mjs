/** What `npm run test:library` compiles of the standard library, and which of CPython's tests are run with it: by module, or by package. */

/** Smallest first. Without a list, the test has the module's name. */
export const modules = new Map([
  ['textwrap'], ['heapq'], ['shlex'], ['string'], ['html'], ['fractions'], ['uuid'], ['difflib'], ['pprint'], ['csv'], ['configparser'], ['contextlib'],
  ['dataclasses'], ['tomllib'], ['tokenize'], ['functools'], ['random'], ['json'], ['statistics'], ['enum'], ['traceback'], ['tempfile'], ['re'], ['ast'],
  ['argparse'], ['urllib', ['urllib', 'urlparse', 'urllib_response']], ['pathlib'], ['inspect'], ['typing'], ['logging'], ['zipfile'], ['tarfile'], ['collections'],
  ['datetime'], ['_pydecimal', ['decimal']], ['pickle'], ['xml', ['xml_etree', 'minidom', 'sax', 'pulldom']], ['email'], ['unittest'], ['asyncio'],
].map(([name, tests = [name]]) => [name, tests.map((test) => `test.test_${test}`)]));

const notRun = 'asks for `python -m`: the interpreter runs no extension module so';

/** Tests that fail with a compiled module only, each with the reason: `module.Class.test`, `module.Class`, or `module`. */
export const knownDifferences = new Map([
  ['argparse.test.test_argparse.TestEncoding.test_argparse_module_encoding', 'reads `__file__` as source: it is the compiled file'],
  ['json.test.test_json.test_tool.TestTool', notRun],
  ['zipfile.test.test_zipfile.CommandLineTest.test_list_command', notRun],
]);
