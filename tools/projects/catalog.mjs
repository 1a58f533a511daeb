/**
 * Which projects and libraries `npm run test:projects` tries: the tables of the suite.
 *
 * A project is an sdist of PyPI. `root` is the folder in it that holds what is imported, `packages` what is compiled (folders
 * or files below `root`), `tests` what pytest is given, from the sdist's own folder, with `arguments`. `requirements` are what
 * its tests need besides; pinned, as another version has other tests.
 */

import { join } from 'node:path';
import { root } from '../setup.mjs';

const row = (name, version, packages, tests, more = {}) => ({ name, version, packages, tests, root: '.', requirements: [], arguments: [], environment: {}, ...more });

/** The smallest first. */
export const projects = [
  row('tinydb', '4.8.2', ['tinydb'], ['tests'], { requirements: ['pyyaml==6.0.2', 'pytest-cov==6.0.0'] }),
  row('pyflakes', '3.2.0', ['pyflakes'], ['pyflakes/test']),
  row('more-itertools', '10.5.0', ['more_itertools'], ['tests']),
  row('markdown', '3.7', ['markdown'], ['tests'], { requirements: ['pyyaml==6.0.2'], arguments: ['-o', 'python_classes=None'] }),
  row('attrs', '24.2.0', ['attr', 'attrs'], ['tests'], { root: 'src', requirements: ['hypothesis==6.119.1', 'cloudpickle==3.1.0'], arguments: ['--ignore=tests/test_mypy.yml', '--hypothesis-seed=0'] }),
  row('click', '8.1.7', ['click'], ['tests'], { root: 'src' }),
  row('lark', '1.2.2', ['lark'], ['tests'], { requirements: ['regex==2024.11.6'] }),
  row('pyparsing', '3.2.0', ['pyparsing'], ['tests'], { requirements: ['railroad-diagrams==3.0.1', 'jinja2==3.1.4', 'matplotlib==3.9.2'] }),
  row('jinja2', '3.1.4', ['jinja2'], ['tests'], { root: 'src', requirements: ['trio==0.27.0'] }),
  // Its release has no tests.
  row('rich', '13.9.4', ['rich'], [join(root, 'test-fixtures', 'libraries', 'test_rich.py')]),
  row('pygments', '2.18.0', ['pygments'], ['tests'], { requirements: ['wcag-contrast-ratio==0.9'] }),
  row('docutils', '0.21.2', ['docutils'], ['test']),
  row('black', '24.10.0', ['black', 'blackd', 'blib2to3'], ['tests'], { root: 'src', requirements: ['aiohttp==3.10.10', 'click==8.1.7', 'pathspec==0.12.1'] }),
  row('networkx', '3.4.2', ['networkx'], ['networkx']),
  row('sympy', '1.13.3', ['sympy/core'], ['sympy/core'], { requirements: ['hypothesis==6.119.1'] }),
];

/** Tests that end otherwise compiled, each with the reason: the project, a slash, and the test's id or how it begins. */
export const knownDifferences = new Map([]);

/** Programs `use_NAME.py` of `test-fixtures/libraries`, with the libraries they use. */
export const programs = [
  { name: 'cloudpickle', requirements: ['cloudpickle==3.1.0'] },
  { name: 'dill', requirements: ['dill==0.3.9'] },
  { name: 'joblib', requirements: ['joblib==1.4.2'] },
  { name: 'numba', requirements: ['numba==0.61.0'] },
  { name: 'executing', requirements: ['executing==2.1.0', 'icecream==2.1.3', 'stack_data==0.6.3'] },
  { name: 'greenlet', requirements: ['greenlet==3.1.1'] },
  { name: 'gevent', requirements: ['gevent==24.11.1'] },
  { name: 'trio', requirements: ['trio==0.27.0'] },
  { name: 'uvloop', requirements: ['uvloop==0.21.0'] },
  { name: 'pydantic', requirements: ['pydantic==2.10.1'] },
  { name: 'checkers', requirements: ['beartype==0.19.0', 'typeguard==4.4.1'] },
  { name: 'sqlalchemy', requirements: ['sqlalchemy==2.0.36'] },
  { name: 'fastapi', requirements: ['fastapi==0.115.5', 'httpx==0.27.2'] },
  { name: 'hypothesis', requirements: ['hypothesis==6.119.1'] },
  { name: 'pytest', requirements: ['pytest==8.3.3'] },
];
