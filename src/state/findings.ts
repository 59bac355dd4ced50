export { plain, type FindingItem } from '../report/findings.ts';
export { saidFirst } from '../report/said-before.ts';
