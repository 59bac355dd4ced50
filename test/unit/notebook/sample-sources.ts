import { mappingOf, proposeSource } from '../../../src/import/meaning/detect.ts';
import { defaultPolicy, detectPersonal } from '../../../src/privacy/detect.ts';
import type { VersionedSource } from '../../../src/run/data.ts';
import { addSource } from '../entity/support.ts';
import type { SourceDb } from '../support/native.ts';

const FILES = ['customers', 'orders', 'events', 'feedback'] as const;
const folder = new URL('../../../public/sample/', import.meta.url);

/**
 * The bundled sample as the mapping page hands it on with nothing changed: detected roles, personal columns dropped or
 * masked. `beside` is SQL of columns that the customers have beside theirs.
 */
export async function addSampleSources(db: SourceDb, beside?: string): Promise<VersionedSource[]> {
  const sources: VersionedSource[] = [];
  for (const file of FILES) {
    // The file is unpacked, and its types told, once for all that is asked of it.
    const columnsRead = beside && file === 'customers' ? `*, ${beside}` : '*';
    await db.exec(
      `CREATE OR REPLACE TEMP TABLE as_read AS SELECT ${columnsRead} FROM '${decodeURIComponent(new URL(`${file}.csv.gz`, folder).pathname)}'`,
    );
    const from = 'FROM as_read';
    const described = await db.rows<{ column_name: string; column_type: string }>(`DESCRIBE ${from}`);
    const preview = await db.rows<Record<string, string | null>>(
      `SELECT CAST(COLUMNS(*) AS VARCHAR) ${from} LIMIT 200`,
    );
    const columns = described.map(({ column_name: name, column_type: type }) => {
      const examples = preview.map((row) => row[name] ?? '').filter((v) => v !== '');
      return {
        name,
        type,
        examples,
        filled: examples.length,
        distinct: new Set(examples).size,
        rows: preview.length,
      };
    });
    const mapping = mappingOf(proposeSource({ name: file, columns }));
    const policies = columns.map(({ name, examples }) => {
      const kind = detectPersonal(name, examples);
      const role = Object.keys(mapping).find((r) => mapping[r] === name) ?? null;
      return { name, policy: kind ? defaultPolicy(kind, role) : 'keep' };
    });
    const kept = policies
      .filter((c) => c.policy !== 'drop')
      .map((c) => (c.policy === 'mask' ? `left("${c.name}", 1) || '*' AS "${c.name}"` : `"${c.name}"`));
    const source = await addSource(db, file, `SELECT ${kept.join(', ')} ${from}`, file, mapping);
    sources.push({ ...source, version: '1' });
  }
  await db.exec('DROP TABLE as_read');
  return sources;
}
