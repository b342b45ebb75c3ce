// The guide, walked: from an empty folder to the second deployment and the first rotation, with the commands that it shows.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Azure, SIGN_IN } from './azure.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const triceps = resolve(process.env.TRICEPS ?? join(root, 'target/debug/triceps'));

/** The commands of the guide in their order, but for the installation and what deploys the template alone. */
function commands() {
  const guide = readFileSync(join(root, 'docs/portal.md'), 'utf8');
  const blocks = [...guide.matchAll(/```console\n([\s\S]*?)```/g)].map(([, block]) => block);
  const lines = blocks.flatMap(block => block.split('\n')).filter(line => line.startsWith('$ '));
  return lines.map(line => line.slice(2).split(' #')[0].trim()).filter(line => !/^(cargo|az) /.test(line));
}

test('the guide leads from an empty folder to a portal that rotates its secret', () => {
  const folder = mkdtempSync(join(tmpdir(), 'guide-'));
  const azure = new Azure(folder);
  const shown = commands();
  assert.ok(shown.length >= 10, `${shown}`);
  let image = '';
  let settings = '';
  for (const command of shown) {
    if (command.startsWith('export ')) {
      settings = `${command}; `;
      continue;
    }
    const { status, stdout, stderr } = spawnSync('bash', ['-c', `${settings}${command.replace(/\bIMAGE\b/, image)}`], {
      cwd: folder,
      input: 'y\n',
      encoding: 'utf8',
      env: { ...azure.environment, PATH: `${join(triceps, '..')}:${azure.environment.PATH}` },
    });
    assert.equal(status, 0, `${command}\n${stdout}${stderr}`);
    if (command.includes('build-and-push')) {
      image = stdout.trim().split('\n').at(-1);
    }
  }
  assert.equal(azure.image, image);
  assert.ok(azure.registration.passwordCredentials.some(one => one.password === azure.read[SIGN_IN]));
  assert.equal(azure.read[SIGN_IN], 'password-2', 'it was rotated once');
});
