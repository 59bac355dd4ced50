/** A window of a browser with a profile that is gone when it is closed, as a private one is. */
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

/** What the protocols of WebDriver can do, each in its own words. */
export interface Driver {
  go(url: string): Promise<unknown>;
  refresh(): Promise<unknown>;
  execute(script: string, args: readonly unknown[]): Promise<unknown>;
  find(selector: string): Promise<Element>;
  click(element: string): Promise<unknown>;
  type(element: string, text: string): Promise<unknown>;
  quit(): Promise<unknown>;
}

/** An element as the protocols name it. */
type Element = Record<typeof ELEMENT, string>;
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

/** Milliseconds that a driver lets a script and the loading of a page take. */
export const TIMEOUTS = { script: 60_000, pageLoad: 120_000 };

export function windowOf(driver: Driver): Window {
  const ask = async <T>(body: string, ...given: unknown[]) => (await driver.execute(body, given)) as T;
  const find = async (selector: string): Promise<string> =>
    (await patiently(() => driver.find(selector)))[ELEMENT];
  return {
    ask,
    open: async (address) => void (await driver.go(address)),
    reload: async () => void (await driver.refresh()),
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
    press: async (selector) => void (await driver.click(await find(selector))),
    type: async (selector, text) => void (await driver.type(await find(selector), text)),
    close: async () => void (await driver.quit()),
  };
}

/** Asks again until it is there, for ten minutes. */
export async function patiently<T>(ask: () => Promise<T>): Promise<T> {
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
