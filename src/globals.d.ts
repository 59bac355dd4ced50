/** Version of Cellar, from package.json at build time. */
declare const __VERSION__: string;

/** A file's content in base64, as a module. */
declare module '*?base64' {
  const text: string;
  export default text;
}
