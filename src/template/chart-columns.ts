import type { ChartSpec } from '../chart/spec.ts';
import { CHANNEL_NAMES, type ChannelName } from '../chart/spec-names.ts';
import { cellText } from '../i18n/cell.ts';
import type { Text } from '../i18n/text.ts';
import type { ResultColumn } from './schema.ts';

/** What no spec names, since every interval is the same. */
const ENDS: Partial<Record<ChannelName, Text>> = { low: cellText.intervalLow, high: cellText.intervalHigh };

/** What the columns of a chart's rows are called there: by the chart's channels, else as in the result. */
export function chartColumns(spec: ChartSpec | null, columns: ResultColumn[]): ResultColumn[] {
  const channels = CHANNEL_NAMES.flatMap((name): ResultColumn[] => {
    const channel = spec?.[name];
    if (!channel) return [];
    const known = columns.find((column) => column.name === channel.column);
    const label = channel.label ?? known?.label ?? ENDS[name];
    if (!label) return [];
    return [{ name: channel.column, label, format: channel.format ?? known?.format ?? 'text' }];
  });
  const own = new Set(channels.map((column) => column.name));
  return [...channels, ...columns.filter((column) => !own.has(column.name))];
}
