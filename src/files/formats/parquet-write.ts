import { faultFrom, ok, refused, type Result } from '../../result.ts';
import { decoder } from './parquet.ts';

/**
 * A Parquet file (snappy, the one every reader takes) from one Arrow IPC stream. Faults:
 * `parquet-unwritable` for types the format cannot hold, with the writer's words in `detail`.
 */
export async function writeParquet(ipc: Uint8Array): Promise<Result<Uint8Array>> {
  const parquet = await decoder();
  try {
    const table = parquet.Table.fromIPCStream(ipc);
    const properties = new parquet.WriterPropertiesBuilder()
      .setCompression(parquet.Compression.SNAPPY)
      .setCreatedBy('cellar')
      .build();
    return ok(parquet.writeParquet(table, properties));
  } catch (error) {
    return refused(faultFrom(error, 'parquet-unwritable'));
  }
}
