/** The table of commands: their arguments, options and help. Read to run them, and to write completion scripts. */
import { type DumpStage, dumpStages, newestTarget, parseTarget, targetMinors, type TargetVersion } from '@taipan/compiler-core';
import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import { buildModes } from '../toolchain/entry.js';
import { installedTarget } from '../toolchain/installed-target.js';
import { targetOfInterpreter } from '../toolchain/interpreter.js';
import { optimizationLevels } from '../toolchain/runtime-library.js';
import { annotate } from './annotate.js';
import { type BuildOptions, build } from './build.js';
import { type CheckFormat, check, checkFormats } from './check.js';
import { completionScript, type Shell, shells } from './completion.js';
import { doctor } from './doctor.js';
import { dump } from './dump.js';
import { exitCodes } from './exit-codes.js';
import { hints } from './hints.js';
import { type RunOptions, runProgram } from './run.js';
import { verify } from './verify.js';

const versions = targetMinors.map((minor) => `3.${minor}`);

/** A minor version alone is that of this machine's. */
function readTarget(text: string): () => TargetVersion {
  const target = parseTarget(text);
  if (target === null) throw new InvalidArgumentError(`Supported are ${versions.join(', ')}.`);
  return versions.includes(text) ? () => installedTarget(target.minor) : () => target;
}

interface Rules {
  readonly target: () => TargetVersion;
  readonly python?: string;
}

/** Whose rules hold: of the version that is named, or of an interpreter's. */
function withRules(command: Command): Command {
  return command
    .addOption(new Option('--target <version>', 'the Python version whose rules hold, with its micro version or without').argParser(readTarget).default(() => installedTarget(newestTarget.minor), `3.${newestTarget.minor}`))
    .addOption(new Option('--python <python>', "the same, by an interpreter's version").conflicts('target'));
}

function targetOf({ target, python }: Rules): TargetVersion {
  return python === undefined ? target() : targetOfInterpreter(python);
}

function entryArgument(): Argument {
  return new Argument('<entry>', 'a Python file, a folder or zip archive with __main__.py, or with -m a module');
}

function pythonOption(): Option {
  return new Option('--python <python>', 'the interpreter to build for: a command or a path, also of a virtual environment').default('python3');
}

function moduleOption(): Option {
  return new Option('-m, --module', 'the entry is the name of a module or package, as after python -m');
}

function jobsOption(): Option {
  return new Option('--jobs <n>', 'how many C++ compilers run at once (default: one a processor)').argParser((text) => {
    const jobs = Number(text);
    if (!Number.isInteger(jobs) || jobs < 1) throw new InvalidArgumentError('A whole number from 1 is needed.');
    return jobs;
  });
}

function optimizeOption(): Option {
  return new Option('-O, --optimize <level>', 'how hard the C++ compiler tries; at 0 it needs a fifth of the time').choices(optimizationLevels).default('2');
}

/** A command that builds a program and runs it: what stands after the entry is for the program. */
function withProgram(command: Command): Command {
  return command
    .addArgument(entryArgument())
    .argument('[args...]', "the program's arguments")
    .addOption(moduleOption())
    .option('--checked', "check the program's hints (the package taipan) as it runs: sets TAIPAN_CHECK=1")
    .addOption(pythonOption())
    .addOption(optimizeOption())
    .addOption(jobsOption())
    .passThroughOptions();
}

const examples = `
Examples:
  taipan run hello.py             compile hello.py if it changed, and run it
  taipan verify hello.py          does it do the same as under Python, and how much faster?
  taipan build hello.py -o hello  write the executable hello
  taipan doctor                   is everything here that builds need?

Exit codes: 0 fine, 1 problems in the Python program, 2 wrong usage or something missing on this machine.`;

export function createCommands(finish: (exitCode: number) => void): Command {
  const program = new Command('taipan')
    .description('Compiles Python to native code, and says what the compiler knows.')
    .version('0.1.0')
    .showHelpAfterError('(taipan --help lists the commands)')
    .addHelpText('after', examples)
    .enablePositionalOptions()
    .exitOverride();
  addBuilding(program, finish);
  addLooking(program, finish);
  program
    .command('doctor')
    .description('say what this machine lacks for native builds, and the command that installs it')
    .addOption(pythonOption())
    .action((options: { python: string }) => { finish(doctor(options.python)); });
  program
    .command('lsp')
    .description('run the language server for an editor')
    .option('--stdio', 'talk over standard input and output (the only way, so it may be left out)')
    .option('--clientProcessId <pid>', 'end when this process does; editors pass it')
    .action(async () => {
      // Its library takes longer to load than most commands take to run.
      const { startLanguageServer } = await import('../lsp.js');
      startLanguageServer();
    });
  program
    .command('completion')
    .description('print a script that completes commands and options in a shell')
    .addArgument(new Argument('<shell>').choices(shells))
    .addHelpText('after', '\nExample:\n  taipan completion bash >> ~/.bashrc')
    .action((shell: Shell) => {
      process.stdout.write(completionScript(program, shell));
      finish(exitCodes.ok);
    });
  for (const command of program.commands) command.showHelpAfterError(`(taipan ${command.name()} --help has its options)`);
  return program;
}

/** The commands that make native code. */
function addBuilding(program: Command, finish: (exitCode: number) => void): void {
  program
    .command('build')
    .description('compile a program to a native executable, or a module to one that Python imports')
    .addArgument(entryArgument())
    .addOption(moduleOption().conflicts('mode'))
    .option('-o, --output <file>', "where to write it (default: the entry's name, in the current folder)")
    .addOption(new Option('--mode <mode>', 'exe: an executable; module: an extension module for the stock interpreter').choices(buildModes).default('exe'))
    .addOption(pythonOption())
    .option('--report <file>', 'also write what became of each function, and why: FILE.html to read, FILE.json for scripts')
    .addOption(optimizeOption())
    .addOption(jobsOption())
    .option('--verbose', 'note every function that is not compiled', false)
    .addHelpText('after', `
Examples:
  taipan build hello.py                        write ./hello
  taipan build app/ -o dist/app                a folder with __main__.py
  taipan build -m app.tool                     write ./tool, which runs as python -m app.tool
  taipan build --mode module geometry.py       write ./geometry.cpython-...so, for 'import geometry'
  taipan build hello.py --report hello.html    and a page that says what is native, and why the rest is not`)
    .action(async (entry: string, options: BuildOptions) => { finish(await build(entry, options)); });
  withProgram(program
    .command('run')
    .description('compile a program if it changed, and run it'))
    .addHelpText('after', `
Input, output and exit code are the program's. Options of taipan stand before the entry, the program's after it.

Example:
  taipan run --python .venv/bin/python tool.py --verbose input.txt
  taipan run -m app.tool --verbose`)
    .action(async (entry: string, args: string[], options: RunOptions) => { finish(await runProgram(entry, args, options)); });
  withProgram(program
    .command('verify')
    .description('run a program interpreted and compiled, compare what they do, and show both times'))
    .addHelpText('after', `
Compared are standard output, standard error and exit code; standard input is read once and given to both.
Exit code 0: equal; 1: different, and the first difference is shown.`)
    .action(async (entry: string, args: string[], options: RunOptions) => { finish(await verify(entry, args, options)); });
}

/** The commands that say what the compiler knows. */
function addLooking(program: Command, finish: (exitCode: number) => void): void {
  withRules(program
    .command('check')
    .description('report the errors and warnings of files, and of the Python files below folders')
    .argument('<paths...>')
    .addOption(new Option('--format <format>', 'sarif: as code hosts and CI services read it').choices(checkFormats).default('text')))
    .action(async (paths: string[], options: Rules & { format: CheckFormat }) => { finish(await check(paths, { format: options.format, target: targetOf(options) })); });
  withRules(program
    .command('hints')
    .description('show what the editor shows beside the text: types, constants, what runs natively')
    .argument('<file>')
    .addOption(new Option('--format <format>', 'text: for people, lines and columns from 1; json: as in the language server protocol, from 0').choices(['text', 'json']).default('text')))
    .action((file: string, options: Rules & { format: 'text' | 'json' }) => { finish(hints(file, { format: options.format, target: targetOf(options) })); });
  withRules(program
    .command('annotate')
    .description('write the inferred types of parameters, results and variables into files, as annotations')
    .argument('<files...>')
    .addOption(new Option('--diff', 'print what would change, for patch, and write nothing').conflicts('check'))
    .option('--check', 'write nothing; exit code 1 if there is something to write', false))
    .addHelpText('after', `
All else in a file stays byte for byte. Left out is what the compiler only guesses, what is annotated already, and what a
type checker, which looks into a function once it is annotated, would not follow. A file with an error stays as it is.

Examples:
  taipan annotate --diff tool.py     look first
  taipan annotate tool.py            then write
  taipan annotate --check app/*.py   in CI: is everything written?

Exit codes: 0 fine, 1 an error in a file, or with --check something to write, 2 wrong usage or a file that cannot be read or written.`)
    .action((files: string[], options: Rules & { diff?: boolean; check: boolean }) => {
      finish(annotate(files, { target: targetOf(options), diff: options.diff === true, check: options.check }));
    });
  withRules(program
    .command('dump')
    .description('show what a stage of the compiler makes of files; several files give one JSON object a line')
    .addArgument(new Argument('<stage>').choices(dumpStages))
    .argument('<files...>')
    .option('--json', 'one line of JSON a file', false))
    .action(async (stage: DumpStage, files: string[], options: Rules & { json: boolean }) => {
      finish(await dump(stage, files, { target: targetOf(options), json: options.json || files.length > 1 }));
    });
}
