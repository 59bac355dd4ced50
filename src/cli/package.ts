import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isSealed, unseal } from '../package/age.ts';
import { unpackParts, type OpenedPackage } from '../package/parts.ts';
import { faultFrom, ok, refused, type Result } from '../result.ts';

/**
 * The package in a file, opened with the identities of another (one a line, `#` begins a comment, as `age-keygen`
 * writes them), or null where the file is no sealed one. Faults: `cli-file-unreadable` {file}, those of `unseal` and
 * `unpackParts`.
 */
export async function readPackage(path: string, identityFile: string): Promise<Result<OpenedPackage | null>> {
  let file: Blob;
  let identities: string[];
  try {
    file = new Blob([new Uint8Array(await readFile(path))]);
    const lines = (await readFile(identityFile, 'utf8')).split(/\r?\n/);
    identities = lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
  } catch (error) {
    return refused(faultFrom(error, 'cli-file-unreadable', { file: path }));
  }
  if (!(await isSealed(file))) return ok(null);
  const zip = await unseal(file, { identities });
  return zip.ok ? unpackParts(zip.value) : zip;
}

/** Writes a package's tables into a folder, for its owner only; returns their paths. Throws where it cannot. */
export async function layOut({ sources }: OpenedPackage, folder: string): Promise<string[]> {
  const paths: string[] = [];
  for (const source of sources) {
    const path = join(folder, source.name);
    await writeFile(path, new Uint8Array(await source.arrayBuffer()), { mode: 0o600 });
    paths.push(path);
  }
  return paths;
}
