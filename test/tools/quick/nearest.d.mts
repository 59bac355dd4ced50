/** Tests that read one of the changed files, nearest first; `texts`: path from the root → text. */
export declare function nearest(texts: Map<string, string>, changed: readonly string[]): string[];
