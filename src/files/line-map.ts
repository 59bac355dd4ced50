/**
 * Where the records of a rewritten table stand in its file: runs of three numbers, the first record of the run
 * (from 0), the line it stands on, and how many lines on the next one does. Rows of a sheet make one run.
 */
export type LineMap = number[];

/** Notes the line of each record as it is written. */
export class LineNotes {
  readonly map: LineMap = [];
  #records = 0;
  #last = 0;
  #stride = 1;

  add(line: number): void {
    const runs = this.map.length;
    if (runs > 0 && line === this.#last + this.#stride) this.#last = line;
    else if (runs > 0 && this.map[runs - 3] === this.#records - 1) {
      // A run of one record takes the step to the second one.
      this.#stride = this.map[runs - 1] = line - this.#last;
      this.#last = line;
    } else {
      this.map.push(this.#records, line, 1);
      this.#last = line;
      this.#stride = 1;
    }
    this.#records += 1;
  }
}

/** The line of a record. */
export function lineOfRecord(map: LineMap, record: number): number {
  let low = 0;
  let high = map.length / 3 - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (map[middle * 3]! <= record) low = middle;
    else high = middle - 1;
  }
  const [first = 0, line = 1, stride = 1] = map.slice(low * 3, low * 3 + 3);
  return line + (record - first) * stride;
}
