/** Version of Cellar, from package.json at build time. */
declare const __VERSION__: string;

/** The rows of a file of the sample in one language as a module: in base64, piece by piece. */
declare module '*.rows?sample-zh' {
  const packed: Record<'treated' | 'hidden', import('./import/packed-rows.ts').PackedPiece[]>;
  export default packed;
}
declare module '*.rows?sample-en' {
  const packed: Record<'treated' | 'hidden', import('./import/packed-rows.ts').PackedPiece[]>;
  export default packed;
}
/** What cleaning makes of the sample in one language. */
declare module '*.steps?sample-zh' {
  const steps: import('./run/data-steps.ts').KnownSteps;
  export default steps;
}
declare module '*.steps?sample-en' {
  const steps: import('./run/data-steps.ts').KnownSteps;
  export default steps;
}
/** What is known of the sample's files in one language, by their names. */
declare module '*.json?sample-zh' {
  const known: Record<string, import('./import/known-file.ts').KnownFile>;
  export default known;
}
declare module '*.json?sample-en' {
  const known: Record<string, import('./import/known-file.ts').KnownFile>;
  export default known;
}
