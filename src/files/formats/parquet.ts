import { tableFromIPC, tableToIPC } from 'apache-arrow';
import type { Progress, Reading, Staged } from '../api.ts';
import { fail, messageOf, ok, type Result } from '../../result.ts';
import { applyPlan, planColumns, previewOf } from './arrow-table.ts';
import { givenAssets } from './assets.ts';
import { readFooter, type ParquetFooter } from './parquet-footer.ts';

type ParquetWasm = typeof import('parquet-wasm/esm');

/** Above this the file's bytes, decoder and result would not fit in one tab together. */
const LIMIT = 1024 * 1024 * 1024;
const PREVIEW = 50;
/** Rows of one Arrow piece handed to the import engine. */
const BATCH = 131_072;

let loaded: Promise<ParquetWasm> | null = null;

/** The decoder, had once from the page. */
export function decoder(): Promise<ParquetWasm> {
  loaded ??= (async () => {
    const assets = givenAssets();
    if (!assets) throw new Error('the files worker was not told whom to ask for its assets');
    const [module, wasm] = await Promise.all([import('parquet-wasm/esm'), assets.parquetWasm()]);
    const headers = { 'content-type': 'application/wasm' };
    await module.default({ module_or_path: new Response(wasm, { headers }) });
    return module;
  })();
  return loaded;
}

/** Says which columns a Parquet file has and shows its first rows. */
export async function inspectParquet(blob: Blob, name: string, part = ''): Promise<Result<Reading[]>> {
  return reading(blob, (parquet, bytes) => {
    const table = tableFromIPC(
      parquet.readParquet(bytes, { limit: PREVIEW, batchSize: PREVIEW }).intoIPCStream(),
    );
    if (table.schema.fields.length === 0) return fail('file-empty');
    const plan = planColumns(table.schema);
    const preview = previewOf(applyPlan(table, plan), PREVIEW);
    return ok([
      { name, kind: 'parquet', part, text: null, columns: plan.columns, preview, notices: plan.notices },
    ]);
  });
}

/** Decodes a Parquet file, one row group after another, into Arrow pieces. */
export async function stageParquet(
  blob: Blob,
  onProgress: (progress: Progress) => void = () => undefined,
): Promise<Result<Staged>> {
  return reading(blob, (parquet, bytes, { groups }) => {
    const chunks: Uint8Array[] = [];
    let rows = 0;
    for (let group = 0; group < groups || group === 0; group += 1) {
      const options = groups === 0 ? {} : { rowGroups: [group], batchSize: BATCH };
      const decoded = parquet.readParquet(bytes, options);
      const batches = decoded.recordBatches();
      if (batches.length === 0 && group === 0) chunks.push(decoded.schema.intoIPCStream());
      for (const batch of batches) {
        rows += batch.numRows;
        chunks.push(fitted(batch.intoIPCStream()));
      }
      decoded.free();
      onProgress({
        bytes: Math.round((blob.size * (group + 1)) / Math.max(1, groups)),
        totalBytes: blob.size,
        rows,
      });
    }
    return ok({ form: 'ipc', chunks });
  });
}

/** The piece itself when nothing in it has to change. */
function fitted(ipc: Uint8Array): Uint8Array {
  const table = tableFromIPC(ipc);
  const plan = planColumns(table.schema);
  return plan.asIs ? ipc : tableToIPC(applyPlan(table, plan), 'stream');
}

/**
 * Checks the frame of the file, then decodes; what the decoder throws becomes a fault. Only its synchronous
 * calls are used: when it panics in an asynchronous one, the promise stays open for ever.
 */
async function reading<T>(
  blob: Blob,
  work: (parquet: ParquetWasm, bytes: Uint8Array, footer: ParquetFooter) => Result<T>,
): Promise<Result<T>> {
  if (blob.size > LIMIT) return fail('file-too-large', { values: { megabytes: LIMIT / 1048576 } });
  const foot = new TextDecoder('latin1').decode(await blob.slice(-4).arrayBuffer());
  if (blob.size < 12 || foot !== 'PAR1') return fail('file-incomplete');
  const parquet = await decoder();
  const bytes = new Uint8Array(await blob.arrayBuffer());
  try {
    const footer = readFooter(bytes);
    const unknown = footer.codecs.find((codec) => codec === 'LZO' || codec.startsWith('codec '));
    if (unknown) return fail('parquet-unsupported', { values: { codec: unknown } });
    return work(parquet, bytes, footer);
  } catch (error) {
    const detail = messageOf(error);
    const unsupported = /not (?:yet )?(?:supported|implemented)|unsupported|NYI|LZO|requires? feature/i.test(
      detail,
    );
    return unsupported
      ? fail('parquet-unsupported', { values: { codec: said(detail) }, detail })
      : fail('file-damaged', { detail });
  }
}

/** The name of a compression in what the decoder says, else its first words. */
const said = (detail: string): string =>
  /LZO|BROTLI|LZ4|ZSTD|GZIP|SNAPPY/i.exec(detail)?.[0].toUpperCase() ?? detail.slice(0, 60);
