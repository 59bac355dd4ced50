import {
  RecordBatchReader,
  Table,
  tableToIPC,
  type RecordBatch,
  type RecordBatchStreamReader,
  type Schema,
} from 'apache-arrow';
import type { Reading, Staged } from '../api.ts';
import { Stop, fail, messageOf, ok, refused, type Result } from '../../result.ts';
import { plainMessages } from './arrow-messages.ts';
import { applyPlan, planColumns, previewOf } from './arrow-table.ts';

const LIMIT = 1024 * 1024 * 1024;
const PREVIEW = 50;

/** Columns and first rows of an Arrow file or stream (Feather version 2 is an Arrow file). */
export async function inspectArrow(blob: Blob, name: string, part = ''): Promise<Result<Reading[]>> {
  return reading(blob, (schema, batches) => {
    const first = batches.next();
    const table = new Table(schema, first.done ? [] : [first.value]);
    const plan = planColumns(schema);
    if (plan.columns.length === 0) return fail('file-empty');
    const preview = previewOf(applyPlan(table, plan), PREVIEW);
    return ok([
      { name, kind: 'arrow', part, text: null, columns: plan.columns, preview, notices: plan.notices },
    ]);
  });
}

/** Its batches as stream pieces. */
export async function stageArrow(blob: Blob): Promise<Result<Staged>> {
  return reading(blob, (schema, batches) => {
    const plan = planColumns(schema);
    const piece = (rows: RecordBatch[]) => tableToIPC(applyPlan(new Table(schema, rows), plan), 'stream');
    const chunks = Array.from(batches, (batch) => piece([batch]));
    return ok({ form: 'ipc', chunks: chunks.length > 0 ? chunks : [piece([])] });
  });
}

async function reading<T>(
  blob: Blob,
  work: (schema: Schema, batches: IterableIterator<RecordBatch>) => Result<T>,
): Promise<Result<T>> {
  if (blob.size > LIMIT) return fail('file-too-large', { values: { megabytes: LIMIT / 1048576 } });
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const mark = (piece: Uint8Array) => new TextDecoder('latin1').decode(piece) === 'ARROW1';
  if (mark(bytes.subarray(0, 6)) && !mark(bytes.subarray(-6))) return fail('file-incomplete');
  try {
    const messages = await plainMessages(bytes);
    const reader = RecordBatchReader.from(
      messages as Iterable<Uint8Array>,
    ) as unknown as RecordBatchStreamReader;
    reader.open({ autoDestroy: false });
    // What apache-arrow types as present is missing when the stream ends inside its schema.
    const schema = reader.schema as Schema | undefined;
    return schema
      ? work(schema, reader[Symbol.iterator]() as IterableIterator<RecordBatch>)
      : fail('file-incomplete');
  } catch (error) {
    if (error instanceof Stop) return refused(error.fault);
    const detail = messageOf(error);
    if (/Unrecognized type/i.test(detail)) return fail('arrow-unsupported', { detail });
    return fail(/Expected to read|unexpected end/i.test(detail) ? 'file-incomplete' : 'file-damaged', {
      detail,
    });
  }
}
