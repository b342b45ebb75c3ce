// Sign-in with Microsoft: the provider and its resolvers read the generated configuration.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commonSignInResolvers, createOAuthProviderFactory, readDeclarativeSignInResolver } from '@backstage/plugin-auth-node';
import { microsoftAuthenticator, microsoftSignInResolvers } from '@backstage/plugin-auth-backend-module-microsoft-provider';
import { local, names, production, reader } from './portals.mjs';

const signInResolverFactories = { ...microsoftSignInResolvers, ...commonSignInResolvers };

/** The address that the browser is sent to, as the auth backend answers it. */
async function signIn(config, env) {
  const baseUrl = `${config.getString('backend.baseUrl')}/api/auth`;
  const factory = createOAuthProviderFactory({ authenticator: microsoftAuthenticator, signInResolverFactories });
  const provider = factory({
    providerId: 'microsoft',
    config: config.getConfig('auth.providers.microsoft'),
    baseUrl,
    appUrl: config.getString('app.baseUrl'),
    globalConfig: { baseUrl, appUrl: config.getString('app.baseUrl'), isOriginAllowed: () => true },
    isOriginAllowed: () => true,
    logger: console,
    resolverContext: {},
  });
  const headers = {};
  const request = { query: { env, origin: config.getString('app.baseUrl') }, get: () => undefined, cookies: {} };
  const response = { req: request, cookie() {}, clearCookie() {}, setHeader: (key, value) => { headers[key] = value; }, end() {} };
  await provider.start(request, response);
  return new URL(headers.Location);
}

/** What the catalog is asked for, one entry a resolver, until one finds the user. */
async function asked(config, environment, result) {
  const questions = [];
  const context = {
    async signInWithCatalogUser(query, options) {
      questions.push(options?.dangerousEntityRefFallback ? { ...query, fallback: options.dangerousEntityRefFallback.entityRef.name } : query);
      throw Object.assign(new Error('no such user'), { name: 'NotFoundError' });
    },
  };
  const resolver = readDeclarativeSignInResolver({
    config: config.getConfig(`auth.providers.microsoft.${environment}`),
    signInResolverFactories,
  });
  await assert.rejects(resolver({ profile: { email: 'mona+news@contoso.com' }, result: { fullProfile: { id: 'object-id' } }, ...result }, context));
  return questions;
}

for (const name of names) {
  test(`${name}: production goes to Microsoft with the values of the container`, async () => {
    const config = reader(await production(name));
    const environment = config.getString('auth.environment');
    assert.equal(environment, 'production');
    const url = await signIn(config, environment);
    const tenant = name === 'resolvers' ? 'organizations' : '<AUTH_MICROSOFT_TENANT_ID>';
    assert.equal(decodeURIComponent(url.origin + url.pathname), `https://login.microsoftonline.com/${tenant}/oauth2/v2.0/authorize`);
    assert.equal(url.searchParams.get('client_id'), '<AUTH_MICROSOFT_CLIENT_ID>');
    assert.equal(url.searchParams.get('redirect_uri'), 'https://portal.example.com/api/auth/microsoft/handler/frame');
    assert.equal(url.searchParams.get('domain_hint'), name === 'hardened' ? 'contoso.com' : null);
    const scopes = url.searchParams.get('scope').split(' ');
    for (const scope of ['email', 'openid', 'offline_access', 'user.read', ...(name === 'resolvers' ? ['Calendars.Read'] : [])]) {
      assert.ok(scopes.includes(scope), scope);
    }
  });

  test(`${name}: production has no guests and no configuration of another environment`, async () => {
    const config = reader(await production(name));
    assert.equal(config.has('auth.providers.guest'), false);
    await assert.rejects(signIn(config, 'development'), /No configuration available for the 'development' environment/);
    for (const question of await asked(config, 'production')) {
      assert.equal(question.fallback, undefined, 'nobody signs in without a user in the catalog');
    }
  });

  test(`${name}: a developer signs in as guest, and with Microsoft where the variables are set`, async () => {
    const bare = reader(await local(name));
    assert.equal(bare.getString('auth.environment'), 'development');
    assert.equal(bare.has('auth.providers.guest'), true);
    assert.equal((await signIn(bare, 'development')).searchParams.get('client_id'), 'not-set');
    const config = reader(await local(name, { environment: { AUTH_MICROSOFT_CLIENT_ID: 'mine' } }));
    const url = await signIn(config, 'development');
    assert.equal(url.searchParams.get('client_id'), 'mine');
    assert.equal(url.searchParams.get('redirect_uri'), 'http://localhost:7007/api/auth/microsoft/handler/frame');
    const resolvers = config.getConfigArray('auth.providers.microsoft.development.signIn.resolvers').length;
    const fallbacks = (await asked(config, 'development')).filter(question => question.fallback);
    assert.equal(fallbacks.length, resolvers, 'no user in the catalog is needed');
  });
}

test('every resolver asks the catalog for what it is named after, in the order of the portal', async () => {
  const config = reader(await production('resolvers'));
  assert.deepEqual(await asked(config, 'production', { profile: { email: 'mona@contoso.com' } }), [
    { annotations: { 'graph.microsoft.com/user-id': 'object-id' } },
    { annotations: { 'microsoft.com/email': 'mona@contoso.com' } },
    { filter: { 'spec.profile.email': 'mona@contoso.com' } },
    { filter: { 'spec.profile.email': 'mona@contoso.com' } },
    { entityRef: { name: 'mona' } },
  ]);
  // Another domain than the allowed ones is not looked up by its local part.
  const other = await asked(config, 'production', { profile: { email: 'mona@evil.example' } });
  assert.ok(!other.some(question => question.entityRef));
});

test('the default resolver asks for the object id', async () => {
  const config = reader(await production('medium'));
  assert.deepEqual(await asked(config, 'production'), [{ annotations: { 'graph.microsoft.com/user-id': 'object-id' } }]);
});
