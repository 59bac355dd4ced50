import type { Notebook } from '../notebook/document.ts';
import { lockNotebook, type TabLock } from '../storage/tab-lock.ts';

/** A notebook as it stands in storage. */
export interface Saved {
  notebook: Notebook;
  revision: number;
  /** Ids of the sources that it runs on. */
  sources: readonly string[];
}

/** What of the session its lock is about. */
interface Claimed {
  readonly id: string;
  saveNow(): Promise<void>;
}

/** Which tab edits an open notebook: this one, or another, while this one reads. */
export class EditingTab {
  #readonly = $state(false);
  #lock: TabLock | null = null;
  #closed = false;
  #of: Claimed;
  #overruled: () => void;

  /** `overruled` is told that another tab edits it from now on. */
  constructor(of: Claimed, overruled: () => void) {
    this.#of = of;
    this.#overruled = overruled;
  }

  /** Whether another tab edits it. */
  get readonly(): boolean {
    return this.#readonly;
  }

  /**
   * Makes this tab the notebook's only editor, or a reader while another tab is. When it takes over, `reload` brings
   * what the other one saved, and `take` gets it: nothing is edited before.
   */
  async claim(
    reload: () => Promise<Saved | null>,
    take: (saved: Saved) => void,
    lock: typeof lockNotebook = lockNotebook,
  ): Promise<void> {
    let turn = 0;
    const follow = async (now: number): Promise<void> => {
      const saved = await reload();
      // Taken over in turn while this was being read: there would be two editors.
      if (now !== turn || this.#closed) return;
      this.#readonly = false;
      if (saved) take(saved);
    };
    this.#lock = await lock(this.#of.id, {
      onChange: (mine) => {
        turn += 1;
        if (mine) return void follow(turn);
        this.#readonly = true;
        this.#overruled();
      },
      onAsked: () => this.#of.saveNow(),
    });
    // Closed while the lock was being asked for: it would be held by nobody for as long as the tab lives.
    if (this.#closed) this.#lock.release();
    this.#readonly = !this.#lock.mine;
  }

  async takeOver(): Promise<void> {
    await this.#lock?.takeOver();
  }

  /** Lets go of the notebook once what is pending is stored: whoever edits it next begins with that. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#of.saveNow();
    this.#lock?.release();
  }
}
