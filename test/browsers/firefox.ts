import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { patiently, TIMEOUTS, windowOf, type Window } from './window.ts';

const BROWSER = ['/usr/bin/firefox-esr', '/usr/bin/firefox'].find((path) => existsSync(path));

/** Whether this machine has Firefox (Debian: `firefox-esr`). */
export const HAS_FIREFOX = BROWSER !== undefined;

const PORT = 4396;

/** Of a profile for one visit: nothing of the browser's own is asked, told or fetched. */
const PREFERENCES = {
  'marionette.port': PORT,
  'app.update.disabledForTesting': true,
  'browser.shell.checkDefaultBrowser': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
};

/** Starts Firefox without a screen, by the protocol that it speaks itself (Marionette). */
export async function openFirefox(): Promise<Window> {
  const profile = mkdtempSync(join(tmpdir(), 'cellar-firefox-'));
  const lines = Object.entries(PREFERENCES).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
  );
  writeFileSync(join(profile, 'user.js'), lines.join('\n'));
  const args = ['--headless', '--marionette', '--no-remote', '--profile', profile];
  const browser = spawn(BROWSER!, [...args, '--width=1280', '--height=1000'], { stdio: 'ignore' });
  const ended = new Promise((end) => browser.once('exit', end));
  const send = speak(await patiently(dial));
  const value = async <T>(command: string, given: object) => (await send<{ value: T }>(command, given)).value;
  await send('WebDriver:NewSession', {});
  await send('WebDriver:SetTimeouts', TIMEOUTS);
  return windowOf({
    go: (url) => send('WebDriver:Navigate', { url }),
    refresh: () => send('WebDriver:Refresh', {}),
    execute: (script, given) => value('WebDriver:ExecuteScript', { script, args: given }),
    find: (selector) => value('WebDriver:FindElement', { using: 'css selector', value: selector }),
    click: (id) => send('WebDriver:ElementClick', { id }),
    type: (id, text) => send('WebDriver:ElementSendKeys', { id, text }),
    async quit() {
      await send('Marionette:Quit', { flags: ['eForceQuit'] }).catch(() => browser.kill());
      await ended;
      rmSync(profile, { recursive: true, force: true });
    },
  });
}

const dial = () =>
  new Promise<Socket>((resolve, reject) => {
    const socket = connect(PORT, '127.0.0.1', () => resolve(socket)).once('error', reject);
  });

interface Refusal {
  error: string;
  message: string;
}
type Answer = [kind: 1, id: number, refused: Refusal | null, result: unknown];

/** A message is its length in bytes, a colon and JSON: `[0, id, command, given]`, answered by `[1, id, error, result]`. */
function speak(socket: Socket): <T>(command: string, given: object) => Promise<T> {
  const waiting = new Map<number, (answer: Answer) => void>();
  let heard = Buffer.alloc(0);
  socket.on('data', (bytes) => {
    heard = Buffer.concat([heard, bytes]);
    for (;;) {
      const colon = heard.indexOf(':');
      const end = colon + 1 + Number(heard.subarray(0, colon));
      if (colon < 0 || heard.length < end) return;
      const said = JSON.parse(heard.subarray(colon + 1, end).toString()) as Answer | object;
      heard = heard.subarray(end);
      // The first message introduces the browser.
      if (Array.isArray(said)) waiting.get((said as Answer)[1])?.(said as Answer);
    }
  });
  const lost = (): void => {
    for (const [id, answer] of waiting)
      answer([1, id, { error: 'gone', message: 'the browser ended' }, null]);
  };
  socket.on('close', lost).on('error', lost);
  let last = 0;
  return <T>(command: string, given: object) =>
    new Promise<T>((resolve, reject) => {
      const id = ++last;
      waiting.set(id, ([, , refused, result]) => {
        waiting.delete(id);
        if (refused) reject(new Error(`${command}: ${refused.error} ${refused.message}`));
        else resolve(result as T);
      });
      const text = JSON.stringify([0, id, command, given]);
      socket.write(`${Buffer.byteLength(text)}:${text}`);
    });
}
