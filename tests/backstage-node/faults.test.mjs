// The bash scripts, with a fault at each call of the Azure CLI in turn: it fails without doing anything, a deployment fails
// half-way, or the script is killed once a call has done its work. What is there then is never less than before, and the
// next run makes it right. FAULTS names portals of which all are run, for example `FAULTS="password hardened"`.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Azure, LOCAL, PEM, PLACEHOLDER, SIGN_IN, TYPED } from './azure.mjs';

const IMAGE = 'crbackstageabcdefghijklm.azurecr.io/backstage:7';
const NEXT = 'crbackstageabcdefghijklm.azurecr.io/backstage:8';
const VALUES = {
  password: { PORTAL_SECRET_GITHUB_TOKEN: TYPED, PORTAL_SECRET_GITHUB_APP_KEY: PEM, PORTAL_SECRET_PATH: TYPED, PORTAL_SECRET_RESOURCE_GROUP: TYPED, PORTAL_SECRET_POSTGRES_PASSWORD: TYPED },
};
const PASSWORD = { PORTAL_SECRET_POSTGRES_PASSWORD: 'from-the-vault' };

const deploy = (...more) => ['deploy.sh', { arguments: ['--yes', ...more] }];
const steps = {
  registered: [['register-app.sh', { input: 'y\n' }]],
  deployed: [['register-app.sh', { input: 'y\n' }], deploy()],
  running: [['register-app.sh', { input: 'y\n' }], deploy(), deploy(IMAGE)],
  removed: [['register-app.sh', { input: 'y\n' }], deploy(), deploy(IMAGE), ['cleanup.sh', { input: 'rg-backstage\n' }], ['register-app.sh', { input: 'y\n' }]],
};

function at(portal, place) {
  const azure = new Azure(portal);
  for (const [script, options] of steps[place] ?? []) {
    const { status, stderr } = azure.run(script, { ...VALUES[portal], ...options });
    assert.equal(status, 0, stderr);
  }
  return azure.state;
}

/** What must not get lost. */
function kept(before, azure, what) {
  const was = Object.values(before.groups)[0];
  const is = azure.group;
  if (!was) {
    return;
  }
  assert.ok(is, `${what}: the group is gone`);
  for (const [name, vault] of Object.entries(was.vaults ?? {})) {
    for (const secret of Object.keys(vault)) {
      assert.ok(is.vaults[name][secret], `${what}: ${secret} is gone`);
    }
  }
  if (was.app) {
    const image = was.app.properties.template.containers[0].image;
    assert.ok(is.app, `${what}: the app is gone`);
    assert.ok(image === PLACEHOLDER || azure.image !== PLACEHOLDER, `${what}: the placeholder replaced ${image}`);
    assert.ok(!is.app.read[SIGN_IN] || azure.registration.passwordCredentials.some(one => one.password === is.app.read[SIGN_IN]), `${what}: the client secret that the portal knows is gone`);
    for (const name of Object.keys(was.app.read)) {
      assert.ok(is.app.read[name], `${what}: the portal has no ${name} any more`);
    }
  }
  for (const application of before.applications) {
    const now = azure.state.applications.find(one => one.appId === application.appId);
    assert.ok(now, `${what}: a registration is gone`);
    assert.ok(application.web.redirectUris.every(uri => now.web.redirectUris.includes(uri)), `${what}: an address is gone`);
    assert.ok(application.federated.every(one => now.federated.some(other => other.subject === one.subject)), `${what}: a federated credential is gone`);
  }
}

function complete(azure, what, image) {
  assert.equal(azure.state.applications.length, 1, `${what}: registrations`);
  const { registration } = azure;
  assert.ok(registration.passwordCredentials.some(one => one.password === azure.read[SIGN_IN]), `${what}: nobody can sign in`);
  assert.ok([LOCAL, azure.address].every(uri => registration.web.redirectUris.includes(uri)), `${what}: redirect URIs`);
  assert.equal(registration.federated.length, 1, `${what}: federated credentials`);
  assert.equal(azure.image, image, what);
  const [vault] = Object.values(azure.group.vaults ?? {});
  if (azure.group.password) {
    assert.equal(vault['postgres-password'].value, azure.group.password, `${what}: vault and server`);
    assert.equal(azure.read['postgres-password'], azure.group.password, `${what}: portal and server`);
  }
}

const cases = [
  ['first registration', undefined, 'register-app.sh', { input: 'y\n' }, azure => assert.equal(azure.state.applications.length, 1)],
  ['first deployment', 'registered', ...deploy(), (azure, what) => complete(azure, what, PLACEHOLDER)],
  ['first image', 'deployed', ...deploy(IMAGE), (azure, what) => complete(azure, what, IMAGE)],
  ['second deployment', 'running', ...deploy(), (azure, what) => complete(azure, what, IMAGE)],
  ['deployment after a cleanup', 'removed', ...deploy(), (azure, what) => complete(azure, what, PLACEHOLDER)],
  ['registration again', 'running', 'register-app.sh', {}, (azure, what) => complete(azure, what, IMAGE)],
  ['release', 'running', 'release.sh', { arguments: [NEXT] }, (azure, what) => complete(azure, what, NEXT)],
  ['build', 'running', 'build-and-push.sh', { arguments: ['8'] }, (azure, what) => complete(azure, what, IMAGE)],
  ['rotation', 'running', 'rotate-secret.sh', { input: 'y\n' }, (azure, what) => complete(azure, what, IMAGE)],
  ['rotation of the password', 'running', 'rotate-secret.sh', { arguments: ['postgres-password'], ...PASSWORD }, (azure, what) => complete(azure, what, IMAGE)],
  ['cleanup', 'running', 'cleanup.sh', { input: 'rg-backstage\n' }, azure => {
    const { groups, applications, deletedApplications, deletedAccounts } = azure.state;
    assert.deepEqual([groups, applications, deletedApplications, deletedAccounts], [{}, [], [], []]);
  }],
];

// Without FAULTS only the short ones of the smallest portal: all of a portal take many minutes.
const SHORT = ['first registration', 'release'];
for (const portal of (process.env.FAULTS ?? 'minimal').split(' ')) {
  for (const [name, place, script, options, right] of cases) {
    if (!process.env.FAULTS && !SHORT.includes(name)) {
      continue;
    }
    if (options === cases[9][3] && portal !== 'password') {
      continue;
    }
    test(`${portal}, ${name}: a fault at each call`, () => {
      const before = at(portal, place);
      const values = place === 'running' ? {} : VALUES[portal];
      const plain = new Azure(portal, before);
      const { calls, status, stderr, names } = plain.run(script, { ...values, ...options });
      assert.equal(status, 0, stderr);
      right(plain, name);
      assert.ok(calls > 3, `${calls} calls`);
      // What a run starts from decides what it does: from each state it is run once.
      const seen = new Set();
      for (let call = 1; call <= calls; call += 1) {
        // A question that was answered changes nothing: a kill after it is a kill before the next call.
        const asks = / (show|list|list-deleted|exists|what-if)$/.test(names[call - 1]) || plain.state.log.at(call - 1 - calls).includes('--method GET');
        const faults = ['FAKE_FAIL', ...(asks ? [] : ['FAKE_KILL']), ...(names[call - 1] === 'deployment group create' ? ['FAKE_HALF'] : [])];
        for (const fault of faults) {
          const what = `${portal}, ${name}, ${fault} at ${call} (${names[call - 1]})`;
          const azure = new Azure(portal, before);
          const broken = azure.run(script, { ...values, ...options, fault: { [fault]: String(call) } });
          assert.notEqual(broken.status, 0, `${what}: it did not stop`);
          if (name !== 'cleanup') {
            kept(before, azure, what);
          }
          if (fault !== 'FAKE_KILL') {
            assert.match(broken.stderr, /stopped while .*run it again|Nothing was|Run /, what);
          }
          const { log: _, ...left } = azure.state;
          const state = JSON.stringify(left).replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z|"(updated|exp)":\d+/g, '');
          if (seen.has(state)) {
            continue;
          }
          seen.add(state);
          const again = azure.run(script, { ...values, ...options });
          assert.equal(again.status, 0, `${what}: ${again.stdout}${again.stderr}`);
          right(azure, what);
        }
      }
    });
  }
}
