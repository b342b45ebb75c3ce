// The Azure Developer CLI, step by step: what azure.yaml says is done in the order in which `azd` does it, against the
// stand-in for the Azure CLI. The hooks are the generated script, the deployments are those of the generated templates.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { ADDRESS, Azure, LOCAL, PORTALS, SIGN_IN, TYPED, count } from './azure.mjs';

const SUBSCRIPTION = '11111111-2222-3333-4444-555555555555';
const GROUP = 'rg-azd';
const VALUES = { PORTAL_SECRET_GITHUB_TOKEN: TYPED, PORTAL_SECRET_POSTGRES_PASSWORD: TYPED };

/** `azd` in the folder of a portal, with its environment in a file. */
class Azd {
  constructor(portal, state) {
    this.azure = new Azure(portal, state);
    this.file = join(this.azure.bin, 'azd.env');
    writeFileSync(this.file, `AZURE_ENV_NAME=test\nAZURE_SUBSCRIPTION_ID=${SUBSCRIPTION}\nAZURE_LOCATION=westeurope\nAZURE_RESOURCE_GROUP=${GROUP}\n`);
    this.azure.program('azd', `test "$1 $2" = 'env set' || exit 1\nprintf '%s=%s\\n' "$3" "$4" >>'${this.file}'`);
    this.project = parse(readFileSync(resolve(PORTALS, portal, 'azure.yaml'), 'utf8'));
  }

  get environment() {
    return Object.fromEntries(readFileSync(this.file, 'utf8').trim().split('\n').map(line => line.split(/=(.*)/s).slice(0, 2)));
  }

  set(name, value) {
    writeFileSync(this.file, `${name}=${value}\n`, { flag: 'a' });
  }

  hook(name, { fault, ...shell } = {}) {
    const { run } = this.project.hooks[name].posix;
    const [script, ...words] = run.split(' ');
    return this.azure.run(script.replace('scripts/', ''), { arguments: words, fault, ...this.environment, ...shell });
  }

  /** A template of the folder that the project names, with the parameter file beside it. */
  deploy(module, shell) {
    const path = resolve(PORTALS, this.azure.portal, this.project.infra.path, `${module}.bicepparam`);
    const arguments_ = ['deployment', 'group', 'create', '--resource-group', GROUP, '--name', module, '--parameters', path];
    return this.azure.az(arguments_, { ...this.environment, ...shell });
  }

  provision(shell = VALUES) {
    const steps = [() => this.hook('preprovision', shell)];
    // Group and outputs are what azd makes and keeps by itself.
    steps.push(() => this.azure.az(['group', 'create', '--name', GROUP, '--location', 'westeurope'], {}));
    steps.push(() => this.deploy(this.project.infra.module, shell));
    steps.push(() => {
      this.set('registryLoginServer', 'crbackstageabcdefghijklm.azurecr.io');
      return this.hook('postprovision', shell);
    });
    return this.all(steps);
  }

  deployService(tag, shell = {}) {
    const [[name, { docker }]] = Object.entries(this.project.services);
    const steps = [() => {
      const registry = docker.registry.replace(/\$\{(\w+)\}/g, (_, key) => this.environment[key]);
      this.set(`SERVICE_${name.toUpperCase()}_IMAGE_NAME`, `${registry}/${docker.image}:${tag}`);
      return this.deploy(name, shell);
    }, () => this.hook('postdeploy', shell)];
    return this.all(steps);
  }

  all(steps) {
    for (const step of steps) {
      const result = step();
      if (result.status !== 0) {
        return result;
      }
    }
    return { status: 0, stderr: '' };
  }
}

function well({ status, stderr, stdout }) {
  assert.equal(status, 0, `${stdout}\n${stderr}`);
}

/** The app answers on its port with its image, people sign in, and the identity reads the directory. */
function works(azd, tag) {
  const { azure } = azd;
  const { registration, read, group } = azure;
  assert.equal(group.app.ports, 7007);
  assert.equal(azure.image, `crbackstageabcdefghijklm.azurecr.io/backstage:${tag}`);
  assert.ok(registration.passwordCredentials.some(one => one.password === read[SIGN_IN]), 'nobody can sign in');
  assert.ok([LOCAL, ADDRESS].every(uri => registration.web.redirectUris.includes(uri)), `${registration.web.redirectUris}`);
  assert.deepEqual(registration.federated.map(one => one.subject), ['identity-of-portal']);
  assert.equal(azure.state.roles.length, 2, 'the application roles of Microsoft Graph');
  assert.equal(read['github-token'], TYPED);
  assert.equal(read['postgres-password'], group.password);
  azure.noSecret([...azure.state.log, readFileSync(azd.file, 'utf8')]);
}

test('azd up: services, registration, app with its image, addresses and roles', () => {
  const azd = new Azd('azd');
  well(azd.provision());
  assert.equal(azd.azure.group.app, undefined, 'no placeholder runs');
  assert.equal(azd.azure.group.vaults.kvbackstageabcdefghijklm[SIGN_IN].value, 'password-1');
  well(azd.deployService('1'));
  works(azd, '1');
  const { applications, passwords } = azd.azure.state;
  // The second time nothing is asked for and nothing is made anew.
  well(azd.provision({}));
  well(azd.deployService('2'));
  works(azd, '2');
  assert.deepEqual([azd.azure.state.applications, azd.azure.state.passwords], [applications, passwords]);
});

test('azd: what is missing is said before anything is made, and asked for where it can be', () => {
  const azd = new Azd('azd');
  const { status, stderr } = azd.provision({});
  assert.equal(status, 1);
  assert.match(stderr, /PORTAL_SECRET_POSTGRES_PASSWORD/);
  assert.deepEqual(azd.azure.state.groups, {});
  well(azd.provision({ PORTAL_SECRET_POSTGRES_PASSWORD: TYPED, input: `${TYPED}\n` }));
  well(azd.deployService('1'));
  works(azd, '1');
  assert.equal(new Azd('azd').hook('postdeploy').status, 1);
  assert.equal(azd.azure.run('azd.sh', { arguments: ['undo'] }).status, 1);
});

test('azd: a rotation, then another deployment', () => {
  const azd = new Azd('azd');
  well(azd.provision());
  well(azd.deployService('1'));
  const shell = { PORTAL_RESOURCE_GROUP: GROUP };
  well(azd.azure.run('rotate-secret.sh', shell));
  assert.equal(azd.azure.read[SIGN_IN], 'password-2');
  works(azd, '1');
  well(azd.azure.run('rotate-secret.sh', { ...shell, arguments: ['postgres-password'], PORTAL_SECRET_POSTGRES_PASSWORD: 'another one' }));
  assert.equal(azd.azure.group.password, 'another one');
  well(azd.provision({}));
  well(azd.deployService('2'));
  works(azd, '2');
  assert.equal(azd.azure.group.password, 'another one');
});

test('azd: after a cleanup the vault comes back, and the client secret is one of the new registration', () => {
  const azd = new Azd('azd');
  well(azd.provision());
  well(azd.deployService('1'));
  well(azd.azure.run('cleanup.sh', { PORTAL_RESOURCE_GROUP: GROUP, input: `${GROUP}\n` }));
  assert.deepEqual(azd.azure.state.groups, {});
  well(azd.provision());
  assert.deepEqual(azd.azure.state.deletedVaults, []);
  well(azd.deployService('2'));
  works(azd, '2');
});

test('azd: a revision that does not start is said', () => {
  const azd = new Azd('azd');
  well(azd.provision());
  azd.azure.state = { ...azd.azure.state, health: ['Failed', 'Unhealthy'] };
  const { status, stderr } = azd.deployService('1');
  assert.equal(status, 1);
  assert.match(stderr, /does not start/);
});

test('azd: a fault at each call of a hook, and the next run makes it right', () => {
  const flow = {
    preprovision: azd => azd.azure.az(['group', 'create', '--name', GROUP, '--location', 'westeurope'], {}),
    postprovision: azd => { well(azd.hook('preprovision', VALUES)); azd.azure.az(['group', 'create', '--name', GROUP, '--location', 'westeurope'], {}); well(azd.deploy('main', VALUES)); azd.set('registryLoginServer', 'crbackstageabcdefghijklm.azurecr.io'); },
    postdeploy: azd => { well(azd.provision()); azd.set('SERVICE_PORTAL_IMAGE_NAME', 'crbackstageabcdefghijklm.azurecr.io/backstage:1'); well(azd.deploy('portal', {})); },
  };
  const removed = new Azd('azd');
  well(removed.provision());
  well(removed.azure.run('cleanup.sh', { PORTAL_RESOURCE_GROUP: GROUP, input: `${GROUP}\n` }));
  const { log, ...gone } = removed.azure.state;
  assert.ok(log.length > 0);
  for (const from of process.env.FAULTS ? [undefined, gone] : [undefined]) {
    for (const [name, before] of Object.entries(flow)) {
      const start = new Azd('azd', from);
      before(start);
      const copy = () => {
        const azd = new Azd('azd', start.azure.state);
        writeFileSync(azd.file, readFileSync(start.file, 'utf8'));
        return azd;
      };
      const plain = copy();
      const { calls, names, status, stderr } = plain.hook(name, VALUES);
      assert.equal(status, 0, stderr);
      // A few of them, unless all are asked for.
      const kinds = ['FAKE_FAIL', 'FAKE_KILL', 'FAKE_INT', 'FAKE_TERM'];
      for (let call = process.env.FAULTS ? 1 : 5; call <= calls; call += process.env.FAULTS ? 1 : 11) {
        for (const fault of process.env.FAULTS ? kinds : [kinds[call % 4]]) {
          const azd = copy();
          const broken = azd.hook(name, { ...VALUES, fault: { [fault]: String(call) } });
          const what = `${name}, ${fault} at ${call} (${names[call - 1]})`;
          assert.notEqual(broken.status, 0, what);
          assert.ok(azd.azure.state.applications.length >= start.azure.state.applications.length, what);
          // People start again from the beginning.
          well(azd.provision());
          well(azd.deployService('3'));
          works(azd, '3');
          assert.ok(azd.azure.registration.passwordCredentials.length <= 2, what);
        }
      }
      assert.ok(count(names, 'account show') > 0);
    }
  }
});
