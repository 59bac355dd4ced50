import { formatValue } from '../i18n/format.ts';
import type { Lang } from '../i18n/text.ts';

/** A number of bytes as people read it: `640 KB`, `1.2 MB`. */
export function fileSize(bytes: number, lang: Lang): string {
  const [unit, name] = bytes < 1_000_000 ? [1_000, 'KB'] : [1_000_000, 'MB'];
  const size = bytes / unit;
  const shown = size < 10 ? Math.round(size * 10) / 10 : Math.round(size);
  return `${formatValue(shown, 'number', { lang, currency: '' })} ${name}`;
}
