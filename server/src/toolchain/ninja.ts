/** The text of a ninja file: rules and edges, with ninja's own escapes, so that any path works. */
export interface CompileEdge {
  readonly source: string;
  readonly object: string;
}

export interface NinjaPlan {
  readonly compiler: string;
  readonly compileFlags: readonly string[];
  readonly compiles: readonly CompileEdge[];
  readonly link: { readonly output: string; readonly inputs: readonly string[]; readonly flags: readonly string[] } | { readonly archive: string };
}

function escapePath(path: string): string {
  return path.replace(/[$ :]/g, (character) => `$${character}`);
}

/** A word of a command that ninja gives to the shell. */
function shellWord(word: string): string {
  const quoted = /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
  return quoted.replaceAll('$', () => '$$');
}

export function ninjaFile(plan: NinjaPlan): string {
  const compile = [plan.compiler, ...plan.compileFlags].map(shellWord).join(' ');
  const objects = plan.compiles.map((edge) => escapePath(edge.object)).join(' ');
  const edges = plan.compiles.map((edge) => `build ${escapePath(edge.object)}: compile ${escapePath(edge.source)}`).join('\n');
  const last = 'archive' in plan.link
    ? `rule archive\n  command = rm -f $out.part && ar rcs $out.part $in && mv -f $out.part $out\n\nbuild ${escapePath(plan.link.archive)}: archive ${objects}\n`
    : `rule link\n  command = ${shellWord(plan.compiler)} $in ${plan.link.flags.map(shellWord).join(' ')} -o $out\n\nbuild ${escapePath(plan.link.output)}: link ${objects} ${plan.link.inputs.map(escapePath).join(' ')}\n`;
  return `rule compile\n  command = ${compile} -MD -MF $out.d -c $in -o $out\n  depfile = $out.d\n  deps = gcc\n\n${edges}\n\n${last}`;
}
