/** Where the build under test is served. */
export const PORT = Number(process.env['CELLAR_PORT'] ?? 4371);
export const ORIGIN = `http://127.0.0.1:${PORT}`;
