/**
 * The settings of the server: one schema with its defaults, read leniently from what a client sends, be it
 * `initializationOptions`, an answer to `workspace/configuration` or `workspace/didChangeConfiguration`.
 * A value of the wrong type counts as absent, because a slip in a settings file must not stop the editor.
 */
export interface Settings {
  /** The interpreter to compile for; empty means that the command line chooses. */
  readonly pythonPath: string;
  readonly inlayHints: {
    readonly enabled: boolean;
    readonly constants: boolean;
    /** For those whose type checker shows hints of its own: two providers double every hint. */
    readonly types: boolean;
  };
}

export const defaultSettings: Settings = {
  pythonPath: '',
  inlayHints: { enabled: true, constants: true, types: true },
};

function member(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return (value as Readonly<Record<string, unknown>>)[name];
}

function text(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise;
}

function flag(value: unknown, otherwise: boolean): boolean {
  return typeof value === 'boolean' ? value : otherwise;
}

/** What `sent` leaves out is taken from `base`. */
export function readSettings(sent: unknown, base: Settings = defaultSettings): Settings {
  const hints = member(sent, 'inlayHints');
  return {
    pythonPath: text(member(sent, 'pythonPath'), base.pythonPath),
    inlayHints: {
      enabled: flag(member(hints, 'enabled'), base.inlayHints.enabled),
      constants: flag(member(hints, 'constants'), base.inlayHints.constants),
      types: flag(member(hints, 'types'), base.inlayHints.types),
    },
  };
}

/** Clients that push send the whole tree with our section in it; some send the section itself. */
export function readPushedSettings(pushed: unknown, base: Settings): Settings {
  return readSettings(member(pushed, 'taipan') ?? pushed, base);
}
