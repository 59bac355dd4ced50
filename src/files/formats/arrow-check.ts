import { damaged, fieldAt, referenceAt, vectorAt } from './flatbuffer.ts';

/** A column without bytes, as one that holds nothing but nulls is, has no more rows in a batch. */
const ROWS_WITHOUT_BYTES = 1024 * 1024;
/** Slots of the format's tables (apache/arrow, format/Schema.fbs and Message.fbs). */
const SCHEMA = { fields: 1, metadata: 2, features: 3 };
const FIELD = { typeKind: 2, type: 3, children: 5, metadata: 6 };
const UNION = { kind: 14, typeIds: 1 };
const BATCH = { length: 0, nodes: 1, buffers: 2 };

/**
 * Checks what apache-arrow takes on trust of a schema: no list may claim more than its bytes can hold, or it
 * goes on reading until memory is full.
 * @throws Stop
 */
export function checkSchema(view: DataView, schema: number): void {
  vectorAt(view, schema, SCHEMA.metadata, 4);
  vectorAt(view, schema, SCHEMA.features, 8);
  // Each field takes bytes of its own; damaged ones may share them, and there would be no end of it.
  let left = view.byteLength;
  const check = (table: number, slot: number): void => {
    for (const at of vectorAt(view, table, slot, 4)) {
      const field = at + view.getUint32(at, true);
      if ((left -= 1) < 0) throw damaged();
      vectorAt(view, field, FIELD.metadata, 4);
      const kindAt = fieldAt(view, field, FIELD.typeKind);
      if (kindAt > 0 && view.getUint8(kindAt) === UNION.kind)
        vectorAt(view, referenceAt(view, field, FIELD.type), UNION.typeIds, 4);
      check(field, FIELD.children);
    }
  };
  check(schema, SCHEMA.fields);
}

/**
 * Checks that neither a batch nor a column of it claims more rows than so many bytes can hold at a bit each:
 * its reader makes room for all.
 * @throws Stop
 */
export function checkBatch(view: DataView, batch: number, bytes: number): void {
  const most = Math.max(ROWS_WITHOUT_BYTES, bytes * 8);
  vectorAt(view, batch, BATCH.buffers, 16);
  const lengthAt = fieldAt(view, batch, BATCH.length);
  const claims = [...(lengthAt === 0 ? [] : [lengthAt]), ...vectorAt(view, batch, BATCH.nodes, 16)];
  for (const at of claims) {
    const rows = Number(view.getBigInt64(at, true));
    if (rows < 0 || rows > most) throw damaged();
  }
}
