/** The metric that a goal is measured by. Texts as the report writes them. */
export interface GoalNow {
  metric: string;
  value: string;
  /** In the period before; null where there is nothing to compare with. */
  before: string | null;
  /** What the criterion comes to in figures; null where it does not say. */
  target: string | null;
}

/** What a rate should come to by a criterion that says by how many points it moves; null where it says none. */
export function targetOf(rate: number, criterion: string): number | null {
  const points = /(\d+(?:\.\d+)?)\s*(?:个百分点|percentage points?|points?|pp\b)/i.exec(criterion)?.[1];
  if (points === undefined) return null;
  const down = /下降|降低|减少|\bdown\b|\blower|\breduce/i.test(criterion);
  const target = rate + ((down ? -1 : 1) * Number(points)) / 100;
  return target >= 0 && target <= 1 ? target : null;
}
