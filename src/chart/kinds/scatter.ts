import * as Plot from '@observablehq/plot';
import { isTime, logAxis, timeAxis, valueAxis } from '../axes.ts';
import type { Bound } from '../bind.ts';
import { say, type Drawing, type FigureContext, type Stop } from '../figure.ts';
import { drawFrame, type Axis } from '../frame.ts';
import { seriesOrder } from '../order.ts';
import { plainColour, seriesColour, toneOf } from '../palette.ts';
import { placeLabels } from '../place.ts';
import { nameQuadrants, quadrantsOf } from '../quadrants.ts';
import { halo, labelRules, readRules, ruleMarks } from '../rules.ts';
import { MAX_MARKS, sampleIndexes } from '../sample.ts';
import { FONT_SIZE } from '../svg.ts';
import { textWidth, truncate } from '../text-width.ts';
import { TEXTS } from '../texts.ts';

const MOST_LABELS = 40;

/** Dots, linear or log, coloured by series and sized by value; rows with a label carry it where it fits. */
export function scatter(context: FigureContext): Drawing | { refusal: string } {
  const { spec, bound, rows, palette, width } = context;
  const { x, y, series, value, label } = bound;
  if (!x || !y) return { refusal: say(context, TEXTS.missing, { columns: 'x, y' }) };
  const notes: string[] = [];
  const valid: number[] = [];
  let dropped = 0;
  for (let r = 0; r < rows.count; r++) {
    const [px, py] = [x.number(r), y.number(r)];
    if (px === null || py === null) continue;
    if ((x.scale === 'log' && px <= 0) || (y.scale === 'log' && py <= 0)) dropped++;
    else valid.push(r);
  }
  if (dropped) notes.push(say(context, TEXTS.logDropped, { n: dropped.toLocaleString('en') }));
  if (valid.length === 0)
    return { refusal: notes[0] ?? say(context, TEXTS.noNumbers, { columns: `${x.label}, ${y.label}` }) };

  const labelled = label ? valid.filter((r) => label.values[r] !== null && label.values[r] !== '') : [];
  const drawn = sampleIndexes(valid, MAX_MARKS, [...labelled, ...extremes(valid, x, y)]);
  if (drawn.length < valid.length)
    notes.push(
      say(context, TEXTS.sampled, {
        all: valid.length.toLocaleString('en'),
        drawn: drawn.length.toLocaleString('en'),
      }),
    );

  const names = seriesOrder(spec, series, rows.count);
  const at = new Map(names.map((name, i) => [name, toneOf(spec, name, i)]));
  const colour = (r: number) =>
    series ? seriesColour(palette, at.get(series.key(r)) ?? 99) : plainColour(palette);
  const sizes = value ? radii(drawn, value) : null;
  const radius = (r: number) =>
    sizes?.get(r) ?? (counts.get(series?.key(r) ?? '')! > 1500 ? 2.2 : drawn.length > 200 ? 2.8 : 4);
  // The rarest series is drawn last, so that few dots are never under many.
  const counts = new Map<string, number>();
  for (const r of drawn) counts.set(series?.key(r) ?? '', (counts.get(series?.key(r) ?? '') ?? 0) + 1);
  const order = [...drawn].sort(
    (a, b) => counts.get(series?.key(b) ?? '')! - counts.get(series?.key(a) ?? '')!,
  );

  // Many dots are pale so that their density shows; the few of a rare series stand out.
  const opacity = (r: number) => {
    const n = counts.get(series?.key(r) ?? '')!;
    return n > 1500 ? 0.45 : n > 200 ? 0.6 : 0.9;
  };
  const rules = readRules(context);
  const quadrants =
    series &&
    quadrantsOf(
      rules,
      drawn.map((r) => ({ x: x.number(r)!, y: y.number(r)!, series: series.key(r) })),
    );
  const frame = drawFrame(context, {
    height: width < 400 ? 200 : 320,
    x: axis(
      context,
      x,
      drawn,
      Math.max(2, Math.floor(width / 110)),
      rules.filter((r) => r.axis === 'x').map((r) => r.value),
    ),
    y: axis(
      context,
      y,
      drawn,
      5,
      rules.filter((r) => r.axis === 'y').map((r) => r.value),
    ),
    right: 20,
    // Dots that carry their own series name need no legend, nor do quadrants with a series each.
    legend:
      series && !quadrants && series.column !== label?.column
        ? names
            .slice(0, 12)
            .map((name) => ({ name: series.brief(name), colour: seriesColour(palette, at.get(name) ?? 99) }))
        : [],
    marks: [
      ...ruleMarks(context, rules),
      Plot.dot(order, {
        x: (r: number) => x.number(r),
        y: (r: number) => y.number(r),
        r: { value: radius, scale: null } as unknown as Plot.ChannelValueSpec,
        fill: { value: colour, scale: null } as unknown as Plot.ChannelValueSpec,
        fillOpacity: { value: opacity, scale: null } as unknown as Plot.ChannelValueSpec,
      }),
    ],
  });
  const taken = nameQuadrants(
    context,
    frame,
    [...(quadrants || [])].map(([key, quadrant]) => ({
      name: series!.brief(key),
      colour: seriesColour(palette, at.get(key) ?? 99),
      quadrant,
    })),
    labelRules(context, frame, rules),
  );
  const named = labelled
    .sort((a, b) => y.number(b)! - y.number(a)!)
    .slice(0, MOST_LABELS)
    .map((r) => ({ r, text: truncate(label!.brief(label!.values[r]), FONT_SIZE, 140) }));
  const places = placeLabels(
    named.map(({ r, text }) => ({
      x: frame.px(x.number(r)!),
      y: frame.py(y.number(r)!),
      width: textWidth(text, FONT_SIZE),
      height: 15,
      radius: radius(r),
    })),
    {
      x: frame.left,
      y: frame.top - 10,
      width: frame.right + 16 - frame.left,
      height: frame.bottom - frame.top + 18,
    },
    taken,
  );
  places.forEach((place, i) => {
    if (!place) return;
    frame.svg.appendChild(
      halo(context, named[i]!.text, {
        x: place.x,
        y: place.y,
        dy: '0.34em',
        'text-anchor': place.anchor,
        fill: palette.ink,
      }),
    );
  });
  const stops = drawn.map((r): Stop => ({
    x: frame.px(x.number(r)!),
    y: frame.py(y.number(r)!),
    mark: { row: r, columns: [label ?? series].flatMap((one) => (one ? [one.column] : [])) },
    lines: () =>
      [
        [
          label?.values[r] ? label.show(label.values[r]) : '',
          series ? series.show(series.values[r] ?? null) : '',
        ]
          .filter(Boolean)
          .join(' · '),
        `${x.label} ${x.show(x.values[r])}`,
        `${y.label} ${y.show(y.values[r])}`,
        value ? `${value.label} ${value.show(value.values[r])}` : '',
      ].filter(Boolean),
  }));
  return { element: frame.svg, stops, notes };
}

function axis(context: FigureContext, bound: Bound, drawn: number[], count: number, rules: number[]): Axis {
  const values = drawn.map((r) => bound.number(r)!);
  if (isTime(bound)) return timeAxis(context, bound, values, count);
  if (bound.scale === 'log') return logAxis(context, bound, [...values, ...rules.filter((v) => v > 0)]);
  // Sized dots need room beyond their centres.
  const most = values.reduce((a, b) => Math.max(a, b), 0);
  return valueAxis(context, bound, [...values, ...rules, ...(context.bound.value ? [most * 1.06] : [])], {
    count,
  });
}

function extremes(rows: number[], x: Bound, y: Bound): Set<number> {
  const found = new Set<number>();
  for (const bound of [x, y])
    for (const sign of [1, -1]) {
      let best = rows[0]!;
      for (const r of rows) if (sign * bound.number(r)! > sign * bound.number(best)!) best = r;
      found.add(best);
    }
  return found;
}

/** Radius of each dot: area in proportion to its value, 2 to 18 px. */
function radii(rows: number[], value: Bound): Map<number, number> {
  const most = rows.reduce((max, r) => Math.max(max, Math.abs(value.number(r) ?? 0)), 0);
  return new Map(
    rows.map((r) => [r, most > 0 ? Math.max(2, 18 * Math.sqrt(Math.abs(value.number(r) ?? 0) / most)) : 4]),
  );
}
