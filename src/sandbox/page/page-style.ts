/** Phone first; one column grows to a comfortable width. */
export const PAGE_STYLE = `
  :root { color-scheme: light dark; --ink: light-dark(#1b2130, #eef1f7); --soft: light-dark(#596275, #aab3c5);
    --paper: light-dark(#f3f4f7, #12151d); --card: light-dark(#fff, #1c212d); --line: light-dark(#d9dde6, #333b4d);
    --accent: light-dark(#3b4cca, #a9b6ff); --good: light-dark(#0b6b3a, #7fe0ac); --bad: light-dark(#a8112c, #ff9fb0); --warn: light-dark(#7a4b00, #ffcf7f); }
  * { box-sizing: border-box; }
  html { scroll-padding-top: 7.5rem; }
  body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
  header { position: sticky; top: 0; z-index: 1; background: var(--card); border-bottom: 1px solid var(--line); }
  .bar, nav, main { max-width: 60rem; margin: 0 auto; padding: 0 1rem; }
  .bar { display: flex; align-items: center; gap: 1rem; padding-top: .5rem; }
  h1 { font-size: 1.25rem; margin: 0; flex: 1; }
  h2 { font-size: 1.25rem; margin: 1.5rem 0 .75rem; }
  h3 { font-size: 1rem; margin: .5rem 0; }
  nav { display: flex; overflow-x: auto; gap: clamp(0rem, 2vw - .4rem, 1rem); padding-bottom: .25rem; }
  .bar + nav { padding-left: .75rem; padding-right: .5rem; }
  nav a { padding: .6rem .2rem; white-space: nowrap; text-decoration: none; color: var(--ink); font-size: .8125rem; }
  nav a:hover { text-decoration: underline; }
  a { color: var(--accent); }
  .count { display: inline-block; min-width: 1.3em; padding: 0 .25em; border-radius: 1em; background: var(--paper); font-size: .75rem; text-align: center; }
  main { padding-bottom: 4rem; }
  #said { margin: .5rem 0 -1rem; min-height: 1.5em; color: var(--soft); font-size: .9375rem; }
  #said.wrong { color: var(--bad); }
  .card { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: .75rem 1rem; margin: 0 0 .75rem; }
  .card > summary { cursor: pointer; min-height: 2.5rem; overflow-wrap: anywhere; }
  .inner { margin-top: .5rem; } .inner summary { cursor: pointer; color: var(--soft); padding: .25rem 0; }
  .meta { display: block; color: var(--soft); font-size: .875rem; overflow-wrap: anywhere; }
  .empty { color: var(--soft); }
  .badge { display: inline-block; font-size: .8125rem; padding: 0 .5em; margin: 0 .25em; border-radius: 1em; border: 1px solid currentColor; white-space: nowrap; }
  .good { color: var(--good); } .bad { color: var(--bad); } .warn { color: var(--warn); }
  dl { display: grid; grid-template-columns: minmax(6rem, auto) 1fr; gap: .25rem .75rem; margin: .75rem 0; font-size: .9375rem; }
  dt { color: var(--soft); overflow-wrap: anywhere; } dd { margin: 0; overflow-wrap: anywhere; }
  code, pre { font: .8125rem/1.5 ui-monospace, monospace; overflow-wrap: anywhere; }
  pre { white-space: pre-wrap; margin: .25rem 0; }
  iframe { width: 100%; height: 32rem; border: 1px solid var(--line); border-radius: 8px; background: #fff; color-scheme: light; }
  ul.plain { list-style: none; margin: 0; padding: 0; }
  ul.plain > li { display: flex; gap: .75rem; justify-content: space-between; align-items: start; padding: .5rem 0; border-top: 1px solid var(--line); }
  ul.plain > li:first-child { border-top: 0; }
  .gone { opacity: .6; text-decoration: line-through; }
  .refund { border-left: 3px solid var(--line); padding-left: .75rem; margin: .75rem 0; } .refund p { margin: 0 0 .25rem; }
  .row { display: flex; flex-wrap: wrap; gap: .5rem; }
  .pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 8.5rem), 1fr)); gap: .75rem; }
  .pair.wide { grid-template-columns: repeat(auto-fit, minmax(min(100%, 15rem), 1fr)); }
  form { display: grid; grid-template-columns: minmax(0, 1fr); gap: .75rem; } form h3 { margin: 0; }
  label { display: grid; gap: .25rem; font-size: .9375rem; min-width: 0; }
  input, select { font: inherit; width: 100%; min-height: 2.75rem; padding: .4rem .6rem; color: inherit; background: var(--paper); border: 1px solid var(--soft); border-radius: 8px; }
  button { font: inherit; font-size: .9375rem; min-height: 2.75rem; padding: .4rem .9rem; border-radius: 8px; border: 1px solid var(--accent); background: var(--accent); color: var(--card); cursor: pointer; }
  button.quiet { background: transparent; color: var(--accent); flex: none; max-width: 100%; }
  button.danger { color: var(--bad); border-color: var(--bad); }
  :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
`;
