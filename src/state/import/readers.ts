import { ok, type Result } from '../../result.ts';
import type { FileReader, ImportTools } from './tools.ts';

/**
 * The readers of the files of one drop. One that has read a text goes on to the next file: to start a worker, and all
 * that it does for the first time, takes as long as reading a month's orders. It goes with the drop.
 */
export class Readers {
  readonly #tools: Pick<ImportTools, 'openReader'>;
  #idle: FileReader | null = null;
  #over = false;

  constructor(tools: Pick<ImportTools, 'openReader'>) {
    this.#tools = tools;
  }

  /** Those of a file by itself: no other comes after it. */
  static ofOne(tools: Pick<ImportTools, 'openReader'>): Readers {
    const readers = new Readers(tools);
    readers.#over = true;
    return readers;
  }

  async open(): Promise<Result<FileReader>> {
    const idle = this.#idle;
    this.#idle = null;
    return idle ? ok(idle) : this.#tools.openReader();
  }

  /** Takes one that is at rest. */
  back(reader: FileReader): void {
    if (this.#over || this.#idle) reader.close();
    else this.#idle = reader;
  }

  end(): void {
    this.#over = true;
    this.#idle?.close();
    this.#idle = null;
  }
}
