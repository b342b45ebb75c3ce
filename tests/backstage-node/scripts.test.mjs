// The bash scripts, run against a stand-in for the Azure CLI: what they do, one after the other.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ADDRESS, Azure, LOCAL, PEM, PLACEHOLDER, SIGN_IN, TYPED, count } from './azure.mjs';

const IMAGE = 'crbackstageabcdefghijklm.azurecr.io/backstage:7';
const VALUES = {
  credentials: { PORTAL_SECRET_ADO_TOKEN: TYPED, PORTAL_SECRET_ADO_SERVER_TOKEN: TYPED, PORTAL_SECRET_GITHUB_TOKEN: TYPED, PORTAL_SECRET_FABRIKAM_CLIENT_SECRET: TYPED },
  password: { PORTAL_SECRET_GITHUB_TOKEN: TYPED, PORTAL_SECRET_GITHUB_APP_KEY: PEM, PORTAL_SECRET_PATH: TYPED, PORTAL_SECRET_RESOURCE_GROUP: TYPED, PORTAL_SECRET_POSTGRES_PASSWORD: TYPED },
};

function well({ status, stderr, stdout }) {
  assert.equal(status, 0, `${stdout}\n${stderr}`);
}

/** A portal after its first deployment, or after one with an image. */
function deployed(portal, image) {
  const azure = new Azure(portal);
  well(azure.run('register-app.sh', { input: 'y\n' }));
  well(azure.run('deploy.sh', { arguments: ['--yes'], ...VALUES[portal] }));
  if (image) {
    well(azure.run('deploy.sh', { arguments: ['--yes', image] }));
  }
  return azure;
}

/** The client secret that the portal has read is one of its registration. */
function signsIn(azure) {
  const { registration, read } = azure;
  assert.ok(registration.passwordCredentials.some(one => one.password === read[SIGN_IN]), `${read[SIGN_IN]} is no secret of the registration`);
  assert.ok([LOCAL, azure.address].every(uri => registration.web.redirectUris.includes(uri)));
  assert.deepEqual(registration.federated.map(one => one.subject), ['identity-of-portal']);
}

for (const portal of ['minimal', 'medium', 'hardened', 'password', 'credentials']) {
  test(`${portal}: the first deployment is complete, the second keeps everything`, () => {
    const azure = deployed(portal);
    assert.equal(azure.image, PLACEHOLDER);
    signsIn(azure);
    assert.equal(azure.registration.principal, true);
    const built = azure.run('build-and-push.sh', { arguments: ['7'] });
    well(built);
    assert.equal(built.stdout.trim().split('\n').at(-1), IMAGE.replace('backstage:7', `${azure.setting('IMAGE_REPOSITORY')}:7`).replace('crbackstage', azure.setting('REGISTRY')));
    well(azure.run('deploy.sh', { arguments: ['--yes', IMAGE] }));
    assert.equal(azure.group.app.ports, 7007);
    const before = azure.state;
    const again = azure.run('deploy.sh', { arguments: ['--yes'] });
    well(again);
    assert.equal(azure.image, IMAGE);
    assert.deepEqual(azure.read, Object.values(before.groups)[0].app.read);
    assert.deepEqual(azure.state.applications, before.applications);
    assert.equal(count(again.names, 'ad app credential reset') + count(again.names, 'group create'), 0);
    assert.ok(again.names.indexOf('deployment group what-if') < again.names.indexOf('deployment group create'));
    assert.match(again.stdout, /Deployed: https:\/\/portal\.example\.com runs /);
  });
}

test('an address of the portal is added to those that are there', () => {
  const azure = deployed('medium');
  const { state } = azure;
  state.applications[0].web.redirectUris.push('https://another.example.com');
  azure.state = state;
  well(azure.run('register-app.sh'));
  assert.deepEqual(azure.registration.web.redirectUris, [LOCAL, ADDRESS, 'https://another.example.com']);
  const before = { ...azure.state, log: [] };
  well(azure.run('register-app.sh'));
  assert.deepEqual({ ...azure.state, log: [] }, before);
});

test('a title is text for every command, whatever is in it', () => {
  for (const [portal, title] of [['resolvers', `Mona's "costs": in \${CURRENCY} & #1 (resolve)`], ['password', '@Contoso "Portal" (backstage)']]) {
    const azure = new Azure(portal);
    for (const creations of [1, 1]) {
      well(azure.run('register-app.sh', { CURRENCY: 'EUR' }));
      assert.deepEqual(azure.state.applications.map(one => one.displayName), [title]);
      assert.equal(azure.state.applications.length, creations);
    }
  }
});

test('what was not made by this portal is neither taken over nor deleted', () => {
  const other = { id: 'o', appId: 'other', displayName: 'Contoso Portal (backstage)', web: { redirectUris: [] }, passwordCredentials: [], federated: [] };
  const azure = new Azure('medium', { applications: [other] });
  well(azure.run('register-app.sh'));
  assert.deepEqual(azure.state.applications[0], other);
  assert.equal(azure.state.applications.length, 2);
  well(azure.run('deploy.sh', { arguments: ['--yes'] }));
  well(azure.run('cleanup.sh', { input: 'rg-backstage\n' }));
  assert.deepEqual(azure.state.applications, [other]);
});

test('a portal in another group has a registration of its own', () => {
  const azure = deployed('medium', IMAGE);
  const production = azure.registration;
  well(azure.run('register-app.sh', { PORTAL_RESOURCE_GROUP: 'rg-staging' }));
  well(azure.run('deploy.sh', { arguments: ['--yes'], PORTAL_RESOURCE_GROUP: 'rg-staging' }));
  assert.equal(azure.state.applications.length, 2);
  assert.deepEqual(azure.registration, production);
  well(azure.run('cleanup.sh', { input: 'rg-staging\n', PORTAL_RESOURCE_GROUP: 'rg-staging' }));
  assert.deepEqual(azure.state.applications, [production]);
});

test('an older registration is taken over by its id, once', () => {
  const azure = deployed('medium', IMAGE);
  const { state } = azure;
  delete state.applications[0].uniqueName;
  azure.state = state;
  const refused = azure.run('register-app.sh');
  assert.equal(refused.status, 1);
  assert.match(refused.stderr, /--adopt 00000000-0000-0000-0000-000000000001/);
  assert.equal(azure.state.applications.length, 1);
  well(azure.run('register-app.sh', { arguments: ['--adopt', state.applications[0].appId] }));
  well(azure.run('register-app.sh'));
  assert.equal(azure.state.applications.length, 1);
  signsIn(azure);
});

test('what-if changes nothing and needs nothing, and neither does a no', () => {
  for (const azure of [new Azure('medium'), new Azure('minimal'), new Azure('password'), deployed('minimal', IMAGE), deployed('password', IMAGE)]) {
    const before = { ...azure.state, log: [] };
    const look = azure.run('deploy.sh', { arguments: ['--what-if'], PORTAL_LOCATION: '' });
    well(look);
    assert.match(look.stdout, /Nothing was changed/);
    assert.deepEqual({ ...azure.state, log: [] }, before);
    for (const input of ['n\n', '', 'deploy\n']) {
      const { status, stderr } = azure.run('deploy.sh', { input, ...VALUES[azure.portal] });
      assert.equal(status, 1);
      assert.match(stderr, /Nothing was changed/);
      assert.deepEqual({ ...azure.state, log: [] }, before);
    }
  }
});

test('nothing is guessed: what the shell knows by chance is not taken', () => {
  const chance = { PORTAL: 'x', SECRETS: 'x:y', LOCATION: 'x', RESOURCE_GROUP: 'x', GITHUB_TOKEN: 'x', PATH_: 'x', SERVICE_PORTAL_IMAGE_NAME: 'x', MICROSOFT_CLIENT_SECRET: 'x', IMAGE_REPOSITORY: 'x' };
  const azure = deployed('password', IMAGE);
  const before = azure.group;
  well(azure.run('deploy.sh', { arguments: ['--yes'], ...chance }));
  assert.deepEqual(azure.group.app.read, before.app.read);
  assert.equal(azure.image, IMAGE);
});

test('a value is asked for once, with its blanks, and not taken from elsewhere', () => {
  const azure = new Azure('password');
  well(azure.run('register-app.sh'));
  const { PORTAL_SECRET_GITHUB_TOKEN: _, ...others } = VALUES.password;
  well(azure.run('deploy.sh', { arguments: ['--yes'], input: `${TYPED}\n`, ...others, GITHUB_TOKEN: 'of-the-shell' }));
  assert.equal(azure.read['github-token'], TYPED);
  assert.equal(azure.read['github-app-key'], PEM);
  const silent = new Azure('password');
  silent.run('register-app.sh');
  const { status, stderr } = silent.run('deploy.sh', { arguments: ['--yes'], ...others });
  assert.equal(status, 1);
  assert.match(stderr, /No value was given for the secret github-token\. Nothing was changed\..*PORTAL_SECRET_GITHUB_TOKEN/);
});

test('without a vault later deployments keep every value, also one of several lines', () => {
  const azure = deployed('credentials', IMAGE);
  const { state } = azure;
  Object.values(state.groups)[0].app.secrets['ado-token'] = PEM;
  azure.state = state;
  well(azure.run('deploy.sh', { arguments: ['--yes'] }));
  assert.equal(azure.read['ado-token'], PEM);
  assert.equal(azure.read['github-token'], TYPED);
});

test('rotation makes a new revision, and deletes only what is its own and no longer used', () => {
  for (const portal of ['minimal', 'medium', 'hardened']) {
    const azure = deployed(portal, IMAGE);
    const { state } = azure;
    const own = { keyId: 'key-of-a-developer', displayName: 'laptop', endDateTime: '2030-01-01T00:00:00Z', password: 'of-a-developer' };
    state.applications[0].passwordCredentials.push(own, { ...own, keyId: 'key-without-a-name', displayName: null, password: 'without-a-name' });
    azure.state = state;
    for (const round of [1, 2, 3]) {
      const before = azure.group.app.revision;
      const { state: aged } = azure;
      // Credentials of the past have another second in their names.
      aged.applications[0].passwordCredentials.forEach(one => { one.displayName = one.displayName?.replace(/\d{4}-\d\d-\d\dT[\d:]+Z/, `2020-01-0${round}T00:00:0${one.keyId.at(-1)}Z`) ?? null; });
      azure.state = aged;
      well(azure.run('rotate-secret.sh', { input: 'y\n' }));
      assert.ok(azure.group.app.revision > before, 'there is a new revision');
      signsIn(azure);
    }
    const names = azure.registration.passwordCredentials.map(one => one.displayName);
    assert.equal(names.length, 4, `${names}`);
    assert.ok(names.includes('laptop') && names.includes(null));
    assert.equal(azure.read[SIGN_IN], 'password-4');
  }
});

test('a client secret ends with its entry in the vault', () => {
  const azure = deployed('password', IMAGE);
  well(azure.run('rotate-secret.sh'));
  const end = Date.parse(azure.registration.passwordCredentials.at(-1).endDateTime) / 1000;
  assert.equal(Object.values(azure.group.vaults)[0][SIGN_IN].exp, end);
  assert.ok(Math.abs(end - Date.now() / 1000 - 90 * 86400) < 600);
});

test('a name that is not declared is refused, with the one that was meant', () => {
  for (const portal of ['password', 'credentials']) {
    const azure = deployed(portal, IMAGE);
    const before = { ...azure.state, log: [] };
    const { status, stderr } = azure.run('rotate-secret.sh', { arguments: ['githbu-token'], input: `${TYPED}\n` });
    assert.equal(status, 1);
    assert.match(stderr, /no secret githbu-token\. Did you mean github-token\?.*Nothing was changed/);
    assert.deepEqual({ ...azure.state, log: [] }, before);
  }
});

test('keys of several lines are read to their end, from the terminal or from a file', () => {
  const azure = deployed('password', IMAGE);
  const key = PEM.replace('y\n', 'z\n');
  well(azure.run('rotate-secret.sh', { arguments: ['github-app-key'], input: key }));
  assert.equal(azure.read['github-app-key'], key);
  const file = join(azure.bin, '..', `key-${process.pid}.pem`);
  writeFileSync(file, PEM);
  well(azure.run('rotate-secret.sh', { arguments: ['--from-file', file, 'github-app-key'] }));
  assert.equal(azure.read['github-app-key'], PEM);
  const { status, stderr } = azure.run('rotate-secret.sh', { arguments: ['--from-file', file, 'github-token'] });
  assert.equal(status, 1);
  assert.match(stderr, /has one line.*multiline = true/);
  writeFileSync(file, `${TYPED}\n`);
  well(azure.run('rotate-secret.sh', { arguments: ['--from-file', file, 'github-token'] }));
  assert.equal(azure.read['github-token'], TYPED);
});

test('the password of the database changes in server, vault and portal, and later deployments leave it', () => {
  const azure = deployed('password', IMAGE);
  assert.equal(azure.group.password, TYPED);
  const { status, stderr } = azure.run('rotate-secret.sh', { arguments: ['postgres-password'], PORTAL_SECRET_POSTGRES_PASSWORD: 'from-the-vault' });
  assert.equal(status, 0, stderr);
  const [vault] = Object.values(azure.group.vaults);
  assert.deepEqual([azure.group.password, azure.read['postgres-password'], vault['postgres-password'].value], ['from-the-vault', 'from-the-vault', 'from-the-vault']);
  assert.equal(vault['postgres-password-next'].enabled, false);
  well(azure.run('deploy.sh', { arguments: ['--yes'] }));
  assert.equal(azure.group.password, 'from-the-vault');
  assert.equal(azure.read['postgres-password'], 'from-the-vault');
});

test('--list shows what expires when, and changes nothing', () => {
  for (const portal of ['minimal', 'password']) {
    const azure = deployed(portal, IMAGE);
    const before = { ...azure.state, log: [] };
    const listed = azure.run('rotate-secret.sh', { arguments: ['--list'] });
    well(listed);
    assert.match(listed.stdout, /backstage-11111111[^\n]+\t20\d\d-/);
    if (portal === 'password') {
      assert.match(listed.stdout, /^github-token\t20\d\d-\d\d-\d\dT[\d:]+Z$/m);
    }
    assert.deepEqual({ ...azure.state, log: [] }, before);
  }
});

test('--within fails if what the portal uses expires soon', () => {
  for (const portal of ['minimal', 'password']) {
    const azure = deployed(portal, IMAGE);
    const before = { ...azure.state, log: [] };
    well(azure.run('rotate-secret.sh', { arguments: ['--list', '--within', '30'] }));
    const late = azure.run('rotate-secret.sh', { arguments: ['--list', '--within', '9999'] });
    assert.equal(late.status, 1);
    assert.match(late.stderr, /Expires within 9999 days: [^.]*auth-microsoft-client-secret/);
    for (const bad of [['--list', '--within', 'soon'], ['--list', '--within'], ['--within', '30']]) {
      assert.equal(azure.run('rotate-secret.sh', { arguments: bad }).status, 1, bad.join(' '));
    }
    assert.deepEqual({ ...azure.state, log: [] }, before);
  }
});

test('release waits for the revision, and says when it fails', () => {
  const azure = deployed('minimal', IMAGE);
  const next = IMAGE.replace(':7', ':8');
  well(azure.run('release.sh', { arguments: [next] }));
  assert.equal(azure.image, next);
  azure.state = { ...azure.state, health: ['RunningAtMaxScale', 'Healthy'] };
  well(azure.run('release.sh', { arguments: [next] }));
  azure.state = { ...azure.state, health: ['Failed', 'Unhealthy'] };
  const failed = azure.run('release.sh', { arguments: [next] });
  assert.equal(failed.status, 1);
  assert.match(failed.stderr, /the one before it goes on/);
  for (const early of [deployed('minimal'), new Azure('minimal')]) {
    const { status, names } = early.run('release.sh', { arguments: [next] });
    assert.equal(status, 1);
    assert.equal(count(names, 'containerapp update'), 0);
  }
  assert.equal(new Azure('minimal').run('build-and-push.sh', { arguments: ['7'] }).status, 1);
});

test('cleanup deletes what is the portal\'s, for good, and refuses what is not', () => {
  const azure = deployed('hardened', IMAGE);
  const { state } = azure;
  Object.values(state.groups)[0].locks = [{ id: 'lock-1', name: 'keep' }, { id: 'lock-2', name: 'keep' }];
  azure.state = state;
  assert.equal(azure.run('cleanup.sh', { input: 'y\n' }).status, 1);
  const foreign = structuredClone(state);
  Object.values(foreign.groups)[0].resources.push({ type: 'Microsoft.Storage/storageAccounts', name: 'payroll' });
  const shared = new Azure('hardened', foreign);
  const refused = shared.run('cleanup.sh', { input: 'rg-backstage\n' });
  assert.equal(refused.status, 1);
  assert.match(refused.stderr, /microsoft\.storage\/storageaccounts payroll/);
  assert.deepEqual(shared.state.groups, foreign.groups);
  well(azure.run('cleanup.sh', { input: 'rg-backstage\n' }));
  const { groups, applications, deletedApplications, deletedAccounts, deletedVaults } = azure.state;
  assert.deepEqual([groups, applications, deletedApplications, deletedAccounts], [{}, [], [], []]);
  assert.equal(deletedVaults.length, 1);
});

test('after a cleanup the portal comes back: its vault, its account, a client secret of the new registration', () => {
  for (const portal of ['minimal', 'medium', 'hardened', 'password']) {
    const azure = deployed(portal, IMAGE);
    well(azure.run('cleanup.sh', { input: 'rg-backstage\n' }));
    well(azure.run('register-app.sh', { input: 'y\n' }));
    well(azure.run('deploy.sh', { arguments: ['--yes'], ...VALUES[portal] }));
    assert.deepEqual(azure.state.deletedVaults, []);
    signsIn(azure);
    well(azure.run('deploy.sh', { arguments: ['--yes', IMAGE] }));
    signsIn(azure);
  }
});

test('a registration or an account that somebody deleted comes back', () => {
  const azure = deployed('hardened');
  const { state } = azure;
  const [account] = Object.values(state.groups)[0].resources.filter(one => one.type === 'microsoft.cognitiveservices/accounts');
  const before = structuredClone(state);
  before.deletedApplications = before.applications;
  before.applications = [];
  const [group] = Object.values(before.groups);
  delete group.app;
  group.resources = group.resources.filter(one => one.name !== account.name);
  before.deletedAccounts = [{ name: account.name, location: 'westeurope', id: `/subscriptions/s/providers/Microsoft.CognitiveServices/locations/westeurope/resourceGroups/RG-Backstage/deletedAccounts/${account.name}` }];
  azure.state = before;
  well(azure.run('register-app.sh'));
  assert.equal(azure.state.applications[0].appId, state.applications[0].appId);
  well(azure.run('deploy.sh', { arguments: ['--yes'] }));
  assert.deepEqual(azure.state.deletedAccounts, []);
});

test('only Front Door is let in through its private link', () => {
  const azure = deployed('hardened');
  const states = () => azure.state.connections.map(one => one.properties.privateLinkServiceConnectionState.status);
  assert.deepEqual(states(), ['Pending', 'Approved']);
  const { state } = azure;
  state.connections.pop();
  azure.state = state;
  const { status, stderr } = azure.run('approve-private-link.sh');
  assert.equal(status, 1);
  assert.match(stderr, /has not asked/);
  assert.deepEqual(states(), ['Pending']);
});

test('a client secret that is given is taken, and what a vault has is kept', () => {
  for (const portal of ['minimal', 'medium']) {
    const azure = new Azure(portal);
    well(azure.run('register-app.sh'));
    well(azure.run('deploy.sh', { arguments: ['--yes'], PORTAL_SECRET_MICROSOFT_CLIENT_SECRET: TYPED }));
    assert.equal(azure.read[SIGN_IN], TYPED);
    assert.equal(azure.state.passwords, 0);
  }
  const azure = deployed('password', IMAGE);
  const before = azure.read;
  const { status, stderr } = azure.run('deploy.sh', { arguments: ['--yes'], PORTAL_SECRET_GITHUB_TOKEN: 'another one' });
  assert.equal(status, 0, stderr);
  assert.match(stderr, /keeps its value of github-token, not the one of PORTAL_SECRET_GITHUB_TOKEN\. To replace it: scripts\/rotate-secret\.sh github-token/);
  assert.deepEqual(azure.read, before);
  // A new client secret that no vault takes would push out the one that is used.
  assert.equal(azure.run('deploy.sh', { arguments: ['--yes', '--new-client-secret'] }).status, 1);
});

test('a deployment waits for its revision, and says when that fails', () => {
  const azure = deployed('minimal', IMAGE);
  azure.state = { ...azure.state, health: ['ActivationFailed', 'Unhealthy'] };
  const { status, stderr } = azure.run('deploy.sh', { arguments: ['--yes', IMAGE.replace(':7', ':8')] });
  assert.equal(status, 1);
  assert.match(stderr, /does not start \(ActivationFailed Unhealthy\); the one before it goes on/);
  azure.state = { ...azure.state, health: ['ScaledToZero', 'None'] };
  well(azure.run('deploy.sh', { arguments: ['--yes'] }));
});

test('an image runs only where people can sign in, also if the first deployment has one', () => {
  const azure = new Azure('medium');
  well(azure.run('register-app.sh'));
  const { names, status, stderr } = azure.run('deploy.sh', { arguments: ['--yes', IMAGE] });
  assert.equal(status, 0, stderr);
  assert.equal(azure.image, IMAGE);
  signsIn(azure);
  const last = names.lastIndexOf('deployment group create');
  assert.ok(names.slice(0, last).includes('ad app federated-credential create'), `${names}`);
});

test('another address of the portal is added to the registration', () => {
  const azure = deployed('minimal', IMAGE);
  const { state } = azure;
  Object.values(state.groups)[0].app.properties.template.containers[0].env[0].value = 'https://old.example.com';
  state.applications[0].web.redirectUris = [LOCAL, 'https://old.example.com/api/auth/microsoft/handler/frame'];
  azure.state = state;
  well(azure.run('deploy.sh', { arguments: ['--yes'] }));
  assert.deepEqual(azure.registration.web.redirectUris.at(-1), ADDRESS);
  assert.equal(azure.registration.web.redirectUris.length, 3);
});

test('the wrong subscription is found before anything is asked', () => {
  const azure = new Azure('minimal');
  const { status, stderr, calls } = azure.run('deploy.sh', { PORTAL_SUBSCRIPTION: '99999999-2222-3333-4444-555555555555' });
  assert.equal(status, 1);
  assert.match(stderr, /az account set --subscription 99999999/);
  assert.equal(calls, 1);
});

test('two environments are deployed from one set of files, and neither touches the other', () => {
  const azure = new Azure('environments');
  const nowhere = azure.run('deploy.sh', { arguments: ['--what-if'] });
  assert.equal(nowhere.status, 1);
  assert.match(nowhere.stderr, /--environment NAME\. The environments are: staging production/);
  const run = (script, environment, ...more) => well(azure.run(script, { arguments: ['--environment', environment, ...more] }));
  for (const environment of ['staging', 'production']) {
    run('register-app.sh', environment);
    run('deploy.sh', environment, '--yes');
    run('deploy.sh', environment, '--yes', `cr${environment}.azurecr.io/backstage:7`);
  }
  const { groups, applications } = azure.state;
  assert.deepEqual(Object.keys(groups), ['rg-backstage-staging', 'rg-portal']);
  assert.deepEqual(Object.values(groups).map(group => group.app.name), ['ca-backstage-staging', 'ca-backstage-production']);
  assert.deepEqual(applications.map(one => one.displayName), ['Contoso Portal (backstage-staging)', 'Contoso Portal (backstage-production)']);
  assert.deepEqual(applications.map(one => one.web.redirectUris.at(-1)), ['staging', 'production'].map(name => azure.setting('REDIRECT_URI', name)));
  const production = structuredClone(groups['rg-portal']);
  run('rotate-secret.sh', 'staging');
  run('register-app.sh', 'staging');
  const foreign = azure.run('cleanup.sh', { arguments: ['--environment', 'staging'], input: 'rg-portal\n' });
  assert.equal(foreign.status, 1);
  well(azure.run('cleanup.sh', { arguments: ['--environment', 'staging'], input: 'rg-backstage-staging\n' }));
  assert.deepEqual(azure.state.groups, { 'rg-portal': production });
  assert.deepEqual(azure.state.applications, [applications[1]]);
});

test('an image is promoted as it is', () => {
  const azure = new Azure('environments');
  for (const environment of ['staging', 'production']) {
    well(azure.run('register-app.sh', { arguments: ['--environment', environment] }));
    well(azure.run('deploy.sh', { arguments: ['--environment', environment, '--yes'] }));
  }
  const promoted = azure.run('promote.sh', { arguments: ['--environment', 'production', 'staging', 'crstaging.azurecr.io/backstage:7'] });
  well(promoted);
  assert.equal(promoted.stdout.trim(), 'crbackstageabcdefghijklm.azurecr.io/backstage:7');
  const imported = promoted.commands.find(line => line.startsWith('acr import'));
  assert.match(imported, /--source backstage:7 --registry \/subscriptions\/11111111-2222-3333-4444-555555555555\/resourceGroups\/rg-backstage-staging\/providers\/Microsoft.ContainerRegistry\/registries\/crstaging --image backstage:7/);
});
