import { stopped, type Tell } from './observation.ts';
import { shutNavigation } from './shut-navigation.ts';
import { refusing, takeAway } from './take-away.ts';

/** Added to the page's own policy when everything it needs is here; a policy can only be tightened. */
export const SEALED_POLICY =
  "connect-src 'none'; img-src blob: data:; font-src 'none'; media-src 'none'; frame-src 'none'; object-src 'none'; manifest-src 'none'; base-uri 'none'; form-action 'none'";

/** Ways out that no policy of every browser covers, and those that nothing here uses. */
const WAYS = [
  'RTCPeerConnection',
  'webkitRTCPeerConnection',
  'WebSocket',
  'WebSocketStream',
  'EventSource',
  'WebTransport',
  'SharedWorker',
  'PresentationRequest',
  'fetchLater',
];

/** An empty frame is a window of its own, with every constructor that was taken away here. */
const FRAMES = /^(?:iframe|frame|object|embed|fencedframe|portal)$/i;

/** Opens another site in a window of its own, after its address was shown and agreed to. */
export type OpenAway = (address: string) => void;

/**
 * Shuts the page: no request but for this site's own scripts and styles, no peer connection, no frame, no leaving
 * for another address. Each attempt fails and is reported. Nothing opens it again but loading it anew.
 */
export function shutPage(tell: Tell): OpenAway {
  const note = (kind: string, url: unknown): void => tell(stopped('page', kind, url));
  const policy = document.createElement('meta');
  policy.httpEquiv = 'Content-Security-Policy';
  policy.content = SEALED_POLICY;
  document.head.append(policy);
  for (const name of WAYS) takeAway(window, name, refusing(name, note));
  takeAway(navigator, 'sendBeacon', (url: unknown): boolean => {
    note('sendBeacon', url);
    return false;
  });
  shutFrames(note);
  shutForms(note);
  return shutNavigation(note);
}

/** A form sends nothing by itself: what is typed into one is read by the page. */
function shutForms(note: (kind: string, url: unknown) => void): void {
  for (const name of ['submit', 'requestSubmit'])
    takeAway(HTMLFormElement.prototype, name, function (this: HTMLFormElement): void {
      note(`form.${name}`, this.action);
    });
  addEventListener('submit', (event) => event.preventDefault(), true);
}

function shutFrames(note: (kind: string, url: unknown) => void): void {
  const { createElement, createElementNS } = Document.prototype;
  const refuse = (name: string): void => {
    note(name, 'about:blank');
    throw new DOMException('no frame is made in a sealed page', 'SecurityError');
  };
  const local = (name: unknown): string => String(name).split(':').at(-1)!;
  const made = {
    createElement(this: Document, name: string, ...rest: [ElementCreationOptions?]): HTMLElement {
      if (FRAMES.test(local(name))) refuse(local(name));
      return createElement.call(this, name, ...rest);
    },
    createElementNS(this: Document, space: string | null, name: string): Element {
      if (FRAMES.test(local(name))) refuse(local(name));
      return createElementNS.call(this, space, name);
    },
  };
  takeAway(Document.prototype, 'createElement', made.createElement);
  takeAway(Document.prototype, 'createElementNS', made.createElementNS);
}
