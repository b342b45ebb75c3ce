// A subscription in which the scripts of a portal run: `az` is the stand-in beside this file.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
export const PORTALS = resolve(process.env.PORTALS ?? join(here, '../../target/backstage-node'));
export const SIGN_IN = 'auth-microsoft-client-secret';
export const PLACEHOLDER = 'mcr.microsoft.com/k8se/quickstart:latest';
export const ADDRESS = 'https://portal.example.com/api/auth/microsoft/handler/frame';
export const LOCAL = 'http://localhost:7007/api/auth/microsoft/handler/frame';
/** What people type in. */
export const TYPED = 'ty ped\\"in" ';
export const PEM = '-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA\ny\n-----END RSA PRIVATE KEY-----\n';

const socket = join(mkdtempSync(join(tmpdir(), 'az-')), 'socket');
// It stands on its own, since this process waits while a script runs.
spawn(process.execPath, [join(here, 'az.mjs'), socket], { stdio: ['pipe', 'inherit', 'inherit'] }).unref();

/** What is in the folder of an Azure beforehand. */
const OWN = ['az', 'azd', 'azd.env', 'calls', 'docker', 'sleep', 'state.json'];

const empty = { log: [], groups: {}, applications: [], deletedApplications: [], deletedVaults: [], deletedAccounts: [], roles: [], passwords: 0 };

export class Azure {
  constructor(portal, state = {}) {
    this.portal = portal;
    this.bin = mkdtempSync(join(tmpdir(), 'azure-'));
    this.file = join(this.bin, 'state.json');
    this.program('az', `exec perl "${join(here, 'az.pl')}" "$@"`);
    this.program('sleep', 'exit 0');
    this.program('docker', 'exit 0');
    this.state = structuredClone({ ...empty, ...state });
  }

  program(name, text) {
    writeFileSync(join(this.bin, name), `#!/bin/sh\n${text}\n`);
    chmodSync(join(this.bin, name), 0o755);
  }

  setting(key, environment) {
    const file = environment ? `settings.${environment}.env` : 'settings.env';
    return readFileSync(resolve(PORTALS, this.portal, 'scripts', file), 'utf8').match(new RegExp(`^PORTAL_${key}=(.*)$`, 'm'))[1];
  }

  get state() {
    return JSON.parse(readFileSync(this.file, 'utf8'));
  }

  set state(state) {
    writeFileSync(this.file, JSON.stringify(state));
  }

  /** The variables of a shell in which the stand-in is `az`. */
  get environment() {
    return {
      PATH: `${this.bin}:${process.env.PATH}`,
      HOME: this.bin,
      TMPDIR: this.bin,
      FAKE_AZURE: this.file,
      FAKE_CALLS: join(this.bin, 'calls'),
      FAKE_SOCKET: socket,
    };
  }

  /** Where Microsoft Entra sends users back to. */
  get address() {
    return this.setting('REDIRECT_URI') || ADDRESS;
  }

  /** The resource group of the portal. */
  get group() {
    return Object.values(this.state.groups)[0];
  }

  get image() {
    return this.group?.app?.properties.template.containers[0].image;
  }

  /** What the newest revision has read. */
  get read() {
    return this.group?.app?.read ?? {};
  }

  /** The registration that the app signs in with. */
  get registration() {
    const { applications } = this.state;
    const id = this.group?.app?.properties.template.containers[0].env.find(one => one.name === 'AUTH_MICROSOFT_CLIENT_ID').value;
    return applications.find(one => one.appId === id) ?? applications[0];
  }

  /** Runs a script; the names of its commands are those of this run. */
  run(script, { input = '', arguments: given = [], fault = {}, ...environment } = {}) {
    const before = this.state.log.length;
    const calls = join(this.bin, 'calls');
    rmSync(calls, { force: true });
    const { status, signal, stdout, stderr } = spawnSync('setsid', ['--wait', 'bash', resolve(PORTALS, this.portal, 'scripts', script), ...given], {
      input,
      encoding: 'utf8',
      env: {
        ...this.environment,
        PORTAL_LOCATION: 'westeurope',
        ...fault,
        ...environment,
      },
    });
    const commands = this.state.log.slice(before);
    this.noSecret([...commands, stdout, stderr]);
    const left = readdirSync(this.bin).filter(name => !OWN.includes(name));
    assert.deepEqual(left, [], `${script} leaves temporary files`);
    if (!fault.FAKE_KILL) {
      assert.ok(`${stdout}${stderr}`.trim().split('\n').at(-1).length > 0, `${script} ends without a word`);
    }
    return { status: signal ?? status, stdout, stderr, commands, names: commands.map(line => line.split(' --')[0]), calls: commands.length };
  }

  /** One call of `az`, as another tool would make it. */
  az(words, environment) {
    const { status, stdout, stderr } = spawnSync(join(this.bin, 'az'), words, { encoding: 'utf8', env: { ...this.environment, ...environment } });
    return { status, stdout, stderr };
  }

  /** What a command is given is seen by everybody on the machine; neither output nor files tell a secret. */
  noSecret(lines) {
    const secrets = this.state.applications.flatMap(one => one.passwordCredentials.map(({ password }) => password)).filter(Boolean);
    secrets.push(TYPED, 'MIIEpAIBAAKCAQEA', 'from-the-vault');
    const files = readdirSync(this.bin).map(name => join(this.bin, name)).filter(path => path !== this.file && statSync(path).isFile());
    for (const line of [...lines, ...files.map(path => readFileSync(path, 'utf8'))]) {
      assert.ok(!secrets.some(secret => line.includes(secret)), line);
    }
  }
}

export function count(names, name) {
  return names.filter(one => one === name).length;
}
