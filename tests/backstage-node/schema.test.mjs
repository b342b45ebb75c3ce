// Both files of every portal against the schemas of the packages that read them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadConfigSchema } from '@backstage/config-loader';
import { local, names, production, reader, text } from './portals.mjs';

const packages = [
  '@backstage/backend-defaults',
  '@backstage/integration',
  '@backstage/plugin-auth-backend',
  '@backstage/plugin-auth-backend-module-guest-provider',
  '@backstage/plugin-auth-backend-module-microsoft-provider',
  '@backstage/plugin-catalog-backend',
  '@backstage/plugin-catalog-backend-module-msgraph',
  '@backstage/plugin-permission-common',
  '@backstage/plugin-techdocs-backend',
];

// `@backstage/plugin-catalog-backend-module-azure` is not in the registry that these tests install from:
// the keys that it documents for its two providers, and nothing else.
const span = { type: 'string', pattern: '^P' };
const schedule = {
  type: 'object',
  required: ['frequency', 'timeout'],
  properties: { frequency: span, timeout: span, initialDelay: span },
};
const string = { type: 'string' };
const azureProviders = {
  path: 'azure-providers',
  packageName: 'azure-providers',
  value: {
    type: 'object',
    properties: {
      // The integrations and the frontend read these without a schema of their own in the packages above.
      organization: { type: 'object', properties: { name: string } },
      app: { type: 'object', properties: { title: string } },
      catalog: {
        type: 'object',
        properties: {
          providers: {
            type: 'object',
            properties: {
              azureDevOps: {
                type: 'object',
                additionalProperties: {
                  type: 'object',
                  additionalProperties: false,
                  required: ['organization', 'project'],
                  properties: { host: string, organization: string, project: string, repository: string, path: string, schedule },
                },
              },
              azureBlob: {
                type: 'object',
                additionalProperties: {
                  type: 'object',
                  additionalProperties: false,
                  required: ['accountName', 'containerName'],
                  properties: { accountName: string, containerName: string, schedule },
                },
              },
            },
          },
        },
      },
    },
  },
};

const published = await loadConfigSchema({ dependencies: packages });
const schemas = published.serialize().schemas;

const msgraph = '@backstage/plugin-catalog-backend-module-msgraph';

/** What the code of the package reads: a provider below an id may leave out the client, and is then an identity. */
function asRead(schema) {
  const one = structuredClone(schema);
  const [, keyed] = one.value.properties.catalog.properties.providers.properties.microsoftGraphOrg.anyOf;
  assert.deepEqual(keyed.additionalProperties.required, ['tenantId', 'clientId', 'clientSecret']);
  keyed.additionalProperties.required = ['tenantId'];
  return one;
}

async function schema({ strict = false, asPublished = false } = {}) {
  const kept = schemas.map(one => (one.packageName === msgraph && !asPublished ? asRead(one) : one));
  return loadConfigSchema({
    serialized: { backstageConfigSchemaVersion: 1, schemas: [...kept, azureProviders] },
    noUndeclaredProperties: strict,
  });
}

const lenient = await schema();
const strict = await schema({ strict: true });
/** Keys that no package declares. What a driver of a database takes is its own affair. */
function undeclared(configs) {
  try {
    strict.process(configs);
    return [];
  } catch (error) {
    return error.messages.filter(message => !/ at \/backend\/database(\/connection.*)?$/.test(message));
  }
}

const stages = { production, local };

test('the schemas of all packages are there', () => {
  const found = new Set(schemas.map(({ packageName }) => packageName));
  for (const name of packages) {
    assert.ok(found.has(name), name);
  }
});

for (const name of names) {
  for (const [stage, load] of Object.entries(stages)) {
    test(`${name}, ${stage}: valid on top of a new app, and no key alone that nobody declares`, async () => {
      lenient.process(await load(name));
      assert.deepEqual(undeclared(await load(name, { alone: true })), []);
    });
  }
}

test('a provider of Microsoft Graph without client id: the package reads it, its schema refuses it', async () => {
  const whole = await schema({ asPublished: true });
  let seen = 0;
  for (const name of names) {
    const all = await production(name);
    if (!reader(all).has('catalog.providers.microsoftGraphOrg')) {
      continue;
    }
    seen += 1;
    assert.throws(
      () => whole.process(all),
      error => {
        const elsewhere = error.messages.filter(message => !message.includes('/catalog/providers/microsoftGraphOrg'));
        assert.deepEqual(elsewhere, []);
        assert.match(error.message, /missingProperty=clientId/);
        return true;
      },
    );
  }
  assert.ok(seen >= 3, 'portals with this provider');
});

test('the schemas see what is wrong', async () => {
  const [own] = await production('resolvers', { alone: true });
  for (const change of [
    data => { data.auth.providers.microsoft.production.signIn.resolvers[0].resolver = 'byMagic'; },
    data => { delete data.auth.providers.microsoft.production.clientSecret; },
    data => { data.backend.database.pluginDivisionMode = 'tables'; },
    data => { delete data.backend.baseUrl; },
    data => { data.integrations = { azure: [{ credentials: [] }] }; },
    data => { data.backend.lisen = ':7007'; },
  ]) {
    const data = structuredClone(own.data);
    change(data);
    assert.throws(() => strict.process([{ context: 'changed', data }]), /Config validation failed/);
  }
});

test('both files are read with every variable that they name', () => {
  for (const name of names) {
    assert.doesNotMatch(text(name, 'app-config.production.yaml'), /(^|[^$])\$\{[^}]*:-/, 'no default hides a missing variable');
  }
});
