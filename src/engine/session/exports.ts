/**
 * An instance of DuckDB without the 61,000 C++ functions that it exports for extensions to link to, which a locked
 * engine never loads: the bindings go over every export several times, which was a third of a start.
 */
export function withoutCpp(instance: WebAssembly.Instance, module: WebAssembly.Module): WebAssembly.Instance {
  const linked = new Set(
    WebAssembly.Module.imports(module).flatMap(({ module: from, name }) =>
      from.startsWith('GOT') ? [name] : [],
    ),
  );
  const exports: WebAssembly.Exports = {};
  for (const name in instance.exports)
    if (!name.startsWith('_Z') || linked.has(name)) exports[name] = instance.exports[name]!;
  return { exports };
}
