/** The module of `src/cli/main.ts` of the project in `root`; `close` when it has run. */
export declare function loadProgram<Program>(
  root: string,
): Promise<{ program: Program; close: () => Promise<void> }>;

/** Path of the file in which the program is kept in the state that the project is in now. */
export declare function keptProgram(root: string): string;
