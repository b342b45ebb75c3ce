// Texts that mean something in some language, as Backstage's loader and a second reader of YAML find them.
// Usage: node hostile.mjs FOLDER, which `cargo xtask hostile` writes. Prints one line a difference.
import { isDeepStrictEqual } from 'node:util';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { FileConfigSource } from '@backstage/config-loader';
import { parseAllDocuments } from 'yaml';

const [root] = process.argv.slice(2);
const read = path => readFileSync(path, 'utf8');

async function loaded(path) {
  const source = FileConfigSource.create({ path, watch: false, substitutionFunc: async key => `<${key}>` });
  for await (const { configs } of source.readConfigData()) {
    return configs.map(({ data }) => data);
  }
  return [];
}

/** Whether a text is the other one with a spelling of the text in place of each spelling of the mark. */
function fits(one, other, spellings) {
  const open = [[0, 0]];
  const seen = new Set();
  while (open.length > 0) {
    const [at, reached] = open.pop();
    if (at === one.length && reached === other.length) {
      return true;
    }
    if (seen.has(`${at} ${reached}`)) {
      continue;
    }
    seen.add(`${at} ${reached}`);
    const marks = spellings.filter(([mark]) => one.startsWith(mark, at));
    for (const [mark, texts] of marks) {
      for (const text of texts.filter(text => other.startsWith(text, reached))) {
        open.push([at + mark.length, reached + text.length]);
      }
    }
    if (marks.length === 0 && at < one.length && one[at] === other[reached]) {
      open.push([at + 1, reached + 1]);
    }
  }
  return false;
}

/** Whether a reading is the plain one with the text in place of the mark. */
function isExpected(plain, hostile, spellings) {
  if (typeof plain === 'string' && typeof hostile === 'string') {
    return plain === hostile || fits(plain, hostile, spellings);
  }
  if (plain === null || hostile === null || typeof plain !== 'object' || typeof hostile !== 'object') {
    return plain === hostile;
  }
  const [before, after] = [Object.entries(plain), Object.entries(hostile)];
  return (
    Array.isArray(plain) === Array.isArray(hostile) &&
    before.length === after.length &&
    before.every(([key, value]) => {
      const same = key in hostile ? [key, hostile[key]] : after.find(([other]) => fits(key, other, spellings));
      return same !== undefined && isExpected(value, same[1], spellings);
    })
  );
}

for (const name of readdirSync(root)) {
  const folder = join(root, name);
  const { at, text, spellings } = JSON.parse(read(join(folder, 'case.json')));
  for (const file of readdirSync(join(folder, 'hostile')).filter(one => one.endsWith('.yaml'))) {
    const path = join(folder, 'hostile', file);
    const documents = parseAllDocuments(read(path)).map(document => document.toJS());
    if (!isDeepStrictEqual(documents, JSON.parse(read(`${path}.json`)))) {
      console.log(`${at} = ${JSON.stringify(text.slice(0, 40))}: the readers of YAML differ in ${file}`);
    }
    if (file.startsWith('app-config')) {
      const plain = await loaded(join(folder, 'plain', file));
      if (!isExpected(plain, await loaded(path), Object.entries(spellings))) {
        console.log(`${at} = ${JSON.stringify(text.slice(0, 40))}: Backstage reads something else in ${file}`);
      }
    }
  }
}
