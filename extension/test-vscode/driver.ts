/**
 * The hand on the keyboard and the camera: what a test inside VS Code cannot do itself, asked of the process that
 * drives the browser, over HTTP on this machine.
 */
const address = process.env['TAIPAN_TEST_DRIVER'] ?? '';

async function ask(action: string, value: string): Promise<void> {
  const response = await fetch(`${address}/${action}`, { method: 'POST', body: value });
  if (!response.ok) throw new Error(`${action} ${JSON.stringify(value)}: ${await response.text()}`);
}

/** Runs a command as a user does: through the palette, by its title. */
export const chooseInPalette = (title: string): Promise<void> => ask('palette', title);
/** Waits until the text is on the screen. */
export const see = (text: string): Promise<void> => ask('see', text);
export const photograph = (name: string): Promise<void> => ask('photograph', name);
