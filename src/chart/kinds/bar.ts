import * as Plot from '@observablehq/plot';
import { formatValue } from '../../i18n/format.ts';
import { valueAxis } from '../axes.ts';
import { drawWhiskers, fillBar, stretchLow, tagBar, tagRoom, tagsFit, TAG_HEIGHT } from '../bar-labels.ts';
import { barColour, boxOf, drawBars, layBars, standsAlone } from '../bar-layout.ts';
import { gatherBars, nameOf, OTHER, type BarData } from '../bars.ts';
import { boundValues, type Bound } from '../bind.ts';
import { categoryAndMeasure, ordinal } from '../category.ts';
import { say, withUnit, type Drawing, type FigureContext, type Stop, markOf } from '../figure.ts';
import { drawFrame, leftMargin, type Axis } from '../frame.ts';
import { intervalLine } from '../intervals.ts';
import { labelRules, readRules, ruleMarks, withinReach } from '../rules.ts';
import { FONT_SIZE } from '../svg.ts';
import { textWidth, twoLines } from '../text-width.ts';
import { TEXTS } from '../texts.ts';

/**
 * Bars, grouped, stacked or normalised, either way round; the largest categories when there are too many. Bars
 * that stand by themselves carry their number, and a whisker where `low` and `high` are given.
 */
export function bar(context: FigureContext): Drawing | { refusal: string } {
  const pair = categoryAndMeasure(context);
  if (!pair) return { refusal: say(context, TEXTS.missing, { columns: 'x, y' }) };
  const { category, measure } = pair;
  const { spec, width, palette } = context;
  const { series } = context.bound;
  const flat = isFlat(context, category);
  const data = gatherBars(context, category, measure, flat ? 20 : Math.max(4, Math.floor(width / 36)));
  const alone = standsAlone(data);
  const asked = spec.layout ?? 'stacked';
  const layout = data.series.length === 1 || (alone && asked === 'stacked') ? 'grouped' : asked;
  const bars = layBars(context, data, layout);
  if (bars.length === 0) return { refusal: say(context, TEXTS.noNumbers, { columns: measure.label }) };

  const shown = layout === 'normalised' ? shareOf(context, measure) : measure;
  const spans = bars.filter((b) => !b.bare).flatMap((b) => [b.from, b.to, ...(b.interval ?? [])]);
  const { near, far } = withinReach(readRules(context), layout === 'normalised' ? [1] : spans);
  const rules = near.map((rule) => (flat ? { ...rule, axis: 'x' as const } : rule));
  const values =
    layout === 'normalised' ? [0, 1, ...spans] : [...(context.shared ?? spans), ...rules.map((r) => r.value)];
  const count = flat ? Math.max(2, Math.floor(width / 100)) : 5;
  const band = categoryAxis(context, category, data, flat);
  const lines = band.ticks.some((tick) => tick.below) ? 36 : 26;
  const thick = layout === 'grouped' && !alone ? 12 + 18 * data.series.length : lines;
  const height = flat ? Math.max(40, data.categories.size * thick) : context.width < 400 ? 140 : 220;
  const few = layout === 'grouped' && bars.length <= (flat ? 60 : 24);
  const plain = valueAxis(context, shown, values, { zero: true, count, exact: flat && few });
  const inner = width - leftMargin(flat ? band : plain);
  const tagged = few && (flat || tagsFit(bars, measure, (inner - 12) / data.categories.size, band.padding!));
  const room = tagged ? tagRoom(bars, measure, flat) : { low: 0, high: 0 };
  const right = flat ? (tagged ? room.high + 2 : 16) : 12;
  const value = stretchLow(plain, room.low, flat ? inner - right : height);
  const frame = drawFrame(context, {
    height,
    // Bars that all carry their number need no scale beside it: the title moves to the top.
    x: flat ? (tagged ? { type: 'linear', domain: value.domain, ticks: [] } : value) : band,
    y: flat ? { ...band, ...(tagged ? { title: withUnit(context, measure) } : {}) } : value,
    legend: series
      ? data.series.map((name, i) => ({
          name: nameOf(context, series, name),
          colour: barColour(context, name, i),
        }))
      : [],
    right,
    // Numbers over upright bars, and the words of rules over flat ones, stand between title and bars.
    above: flat ? (rules.some((rule) => rule.text) ? TAG_HEIGHT : 0) : room.high,
    marks: [
      ...ruleMarks(context, rules),
      flat ? Plot.ruleX([0], zeroLine(palette.soft)) : Plot.ruleY([0], zeroLine(palette.soft)),
    ],
  });
  drawBars(context, frame, bars, flat);
  drawWhiskers(context, frame, bars, flat);
  const taken = bars.flatMap((b) => {
    if (tagged || b.bare) return tagBar(context, frame, b, flat, measure) ?? [];
    if (layout !== 'grouped') fillBar(context, frame, b, flat, layout === 'normalised' ? shown : measure);
    return [];
  });
  labelRules(context, frame, rules, { taken, over: flat });
  const stops = bars.map((b): Stop => {
    const box = boxOf(frame, b, flat);
    const share = layout === 'normalised' ? ` (${shown.show(Math.abs(b.to - b.from))})` : '';
    const raw = data.categories.get(b.category);
    const name = b.category === OTHER ? String(raw) : category.show(raw);
    const mark = markOf(context, [
      [category, b.category],
      [series, b.series],
    ]);
    return {
      x: box.x + box.width / 2,
      y: box.y + box.height / 2,
      box,
      mark,
      lines: [
        series && b.series !== null ? `${name} · ${nameOf(context, series, b.series)}` : name,
        `${measure.label} ${measure.show(b.value)}${share}`,
        ...intervalLine(context, measure, b.interval),
        ...(mark ? detailLines(context, mark.row) : []),
      ],
    };
  });
  const beyond = far.map(({ text, value }) =>
    say(context, TEXTS.ruleBeyond, { label: text, value: shown.show(value) }),
  );
  return { element: frame.svg, stops, notes: [...data.notes, ...beyond] };
}

/** What further columns say of a row. */
function detailLines({ spec, rows, lang, currency }: FigureContext, row: number): string[] {
  return (spec.details ?? []).flatMap(({ column, label, format }) => {
    const at = rows.fields.findIndex(({ name }) => name === column);
    const value = rows.data[at]?.[row] ?? null;
    if (value === null) return [];
    return [`${label?.[lang] ?? column} ${formatValue(value, format ?? 'number', { lang, currency })}`];
  });
}

/** The band axis of the categories; upright bars are at most about 64 px wide. */
function categoryAxis(context: FigureContext, category: Bound, data: BarData, flat: boolean): Axis {
  const n = data.categories.size;
  const step = (context.width - 60) / n;
  const room = flat ? Math.min(240, context.width * 0.32) : ordinal(category) ? 90 : Math.max(24, step - 6);
  const grouped = context.spec.layout === 'grouped' && !standsAlone(data);
  const widest = 64 * Math.max(1, grouped ? data.series.length * 0.8 : 1.2);
  return {
    type: 'band',
    domain: [...data.categories.keys()],
    ticks: [...data.categories].map(([key, raw]) => {
      const full = nameOf(context, category, key, raw);
      const [text = '', below] = twoLines(full, FONT_SIZE, room);
      return { at: key, full, text, ...(below ? { below } : {}) };
    }),
    padding: flat ? 0.3 : Math.min(0.85, Math.max(0.28, 1 - widest / step)),
    ...(flat ? {} : { title: category.label }),
  };
}

const zeroLine = (stroke: string) => ({ stroke, strokeOpacity: 0.6 });

/** Horizontal when the spec says so, or when names are many or too long to stand under their bars. */
function isFlat(context: FigureContext, category: Bound): boolean {
  const { spec, rows, width } = context;
  if (spec.orientation) return spec.orientation === 'horizontal';
  if (ordinal(category)) return false;
  const names = new Set<string>();
  let longest = 0;
  for (let r = 0; r < rows.count && names.size < 400; r++) {
    const key = category.key(r);
    names.add(key);
    longest = Math.max(longest, textWidth(key, FONT_SIZE));
  }
  return names.size > 12 || longest > (width - 60) / names.size - 6;
}

function shareOf(context: FigureContext, measure: Bound): Bound {
  return boundValues({
    values: [],
    format: 'percent',
    column: measure.column,
    label: `${measure.label} · ${say(context, TEXTS.share)}`,
    numeric: true,
    lang: context.lang,
    currency: context.currency,
  });
}
