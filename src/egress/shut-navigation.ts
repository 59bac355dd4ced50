import { takeAway } from './take-away.ts';

type Note = (kind: string, url: unknown) => void;

/** The navigation interface where the browser has one; the DOM's types do not have it everywhere yet. */
interface NavigateEvent extends Event {
  readonly destination: { readonly url: string };
  readonly downloadRequest: string | null;
}

/** Whether an address is this page: another place in it, or the page loaded again. */
export function isThisPage(address: string, here: string): boolean {
  const to = new URL(address, here);
  const from = new URL(here);
  return to.origin === from.origin && to.pathname === from.pathname && to.search === from.search;
}

/** A file out of the page's own memory, on its way to the downloads. */
const isOwnDownload = (link: HTMLAnchorElement): boolean =>
  link.protocol === 'blob:' && link.hasAttribute('download');

/**
 * Keeps the page where it is: links, scripts and refreshes lead to no other address, and no window opens. Own
 * addresses are no exception, for what stands in one is sent to the host. Returns the only way to another site.
 */
export function shutNavigation(note: Note): (address: string) => void {
  const here = location.href;
  const open = window.open.bind(window);
  takeAway(window, 'open', (url: unknown): null => {
    note('window.open', url);
    return null;
  });

  const navigation = (window as { navigation?: EventTarget }).navigation;
  navigation?.addEventListener('navigate', (event) => {
    const { destination, downloadRequest } = event as NavigateEvent;
    if (isThisPage(destination.url, here) || (downloadRequest !== null && /^blob:/.test(destination.url)))
      return;
    event.preventDefault();
    note('navigation', destination.url);
  });

  /** Whether a click on a link would lead away; it is noted then. */
  const leadsAway = (target: EventTarget | null): boolean => {
    const link = target instanceof Element ? target.closest('a, area') : null;
    const address = link?.getAttribute('href') ?? link?.getAttribute('xlink:href');
    if (address === null || address === undefined) return false;
    if (link instanceof HTMLAnchorElement && isOwnDownload(link)) return false;
    if (URL.canParse(address, here) && isThisPage(address, here) && !link!.hasAttribute('ping')) return false;
    note('link', URL.canParse(address, here) ? new URL(address, here).href : address);
    return true;
  };
  addEventListener(
    'click',
    (event) => {
      if (!leadsAway(event.composedPath()[0] ?? null)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    true,
  );
  // A link that is in no document is followed as well, and the window does not hear of its click.
  const { click } = HTMLElement.prototype;
  takeAway(HTMLElement.prototype, 'click', function (this: HTMLElement): void {
    if (this.isConnected || !leadsAway(this)) click.call(this);
  });
  const { dispatchEvent } = EventTarget.prototype;
  takeAway(EventTarget.prototype, 'dispatchEvent', function (this: EventTarget, event: Event): boolean {
    const loose = event.type === 'click' && this instanceof Element && !this.isConnected;
    return loose && leadsAway(this) ? false : dispatchEvent.call(this, event);
  });

  return (address) => void open(address, '_blank', 'noopener,noreferrer');
}
