/** Style of the exported report, for screen and A4 paper; no font or image comes from elsewhere. */
export const REPORT_CSS = `
:root { color-scheme: light; --ink: #1c2024; --soft: #5b6470; --line: #d9dde2; --accent: #0b62a4; }
* { box-sizing: border-box; }
body { margin: 0; color: var(--ink); background: #fff; font: 16px/1.65 system-ui, -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; font-variant-numeric: tabular-nums; }
main { max-width: 46rem; margin: 3rem auto; padding: 0 1.25rem; }
h1 { font-size: 1.9rem; line-height: 1.25; margin: 0 0 1.5rem; }
h2 { font-size: 1.2rem; margin: 2.5rem 0 .75rem; padding-bottom: .3rem; border-bottom: 1px solid var(--line); break-after: avoid; }
.notice { border-left: 3px solid #b45309; padding: .4rem .9rem; background: #fff7ed; }
ul { padding-left: 1.1rem; }
li { margin: .45rem 0; break-inside: avoid; }
li.bad::marker { color: #b42318; }
li.warning::marker { color: #b45309; }
li.good::marker { color: #067647; }
.cell, footer, figcaption { color: var(--soft); font-size: .85rem; }
.typed { white-space: pre-wrap; }
table { width: 100%; border-collapse: collapse; font-size: .88rem; }
table + table { margin-top: 1.5rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem .6rem; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
th { color: var(--soft); font-weight: 600; white-space: nowrap; }
td:not(:first-child), td:first-child:nth-last-child(2) { min-width: 4.5em; }
.number { text-align: right; white-space: nowrap; }
figure { margin: 1.5rem 0; break-inside: avoid; }
img { max-width: 100%; height: auto; }
footer { margin: 3rem 0; padding-top: .75rem; border-top: 1px solid var(--line); }
@page { size: A4; margin: 18mm; }
@media print { body { font-size: 10.5pt; } main { max-width: none; margin: 0; padding: 0; } thead { display: table-header-group; } tr { break-inside: avoid; } }
`;
