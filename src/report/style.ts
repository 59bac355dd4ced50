/** Style of the exported report: light and dark screens from 320 px, and A4 paper; no font or image comes from elsewhere. */
export const REPORT_CSS = `
:root, :host { color-scheme: light; --ink: #1c2024; --soft: #57606a; --line: #d9dde2; --paper: #fff; --bad: #b42318; --warning: #9a4a06; --good: #067647; --wash: #fff7ed; }
@media screen and (prefers-color-scheme: dark) { :root { color-scheme: dark; --ink: #e6e8eb; --soft: #a3acb7; --line: #363c44; --paper: #16191d; --bad: #ff8a7d; --warning: #f5b266; --good: #63d3a0; --wash: #2a2118; } }
* { box-sizing: border-box; }
body, .paper { margin: 0; color: var(--ink); background: var(--paper); font: 16px/1.65 system-ui, -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
main { max-width: 62rem; margin: 3rem auto; padding: 0 1.25rem; }
h1 { font-size: 1.9rem; line-height: 1.25; margin: 0 0 1rem; }
h2 { font-size: 1.25rem; margin: 2.5rem 0 .75rem; padding-bottom: .3rem; border-bottom: 1px solid var(--line); break-after: avoid; }
h3 { font-size: 1.05rem; line-height: 1.5; margin: 0 0 .4rem; break-after: avoid; text-wrap: balance; }
p { margin: .4rem 0; }
dl { margin: 0; }
dd { margin: 0; }
.head { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 17rem), 1fr)); gap: .35rem 2rem; margin: 0 0 1.5rem; font-size: .92rem; }
.head div { display: grid; grid-template-columns: 6em 1fr; gap: .5rem; }
dt { color: var(--soft); }
#summary p { font-size: 1.15rem; line-height: 1.6; max-width: 46rem; }
.notice { border-left: 3px solid var(--warning); padding: .4rem .9rem; background: var(--wash); }
article { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1.1fr); gap: .25rem 2rem; padding: 1.1rem 0 1.1rem 1rem; border-left: 3px solid var(--line); margin: 1.1rem 0; break-inside: avoid; }
article:not(:has(figure)) { grid-template-columns: minmax(0, 1fr); }
article.bad { border-color: var(--bad); }
article.warning { border-color: var(--warning); }
article.good { border-color: var(--good); }
article dl { display: grid; grid-template-columns: max-content 1fr; gap: .4rem .9rem; margin-top: .6rem; }
article dt { font-weight: 600; }
.from, footer, figcaption { color: var(--soft); font-size: .85rem; }
.from { grid-column: 1; margin: 0; }
ul { padding-left: 1.1rem; }
li { margin: .45rem 0; break-inside: avoid; }
li.bad::marker { color: var(--bad); }
li.warning::marker { color: var(--warning); }
li.good::marker { color: var(--good); }
.typed { white-space: pre-wrap; }
.scroll { overflow-x: auto; }
.scroll + .scroll { margin-top: 1.5rem; }
table { width: 100%; border-collapse: collapse; font-size: .88rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem .6rem .4rem 0; border-bottom: 1px solid var(--line); }
th { color: var(--soft); font-weight: 600; white-space: nowrap; }
td { min-width: 4.5em; }
#plan th:nth-child(1), #plan th:nth-child(3) { width: 22%; }
#plan th:nth-child(2) { width: 6em; }
#plan td:nth-child(4) { white-space: nowrap; }
@media screen and (max-width: 56rem) {
  #plan table, #plan tbody, #plan tr { display: block; }
  #plan thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  #plan tr { padding: .5rem 0; border-bottom: 1px solid var(--line); }
  #plan td { display: grid; grid-template-columns: 6.5em minmax(0, 1fr); padding: .1rem 0; border: 0; white-space: normal; }
  #plan td::before { content: attr(data-label); color: var(--soft); }
}
.number { text-align: right; white-space: nowrap; }
figure { margin: 0; break-inside: avoid; }
img { display: block; max-width: 100%; height: auto; }
details { margin-top: 2.5rem; }
summary { cursor: pointer; }
summary h2 { display: inline; border: 0; }
details h3 { margin-top: 1.75rem; }
footer { margin: 3rem 0; padding-top: .75rem; border-top: 1px solid var(--line); }
@media (max-width: 46rem) { main { margin: 1.5rem auto; } article { grid-template-columns: minmax(0, 1fr); padding-left: .75rem; } .head div { grid-template-columns: 5em 1fr; } }
/* Its words stay large enough to be read: a figure is scrolled rather than shrunk. */
@media screen and (max-width: 30rem) { figure img { max-width: none; width: 25rem; } }
@page { size: A4; margin: 17mm 18mm; @bottom-center { content: counter(page) ' / ' counter(pages); font-family: system-ui, sans-serif; font-size: 8pt; color: #555; } }
@media print {
  body, .paper { font-size: 10pt; line-height: 1.5; }
  main { max-width: none; margin: 0; padding: 0; }
  h1 { font-size: 20pt; }
  h2 { font-size: 13pt; margin-top: 7mm; }
  h3 { font-size: 11pt; }
  .head { grid-template-columns: 1fr 1fr; }
  #summary p { font-size: 12pt; }
  article { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); padding: 3mm 0 3mm 4mm; margin: 4mm 0; gap: 1mm 5mm; }
  article:not(:has(figure)) { grid-template-columns: minmax(0, 1fr); }
  img { max-height: 75mm; }
  thead { display: table-header-group; }
  tr, .head, .notice { break-inside: avoid; }
  .scroll { overflow: visible; }
  #plan table { font-size: 8.5pt; }
  table { font-size: 8.5pt; }
  td { min-width: 0; }
  #definitions th:first-child { width: 10em; }
  p, li, dd { orphans: 3; widows: 3; }
  details { margin-top: 7mm; }
  details::details-content { content-visibility: visible; display: block; height: auto; }
  summary { list-style: none; }
  footer { margin: 6mm 0 0; break-before: avoid; }
}
`;
