/**
 * What every answer of a Cellar site carries beside its bytes. One list for the host's `_headers` file, for
 * `npm start` and for the service worker, which adds them where the host sends none.
 */
export const HEADERS: Readonly<Record<string, string>> = {
  'X-Frame-Options': 'DENY',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'X-DNS-Prefetch-Control': 'off',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
};

/** All headers of an answer, with the page's policy and what only a header can say. */
export const headersWith = (policy: string): Record<string, string> => ({
  'Content-Security-Policy': `${policy}; frame-ancestors 'none'`,
  ...HEADERS,
});

/** The policy in a page's `<meta>`; throws where there is none, for a page without one must not be built. */
export function policyOf(html: string): string {
  const tag = /<meta\s+http-equiv="Content-Security-Policy"\s+content="([^"]+)"/.exec(html);
  if (!tag) throw new Error('the page has no content security policy');
  return tag[1]!;
}

/** The text of a host's `_headers` file. */
export const headersFile = (policy: string): string =>
  [
    '/*',
    ...Object.entries(headersWith(policy)).map(([name, value]) => `  ${name}: ${value}`),
    '',
    '/assets/*',
    '  Cache-Control: public, max-age=31536000, immutable',
    '',
  ].join('\n');
