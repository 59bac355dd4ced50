/** Runs work in a task of its own, behind what the page has been told; no slower in a page that is hidden. */
export function nextTask(work: () => void): void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    port2.close();
    work();
  };
  port2.postMessage(null);
}
