import { readExpression, valueSql } from '../metric/own.ts';
import type { EntityName } from '../entity/catalogue.ts';
import type { Fault } from '../result.ts';
import { checkMetric } from '../run/check-metric.ts';
import type { Engines } from './engines.ts';

/** A formula over the rows of an entity. */
export interface Formula {
  entity: EntityName;
  expression: string;
}

const keyOf = ({ entity, expression }: Formula): string => `${entity}\n${expression}`;

/** Whether a formula can be computed: by its form, and by the engine where entities stand in it. */
export class MetricCheck {
  readonly #engines: Pick<Engines, 'notebook'>;
  #verdict = $state.raw<{ of: string; fault: Fault | null } | null>(null);
  #value = $state.raw<{ of: string; value: number | null } | null>(null);

  constructor(engines: Pick<Engines, 'notebook'>) {
    this.#engines = engines;
  }

  /** What is wrong with it, as far as is known. */
  faultOf(formula: Formula): Fault | null {
    const form = readExpression(formula.expression);
    if (!form.ok) return form.fault;
    return this.#verdict?.of === keyOf(formula) ? this.#verdict.fault : null;
  }

  /** Whether it may be kept: well formed, and found right where the engine could be asked (`ready`). */
  passed(formula: Formula, ready: boolean): boolean {
    if (!readExpression(formula.expression).ok) return false;
    return !ready || (this.#verdict?.of === keyOf(formula) && this.#verdict.fault === null);
  }

  /** What it comes to in the goal's scope: null where it has no value, undefined while that is not known. */
  valueOf(formula: Formula): number | null | undefined {
    return this.#value?.of === keyOf(formula) ? this.#value.value : undefined;
  }

  /** Asks the engine about a well-formed one; a verdict that comes after `signal` is dropped. */
  async ask({ entity, expression }: Formula, signal: AbortSignal): Promise<void> {
    if (!readExpression(expression).ok) return;
    const engine = await this.#engines.notebook();
    if (!engine.ok || signal.aborted) return;
    const result = await checkMetric(engine.value, entity, expression, signal);
    if (signal.aborted) return;
    const of = keyOf({ entity, expression });
    this.#verdict = { of, fault: result.ok ? null : result.fault };
    if (!result.ok) return;
    const found = await engine.value.run(valueSql(entity, expression), { signal });
    if (signal.aborted || !found.ok) return;
    const value = Number(found.value.data[0]?.[0] ?? NaN);
    this.#value = { of, value: Number.isFinite(value) ? value : null };
  }
}
