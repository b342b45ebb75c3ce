// Stands in for the Azure CLI: keeps what was done in a file, and answers as Azure would. Queries are JMESPath, answers
// are printed as `az` prints them, and what a deployment does follows from the template that it is given.
//
// One process answers for all scripts of a test file: `az` itself is a client that sends its arguments and its variables
// to the socket that this is started with.
//
// FAKE_FAIL=N lets call N of a script fail without doing anything, FAKE_HALF=N lets a deployment fail half-way, and
// FAKE_KILL, FAKE_INT and FAKE_TERM=N send that signal to the script and everything that it started after call N has done
// its work.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';

const jmespath = createRequire(import.meta.url)('jmespath');
const token = 'abcdefghijklm';
// Of the call that is answered.
let state;
let environment;
let command;
let flags;
let half;
// A clock on which every call takes ten seconds.
let now;

const flag = name => flags[name]?.join(' ');

class Failed extends Error {}
const missing = what => { throw new Failed(`${what} was not found`); };

/** Text, or the content of the file behind `@`, as the Azure CLI takes its arguments. */
function text(name) {
  const value = flag(name);
  return value?.startsWith('@') ? readFileSync(value.slice(1), 'utf8') : value;
}

function group() {
  const name = flag('resource-group') ?? flag('name');
  return state.groups[name.toLowerCase()] ?? missing(`Resource group '${name}'`);
}

function application(id) {
  return state.applications.find(one => one.appId === id || one.id === id) ?? missing(`Application ${id}`);
}

/** The parameters of a deployment, as their file gives them. */
function parameters(path) {
  const lines = readFileSync(path, 'utf8').split('\n');
  const using = lines.find(line => line.startsWith('using ')).match(/'(.+)'/)[1];
  const given = {};
  for (const line of lines) {
    const found = line.match(/^param (\w+) = .*readEnvironmentVariable\('(\w+)'(, '(.*)')?\)/);
    if (found) {
      given[found[1]] = environment[found[2]] ?? (found[3] === undefined ? undefined : found[4]);
      if (given[found[1]] === undefined) {
        throw new Failed(`BCP338: environment variable "${found[2]}" does not exist`);
      }
    } else if (line.startsWith('param ')) {
      const [, name, value] = line.match(/^param (\w+) = (.+)$/);
      given[name] = JSON.parse(value.replaceAll("'", '"'));
    }
  }
  return { template: join(dirname(path), using), given };
}

function registrationOf(id) {
  return { id: `object-${id}`, appId: id, web: { redirectUris: [] }, passwordCredentials: [], federated: [] };
}

function newApplication(more) {
  state.made = (state.made ?? 0) + 1;
  const made = { ...registrationOf(`00000000-0000-0000-0000-${String(state.made).padStart(12, '0')}`), ...more };
  if (state.deletedApplications.some(one => one.uniqueName && one.uniqueName === made.uniqueName)) {
    throw new Failed('Another object with the same value for property uniqueName already exists.');
  }
  state.applications.push(made);
  return made;
}

const deployments = {
  'registration.bicep': ({ given }) => {
    const found = state.applications.find(one => one.uniqueName === given.uniqueName) ?? newApplication({ uniqueName: given.uniqueName });
    found.web.redirectUris = [given.redirectUri, 'http://localhost:7007/api/auth/microsoft/handler/frame'].filter(Boolean);
    found.web.homePageUrl = given.homePage || undefined;
    found.principal = true;
    if (given.identity) {
      found.federated = [{ name: 'portal', subject: given.identity }];
      state.roles = [...new Set([...state.roles, 'df021288-bdef-4463-88db-98f22de89214', '98830695-27a2-44f7-8c18-0c3ebc9698f6'])];
    }
  },
  'secret.bicep': ({ given }) => {
    const vault = group().vaults?.[given.vaultName] ?? missing('vault');
    vault[given.secretName] = { value: given.secretValue, enabled: true, updated: now, exp: Number(given.secretExpiry) };
    if (Number.isNaN(vault[given.secretName].exp)) {
      throw new Failed('secretExpiry is no number');
    }
  },
};

/** All resources of a template, those of its modules too, but for those that are there already. */
function madeBy(arm) {
  const resources = Array.isArray(arm.resources) ? arm.resources : Object.values(arm.resources);
  const made = resources.filter(one => !one.existing);
  return [...made, ...made.flatMap(one => (one.properties?.template?.resources ? madeBy(one.properties.template) : []))];
}

/** A file of the scripts beside a template, wherever that lies. */
function beside(template, path) {
  let folder = dirname(template);
  while (!existsSync(join(folder, path))) {
    folder = dirname(folder);
  }
  return readFileSync(join(folder, path), 'utf8');
}

/** Deploys a template of the portal, in the order in which Azure would: what exists stays unless it is given anew. */
function deployPortal({ template, given }, half) {
  const arm = JSON.parse(readFileSync(template.replace(/\.bicep$/, '.json'), 'utf8'));
  const resources = madeBy(arm);
  const kinds = new Set(resources.map(one => one.type.toLowerCase()));
  for (const [name, body] of Object.entries(arm.parameters)) {
    const value = given[name];
    if (value === undefined && body.defaultValue === undefined) {
      throw new Failed(`the parameter ${name} has no value`);
    }
    if (value !== undefined && body.minLength && value.length < body.minLength) {
      throw new Failed(`the parameter ${name} is too short`);
    }
  }
  const names = beside(template, 'scripts/resources.txt').trim().split('\n').map(line => line.split(' '));
  const name = type => names.find(([kind]) => kind === type)?.[1].replace('?????????????', token).replace('*', given.environmentName);
  const here = group();
  for (const [kind] of names.filter(([kind]) => kinds.has(kind)).slice(0, half ? 3 : undefined)) {
    if (kind.split('/').length === 2 && !kind.includes('app/containerapps') && !kind.endsWith('actiongroups') && !kind.includes('alertsmanagement') && !kind.includes('operationsmanagement')) {
      if (!here.resources.some(one => one.type.toLowerCase() === kind)) {
        here.resources.push({ type: kind, name: name(kind) });
      }
    }
  }
  const has = kind => here.resources.some(one => one.type === kind);
  const vaultName = name('microsoft.keyvault/vaults');
  if (vaultName && kinds.has('microsoft.keyvault/vaults') && has('microsoft.keyvault/vaults')) {
    if (state.deletedVaults.some(one => one.name === vaultName)) {
      throw new Failed(`ConflictError: a vault with the name ${vaultName} exists in deleted state`);
    }
    here.vaults ??= {};
    here.vaults[vaultName] ??= {};
  }
  if (kinds.has('microsoft.cognitiveservices/accounts') && has('microsoft.cognitiveservices/accounts') && state.deletedAccounts.some(one => one.name === name('microsoft.cognitiveservices/accounts'))) {
    throw new Failed('FlagMustBeSetForRestore: an account with this name was deleted');
  }
  const server = resources.find(one => one.type === 'Microsoft.DBforPostgreSQL/flexibleServers');
  if (server?.properties.administratorLoginPassword && has('microsoft.dbforpostgresql/flexibleservers')) {
    if (given.postgresPassword) {
      if (given.postgresPassword === 'not-known-yet') throw new Failed('that is no password');
      here.password = given.postgresPassword;
    } else if (!here.password) {
      throw new Failed('a server is made with a password');
    }
  }
  if (half) {
    throw new Failed('DeploymentFailed: at least one resource deployment operation failed');
  }
  const values = {};
  for (const secret of resources.filter(one => one.type === 'Microsoft.KeyVault/vaults/secrets')) {
    const parameter = /^\[parameters\('(\w+)'\)\]$/.exec(secret.properties.value)?.[1];
    const id = secret.name.match(/'([a-z0-9-]+)'\)\]$/)[1];
    const vault = here.vaults[vaultName];
    const value = parameter === undefined ? 'worked-out' : given[parameter];
    if (value && !(secret['@options']?.onlyIfNotExists && vault[id])) {
      vault[id] = { value, enabled: true, updated: now, exp: Math.trunc(Date.now() / 1000) + 90 * 86400 };
    }
  }
  const app = resources.find(one => one.type === 'Microsoft.App/containerApps');
  if (!app) {
    return;
  }
  for (const { name: id, value, keyVaultUrl } of app.properties.configuration.secrets) {
    const parameter = /^\[parameters\('(\w+)'\)\]$/.exec(value ?? '')?.[1];
    if (keyVaultUrl && !here.vaults?.[vaultName]?.[id]?.enabled) {
      throw new Failed(`the secret ${id} is not in the vault`);
    }
    if (parameter) {
      values[id] = given[parameter];
    }
  }
  const before = here.app;
  here.app = {
    name: name('microsoft.app/containerapps'),
    identity: { userAssignedIdentities: { '/identity': { principalId: 'identity-of-portal' } } },
    secrets: values,
    revision: (before?.revision ?? 0) + 1,
    ports: app.properties.configuration.ingress.targetPort === 7007 || given.image ? 7007 : 80,
    properties: {
      latestRevisionName: `${name('microsoft.app/containerapps')}--${(before?.revision ?? 0) + 1}`,
      template: {
        containers: [{
          image: given.image || 'mcr.microsoft.com/k8se/quickstart:latest',
          env: [
            { name: 'APP_BASE_URL', value: 'https://portal.example.com' },
            { name: 'AUTH_MICROSOFT_CLIENT_ID', value: given.microsoftClientId ?? arm.variables.microsoftClientId },
          ],
        }],
      },
    },
  };
  readSecrets(here);
  if (state.connections === undefined && names.some(([kind]) => kind === 'microsoft.cdn/profiles')) {
    const asks = (id, description) => ({ id, properties: { privateLinkServiceConnectionState: { status: 'Pending', description } } });
    state.connections = [asks('of-another', 'let me in'), asks('of-front-door', `Front Door of ${environment.PORTAL_LABEL ?? 'backstage'}`)];
  }
}

/** What the newest revision has read. */
function readSecrets(here) {
  const [vault] = Object.values(here.vaults ?? {});
  const stored = vault ? Object.fromEntries(Object.entries(vault).filter(([, one]) => one.enabled).map(([id, one]) => [id, one.value])) : here.app.secrets;
  here.app.read = { ...stored };
}

function listed(here) {
  const { app } = here;
  return [...here.resources, ...(app ? [{ type: 'Microsoft.App/containerApps', name: app.name }] : [])];
}

function secretsOf(url) {
  const [, name, vault] = url.match(/resourceGroups\/([^/]+)\/providers\/Microsoft.KeyVault\/vaults\/([^/?]+)/);
  return (state.groups[name.toLowerCase()] ?? missing('group')).vaults?.[vault] ?? missing('vault');
}

const rest = {
  GET: url => {
    if (url.includes('/secrets?')) {
      const value = Object.entries(secretsOf(url)).map(([name, one]) => ({ name, properties: { attributes: { enabled: one.enabled, updated: one.updated, exp: one.exp } } }));
      return { value };
    }
    if (url.includes('/deletedItems/')) {
      return { value: state.deletedApplications.map(({ id, uniqueName }) => ({ id, uniqueName: uniqueName ?? null })) };
    }
    if (url.includes('/appRoleAssignments')) {
      return { value: state.roles.map(role => ({ id: `grant-${role}`, appRoleId: role })) };
    }
    const unique = url.match(/applications\(uniqueName='([^']+)'\)/)[1];
    return state.applications.find(one => one.uniqueName === unique) ?? missing('application');
  },
  PATCH: url => {
    const body = JSON.parse(text('body'));
    if (url.includes('/secrets/')) {
      const id = url.match(/\/secrets\/([^?]+)/)[1];
      secretsOf(url)[id].enabled = body.properties.attributes.enabled;
      return undefined;
    }
    const [, key, value] = url.match(/applications\((uniqueName|appId)='([^']+)'\)/);
    let found = state.applications.find(one => one[key] === value);
    if (!found) {
      if (!flags.headers?.includes('Prefer=create-if-missing')) {
        missing('application');
      }
      found = newApplication({ uniqueName: value });
    }
    if (body.uniqueName && found.uniqueName && found.uniqueName !== body.uniqueName) {
      throw new Failed('uniqueName cannot be changed');
    }
    const { web, ...others } = body;
    Object.assign(found, others, { web: { ...found.web, ...web } });
    return undefined;
  },
  POST: url => {
    if (url.endsWith('/restore')) {
      const id = url.match(/deletedItems\/([^/]+)\/restore/)[1];
      const back = state.deletedApplications.find(one => one.id === id) ?? missing('deleted application');
      state.deletedApplications = state.deletedApplications.filter(one => one !== back);
      state.applications.push(back);
      return undefined;
    }
    state.roles.push(JSON.parse(text('body')).appRoleId);
    return undefined;
  },
  DELETE: url => {
    const id = url.split('/').at(-1);
    state.deletedApplications = state.deletedApplications.filter(one => one.id !== id);
    return undefined;
  },
};

const commands = {
  'account show': () => ({ id: '11111111-2222-3333-4444-555555555555', tenantId: 'tenant' }),
  'group exists': () => flag('name').toLowerCase() in state.groups,
  'group create': () => { state.groups[flag('name').toLowerCase()] ??= { location: flag('location'), resources: [] }; },
  'group delete': () => {
    const name = flag('name').toLowerCase();
    const here = group();
    if (here.locks?.length) {
      throw new Failed('ScopeLocked');
    }
    for (const vault of Object.keys(here.vaults ?? {})) {
      state.deletedVaults.push({ name: vault, secrets: here.vaults[vault], properties: { vaultId: `/subscriptions/s/resourceGroups/${flag('name')}/providers/Microsoft.KeyVault/vaults/${vault}` } });
    }
    for (const account of here.resources.filter(one => one.type === 'microsoft.cognitiveservices/accounts')) {
      state.deletedAccounts.push({ name: account.name, location: here.location, id: `/subscriptions/s/providers/Microsoft.CognitiveServices/locations/${here.location}/resourceGroups/${flag('name')}/deletedAccounts/${account.name}` });
    }
    delete state.groups[name];
  },
  'resource list': () => listed(group()).filter(one => !flag('resource-type') || one.type.toLowerCase() === flag('resource-type').toLowerCase()),
  'deployment group what-if': () => {
    const { template, given } = parameters(flag('parameters'));
    group();
    const arm = JSON.parse(readFileSync(template.replace(/\.bicep$/, '.json'), 'utf8'));
    for (const [name, body] of Object.entries(arm.parameters)) {
      if (given[name] !== undefined && body.minLength && given[name].length < body.minLength) {
        throw new Failed(`the parameter ${name} is too short`);
      }
    }
    return 'what would change';
  },
  'deployment group create': () => {
    group();
    const deployment = parameters(flag('parameters'));
    const special = deployments[deployment.template.split('/').at(-1)];
    if (special) {
      if (half) throw new Failed('DeploymentFailed: at least one resource deployment operation failed');
      special(deployment);
    } else {
      deployPortal(deployment, half);
    }
  },
  'containerapp list': () => [group().app].filter(Boolean),
  'containerapp show': () => appOf(),
  'containerapp secret list': () => Object.keys(appOf().secrets).map(name => ({ name })),
  'containerapp secret show': () => ({ name: flag('secret-name'), value: appOf().secrets[flag('secret-name')] }),
  'containerapp update': () => {
    const app = appOf();
    if (flag('image')) {
      app.properties.template.containers[0].image = flag('image');
    }
    app.revision += 1;
    app.properties.latestRevisionName = `${app.name}--${app.revision}`;
    readSecrets(group());
    return app;
  },
  'containerapp revision show': () => ({ properties: { runningState: state.health?.[0] ?? 'Running', healthState: state.health?.[1] ?? 'Healthy' } }),
  'acr show': () => ({ loginServer: `${flag('name')}.azurecr.io` }),
  'acr build': () => 'building',
  'acr login': () => undefined,
  'acr import': () => undefined,
  'ad app list': () => {
    const [, key, value] = flag('filter').match(/^(uniqueName|displayName) eq '(.+)'$/);
    return state.applications.filter(one => one[key] === value);
  },
  'ad app show': () => application(flag('id')),
  'ad app update': () => {
    const found = application(flag('id'));
    if (flags['web-redirect-uris']) {
      found.web.redirectUris = flags['web-redirect-uris'];
    }
    if (flag('web-home-page-url')) {
      found.web.homePageUrl = flag('web-home-page-url');
    }
  },
  'ad app delete': () => {
    const found = application(flag('id'));
    state.applications = state.applications.filter(one => one !== found);
    state.deletedApplications.push(found);
  },
  'ad app credential reset': () => {
    const found = application(flag('id'));
    state.passwords += 1;
    const password = `password-${state.passwords}`;
    if (Number.isNaN(Date.parse(flag('end-date')))) {
      throw new Failed(`${flag('end-date')} is no date`);
    }
    found.passwordCredentials.push({ keyId: `key-${state.passwords}`, displayName: flag('display-name'), startDateTime: new Date(now * 1000).toISOString(), endDateTime: flag('end-date'), password });
    return { password };
  },
  'ad app credential list': () => application(flag('id')).passwordCredentials.map(({ password, ...one }) => one),
  'ad app credential delete': () => {
    const found = application(flag('id'));
    found.passwordCredentials = found.passwordCredentials.filter(one => one.keyId !== flag('key-id'));
  },
  'ad sp list': () => state.applications.filter(one => one.principal && flag('filter') === `appId eq '${one.appId}'`),
  'ad sp create': () => { application(flag('id')).principal = true; },
  'ad sp show': () => ({ id: 'directory' }),
  'ad app federated-credential list': () => application(flag('id')).federated,
  'ad app federated-credential create': () => {
    const { federated } = application(flag('id'));
    const made = JSON.parse(text('parameters'));
    if (federated.some(one => one.name === made.name || one.subject === made.subject)) {
      throw new Failed('FederatedIdentityCredential with this name or subject already exists');
    }
    federated.push(made);
  },
  'ad app federated-credential update': () => {
    const { federated } = application(flag('id'));
    Object.assign(federated.find(one => one.name === flag('federated-credential-id')), JSON.parse(text('parameters')));
  },
  'keyvault list-deleted': () => state.deletedVaults,
  'keyvault recover': () => {
    const back = state.deletedVaults.find(one => one.name === flag('name')) ?? missing('deleted vault');
    state.deletedVaults = state.deletedVaults.filter(one => one !== back);
    const here = group();
    here.vaults = { ...here.vaults, [back.name]: back.secrets };
    here.resources.push({ type: 'microsoft.keyvault/vaults', name: back.name });
  },
  'keyvault secret show': () => ({ value: group_of_vault()[flag('name')].value }),
  'cognitiveservices account list-deleted': () => state.deletedAccounts,
  'cognitiveservices account recover': () => {
    const back = state.deletedAccounts.find(one => one.name === flag('name')) ?? missing('deleted account');
    state.deletedAccounts = state.deletedAccounts.filter(one => one !== back);
    group().resources.push({ type: 'microsoft.cognitiveservices/accounts', name: back.name });
  },
  'cognitiveservices account purge': () => { state.deletedAccounts = state.deletedAccounts.filter(one => one.name !== flag('name')); },
  'lock list': () => group().locks ?? [],
  'lock delete': () => { for (const here of Object.values(state.groups)) here.locks = here.locks?.filter(lock => lock.id !== flag('ids')); },
  'network private-endpoint-connection list': () => state.connections ?? [],
  'network private-endpoint-connection approve': () => { state.connections.find(one => one.id === flag('id')).properties.privateLinkServiceConnectionState.status = 'Approved'; },
  rest: () => rest[flag('method')](flag('url')),
};

function appOf() {
  const { app } = group();
  return app?.name === flag('name') ? app : missing(`The container app '${flag('name')}'`);
}

function group_of_vault() {
  return Object.values(state.groups).map(here => here.vaults?.[flag('vault-name')]).find(Boolean) ?? missing('vault');
}

/** A value as `az` prints it: a list has a line for each entry, and tabs between the parts of an entry. */
function printed(value) {
  const result = flag('query') === undefined ? value : jmespath.search(value ?? null, flag('query'));
  if (result === null || result === undefined || flag('output') === 'none') {
    return '';
  }
  if (flag('output') !== 'tsv') {
    return `${typeof result === 'string' && flag('query') === undefined ? result : JSON.stringify(result, undefined, 2)}\n`;
  }
  const scalar = one => (one === null || one === undefined ? 'None' : typeof one === 'object' ? String(Object.keys(one).length) : String(one));
  const row = one => (Array.isArray(one) ? one.map(scalar).join('\t') : one !== null && typeof one === 'object' ? Object.values(one).map(scalar).join('\t') : scalar(one));
  const rows = Array.isArray(result) ? result : [result];
  return rows.map(one => `${row(one)}\n`).join('');
}

/** Answers one call: how it ends, the signal that is sent then, and what it prints. */
function answer(words, variables) {
  environment = variables;
  state = JSON.parse(readFileSync(environment.FAKE_AZURE, 'utf8'));
  now = 1_700_000_000 + state.log.length * 10;
  const first = words.findIndex(word => word.startsWith('--'));
  command = words.slice(0, first < 0 ? undefined : first).join(' ');
  flags = {};
  for (const word of first < 0 ? [] : words.slice(first)) {
    if (word.startsWith('--')) {
      flags[word.slice(2)] = [];
    } else {
      Object.values(flags).at(-1).push(word);
    }
  }
  state.log.push([command, ...words.slice(first < 0 ? words.length : first)].join(' '));
  const number = Number(existsSync(environment.FAKE_CALLS) ? readFileSync(environment.FAKE_CALLS, 'utf8') : 0) + 1;
  writeFileSync(environment.FAKE_CALLS, String(number));
  half = Number(environment.FAKE_HALF) === number;
  const keep = () => writeFileSync(environment.FAKE_AZURE, JSON.stringify(state));
  if (!(command in commands)) {
    return { status: 97, error: `az ${words.join(' ')}: the stand-in does not know this\n` };
  }
  try {
    if (Number(environment.FAKE_FAIL) === number) {
      throw new Failed('(TooManyRequests) The request is being throttled');
    }
    const value = commands[command]();
    keep();
    const signal = ['KILL', 'INT', 'TERM'].find(one => Number(environment[`FAKE_${one}`]) === number);
    return { status: 0, signal, output: printed(value) };
  } catch (error) {
    if (!(error instanceof Failed)) {
      return { status: 98, error: `${error.stack}\n` };
    }
    keep();
    return { status: error.message.includes('was not found') ? 3 : 1, error: `ERROR: ${error.message}\n` };
  }
}

// Arguments end with an empty text, variables follow.
createServer({ allowHalfOpen: true }, socket => {
  const parts = [];
  socket.on('error', () => {});
  socket.on('data', part => parts.push(part));
  socket.on('end', () => {
    const [count, ...texts] = Buffer.concat(parts).toString('utf8').split('\0');
    const variables = Object.fromEntries(texts.slice(Number(count)).filter(Boolean).map(text => text.split(/=(.*)/s).slice(0, 2)));
    const { status, signal = '-', output = '', error = '' } = answer(texts.slice(0, Number(count)), variables);
    socket.end(`${status} ${signal} ${Buffer.byteLength(output)}\n${output}${error}`);
  });
}).listen(process.argv[2]);
// It ends with who started it.
process.stdin.on('end', () => process.exit()).resume();
