/** The remainder of the sum of digits times weights, which come again when there are fewer. */
const weighted = (digits: readonly number[], weights: readonly number[], by: number): number =>
  digits.reduce((sum, digit, i) => sum + digit * weights[i % weights.length]!, 0) % by;

const falling = (from: number): number[] => Array.from({ length: from - 1 }, (_, i) => from - i);

/** A check digit of a sum that falls from its length on, modulo 11: Brazil's and Portugal's. */
const elevenFits = (digits: readonly number[], at: number): boolean => {
  const rest = weighted(digits.slice(0, at), falling(at + 1), 11);
  return digits[at] === (rest < 2 ? 0 : 11 - rest);
};

/** ISO 7064 MOD 11,10. */
const hybridFits = (digits: readonly number[]): boolean => {
  const product = digits.slice(0, -1).reduce((last, digit) => {
    const sum = (digit + last) % 10 || 10;
    return (sum * 2) % 11;
  }, 10);
  return (11 - product) % 10 === digits.at(-1);
};

/** Verhoeff's check (1969), in the dihedral group of the pentagon. */
const verhoeffFits = (digits: readonly number[]): boolean => {
  const times = (a: number, b: number): number =>
    a < 5 ? (b < 5 ? (a + b) % 5 : 5 + ((a + b) % 5)) : b < 5 ? 5 + ((a - b + 5) % 5) : (a - b + 5) % 5;
  const turned = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];
  const turn = (digit: number, times: number): number =>
    times === 0 ? digit : turn(turned[digit]!, times - 1);
  return [...digits].reverse().reduce((sum, digit, i) => times(sum, turn(digit, i % 8)), 0) === 0;
};

const luhnFits = (digits: readonly number[]): boolean =>
  [...digits].reverse().reduce((sum, digit, i) => {
    const n = digit * (i % 2 ? 2 : 1);
    return sum + (n > 9 ? n - 9 : n);
  }, 0) %
    10 ===
  0;

const DAY = '(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])';
const SPANISH = 'TRWAGMYFPDXBNJZSQVHLCKE';

/**
 * Identity numbers of people that nothing but their check tells: how they are written without the signs between, and
 * what holds of their digits.
 */
const KINDS: readonly [RegExp, (digits: number[], written: string) => boolean][] = [
  // India, Aadhaar.
  [/^[2-9]\d{11}$/, verhoeffFits],
  // Brazil, CPF.
  [
    /^(?!(\d)\1+$)\d{11}$/,
    (d) => elevenFits(d, 9) && ((weighted(d.slice(0, 10), falling(11), 11) * 10) % 11) % 10 === d[10],
  ],
  // Spain, DNI and NIE.
  [
    /^[XYZ]?\d{7,8}[A-Z]$/,
    (_, written) =>
      written.length === 9 &&
      SPANISH[Number(written.slice(0, 8).replace(/^[XYZ]/, (first) => String('XYZ'.indexOf(first)))) % 23] ===
        written[8],
  ],
  // Portugal, NIF; the Netherlands, BSN; Canada, SIN.
  [/^[1235689]\d{8}$/, (d) => elevenFits(d, 8)],
  [/^\d{9}$/, (d) => weighted(d, [9, 8, 7, 6, 5, 4, 3, 2, -1], 11) === 0],
  [/^[1-79]\d{8}$/, luhnFits],
  // Poland, PESEL; Germany, tax number; Turkey, identity number.
  [
    /^\d{2}[02-9]\d[0-3]\d{6}$|^\d{2}1[0-2][0-3]\d{6}$/,
    (d) => weighted(d.slice(0, 10), [1, 3, 7, 9], 10) === (10 - d[10]!) % 10,
  ],
  [/^[1-9]\d{10}$/, hybridFits],
  [
    /^[1-9]\d{10}$/,
    (d) =>
      (weighted(d.slice(0, 9), [7, -1], 10) + 10) % 10 === d[9] &&
      weighted(d.slice(0, 10), [1], 10) === d[10],
  ],
  // Japan, My Number.
  [
    /^\d{12}$/,
    (d) => {
      const rest = weighted(d.slice(0, 11), [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2], 11);
      return d[11] === (rest < 2 ? 0 : 11 - rest);
    },
  ],
  // France, social security, with its key.
  [
    /^[12]\d{2}(?:0[1-9]|1[0-2])\d{10}$/,
    (_, written) => 97n - (BigInt(written.slice(0, 13)) % 97n) === BigInt(written.slice(13)),
  ],
  // Korea, by its day of birth; Thailand.
  [new RegExp(`^\\d{2}${DAY}[1-4]\\d{6}$`), () => true],
  [/^[1-8]\d{12}$/, (d) => (11 - weighted(d.slice(0, 12), falling(13), 11)) % 10 === d[12]],
];

/** So many different values that all pass a check of one digit do not do so by chance. */
const ENOUGH = 8;

/** Whether all of a column's different values are identity numbers of one country. */
export function areNationalIds(values: readonly string[]): boolean {
  const bare = [...new Set(values.map((value) => value.toUpperCase().replace(/[ .\-/]/g, '')))];
  const beginnings = new Set(bare.map((value) => value.slice(0, 4)));
  if (bare.length < ENOUGH || beginnings.size < 3) return false;
  return KINDS.some(([form, fits]) =>
    bare.every((value) => form.test(value) && fits([...value].map(Number), value)),
  );
}

/** Telephone numbers in one piece as countries have them at home: their form, how many must be so, and how many beginnings of which length. */
const HOME: readonly [RegExp, least: number, length: number, beginnings: number][] = [
  // With the zero of the trunk, as in most countries.
  [/^0[1-9]\d{8,9}$/, 15, 3, 3],
  // Russia; India; Spain and others of nine digits.
  [/^[78]9\d{9}$/, 6, 4, 3],
  [/^[6-9]\d{9}$/, 15, 1, 3],
  [/^[679]\d{8}$/, 15, 2, 4],
  // North America; Hong Kong, Singapore and others of eight digits.
  [/^[2-9]\d{2}[2-9]\d{6}$/, 40, 3, 5],
  [/^[5-9]\d{7}$/, 40, 2, 10],
];

/**
 * Whether all of a column's different values are telephone numbers as they are dialled at home. Random numbers of as
 * many digits begin otherwise, and numbers that somebody counts up begin alike.
 */
export function areHomePhones(values: readonly string[]): boolean {
  const bare = [...new Set(values.map((value) => value.replace(/[ .()/-]/g, '')))];
  return HOME.some(
    ([form, least, length, beginnings]) =>
      bare.length >= least &&
      bare.every((value) => form.test(value)) &&
      new Set(bare.map((value) => value.slice(0, length))).size >= beginnings,
  );
}
