/** What tabs of one workspace tell each other. */
export type TabMessage =
  /** Store what is pending: how values are kept is about to change. */
  | { says: 'store' }
  /** Lock now. */
  | { says: 'lock' }
  /** The workspace was given a passphrase, or it was taken away: what this tab has open is in terms that no longer hold. */
  | { says: 'relocked' }
  /** Somebody is at work in a tab: none of them is idle. */
  | { says: 'active' }
  /** A notebook was deleted. */
  | { says: 'deleted'; id: string }
  /** Everything was deleted. */
  | { says: 'emptied' };

type Channel = Pick<BroadcastChannel, 'postMessage' | 'onmessage'>;

/** The tabs that have this workspace open. */
export class Tabs {
  #channel: Channel | null;
  #listeners = new Set<(message: TabMessage) => void>();

  constructor(channel: Channel | null) {
    this.#channel = channel;
    if (!channel) return;
    channel.onmessage = ({ data }: MessageEvent<TabMessage>) => {
      for (const listener of this.#listeners) listener(data);
    };
  }

  /** Tells all others. */
  tell(message: TabMessage): void {
    this.#channel?.postMessage(message);
  }

  hear(listener: (message: TabMessage) => void): void {
    this.#listeners.add(listener);
  }
}
