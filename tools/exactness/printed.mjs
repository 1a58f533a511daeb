/** Errors as `python FILE` prints them, beside those of the front end: end positions, and the whole text with its carets. */
import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { judgeFile, printJudgement } from './core.mjs';

const judge = fileURLToPath(new URL('./printed.py', import.meta.url));
/** Every so many a file is given to an interpreter of its own, to see that the quick way says the same. */
const sampled = 100;

/** Texts as files of a new folder; what no file can hold is left out. */
export function filesOf(texts) {
  const folder = mkdtempSync(join(tmpdir(), 'taipan-printed-'));
  const files = texts.filter((text) => text.isWellFormed()).map((text, index) => {
    const path = join(folder, `${String(index).padStart(6, '0')}.py`);
    writeFileSync(path, text);
    return path;
  });
  return { folder, files };
}

function shownBy(file, target) {
  try {
    const judgement = judgeFile(readFileSync(file), target);
    const text = printJudgement(judgement, file, target);
    if (judgement.error === null) return { text, places: [] };
    const { type, message, lineno, offset, endLineno, endOffset } = judgement.error;
    return { text, places: [type, message.replaceAll('\0', file), lineno, offset, endLineno, endOffset] };
  } catch (crash) {
    return { text: `Crash: ${crash.stack?.split('\n').slice(0, 3).join(' ') ?? String(crash)}`, places: [] };
  }
}

/** Counts of the files that are equal, and what differs. */
export async function comparePrinted(python, target, files) {
  const asked = spawn(python, ['-I', judge], { stdio: ['pipe', 'pipe', 'inherit'] });
  asked.stdin.end(files.map((file) => `${file}\n`).join(''));
  const count = { files: 0, places: 0, texts: 0 };
  const differing = [];
  for await (const line of createInterface({ input: asked.stdout })) {
    const file = files[count.files++];
    const theirs = JSON.parse(line);
    if (theirs.type !== null && count.files % sampled === 1) {
      const really = spawnSync(python, ['-I', file], { encoding: 'utf8' }).stderr;
      if (really !== theirs.text) throw new Error(`${file}: asked quickly, Python prints another text\n${theirs.text}---\n${really}`);
    }
    const ours = shownBy(file, target);
    const places = theirs.type === null ? [] : [theirs.type, theirs.message, theirs.lineno, theirs.offset, theirs.end_lineno, theirs.end_offset];
    const samePlaces = JSON.stringify(ours.places) === JSON.stringify(places);
    const sameText = ours.text === theirs.text;
    if (samePlaces) count.places++;
    if (sameText) count.texts++;
    if (!samePlaces || !sameText) differing.push(`${JSON.stringify(readFileSync(file, 'latin1')).slice(0, 160)}\n${JSON.stringify(ours.places)} instead of ${JSON.stringify(places)}\n${ours.text || 'accepted\n'}--- Python prints\n${theirs.text || 'nothing\n'}`);
    if (count.files % 50 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  return { count, differing };
}
