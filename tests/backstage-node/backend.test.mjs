// The backend: addresses, proxies, database, cache, documents, audit log.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CacheManager } from '@backstage/backend-defaults/cache';
import { readCorsOptions, readHelmetOptions, readHttpServerOptions } from '@backstage/backend-defaults/rootHttpRouter';
import { inside, local, names, production, reader, require } from './portals.mjs';

const postgres = require(inside('@backstage/backend-defaults', 'dist/entrypoints/database/connectors/postgres.cjs.js'));
const database = config => config.getConfig('backend.database');
const silent = { child: () => silent, debug() {}, info() {}, warn() {}, error() {} };

test('one address everywhere, six methods, credentials, port 7007', async () => {
  for (const name of names) {
    const config = reader(await production(name));
    const url = 'https://portal.example.com';
    assert.equal(config.getString('app.baseUrl'), url);
    assert.equal(config.getString('backend.baseUrl'), url);
    const backend = config.getConfig('backend');
    const cors = readCorsOptions(backend);
    assert.equal(cors.credentials, true);
    assert.deepEqual([...cors.methods].sort(), ['DELETE', 'GET', 'HEAD', 'PATCH', 'POST', 'PUT']);
    const allowed = origin => new Promise(done => cors.origin(origin, (_, yes) => done(yes)));
    assert.equal(await allowed(url), true);
    assert.equal(await allowed('https://evil.example'), false);
    const { listen, https } = readHttpServerOptions(backend);
    assert.deepEqual([listen.port, https], [7007, undefined]);
    const policy = readHelmetOptions(backend).contentSecurityPolicy.directives;
    assert.deepEqual(policy['connect-src'], ["'self'", 'https:']);
  }
});

test('a developer listens on the own machine only', async () => {
  for (const name of names) {
    const config = reader(await local(name));
    const { listen } = readHttpServerOptions(config.getConfig('backend'));
    assert.deepEqual([listen.host, listen.port], ['127.0.0.1', 7007]);
    assert.equal(config.getString('backend.database.client'), 'better-sqlite3');
    assert.equal(config.getString('techdocs.publisher.type'), 'local');
  }
});

test('proxies in front are counted: one of the environment, one more of Front Door', async () => {
  for (const name of names) {
    const config = reader(await production(name));
    assert.equal(config.getNumber('backend.trustProxy'), name === 'hardened' ? 2 : 1);
  }
});

test('the database is one with a schema for each plugin, and nothing of it has to be made by an administrator', async () => {
  for (const name of ['medium', 'hardened', 'providers']) {
    const plugin = postgres.computePgPluginConfig(database(reader(await production(name))), 'catalog', 'backstage_plugin_');
    assert.equal(plugin.client, 'pg');
    assert.equal(plugin.pluginDivisionMode, 'schema');
    assert.equal(plugin.schemaName, 'catalog');
    assert.equal(plugin.databaseName, '<POSTGRES_DATABASE>');
    assert.equal(plugin.ensureExists, false);
    assert.equal(plugin.ensureSchemaExists, true);
    assert.deepEqual(plugin.connection.ssl, { rejectUnauthorized: true });
  }
});

test('sign-in to the database is the identity of the container, or the password', async () => {
  const entra = database(reader(await production('medium')));
  assert.equal(entra.get('connection').tokenCredential.clientId, '<AZURE_CLIENT_ID>');
  assert.equal(entra.get('connection').password, undefined);
  // A token is fetched for every connection, so the connection is a function.
  assert.equal(typeof (await postgres.buildPgDatabaseConfig(entra)).connection, 'function');
  const password = await postgres.buildPgDatabaseConfig(database(reader(await production('providers'))));
  assert.deepEqual(password.connection, {
    host: 'psql.example.com',
    port: 5432,
    user: '<POSTGRES_USER>',
    password: '<POSTGRES_PASSWORD>',
    database: '<POSTGRES_DATABASE>',
    ssl: { rejectUnauthorized: true },
  });
});

test('without a database the data is in memory, which the portal says itself', async () => {
  const config = reader(await production('minimal', { alone: true }));
  assert.deepEqual(config.get('backend.database'), { client: 'better-sqlite3', connection: ':memory:' });
});

test('the cache is Redis where there is one', async () => {
  for (const name of names) {
    const config = reader(await production(name));
    const redis = name === 'hardened';
    assert.equal(config.getString('backend.cache.store'), redis ? 'redis' : 'memory');
    assert.equal(config.has('techdocs.cache'), redis, 'documents are cached only in a cache that all replicas share');
    if (redis) {
      // `backstage.json` beside it names a release that keeps the connection alive.
      assert.match(config.getString('backend.cache.connection.url'), /^rediss:/);
      assert.equal(config.getNumber('backend.cache.connection.pingInterval'), 60000);
    }
    CacheManager.fromConfig(config, { logger: silent });
  }
});

test('documents: no container in the container, no key for the storage', async () => {
  for (const name of names) {
    const config = reader(await production(name));
    assert.equal(config.getString('techdocs.generator.runIn'), 'local');
    const storage = ['medium', 'hardened', 'providers', 'azd'].includes(name);
    assert.equal(config.getString('techdocs.publisher.type'), storage ? 'azureBlobStorage' : 'local');
    if (storage) {
      assert.equal(config.getString('techdocs.builder'), name === 'providers' ? 'local' : 'external');
      assert.deepEqual(config.get('techdocs.publisher.azureBlobStorage'), {
        containerName: '<TECHDOCS_CONTAINER_NAME>',
        credentials: { accountName: '<TECHDOCS_ACCOUNT_NAME>' },
      });
    }
  }
});

test('permissions are asked for, and every audit event is logged', async () => {
  for (const name of names) {
    const config = reader(await production(name));
    assert.equal(config.getBoolean('permission.enabled'), true);
    assert.equal(config.getString('backend.auditor.severityLogLevelMappings.low'), 'info');
  }
});

test('text of the portal is text, not a reference to a variable', async () => {
  const config = reader(await production('resolvers'));
  assert.equal(config.getString('app.title'), `Mona's "costs": in \${CURRENCY} & #1`);
});
