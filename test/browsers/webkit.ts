import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { patiently, TIMEOUTS, windowOf, type Window } from './window.ts';

const DRIVER = '/usr/bin/WebKitWebDriver';
const BROWSER = ['4.1', '4.0']
  .map((version) => `/usr/lib/x86_64-linux-gnu/webkit2gtk-${version}/MiniBrowser`)
  .find((path) => existsSync(path));

/** Whether this machine has WebKit with its driver and a screen that it can draw on (Debian: `webkit2gtk-driver`, `xvfb`). */
export const HAS_WEBKIT = existsSync(DRIVER) && BROWSER !== undefined && existsSync('/usr/bin/Xvfb');

const PORT = 4397;
const DISPLAY = ':97';

/** Starts WebKit by the protocol of WebDriver. */
export async function openWebKit(): Promise<Window> {
  const screen = spawn('/usr/bin/Xvfb', [DISPLAY, '-screen', '0', '1280x1000x24'], { stdio: 'ignore' });
  const driver = spawn(DRIVER, [`--port=${PORT}`], {
    stdio: 'ignore',
    env: {
      ...process.env,
      DISPLAY,
      // As root there is no sandbox, and without a graphics card nothing to compose with.
      WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
      LIBGL_ALWAYS_SOFTWARE: '1',
      WEBKIT_DISABLE_COMPOSITING_MODE: '1',
    },
  });
  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await fetch(`http://127.0.0.1:${PORT}/session${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const { value } = (await response.json()) as { value: T & { error?: string; message?: string } };
    if (!response.ok) throw new Error(`${path}: ${value.error} ${value.message}`);
    return value;
  };
  const capabilities = {
    alwaysMatch: {
      browserName: 'MiniBrowser',
      'webkitgtk:browserOptions': { binary: BROWSER, args: ['--automation'] },
    },
  };
  const { sessionId } = await patiently(() => call<{ sessionId: string }>('POST', '', { capabilities }));
  const post = <T>(path: string, body: object) => call<T>('POST', `/${sessionId}${path}`, body);
  await post('/timeouts', TIMEOUTS);
  return windowOf({
    go: (url) => post('/url', { url }),
    refresh: () => post('/refresh', {}),
    execute: (script, args) => post('/execute/sync', { script, args }),
    find: (value) => post('/element', { using: 'css selector', value }),
    click: (element) => post(`/element/${element}/click`, {}),
    type: (element, text) => post(`/element/${element}/value`, { text }),
    async quit() {
      await call('DELETE', `/${sessionId}`).catch(() => undefined);
      driver.kill();
      screen.kill();
    },
  });
}
