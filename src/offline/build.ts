/** Path (relative to the page's folder) and SHA-256 of every file of a build. */
export type BuildFiles = Readonly<Record<string, string>>;

/** What the service worker knows of the build that it was made with. */
export interface Build {
  version: string;
  /** SHA-256 over the list of files, as `digestLines` writes it. */
  digest: string;
  files: BuildFiles;
  /** Files that are fetched when they are first asked for; the others are kept at once. */
  later: readonly string[];
  /** The page's content security policy. */
  policy: string;
}

/** The build's list as `sha256sum` prints it, so that its digest can be had without Cellar. */
export const digestLines = (files: BuildFiles): string =>
  Object.keys(files)
    .toSorted()
    .map((path) => `${files[path]}  ${path}\n`)
    .join('');

/** SHA-256 as lower-case hexadecimal. */
export async function sha256(bytes: ArrayBuffer): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', bytes);
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
