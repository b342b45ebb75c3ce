// The bash scripts, with a fault at each call of the Azure CLI in turn: it fails without doing anything, a deployment fails
// half-way, or the script is killed, interrupted or ended once a call has done its work. What is there then is never less
// than before, and the next run makes it right. Each script starts from each state that a portal can be in: nothing,
// registered, after a deployment that failed, with the placeholder, with an image, after a cleanup. Where a script refuses,
// nothing changes, whatever happens.
//
// FAULTS names portals of which all is run, for example `FAULTS="password hardened"`; that takes many minutes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ADDRESS, Azure, LOCAL, PEM, PLACEHOLDER, SIGN_IN, TYPED } from './azure.mjs';

const IMAGE = 'crbackstageabcdefghijklm.azurecr.io/backstage:7';
const NEXT = 'crbackstageabcdefghijklm.azurecr.io/backstage:8';
const VALUES = {
  password: { PORTAL_SECRET_GITHUB_TOKEN: TYPED, PORTAL_SECRET_GITHUB_APP_KEY: PEM, PORTAL_SECRET_PATH: TYPED, PORTAL_SECRET_RESOURCE_GROUP: TYPED, PORTAL_SECRET_POSTGRES_PASSWORD: TYPED },
};
/** The environment of a portal that has several. */
const ENVIRONMENTS = { environments: 'production' };
const GROUPS = { environments: 'rg-portal' };
const NEW_PASSWORD = { PORTAL_SECRET_POSTGRES_PASSWORD: 'from-the-vault' };

const register = ['register-app.sh', { input: 'y\n' }];
const deploy = (...more) => ['deploy.sh', { arguments: ['--yes', ...more] }];
const cleanup = ['cleanup.sh', { input: portal => `${GROUPS[portal] ?? 'rg-backstage'}\n` }];
/** How a portal comes to a state; `half` is a deployment that fails half-way. */
const steps = {
  nothing: [],
  registered: [register],
  failed: [register, 'half'],
  deployed: [register, deploy()],
  running: [register, deploy(), deploy(IMAGE)],
  removed: [register, deploy(), deploy(IMAGE), cleanup, register],
};
/** The state that a state begins with: its last step is the only one that is missing. */
const earlier = { registered: 'nothing', failed: 'registered', deployed: 'registered', running: 'deployed' };
const reached = new Map();

function at(portal, place) {
  const key = `${portal} ${place}`;
  if (!reached.has(key)) {
    const from = place in earlier ? at(portal, earlier[place]) : undefined;
    const azure = new Azure(portal, from);
    for (const step of from ? steps[place].slice(-1) : steps[place]) {
      run(azure, portal, step);
    }
    reached.set(key, azure.state);
  }
  return reached.get(key);
}

function run(azure, portal, step) {
  const [script, options] = step === 'half' ? deploy() : step;
  const given = { ...VALUES[portal], ...of(portal, options) };
  if (step === 'half') {
    const { names } = new Azure(portal, azure.state).run(script, given);
    const fault = { FAKE_HALF: String(names.indexOf('deployment group create') + 1) };
    assert.notEqual(azure.run(script, { ...given, fault }).status, 0);
    return;
  }
  const { status, stderr } = azure.run(script, given);
  assert.equal(status, 0, stderr);
}

/** What a script of this portal is given. */
function of(portal, { arguments: words = [], input, ...more } = {}) {
  const environment = ENVIRONMENTS[portal];
  return {
    ...more,
    arguments: environment ? ['--environment', environment, ...words] : words,
    ...(input && { input: typeof input === 'function' ? input(portal) : input }),
  };
}

/** What must not get lost. */
function kept(before, azure, what) {
  const was = Object.values(before.groups)[0];
  const is = azure.group;
  for (const application of before.applications) {
    const now = azure.state.applications.find(one => one.appId === application.appId);
    assert.ok(now, `${what}: a registration is gone`);
    assert.ok(application.web.redirectUris.every(uri => now.web.redirectUris.includes(uri)), `${what}: an address is gone`);
    assert.ok(application.federated.every(one => now.federated.some(other => other.subject === one.subject)), `${what}: a federated credential is gone`);
  }
  if (!was) {
    return;
  }
  assert.ok(is, `${what}: the group is gone`);
  for (const resource of was.resources) {
    assert.ok(is.resources.some(one => one.name === resource.name), `${what}: ${resource.name} is gone`);
  }
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
}

/** A portal that works: people sign in, and what is secret is the same everywhere. */
function complete(image) {
  return (azure, what) => {
    assert.equal(azure.state.applications.length, 1, `${what}: registrations`);
    const { registration } = azure;
    assert.ok(registration.passwordCredentials.some(one => one.password === azure.read[SIGN_IN]), `${what}: nobody can sign in`);
    assert.ok([LOCAL, azure.setting('REDIRECT_URI', ENVIRONMENTS[azure.portal]) || ADDRESS].every(uri => registration.web.redirectUris.includes(uri)), `${what}: redirect URIs`);
    assert.equal(registration.federated.length, 1, `${what}: federated credentials`);
    assert.equal(azure.image, image, what);
    const [vault] = Object.values(azure.group.vaults ?? {});
    if (azure.group.password && vault) {
      assert.equal(vault['postgres-password'].value, azure.group.password, `${what}: vault and server`);
      assert.equal(azure.read['postgres-password'], azure.group.password, `${what}: portal and server`);
    }
  };
}

const registered = (azure, what) => assert.equal(azure.state.applications.length, 1, what);
const gone = (azure, what) => {
  const { groups, applications, deletedApplications, deletedAccounts } = azure.state;
  assert.deepEqual([groups, applications, deletedApplications, deletedAccounts], [{}, [], [], []], what);
};
const same = Symbol('nothing changes');
const refuses = Symbol('the script refuses');

/** Each script, and how it ends from each state. */
const scripts = {
  'register-app.sh': {
    options: { input: 'y\n' },
    nothing: registered,
    registered,
    failed: registered,
    deployed: complete(PLACEHOLDER),
    running: complete(IMAGE),
    removed: registered,
  },
  'deploy.sh --yes': {
    values: true,
    nothing: refuses,
    registered: complete(PLACEHOLDER),
    failed: complete(PLACEHOLDER),
    deployed: complete(PLACEHOLDER),
    running: complete(IMAGE),
    removed: complete(PLACEHOLDER),
  },
  [`deploy.sh --yes ${IMAGE}`]: { values: true, nothing: refuses, registered: complete(IMAGE), failed: complete(IMAGE), deployed: complete(IMAGE), removed: complete(IMAGE) },
  'deploy.sh --what-if': { nothing: same, registered: same, failed: same, deployed: same, running: same, removed: same },
  'build-and-push.sh 8': { nothing: refuses, registered: refuses, deployed: same, running: same, removed: refuses },
  [`release.sh ${NEXT}`]: { nothing: refuses, registered: refuses, failed: refuses, deployed: refuses, running: complete(NEXT), removed: refuses },
  'rotate-secret.sh': {
    options: { input: 'y\n' },
    nothing: refuses,
    registered: refuses,
    failed: refuses,
    deployed: complete(PLACEHOLDER),
    running: complete(IMAGE),
    removed: refuses,
  },
  'rotate-secret.sh --list': { nothing: refuses, deployed: same, running: same },
  'rotate-secret.sh --list --within 30': { nothing: refuses, deployed: same, running: same },
  'rotate-secret.sh postgres-password': { only: ['password'], options: NEW_PASSWORD, failed: refuses, deployed: complete(PLACEHOLDER), running: complete(IMAGE) },
  'approve-private-link.sh': { only: ['hardened'], nothing: refuses, failed: refuses, deployed: complete(PLACEHOLDER), running: complete(IMAGE) },
  'promote.sh staging crstaging.azurecr.io/backstage:8': { only: ['environments'], nothing: refuses, registered: refuses, deployed: same, running: same },
  'cleanup.sh': { options: cleanup[1], nothing: gone, registered: gone, failed: gone, deployed: gone, running: gone, removed: gone },
};

/** What there is, but for what was asked and when. */
function state(azure) {
  const { log, ...left } = azure.state;
  return JSON.stringify(left).replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z|"(updated|exp)":\d+/g, '');
}

let runs = 0;
// Without FAULTS only short ones of the smallest portal.
const SHORT = ['register-app.sh nothing', `release.sh ${NEXT} running`, `release.sh ${NEXT} deployed`, 'build-and-push.sh 8 registered'];
for (const portal of (process.env.FAULTS ?? 'minimal').split(' ')) {
  for (const [line, { options, values, only, ...places }] of Object.entries(scripts)) {
    if (only && !only.includes(portal)) {
      continue;
    }
    const [script, ...words] = line.split(' ');
    for (const [place, right] of Object.entries(places)) {
      if (!process.env.FAULTS && !SHORT.includes(`${line} ${place}`)) {
        continue;
      }
      test(`${portal}, ${line}, ${place}: a fault at each call`, () => {
        const before = at(portal, place);
        const start = state(new Azure(portal, before));
        const given = { ...(values && place !== 'running' ? VALUES[portal] : {}), ...of(portal, { ...options, arguments: words }) };
        const plain = new Azure(portal, before);
        const { calls, status, stderr, names, commands } = plain.run(script, given);
        runs += 1;
        const check = (azure, what) => {
          if (right === refuses || right === same) {
            assert.equal(state(azure), start, `${what}: something changed`);
          } else {
            right(azure, what);
          }
        };
        assert.equal(status === 0, right !== refuses, stderr);
        check(plain, 'without a fault');
        assert.ok(calls > 0);
        // What a run starts from decides what it does: from each state it is run once.
        const seen = new Set([start]);
        for (let call = 1; call <= calls; call += 1) {
          // A question that was answered changes nothing: an end after it is an end before the next call.
          const asks = / (show|list|list-deleted|exists|what-if)$/.test(names[call - 1]) || commands[call - 1].includes('--method GET');
          const faults = ['FAKE_FAIL', ...(asks ? [] : ['FAKE_KILL', 'FAKE_INT', 'FAKE_TERM']), ...(names[call - 1] === 'deployment group create' ? ['FAKE_HALF'] : [])];
          for (const fault of faults) {
            const what = `${portal}, ${line}, ${place}, ${fault} at ${call} (${names[call - 1]})`;
            const azure = new Azure(portal, before);
            const broken = azure.run(script, { ...given, fault: { [fault]: String(call) } });
            runs += 1;
            assert.notEqual(broken.status, 0, `${what}: it did not stop`);
            if (right === refuses || right === same) {
              check(azure, what);
            } else if (script !== 'cleanup.sh') {
              kept(before, azure, what);
            }
            if (fault !== 'FAKE_KILL') {
              assert.match(broken.stderr, /stopped while .*run it again|Nothing was|Run /, what);
            }
            if (seen.has(state(azure))) {
              continue;
            }
            seen.add(state(azure));
            const again = azure.run(script, given);
            runs += 1;
            assert.equal(again.status, 0, `${what}: ${again.stdout}${again.stderr}`);
            check(azure, what);
          }
        }
      });
    }
  }
}
process.on('exit', () => console.log(`# ${runs} runs of scripts`));
