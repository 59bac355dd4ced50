export { findingsOf, plain, type FindingItem } from '../report/findings.ts';
