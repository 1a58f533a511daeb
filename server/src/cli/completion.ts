/** `taipan completion SHELL`: completion scripts, written from the same table of commands that reads the arguments. */
import type { Command } from 'commander';

export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

interface Completed {
  readonly name: string;
  readonly description: string;
  /** Options, and the words that the first argument is chosen from. */
  readonly words: readonly string[];
}

function commandsOf(program: Command): readonly Completed[] {
  return program.commands.map((command) => ({
    name: command.name(),
    description: command.description().split('\n')[0] ?? '',
    words: [
      ...command.options.flatMap((option) => [option.long, option.short]).filter((flag): flag is string => typeof flag === 'string'),
      ...command.registeredArguments.flatMap((argument) => argument.argChoices ?? []),
      '--help',
    ],
  }));
}

function bash(commands: readonly Completed[]): string {
  const cases = commands.map(({ name, words }) => `    ${name}) words="${words.join(' ')}" ;;`).join('\n');
  return `# taipan completion bash >> ~/.bashrc
_taipan() {
  local current=\${COMP_WORDS[COMP_CWORD]} words=
  if [ "$COMP_CWORD" = 1 ]; then
    COMPREPLY=($(compgen -W "${commands.map(({ name }) => name).join(' ')}" -- "$current"))
    return
  fi
  case \${COMP_WORDS[1]} in
${cases}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current") $(compgen -f -- "$current"))
}
complete -o filenames -F _taipan taipan
`;
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

function zsh(commands: readonly Completed[]): string {
  const names = commands.map(({ name, description }) => `    ${quoted(`${name}:${description}`)}`).join('\n');
  const cases = commands.map(({ name, words }) => `    ${name}) compadd -- ${words.join(' ')} ;;`).join('\n');
  return `#compdef taipan
# taipan completion zsh >> ~/.zshrc (after compinit)
_taipan() {
  local -a commands
  commands=(
${names}
  )
  if (( CURRENT == 2 )); then
    _describe 'command' commands
    return
  fi
  case $words[2] in
${cases}
  esac
  _files
}
compdef _taipan taipan
`;
}

function fish(commands: readonly Completed[]): string {
  const lines = commands.flatMap(({ name, description, words }) => [
    `complete -c taipan -n __fish_use_subcommand -f -a ${name} -d ${quoted(description)}`,
    `complete -c taipan -n '__fish_seen_subcommand_from ${name}' -a ${quoted(words.join(' '))}`,
  ]);
  return `# taipan completion fish > ~/.config/fish/completions/taipan.fish\n${lines.join('\n')}\n`;
}

export function completionScript(program: Command, shell: Shell): string {
  const commands = commandsOf(program);
  switch (shell) {
    case 'bash': return bash(commands);
    case 'zsh': return zsh(commands);
    case 'fish': return fish(commands);
  }
}
