// The bash scripts, run against a stand-in for the Azure CLI.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { folder, text } from './portals.mjs';

const SIGN_IN = 'auth-microsoft-client-secret';
const outputs = {
  url: 'https://portal.example.com',
  redirectUri: 'https://portal.example.com/api/auth/microsoft/handler/frame',
  portalName: 'ca-backstage',
  environmentName: 'cae-backstage',
  registryName: 'crbackstage',
  registryLoginServer: 'crbackstage.azurecr.io',
};

/** A subscription in which the scripts of a portal run. */
class Azure {
  constructor(portal, state = {}) {
    this.portal = portal;
    this.bin = mkdtempSync(join(tmpdir(), 'azure-'));
    this.file = join(this.bin, 'state.json');
    copyFileSync(fileURLToPath(new URL('az.mjs', import.meta.url)), join(this.bin, 'az.mjs'));
    writeFileSync(join(this.bin, 'az'), `#!/bin/sh\nexec "${process.execPath}" "${join(this.bin, 'az.mjs')}" "$@"\n`);
    chmodSync(join(this.bin, 'az'), 0o755);
    writeFileSync(this.file, JSON.stringify({ log: [], group: false, after: outputs, title: this.setting('APP_DISPLAY_NAME').replaceAll("'", "''"), locks: [], ...state }));
  }

  setting(key) {
    return text(this.portal, 'scripts/settings.env').match(new RegExp(`^${key}=(.*)$`, 'm'))[1];
  }

  get state() {
    return JSON.parse(readFileSync(this.file, 'utf8'));
  }

  /** The commands since the last run. */
  run(script, { input = '', arguments: given = [], ...environment } = {}) {
    const before = this.state.log.length;
    const { status, stdout, stderr } = spawnSync('bash', [join(folder(this.portal), 'scripts', script), ...given], {
      input,
      encoding: 'utf8',
      env: { PATH: `${this.bin}:${process.env.PATH}`, FAKE_AZURE: this.file, HOME: this.bin, LOCATION: 'westeurope', ...environment },
    });
    const commands = this.state.log.slice(before);
    // What a command is given is seen by everybody on the machine.
    const secrets = [...(this.state.app?.credentials ?? []).map(one => one.password), 'typed-in'];
    for (const line of [...commands, stdout, stderr]) {
      assert.ok(!secrets.some(secret => line.includes(secret)), line);
    }
    return { status, stdout, stderr, commands, names: commands.map(line => line.split(' --')[0]) };
  }
}

function count(names, name) {
  return names.filter(one => one === name).length;
}

test('register-app makes the registration, completes it after the deployment, and then changes nothing', () => {
  const azure = new Azure('medium');
  const first = azure.run('register-app.sh');
  assert.equal(first.status, 0, first.stderr);
  assert.match(first.stdout, /client-id\nRun this again/);
  assert.deepEqual(azure.state.app.redirects, ['http://localhost:7007/api/auth/microsoft/handler/frame']);
  assert.equal(azure.state.app.permissions, 5);
  assert.equal(azure.state.app.federated, undefined);

  const deployed = new Azure('medium', { ...azure.state, outputs: { ...outputs, vaultName: 'kv' } });
  const second = deployed.run('register-app.sh');
  assert.equal(second.status, 0, second.stderr);
  assert.equal(count(second.names, 'ad app create') + count(second.names, 'ad sp create'), 0);
  assert.deepEqual(deployed.state.app.redirects, ['http://localhost:7007/api/auth/microsoft/handler/frame', outputs.redirectUri]);
  assert.deepEqual(deployed.state.app.federated, {
    name: 'portal',
    issuer: 'https://login.microsoftonline.com/tenant/v2.0',
    subject: 'identity-of-portal',
    audiences: ['api://AzureADTokenExchange'],
  });
  assert.deepEqual(deployed.state.roles.map(role => [role.principalId, role.resourceId]), [['identity-of-portal', 'directory'], ['identity-of-portal', 'directory']]);

  const before = { ...deployed.state, log: [] };
  const third = deployed.run('register-app.sh');
  assert.equal(third.status, 0, third.stderr);
  assert.deepEqual({ ...deployed.state, log: [] }, before);
});

test('a title is text for every command, whatever is in it', () => {
  const azure = new Azure('resolvers');
  assert.equal(azure.setting('APP_DISPLAY_NAME'), `Mona's "costs": in \${CURRENCY} & #1 (resolve)`);
  for (const creations of [1, 0]) {
    const { status, stderr, names } = azure.run('register-app.sh', { CURRENCY: 'EUR' });
    assert.equal(status, 0, stderr);
    assert.equal(count(names, 'ad app create'), creations);
  }
});

test('the first deployment is complete, and the secret is that of the registration', () => {
  const azure = new Azure('medium', { vault: {}, after: { ...outputs, vaultName: 'kv' } });
  assert.equal(azure.run('deploy.sh', { input: 'y\n' }).status, 1, 'without a registration it ends');
  azure.run('register-app.sh');
  const deployed = azure.run('deploy.sh', { input: 'y\n' });
  assert.equal(deployed.status, 0, deployed.stderr);
  assert.ok(deployed.names.indexOf('deployment group what-if') < deployed.names.indexOf('deployment group create'));
  assert.equal(azure.state.location, 'westeurope');
  assert.equal(azure.state.vault[SIGN_IN], 'password-1');
  assert.ok(azure.state.app.redirects.includes(outputs.redirectUri), 'the registration knows the address');
  assert.match(deployed.stdout, /The portal: https:\/\/portal\.example\.com/);
});

test('where the template makes the registration, the first deployment makes its secret and approves the private link', () => {
  const azure = new Azure('hardened', {
    vault: {}, after: { ...outputs, vaultName: 'kv', applicationId: 'client-id' },
    app: { id: 'client-id', credentials: [] }, connections: ['connection-1'],
  });
  const { status, stderr, names } = azure.run('deploy.sh', { input: 'y\n' });
  assert.equal(status, 0, stderr);
  assert.equal(azure.state.vault[SIGN_IN], 'password-1', 'the first value was replaced');
  assert.equal(count(names, 'containerapp revision restart'), 2);
  assert.deepEqual(azure.state.connections, []);
});

test('later deployments keep the image and the secret', () => {
  const azure = new Azure('medium', {
    group: true, outputs: { ...outputs, vaultName: 'kv' }, after: { ...outputs, vaultName: 'kv' },
    vault: { [SIGN_IN]: 'rotated' }, image: 'crbackstage.azurecr.io/backstage:7', app: { id: 'client-id', credentials: [] },
  });
  const again = azure.run('deploy.sh', { arguments: ['--yes'] });
  assert.equal(again.status, 0, again.stderr);
  assert.equal(azure.state.image, 'crbackstage.azurecr.io/backstage:7');
  assert.equal(azure.state.vault[SIGN_IN], 'rotated');
  assert.equal(count(again.names, 'ad app credential reset') + count(again.names, 'group create'), 0);
  azure.run('deploy.sh', { arguments: ['--yes', 'crbackstage.azurecr.io/backstage:8'] });
  assert.equal(azure.state.image, 'crbackstage.azurecr.io/backstage:8');
});

test('what-if changes nothing, and neither does a no', () => {
  const state = { group: true, outputs, image: 'mcr.microsoft.com/k8se/quickstart:latest', app: { id: 'client-id', credentials: [] }, secrets: { [SIGN_IN]: 'kept' } };
  for (const run of [{ arguments: ['--what-if'] }, { input: 'n\n' }]) {
    const azure = new Azure('minimal', state);
    const { names, status } = azure.run('deploy.sh', run);
    assert.equal(status, run.arguments ? 0 : 1);
    assert.equal(count(names, 'deployment group what-if'), 1);
    assert.equal(count(names, 'deployment group create'), 0);
  }
});

test('without a vault the values are those of the running portal, or typed in', () => {
  const azure = new Azure('credentials', {
    group: true, outputs, image: 'mcr.microsoft.com/k8se/quickstart:latest', app: { id: 'client-id', credentials: [] },
    secrets: { [SIGN_IN]: 'as-it-is', 'ado-token': 'as-it-is-too' },
  });
  const others = { GITHUB_TOKEN: 'typed-in', FABRIKAM_CLIENT_SECRET: 'typed-in' };
  const again = azure.run('deploy.sh', { arguments: ['--yes'], input: 'typed-in\n', ...others });
  assert.equal(again.status, 0, again.stderr);
  assert.deepEqual(azure.state.secrets, { [SIGN_IN]: 'as-it-is', 'ado-token': 'as-it-is-too' });
  // The placeholder is not taken for an image of the portal.
  assert.equal(azure.state.image, 'mcr.microsoft.com/k8se/quickstart:latest');
});

test('rotate-secret writes a new secret into the vault, and removes the older ones when it works', () => {
  const state = {
    group: true, outputs: { ...outputs, vaultName: 'kv', applicationId: 'client-id' }, vault: { [SIGN_IN]: 'password-1' },
    app: { id: 'client-id', credentials: [{ key: 'key-old', name: 'first', password: 'password-1' }] },
  };
  for (const portal of ['medium', 'hardened']) {
    const azure = new Azure(portal, state);
    const { status, stderr, names } = azure.run('rotate-secret.sh', { input: 'y\n' });
    assert.equal(status, 0, stderr);
    assert.equal(azure.state.vault[SIGN_IN], 'password-2');
    assert.equal(count(names, 'containerapp revision restart'), 2);
    assert.deepEqual(azure.state.app.credentials.map(one => one.password), ['password-2']);
    const careful = new Azure(portal, state);
    careful.run('rotate-secret.sh', { input: 'n\n' });
    assert.equal(careful.state.app.credentials.length, 2, 'the older one stays until somebody has signed in');
  }
});

test('rotate-secret takes the value of any other secret from the keyboard', () => {
  const azure = new Azure('medium', { group: true, outputs: { ...outputs, vaultName: 'kv' }, vault: {} });
  const { status, stderr, names } = azure.run('rotate-secret.sh', { arguments: ['github-token'], input: 'typed-in\n' });
  assert.equal(status, 0, stderr);
  assert.equal(azure.state.vault['github-token'], 'typed-in');
  assert.equal(count(names, 'ad app credential reset'), 0);
});

test('without a vault a new secret is deployed', () => {
  const azure = new Azure('minimal', {
    group: true, outputs, image: 'crbackstage.azurecr.io/backstage:7', secrets: { [SIGN_IN]: 'password-1' },
    app: { id: 'client-id', credentials: [{ key: 'key-old', name: 'first', password: 'password-1' }] },
  });
  const { status, stderr } = azure.run('rotate-secret.sh', { input: 'y\ny\n' });
  assert.equal(status, 0, stderr);
  assert.equal(azure.state.secrets[SIGN_IN], 'password-2');
  assert.equal(azure.state.image, 'crbackstage.azurecr.io/backstage:7');
});

test('release waits for the revision, and says when it fails', () => {
  const state = { group: true, outputs, image: 'crbackstage.azurecr.io/backstage:7' };
  const run = more => new Azure('minimal', { ...state, ...more }).run('release.sh', { arguments: ['crbackstage.azurecr.io/backstage:8'] });
  assert.equal(run({ health: ['Running', 'Healthy'] }).status, 0);
  assert.equal(run({ health: ['RunningAtMaxScale', 'Healthy'] }).status, 0);
  assert.equal(run({ health: ['Failed', 'Unhealthy'] }).status, 1);
  const placeholder = run({ image: 'mcr.microsoft.com/k8se/quickstart:latest' });
  assert.equal(placeholder.status, 1);
  assert.equal(count(placeholder.names, 'containerapp update'), 0);
});

test('build-and-push prints the address of the image last', () => {
  const azure = new Azure('minimal', { group: true, outputs });
  const { status, stdout, stderr } = azure.run('build-and-push.sh', { arguments: ['7'] });
  assert.equal(status, 0, stderr);
  assert.equal(stdout.trim().split('\n').at(-1), 'crbackstage.azurecr.io/backstage:7');
  assert.equal(new Azure('minimal').run('build-and-push.sh', { arguments: ['7'] }).status, 1, 'there is no registry yet');
});

test('cleanup asks for the name', () => {
  const state = { group: true, outputs: { ...outputs, applicationId: 'client-id' }, locks: ['lock-1', 'lock-2'], app: { id: 'client-id', credentials: [] } };
  const careful = new Azure('hardened', state);
  assert.equal(careful.run('cleanup.sh', { input: 'y\n' }).status, 1);
  assert.equal(careful.state.group, true);
  const azure = new Azure('hardened', state);
  const { status, stderr } = azure.run('cleanup.sh', { input: 'rg-backstage\n' });
  assert.equal(status, 0, stderr);
  assert.deepEqual([azure.state.group, azure.state.locks, azure.state.app], [false, [], undefined]);
});

test('approve-private-link approves what waits', () => {
  const azure = new Azure('hardened', { group: true, outputs, connections: ['connection-1', 'connection-2'] });
  const { status, stderr } = azure.run('approve-private-link.sh');
  assert.equal(status, 0, stderr);
  assert.deepEqual(azure.state.connections, []);
});
