/** What the package's bindings begin and end the glue of one build of the module with. */
const BEGIN = 'var DuckDB=(()=>{';
const END = 'typeof exports=="object"&&typeof module=="object"?module.exports=DuckDB';

/**
 * The package's bindings without the glue for the module that needs no exceptions of WebAssembly: a browser without
 * these is refused, and each engine's worker read half a megabyte of it. Throws where the package has another shape.
 */
export function withoutMvp(bindings: string): string {
  const parts = bindings.split(BEGIN);
  const [before, mvp = '', eh = ''] = parts;
  const ends = [mvp, eh].map((part) => part.split(END).length - 1);
  if (parts.length !== 3 || ends.some((n) => n !== 1)) throw new Error('the glue of the engine is another');
  return `${before}var DuckDB=null;${mvp.slice(mvp.indexOf(END))}${BEGIN}${eh}`;
}
