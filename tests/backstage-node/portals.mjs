// The generated portals under test: what the team's repository would contain, and how Backstage loads it.
import { existsSync, mkdtempSync, readFileSync, readdirSync, copyFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ConfigReader } from '@backstage/config';
import { FileConfigSource } from '@backstage/config-loader';
import { parseAllDocuments } from 'yaml';

export const require = createRequire(import.meta.url);

const root = resolve(process.env.PORTALS ?? fileURLToPath(new URL('../../target/backstage-node', import.meta.url)));
if (!existsSync(root)) {
  throw new Error(`no generated portals in ${root}: run .ci/backstage`);
}

export const names = readdirSync(root).sort();

export function folder(name) {
  return join(root, name);
}

export function text(name, path) {
  return readFileSync(join(root, name, path), 'utf8');
}

export function has(name, path) {
  return existsSync(join(root, name, path));
}

/** A file of an installed package that it does not export. */
export function inside(name, path) {
  let folder = dirname(require.resolve(name));
  while (!existsSync(join(folder, 'package.json')) || !existsSync(join(folder, path))) {
    folder = dirname(folder);
  }
  return join(folder, path);
}

/** The container's environment in the generated template, with a value that tells the name. */
export function containerEnvironment(name) {
  const { resources } = JSON.parse(text(name, 'infra/main.json'));
  const app = Object.values(resources).find(one => one.type === 'Microsoft.App/containerApps');
  const values = {
    APP_BASE_URL: 'https://portal.example.com',
    POSTGRES_HOST: 'psql.example.com',
    REDIS_URL: 'rediss://:key@redis.example.com:10000',
  };
  const variables = app.properties.template.containers[0].env.map(({ name: key }) => [key, values[key] ?? `<${key}>`]);
  return Object.fromEntries(variables);
}

// The file that every new Backstage app begins with. It has no placeholders of its own.
const template = inside('@backstage/create-app', 'templates/default-app/app-config.yaml.hbs');
const base = join(mkdtempSync(join(tmpdir(), 'backstage-')), 'app-config.yaml');
copyFileSync(template, base);

async function read(path, environment) {
  const source = FileConfigSource.create({ path, watch: false, substitutionFunc: async key => environment[key] });
  for await (const { configs } of source.readConfigData()) {
    return configs;
  }
  return [];
}

/** Production as the container loads it, on top of a new app's own file or alone. */
export async function production(name, { alone = false } = {}) {
  const environment = containerEnvironment(name);
  const own = await read(join(root, name, 'app-config.production.yaml'), environment);
  return alone ? own : [...(await read(base, environment)), ...own];
}

/** Development as `yarn start` loads it, in an environment where nothing is set unless said otherwise. */
export async function local(name, { alone = false, environment = {} } = {}) {
  const own = await read(join(root, name, 'app-config.local.yaml'), environment);
  return alone ? own : [...(await read(base, environment)), ...own];
}

export function reader(configs) {
  return ConfigReader.fromConfigs(configs);
}

/** The entities of `catalog/org.yaml`. */
export function entities(name) {
  return parseAllDocuments(text(name, 'catalog/org.yaml')).map(document => document.toJS());
}
