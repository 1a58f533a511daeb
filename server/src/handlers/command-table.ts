/**
 * The commands of `workspace/executeCommand`, one row each: the command line they stand for, and where their output
 * is found. Read by the handler, and by the answer to `initialize`.
 */
import { basename, dirname, extname, join } from 'node:path';
import { printTarget, type TargetVersion } from '@taipan/compiler-core';

interface CommandPlan {
  readonly arguments: readonly string[];
  /** `file`: the output is the path the command wrote. `text`: it is what the command printed. */
  readonly output: { readonly kind: 'file'; readonly path: string } | { readonly kind: 'text' };
  /** The highest exit code that still is a result: a program that is run may end with any. */
  readonly highestExitCode: number;
}

interface CommandRow {
  readonly title: string;
  readonly plan: (request: CommandRequest) => CommandPlan;
}

export interface CommandRequest {
  readonly file: string;
  readonly pythonPath: string;
  readonly target: TargetVersion;
  readonly programArguments: readonly string[];
  readonly output: string | undefined;
}

/** Results go beside the source into `.taipan`, so that the place is known without reading what a build prints. */
function defaultOutput(file: string, suffix: string): string {
  return join(dirname(file), '.taipan', `${basename(file, extname(file))}${suffix}`);
}

function python(request: CommandRequest): string[] {
  return request.pythonPath === '' ? [] : ['--python', request.pythonPath];
}

const executableSuffix = process.platform === 'win32' ? '.exe' : '';

export const commandTable: Readonly<Record<string, CommandRow>> = {
  'taipan.build': {
    title: 'Building native executable',
    plan: (request) => {
      const path = request.output ?? defaultOutput(request.file, executableSuffix);
      return {
        arguments: ['build', '--verbose', ...python(request), '-o', path, request.file],
        output: { kind: 'file', path },
        highestExitCode: 0,
      };
    },
  },
  'taipan.run': {
    title: 'Building and running',
    plan: (request) => ({
      arguments: ['run', ...python(request), request.file, ...request.programArguments],
      output: { kind: 'text' },
      highestExitCode: 255,
    }),
  },
  'taipan.verify': {
    title: 'Comparing with the interpreter',
    plan: (request) => ({
      arguments: ['verify', ...python(request), request.file, ...request.programArguments],
      output: { kind: 'text' },
      highestExitCode: 1,
    }),
  },
  'taipan.showCpp': {
    title: 'Generating C++',
    plan: (request) => ({
      arguments: ['dump', 'cpp', '--target', printTarget(request.target), request.file],
      output: { kind: 'text' },
      highestExitCode: 0,
    }),
  },
  'taipan.showReport': {
    title: 'Writing the report',
    plan: (request) => {
      const path = request.output ?? defaultOutput(request.file, '.report.html');
      const executable = defaultOutput(request.file, executableSuffix);
      return {
        arguments: ['build', ...python(request), '-o', executable, '--report', path, request.file],
        output: { kind: 'file', path },
        highestExitCode: 0,
      };
    },
  },
};

export const commandNames: readonly string[] = Object.keys(commandTable);
