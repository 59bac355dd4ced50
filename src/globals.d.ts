/** Version of Cellar, from package.json at build time. */
declare const __VERSION__: string;

/** A file of the sample in one language, in base64, as a module. */
declare module '*?sample-zh' {
  const text: string;
  export default text;
}
declare module '*?sample-en' {
  const text: string;
  export default text;
}
