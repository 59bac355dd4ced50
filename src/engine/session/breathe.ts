const waiting: (() => void)[] = [];
const channel = new MessageChannel();
channel.port1.onmessage = () => waiting.shift()?.();
// In Node (tests) an open port would keep the process alive.
(channel.port1 as { unref?: () => void }).unref?.();

/** Lets the event loop deliver messages (a cancel, most of all); timers would cost 4 ms each time. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    channel.port2.postMessage(null);
  });
}
