import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';

const DRIVER = '/usr/bin/WebKitWebDriver';
const BROWSER = ['4.1', '4.0']
  .map((version) => `/usr/lib/x86_64-linux-gnu/webkit2gtk-${version}/MiniBrowser`)
  .find((path) => existsSync(path));

/** Whether this machine has WebKit with its driver and a screen that it can draw on (Debian: `webkit2gtk-driver`, `xvfb`). */
export const HAS_WEBKIT = existsSync(DRIVER) && BROWSER !== undefined && existsSync('/usr/bin/Xvfb');

const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';
type Found = Record<typeof ELEMENT, string>;

/** A window of WebKit with a profile that is gone when it is closed, as a private one is. */
export interface Window {
  open(address: string): Promise<void>;
  reload(): Promise<void>;
  /** What a function's body returns in the page. */
  ask<T>(body: string, ...given: unknown[]): Promise<T>;
  /** Waits until the body's value is true; says what the page shows where it never is. */
  until(body: string): Promise<void>;
  /** Presses what a selector finds, as a mouse does. */
  press(selector: string): Promise<void>;
  /** Types into a field, or chooses a file for it. */
  type(selector: string, text: string): Promise<void>;
  close(): Promise<void>;
}

/** Starts WebKit by the protocol of WebDriver; `port` and `display` are to be free. */
export async function openWebKit(port: number, display: number): Promise<Window> {
  const screen = spawn('/usr/bin/Xvfb', [`:${display}`, '-screen', '0', '1280x1000x24'], { stdio: 'ignore' });
  const driver = spawn(DRIVER, [`--port=${port}`], {
    stdio: 'ignore',
    env: {
      ...process.env,
      DISPLAY: `:${display}`,
      // As root there is no sandbox, and without a graphics card nothing to compose with.
      WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
      LIBGL_ALWAYS_SOFTWARE: '1',
      WEBKIT_DISABLE_COMPOSITING_MODE: '1',
    },
  });
  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await fetch(`http://127.0.0.1:${port}/session${path}`, {
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
  const at = `/${sessionId}`;
  await call('POST', `${at}/timeouts`, { script: 60_000, pageLoad: 120_000 });
  const ask = <T>(script: string, ...args: unknown[]) =>
    call<T>('POST', `${at}/execute/sync`, { script, args });
  const find = async (selector: string): Promise<string> => {
    const found = await patiently(() =>
      call<Found>('POST', `${at}/element`, { using: 'css selector', value: selector }),
    );
    return found[ELEMENT];
  };
  return {
    ask,
    open: (url) => call('POST', `${at}/url`, { url }),
    reload: () => call('POST', `${at}/refresh`, {}),
    async until(body) {
      try {
        await patiently(async () => {
          if (!(await ask<boolean>(body))) throw new Error(`never: ${body}`);
        });
      } catch (error) {
        throw new Error(`${String(error)}\n${await ask<string>('return document.body.innerText')}`, {
          cause: error,
        });
      }
    },
    async press(selector) {
      await call('POST', `${at}/element/${await find(selector)}/click`, {});
    },
    async type(selector, text) {
      await call('POST', `${at}/element/${await find(selector)}/value`, { text });
    },
    async close() {
      await call('DELETE', at).catch(() => undefined);
      driver.kill();
      screen.kill();
    },
  };
}

/** Asks again until it is there, for ten minutes. */
async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  const end = Date.now() + 600_000;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((again) => setTimeout(again, 200));
    }
  }
}
