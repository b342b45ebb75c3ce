// Azure DevOps: the integration reads the credentials, and chooses the one that is meant.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { local, names, production, reader, require } from './portals.mjs';

const { DefaultAzureDevOpsCredentialsProvider, ScmIntegrations, readAzureIntegrationConfigs } = require('@backstage/integration');

function hosts(config) {
  return readAzureIntegrationConfigs(config.getOptionalConfigArray('integrations.azure') ?? []);
}

/** The credential for an address: its class and what it was made with. */
function chosen(config, url) {
  const provider = DefaultAzureDevOpsCredentialsProvider.fromIntegrations(ScmIntegrations.fromConfig(config));
  const address = new URL(url);
  const found = provider.forAzureDevOpsOrganization(address) ?? provider.forAzureDevOpsServerOrganization(address) ?? provider.forHost(address);
  return typeof found.credential === 'string' ? found.credential : found.credential.constructor.name;
}

test('all five kinds are read as what they are', async () => {
  const [cloud, server] = hosts(reader(await production('credentials')));
  const shared = { clientId: '22222222-3333-4444-8555-666666666666' };
  assert.equal(cloud.host, 'dev.azure.com');
  assert.deepEqual(cloud.credentials, [
    { kind: 'ManagedIdentity', organizations: ['contoso', 'contoso-platform'], clientId: '<AZURE_CLIENT_ID>' },
    { kind: 'ManagedIdentity', organizations: ['contoso-labs'], clientId: 'system-assigned' },
    {
      kind: 'ClientSecret',
      organizations: ['fabrikam'],
      clientId: '11111111-2222-4333-8444-555555555555',
      clientSecret: '<PORTAL_SECRET_FABRIKAM_CLIENT_SECRET>',
      tenantId: 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee',
    },
    {
      kind: 'ManagedIdentityClientAssertion',
      organizations: ['tailspin'],
      ...shared,
      managedIdentityClientId: '<AZURE_CLIENT_ID>',
      tenantId: 'bbbbbbbb-cccc-4ddd-8eee-ffffffffffff',
    },
    {
      kind: 'ManagedIdentityClientAssertion',
      organizations: ['adatum'],
      ...shared,
      managedIdentityClientId: 'system-assigned',
      tenantId: 'cccccccc-dddd-4eee-8fff-000000000000',
    },
    { kind: 'PersonalAccessToken', organizations: undefined, personalAccessToken: '<PORTAL_SECRET_ADO_TOKEN>' },
  ]);
  assert.deepEqual(server, {
    host: 'devops.contoso.com',
    credentials: [{ kind: 'PersonalAccessToken', organizations: ['legacy'], personalAccessToken: '<PORTAL_SECRET_ADO_SERVER_TOKEN>' }],
    commitSigningKey: undefined,
  });
});

test('an address gets the credential of its organization, any other the one without organizations', async () => {
  const config = reader(await production('credentials'));
  for (const [url, expected] of [
    ['https://dev.azure.com/contoso/portal/_git/portal', 'ManagedIdentityCredential'],
    ['https://dev.azure.com/contoso-platform/x/_git/y', 'ManagedIdentityCredential'],
    ['https://dev.azure.com/contoso-labs/x/_git/y', 'ManagedIdentityCredential'],
    ['https://dev.azure.com/fabrikam/x/_git/y', 'ClientSecretCredential'],
    ['https://dev.azure.com/tailspin/x/_git/y', 'ClientAssertionCredential'],
    ['https://dev.azure.com/adatum/x/_git/y', 'ClientAssertionCredential'],
    ['https://dev.azure.com/anybody/x/_git/y', '<PORTAL_SECRET_ADO_TOKEN>'],
    ['https://devops.contoso.com/legacy/x/_git/y', '<PORTAL_SECRET_ADO_SERVER_TOKEN>'],
  ]) {
    assert.equal(chosen(config, url), expected, url);
  }
});

test('a personal access token is sent as it is, without encoding of its own', async () => {
  const config = reader(await production('credentials'));
  const provider = DefaultAzureDevOpsCredentialsProvider.fromIntegrations(ScmIntegrations.fromConfig(config));
  const { type, headers } = await provider.getCredentials({ url: 'https://dev.azure.com/anybody/x/_git/y' });
  assert.equal(type, 'pat');
  assert.equal(headers.Authorization, `Basic ${Buffer.from(':<PORTAL_SECRET_ADO_TOKEN>').toString('base64')}`);
});

test('the portals read with their identity', async () => {
  for (const [name, organizations] of [['medium', undefined], ['hardened', ['contoso']]]) {
    const [cloud] = hosts(reader(await production(name)));
    assert.deepEqual(cloud.credentials, [{ kind: 'ManagedIdentity', organizations, clientId: '<AZURE_CLIENT_ID>' }]);
  }
});

test('a developer reads as oneself: no identity of the portal, tokens where they are the only way', async () => {
  for (const name of names) {
    // Also where no token is set, the backend starts.
    for (const token of [undefined, 'mine']) {
      const config = reader(await local(name, { environment: { PORTAL_SECRET_ADO_TOKEN: token, PORTAL_SECRET_ADO_SERVER_TOKEN: token } }));
      for (const { credentials } of hosts(config)) {
        const tokens = (credentials ?? []).map(({ kind, personalAccessToken }) => [kind, personalAccessToken]);
        assert.ok(tokens.every(([kind, text]) => kind === 'PersonalAccessToken' && text === (token ?? 'not-set')), name);
      }
    }
  }
  const config = reader(await local('medium'));
  assert.equal(chosen(config, 'https://dev.azure.com/contoso/x/_git/y'), 'DefaultAzureCredential');
});

test('storage accounts of the catalog are read with the identity', async () => {
  const config = reader(await production('providers'));
  const accounts = ScmIntegrations.fromConfig(config).azureBlobStorage.list().map(one => one.config);
  assert.deepEqual(accounts.map(({ accountName, accountKey, sasToken }) => [accountName, accountKey, sasToken]), [['stexports', undefined, undefined]]);
});

test('the token for GitHub comes from the container', async () => {
  const config = reader(await production('credentials'));
  assert.equal(ScmIntegrations.fromConfig(config).github.byHost('github.com').config.token, '<GITHUB_TOKEN>');
});
