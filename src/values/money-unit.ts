/** What a column's name states its money in, the longer before those they hold. */
const UNITS: readonly (readonly [RegExp, number])[] = [
  [/亿元|億元/, 1e8],
  [/百万元|百萬元|(?:^|[^a-z])(?:in )?millions?(?:$|[^a-z])/, 1e6],
  [/万元|萬元/, 1e4],
  [
    /千元|[(（ ](?:k[$€£¥]|[$€£¥]k)[)）]?$|(?:^|[^a-z])(?:in )?thousands?(?:$|[^a-z])|[$€£¥]\s?000s?(?:$|\D)/,
    1000,
  ],
  [/[(（](?:单位[:：]?)?分[)）]|(?:^|[^a-z])(?:in )?cents(?:$|[^a-z])|[^a-z]fen$/, 0.01],
];

/** How many whole units of a currency one of a column's numbers is, by the column's name; 1 where it states nothing. */
export function moneyUnit(column: string): number {
  const name = column
    .normalize('NFKC')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
  return UNITS.find(([words]) => words.test(name))?.[1] ?? 1;
}
