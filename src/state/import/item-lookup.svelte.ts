import type { BesideSales } from '../../import/meaning/beside-sales.ts';
import type { Fault } from '../../result.ts';

/** What a file takes from others, as far as it was said or found out; what it took is in its state. */
export class ItemLookup {
  /** It is to stay as its own file has it. */
  declined = $state(false);
  /** The files that it completes, and of which alone it is of use. */
  completes = $state.raw<readonly string[]>([]);
  /** The column that names its customers, where that was found out by another file. */
  customer = $state.raw<string | null>(null);
  /** What it is, if no sales, and whose sales its amounts would add to. */
  noSale = $state.raw<Pick<BesideSales, 'is' | 'sales'> | null>(null);
  /** Why it could not take what it could have had. */
  fault = $state.raw<Fault | null>(null);

  get serves(): boolean {
    return this.completes.length > 0;
  }
}
