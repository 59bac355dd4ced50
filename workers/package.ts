import { expose } from 'comlink';
import { watchWorker } from '../src/egress/shut-worker.ts';
import { seal, unseal } from '../src/package/age.ts';
import type { PackageWorker } from '../src/package/api.ts';

const worker: PackageWorker = {
  seal: (plain, to, onProgress) => seal(plain, to, { onProgress }),
  unseal: (file, opener, onProgress) => unseal(file, opener, { onProgress }),
};

// It has passphrases, keys and what they open, and no use for the network.
watchWorker()();
expose(worker);
