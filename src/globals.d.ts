/** Version of Cellar, from package.json at build time. */
declare const __VERSION__: string;

/** A file of the sample in one language as a module: what is known of it, and its rows in base64, piece by piece. */
declare module '*?sample' {
  const packed: {
    known: import('./import/known-file.ts').KnownFile;
    treated: import('./import/packed-rows.ts').PackedPiece[];
    hidden: import('./import/packed-rows.ts').PackedPiece[];
  };
  export default packed;
}
