import { appText } from '../../i18n/app.ts';
import type { Lang } from '../../i18n/text.ts';

const REASONS = {
  'MISSING COLUMNS': appText.rejectShort,
  'TOO MANY COLUMNS': appText.rejectLong,
  'UNQUOTED VALUE': appText.rejectQuote,
  'LINE SIZE OVER MAXIMUM': appText.rejectSize,
  'INVALID ENCODING': appText.rejectEncoding,
  'INVALID STATE': appText.rejectQuote,
  CAST: appText.rejectCast,
  'INVALID JSON': appText.rejectJson,
  'HEADER AGAIN': appText.rejectHeader,
} as const;

/** Why a line was rejected, from the engine's name for it; a name that is not known stands as it is. */
export function rejectReason(code: string, lang: Lang): string {
  return Object.hasOwn(REASONS, code) ? REASONS[code as keyof typeof REASONS][lang] : code.toLowerCase();
}
