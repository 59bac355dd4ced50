/** Version of Cellar, from package.json at build time. */
declare const __VERSION__: string;

/** A file of the sample in one language as a module: in base64, piece by piece, with what is known of it. */
declare module '*?sample-zh' {
  const packed: { base64: string[]; known: import('./import/known-file.ts').KnownFile };
  export default packed;
}
declare module '*?sample-en' {
  const packed: { base64: string[]; known: import('./import/known-file.ts').KnownFile };
  export default packed;
}
