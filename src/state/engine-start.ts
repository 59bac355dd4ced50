import type { Engine, EngineKind } from '../engine/client.ts';
import type { Result } from '../result.ts';

/**
 * Starts an engine; `onLoaded` hears how many of its bytes, of how many, have been fetched. Once it is `wanted` it is
 * handed out as soon as it can be used.
 */
export type StartEngine = (
  kind: EngineKind,
  onLoaded: (loaded: number, total: number) => void,
  wanted: AbortSignal,
) => Promise<Result<Engine>>;

/** Starts an engine in a worker of its own. All are instantiated from one module that is fetched and compiled once. */
export const startEngine: StartEngine = async (kind, onLoaded, wanted) => {
  const [{ loadEngineModule }, { Engine }] = await Promise.all([
    import('../engine/loader.ts'),
    import('../engine/client.ts'),
  ]);
  const started = await Engine.start(loadEngineModule(onLoaded), kind);
  if (started.ok) {
    // An import engine is handed out when it has rehearsed: both would use the same staging table.
    if (kind === 'import') await rehearseImport(started.value, wanted).catch(() => {});
    else void rehearseTable(started.value);
  }
  return started;
};

/**
 * What an engine does first takes a tenth of a second longer than ever after, while its catalogue is set up
 * and the browser compiles what is used. So it is done once on nothing, before anybody waits for it.
 */
async function rehearseTable(engine: Engine): Promise<void> {
  await engine.run(['CREATE TABLE warm (a INTEGER)', 'DROP TABLE warm CASCADE']);
}

async function rehearseImport(engine: Engine, wanted: AbortSignal): Promise<void> {
  if (wanted.aborted) return;
  const { stage } = await import('../import/stage/importer.ts');
  const column = { original: '', format: '' };
  const blob = new Blob(['1,a\n2,b\n']);
  await stage(
    engine,
    { form: 'text', blob, delimiter: ',', quote: '"', skipLines: 0, header: false },
    {
      name: 'warm',
      kind: 'csv',
      part: '',
      text: null,
      columns: [
        { ...column, name: 'a', type: 'integer' },
        { ...column, name: 'b', type: 'text' },
      ],
      preview: [],
      notices: [],
    },
    { signal: wanted },
  );
}
