#!/usr/bin/env node
// Stands in for the Azure CLI: keeps what was done in a file, and answers as Azure would.
import { readFileSync, writeFileSync } from 'node:fs';

const file = process.env.FAKE_AZURE;
const state = JSON.parse(readFileSync(file, 'utf8'));
const words = process.argv.slice(2);
const first = words.findIndex(word => word.startsWith('--'));
const command = words.slice(0, first < 0 ? undefined : first).join(' ');
const flags = {};
for (let index = Math.max(first, 0); first >= 0 && index < words.length; index += 1) {
  if (words[index].startsWith('--')) {
    flags[words[index].slice(2)] = [];
  } else {
    Object.values(flags).at(-1).push(words[index]);
  }
}
const flag = name => flags[name]?.join(' ');
const body = name => JSON.parse(readFileSync(flag(name).slice(1), 'utf8'));
const print = value => process.stdout.write(value === undefined || value === '' ? '' : `${value}\n`);
const list = values => print(values.join('\n'));
const output = () => flag('query').match(/^properties\.outputs\.(\w+)\.value$/)[1];
const variables = ['MICROSOFT_CLIENT_ID', 'MICROSOFT_CLIENT_SECRET', 'SERVICE_PORTAL_IMAGE_NAME', 'SECRET_NAME', 'SECRET_VALUE', 'VAULT_NAME', 'ADO_TOKEN'];
const environment = () => Object.fromEntries(variables.flatMap(name => (name in process.env ? [[name, process.env[name]]] : [])));

const commands = {
  'account show': () => print(flag('query') ? 'tenant' : ''),
  'group exists': () => print(state.group),
  'group create': () => { state.group = true; state.location = flag('location'); },
  'group delete': () => { state.group = false; },
  'deployment group show': () => {
    if (!state.outputs) {
      process.exitCode = 3;
    } else {
      print(state.outputs[output()]);
    }
  },
  'deployment group what-if': () => print('what would change'),
  'deployment group create': () => {
    const parameters = environment();
    if (flag('name').startsWith('secret-')) {
      state.vault[parameters.SECRET_NAME] = parameters.SECRET_VALUE;
      return;
    }
    state.outputs = state.after;
    state.image = parameters.SERVICE_PORTAL_IMAGE_NAME || 'mcr.microsoft.com/k8se/quickstart:latest';
    if (state.vault) {
      state.vault['auth-microsoft-client-secret'] ??= parameters.MICROSOFT_CLIENT_SECRET;
    } else {
      state.secrets = { 'auth-microsoft-client-secret': parameters.MICROSOFT_CLIENT_SECRET, 'ado-token': parameters.ADO_TOKEN };
    }
  },
  'resource show': () => { process.exitCode = flag('name') in state.vault ? 0 : 3; },
  'containerapp secret show': () => print(state.secrets?.[flag('secret-name')]),
  'containerapp show': () => print(flag('query').includes('image') ? state.image : 'identity-of-portal'),
  'containerapp update': () => { state.image = flag('image'); print('portal--2'); },
  'containerapp revision show': () => list(state.health),
  'containerapp revision list': () => list(['portal--1', 'portal--2']),
  'containerapp revision restart': () => {},
  'ad app list': () => print(flag('filter') === `displayName eq '${state.title}'` ? state.app?.id : ''),
  'ad app create': () => { state.app = { id: 'client-id', credentials: [] }; print('client-id'); },
  'ad app update': () => {
    if (flag('web-redirect-uris')) {
      state.app.redirects = flags['web-redirect-uris'];
      state.app.permissions = body('required-resource-accesses')[0].resourceAccess.length;
      body('optional-claims');
    }
  },
  'ad app delete': () => { delete state.app; },
  'ad app credential reset': () => {
    const password = `password-${state.app.credentials.length + 1}`;
    state.app.credentials.push({ key: `key-${password}`, name: flag('display-name'), password });
    print(password);
  },
  'ad app credential list': () => {
    const [, kept] = flag('query').match(/displayName!='(.+)'/);
    list(state.app.credentials.filter(one => one.name !== kept).map(one => one.key));
  },
  'ad app credential delete': () => { state.app.credentials = state.app.credentials.filter(one => one.key !== flag('key-id')); },
  'ad sp list': () => print(state.app.principal),
  'ad sp create': () => { state.app.principal = 'principal'; },
  'ad sp show': () => print('directory'),
  'ad app federated-credential list': () => print(state.app.federated ? 'portal' : ''),
  'ad app federated-credential create': () => { state.app.federated = body('parameters'); },
  'ad app federated-credential update': () => { state.app.federated = body('parameters'); },
  rest: () => {
    state.roles ??= [];
    if (flag('method') === 'GET') {
      const [, role] = flag('query').match(/appRoleId=='(.+)'/);
      print(state.roles.some(one => one.appRoleId === role) ? 'granted' : '');
    } else {
      state.roles.push(body('body'));
    }
  },
  'acr build': () => print('building'),
  'lock list': () => list(state.locks),
  'lock delete': () => { state.locks = state.locks.filter(lock => lock !== flag('ids')); },
  'network private-endpoint-connection list': () => list(state.connections),
  'network private-endpoint-connection approve': () => { state.connections = state.connections.filter(one => one !== flag('id')); },
};

state.log.push([command, ...words.slice(first < 0 ? words.length : first)].join(' '));
if (!(command in commands)) {
  throw new Error(`az ${words.join(' ')}`);
}
commands[command]();
writeFileSync(file, JSON.stringify(state));
