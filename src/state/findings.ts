export { findingsOf, type FindingItem } from '../report/findings.ts';
