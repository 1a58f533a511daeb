/** The command line: reads the arguments, runs a command, sets the exit code. */
import { type DumpStage, dumpStages, type TargetMinor, targetMinors } from '@taipan/compiler-core';
import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { startLanguageServer } from '../lsp.js';
import { type BuildOptions, build, runProgram } from './build.js';
import { check } from './check.js';
import { doctor } from './doctor.js';
import { dump } from './dump.js';
import { exitCodes } from './exit-codes.js';

const versions = targetMinors.map((minor) => `3.${minor}`);

function parseTarget(text: string): TargetMinor {
  const minor = targetMinors.find((candidate) => `3.${candidate}` === text);
  if (minor === undefined) throw new InvalidArgumentError(`Supported are ${versions.join(', ')}.`);
  return minor;
}

function targetOption(): Option {
  return new Option('--target <version>', 'the Python version whose rules hold').argParser(parseTarget).default(13 satisfies TargetMinor, '3.13');
}

function pythonOption(): Option {
  return new Option('--python <python>', 'the interpreter to build for').default('python3');
}

function parseJobs(text: string): number {
  const jobs = Number(text);
  if (!Number.isInteger(jobs) || jobs < 1) throw new InvalidArgumentError('A whole number from 1 is needed.');
  return jobs;
}

function buildProgram(finish: (exitCode: number) => void): Command {
  const program = new Command('taipan')
    .description('Compiles Python to native code, and says what the compiler knows.')
    .version('0.1.0')
    .showHelpAfterError('(taipan --help lists the commands)')
    .enablePositionalOptions()
    .exitOverride();
  program
    .command('build')
    .description('compile a program to a native executable')
    .argument('<entry>', 'a Python file, or a folder with __main__.py')
    .option('-o, --output <file>', "the executable (default: the entry's name without .py)")
    .addOption(pythonOption())
    .option('--jobs <n>', 'how many C++ compilers run at once', parseJobs)
    .action(async (entry: string, options: BuildOptions) => { finish(await build(entry, options)); });
  program
    .command('run')
    .description('compile a program if it changed, and run it')
    .argument('<entry>', 'a Python file, or a folder with __main__.py')
    .argument('[args...]', "the program's arguments")
    .addOption(pythonOption())
    .passThroughOptions()
    .action(async (entry: string, args: string[], options: BuildOptions) => { finish(await runProgram(entry, args, options)); });
  program
    .command('check')
    .description('report the syntax errors of files, and of the Python files below folders')
    .argument('<paths...>')
    .addOption(new Option('--format <format>').choices(['text', 'json']).default('text'))
    .addOption(targetOption())
    .action(async (paths: string[], options: { format: 'text' | 'json'; target: TargetMinor }) => { finish(await check(paths, options)); });
  program
    .command('dump')
    .description('show what a stage of the compiler makes of files; several files give one JSON object a line')
    .addArgument(new Argument('<stage>').choices(dumpStages))
    .argument('<files...>')
    .option('--json', 'one line of JSON a file', false)
    .addOption(targetOption())
    .action(async (stage: DumpStage, files: string[], options: { json: boolean; target: TargetMinor }) => {
      finish(await dump(stage, files, { target: options.target, json: options.json || files.length > 1 }));
    });
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
    .action(() => { startLanguageServer(); });
  return program;
}

/** Runs the command line; a wrong call is exit code 2, as `exitCodes` says. */
export async function main(argv: readonly string[]): Promise<void> {
  const program = buildProgram((exitCode) => { process.exitCode = exitCode; });
  try {
    await program.parseAsync([...argv]);
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    process.exitCode = error.exitCode === 0 ? exitCodes.ok : exitCodes.environment;
  }
}
