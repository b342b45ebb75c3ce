// The catalog: providers, locations, users and groups.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DefaultNamespaceEntityPolicy, EntityPolicies, FieldFormatEntityPolicy, SchemaValidEntityPolicy, groupEntityV1alpha1Validator, userEntityV1alpha1Validator } from '@backstage/catalog-model';
import { entities, has, inside, names, production, reader, require } from './portals.mjs';

const { ScmIntegrations } = require('@backstage/integration');
const { MICROSOFT_EMAIL_ANNOTATION, MICROSOFT_GRAPH_USER_ID_ANNOTATION, MicrosoftGraphOrgEntityProvider, defaultUserTransformer, readProviderConfigs } =
  require('@backstage/plugin-catalog-backend-module-msgraph');

const silent = { child: () => silent, debug() {}, info() {}, warn() {}, error() {} };
const { DefaultCatalogRulesEnforcer } = require(inside('@backstage/plugin-catalog-backend', 'dist/ingestion/CatalogRules.cjs.js'));

test('Microsoft Graph is read with the identity of the container', async () => {
  for (const name of ['medium', 'hardened', 'providers']) {
    const config = reader(await production(name));
    const [provider, ...others] = readProviderConfigs(config);
    assert.deepEqual(others, []);
    assert.equal(provider.id, 'default');
    assert.equal(provider.target, 'https://graph.microsoft.com/v1.0');
    assert.equal(provider.tenantId, '<AUTH_MICROSOFT_TENANT_ID>');
    // Without both the package asks for the identity that AZURE_CLIENT_ID names.
    assert.equal(provider.clientId, undefined);
    assert.equal(provider.clientSecret, undefined);
  }
});

test('filters and schedule of Microsoft Graph are those of the portal', async () => {
  const [medium] = readProviderConfigs(reader(await production('medium')));
  assert.equal(medium.groupFilter, 'securityEnabled eq true');
  assert.deepEqual(medium.schedule, { frequency: { hours: 1 }, timeout: { minutes: 15 }, initialDelay: undefined, scope: undefined });
  const [provider] = readProviderConfigs(reader(await production('providers')));
  assert.equal(provider.queryMode, 'advanced');
  assert.equal(provider.userFilter, undefined);
  assert.equal(provider.userGroupMemberFilter, "displayName ne 'Guests'");
  assert.deepEqual(provider.schedule, { frequency: { minutes: 30 }, timeout: { minutes: 10 }, initialDelay: { seconds: 15 }, scope: undefined });
});

test('the provider of Microsoft Graph starts with the configuration', async () => {
  const schedules = [];
  const scheduler = { createScheduledTaskRunner: schedule => { schedules.push(schedule); return { run: async () => {} }; } };
  const started = MicrosoftGraphOrgEntityProvider.fromConfig(reader(await production('medium')), { logger: silent, scheduler });
  assert.deepEqual(started.map(one => one.getProviderName()), ['MicrosoftGraphOrgEntityProvider:default']);
  assert.equal(schedules.length, 1);
});

test('users of the directory are named after their whole address, and carry what resolvers ask for', async () => {
  const user = await defaultUserTransformer({ id: 'object-id', mail: 'mona@contoso.com', displayName: 'Mona' });
  assert.equal(user.metadata.name, 'mona_contoso.com');
  assert.equal(user.metadata.annotations[MICROSOFT_GRAPH_USER_ID_ANNOTATION], 'object-id');
  assert.equal(user.metadata.annotations[MICROSOFT_EMAIL_ANNOTATION], 'mona@contoso.com');
  assert.equal(user.spec.profile.email, 'mona@contoso.com');
});

test('every provider of Azure DevOps has an integration for its host', async () => {
  const config = reader(await production('providers'));
  const azure = ScmIntegrations.fromConfig(config).azure;
  const providers = config.getConfig('catalog.providers.azureDevOps');
  assert.deepEqual(providers.keys(), ['contoso', 'legacy']);
  for (const id of providers.keys()) {
    assert.ok(azure.byHost(providers.getString(`${id}.host`)), id);
  }
  assert.deepEqual(providers.get('legacy'), {
    host: 'devops.contoso.com',
    organization: 'legacy',
    project: '"Mainframe Tools"',
    path: '/docs/catalog-info.yaml',
    schedule: { frequency: 'P1D', timeout: 'PT1H' },
  });
});

test('every provider of Azure Storage has an integration for its account', async () => {
  const config = reader(await production('providers'));
  const accounts = ScmIntegrations.fromConfig(config).azureBlobStorage.list().map(one => one.config.accountName);
  const providers = config.getConfig('catalog.providers.azureBlob');
  assert.deepEqual(providers.keys(), ['exports', 'drafts']);
  for (const id of providers.keys()) {
    assert.ok(accounts.includes(providers.getString(`${id}.accountName`)), id);
  }
});

test('no examples of a new app reach production, and only some locations may name people', async () => {
  for (const name of names) {
    const config = reader(await production(name));
    const targets = config.getConfigArray('catalog.locations').map(location => location.getString('target'));
    assert.ok(targets.every(target => !target.includes('examples')), name);
  }
  const config = reader(await production('providers'));
  const rules = DefaultCatalogRulesEnforcer.fromConfig(config);
  const user = { kind: 'User', metadata: { name: 'mona' } };
  const at = target => ({ type: 'url', target });
  assert.equal(rules.isAllowed(user, at('https://github.com/contoso/catalog/blob/main/org.yaml')), true);
  assert.equal(rules.isAllowed(user, at('https://files.contoso.com/catalog/all.yaml')), false);
  assert.deepEqual(config.get('backend.reading.allow'), [{ host: 'files.contoso.com' }]);
});

test('users and groups are valid entities, and carry what the resolvers ask for', async () => {
  const policy = EntityPolicies.allOf([new DefaultNamespaceEntityPolicy(), new SchemaValidEntityPolicy(), new FieldFormatEntityPolicy()]);
  const validators = { User: userEntityV1alpha1Validator, Group: groupEntityV1alpha1Validator };
  let seen = 0;
  for (const name of names.filter(one => has(one, 'catalog/org.yaml'))) {
    for (const entity of entities(name)) {
      await policy.enforce(entity);
      assert.equal(await validators[entity.kind].check(entity), true);
      seen += 1;
    }
  }
  assert.ok(seen >= 5);
  const mona = entities('resolvers').find(({ kind, metadata }) => kind === 'User' && metadata.name === 'mona');
  assert.equal(mona.metadata.annotations[MICROSOFT_GRAPH_USER_ID_ANNOTATION], 'd2f8a3a1-5b1c-4b7e-9c0f-0e1d2c3b4a59');
  assert.equal(mona.metadata.annotations[MICROSOFT_EMAIL_ANNOTATION], 'mona@contoso.com');
  assert.equal(mona.spec.profile.email, 'mona@contoso.com');
  const engineering = entities('resolvers').find(({ kind, metadata }) => kind === 'Group' && metadata.name === 'engineering');
  assert.deepEqual(engineering.spec.children, ['platform']);
});
