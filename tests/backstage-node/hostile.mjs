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

/** The plain reading with the text in place of the mark. Names with blanks are quoted for the search. */
function expected(value, mark, text) {
  if (typeof value === 'string') {
    return value.replaceAll(mark, () => text);
  }
  if (Array.isArray(value)) {
    return value.map(item => expected(item, mark, text));
  }
  if (value && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, expected(item, mark, text)]));
  }
  return value;
}

for (const name of readdirSync(root)) {
  const folder = join(root, name);
  const { at, mark, text } = JSON.parse(read(join(folder, 'case.json')));
  const quoted = at.endsWith('/project') && text.includes(' ') && !text.startsWith('"') ? `"${text}"` : text;
  for (const file of readdirSync(join(folder, 'hostile')).filter(one => one.endsWith('.yaml'))) {
    const path = join(folder, 'hostile', file);
    const documents = parseAllDocuments(read(path)).map(document => document.toJS());
    if (!isDeepStrictEqual(documents, JSON.parse(read(`${path}.json`)))) {
      console.log(`${at} = ${JSON.stringify(text.slice(0, 40))}: the readers of YAML differ in ${file}`);
    }
    if (file.startsWith('app-config')) {
      const plain = await loaded(join(folder, 'plain', file));
      if (!isDeepStrictEqual(await loaded(path), expected(plain, mark, quoted))) {
        console.log(`${at} = ${JSON.stringify(text.slice(0, 40))}: Backstage reads something else in ${file}`);
      }
    }
  }
}
