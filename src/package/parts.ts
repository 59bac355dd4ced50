import { zipBlob, type ZipPart } from '../export/zip.ts';
import { entryStream, openZip, type ZipEntry } from '../files/formats/zip.ts';
import { MAX_NOTEBOOK_BYTES } from '../notebook/size.ts';
import { fail, faultFrom, ok, refused, type Result } from '../result.ts';

/*
 * What is in a package, before it is sealed: a zip that anybody can open who has unsealed it.
 * - notebook.cellar.json
 * - report.html, report.md
 * - results/<cell>.csv: result tables, through the disclosure gate
 * - sources/<name>.parquet: the treated source tables, by choice
 */

const NOTEBOOK = 'notebook.cellar.json';
const SOURCE = /^sources\/([^/\\]+\.parquet)$/;
/** Most tables that are taken out of a package. */
const MOST_SOURCES = 200;

/** One file of a package. */
export interface PackagePart {
  name: string;
  body: string | Blob;
}

/** Puts a package together. Faults: `package-unwritable`. */
export async function packParts(notebook: string, parts: readonly PackagePart[]): Promise<Result<Blob>> {
  const all: PackagePart[] = [{ name: NOTEBOOK, body: notebook }, ...parts];
  try {
    const zip = all.map(({ name, body }): ZipPart => ({
      name,
      body: typeof body === 'string' ? body : bytesOf(body),
    }));
    return ok(await zipBlob(zip, 'application/zip'));
  } catch (error) {
    return refused(faultFrom(error, 'package-unwritable'));
  }
}

/** A package that was opened: a notebook from elsewhere, and files to import. */
export interface OpenedPackage {
  /** Text of the notebook's file. */
  notebook: string;
  sources: File[];
}

/** Takes a package apart. Faults: those of `openZip`, `package-no-notebook`, `file-damaged`. */
export async function unpackParts(zip: Blob): Promise<Result<OpenedPackage>> {
  const entries = await openZip(zip);
  // A sealed file may hold anything: what is no zip is no package.
  if (!entries.ok) return entries.fault.code === 'zip-bomb' ? entries : fail('package-no-notebook');
  const notebook = entries.value.find(({ name }) => name === NOTEBOOK);
  if (!notebook || notebook.size > MAX_NOTEBOOK_BYTES) return fail('package-no-notebook');
  const tables = entries.value.filter(({ name }) => SOURCE.test(name)).slice(0, MOST_SOURCES);
  try {
    const bodyOf = (entry: ZipEntry) =>
      new Response(entryStream(zip, entry) as ReadableStream<Uint8Array<ArrayBuffer>>).blob();
    const text = await (await bodyOf(notebook)).text();
    const sources: File[] = [];
    for (const entry of tables) sources.push(new File([await bodyOf(entry)], SOURCE.exec(entry.name)![1]!));
    return ok({ notebook: text, sources });
  } catch (error) {
    return refused(faultFrom(error, 'file-damaged'));
  }
}

async function* bytesOf(blob: Blob): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = blob.stream().getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}
