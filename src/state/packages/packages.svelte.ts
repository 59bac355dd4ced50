import { attempt, type Fault } from '../../result.ts';
import type { Db } from '../../storage/db.ts';
import { OwnKey } from './own-key.ts';
import { Recipients } from './recipients.ts';

/** A package that is being opened. */
export interface ComingPackage {
  file: File;
  /** Files of data that were dropped with it. */
  beside: readonly File[];
  /** It is sealed by a passphrase: asked for, again where one was wrong. */
  asks: boolean;
  fault: Fault | null;
  /** How far it is, 0..1; null while nothing is done. */
  progress: number | null;
}

export interface PackagesHost {
  storage(): Promise<Db | null>;
  /** Opens a notebook from elsewhere; whether it is open. */
  openText(text: string): Promise<boolean>;
  /** Takes files in for the notebook that was just opened. */
  importInto(files: readonly File[]): Promise<void>;
}

/** Packages that are opened, and with what: a package is a guest as any notebook from elsewhere, its tables are imported as any files. */
export class Packages {
  coming = $state.raw<ComingPackage | null>(null);
  readonly own = new OwnKey();
  readonly recipients = new Recipients();
  #abort: AbortController | null = null;
  #host: PackagesHost;

  constructor(host: PackagesHost) {
    this.#host = host;
  }

  /** Opens a package with one's own key, or asks for its passphrase. */
  open(file: File, beside: readonly File[] = []): Promise<void> {
    this.coming = { file, beside, asks: false, fault: null, progress: null };
    return this.#try();
  }

  answer(passphrase: string): Promise<void> {
    return this.#try(passphrase);
  }

  cancel(): void {
    this.#abort?.abort();
    this.coming = null;
  }

  /** The workspace is locked: nothing stays in memory. */
  forget(): void {
    this.cancel();
    this.own.forget();
    this.recipients.forget();
  }

  async #try(passphrase?: string): Promise<void> {
    const { coming } = this;
    if (!coming) return;
    this.#abort?.abort();
    const { signal } = (this.#abort = new AbortController());
    this.#say({ fault: null, progress: 0 });
    const tried = await attempt(() => this.#opened(coming.file, passphrase, signal), 'file-unreadable');
    if (signal.aborted) return;
    if (!tried.ok) {
      const { code } = tried.fault;
      const asks = code === 'package-passphrase' || code === 'package-wrong-passphrase';
      this.#say({ asks, fault: code === 'package-passphrase' ? null : tried.fault, progress: null });
      return;
    }
    this.coming = null;
    const { notebook, sources } = tried.value;
    const files = [...sources, ...coming.beside];
    if ((await this.#host.openText(notebook)) && files.length > 0) await this.#host.importInto(files);
  }

  async #opened(file: File, passphrase: string | undefined, signal: AbortSignal) {
    const [{ unsealAside }, { unpackParts }] = await Promise.all([
      import('../../package/client.ts'),
      import('../../package/parts.ts'),
    ]);
    const identity = passphrase === undefined ? await this.own.identity(await this.#host.storage()) : null;
    const opener = { identities: identity === null ? [] : [identity], passphrase };
    const plain = await unsealAside(file, opener, {
      signal,
      onProgress: (progress) => signal.aborted || this.#say({ progress }),
    });
    return plain.ok ? unpackParts(plain.value) : plain;
  }

  #say(more: Partial<ComingPackage>): void {
    if (this.coming) this.coming = { ...this.coming, ...more };
  }
}
