/** Phone first; on a wide screen what is bought stands beside the form. */
export const CHECKOUT_PAGE_STYLE = `
  :root { color-scheme: light; --ink: #1a1f2b; --soft: #566073; --line: #c3cad6; --paper: #f4f5f8; --accent: #3d3ab8; --bad: #a8112c; }
  * { box-sizing: border-box; }
  body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
  main { max-width: 60rem; margin: 0 auto; padding: 1.25rem 1rem 3rem; display: grid; gap: 1.25rem; }
  main.alone { max-width: 30rem; padding-top: 4rem; }
  .sandbox { margin: 0; padding: .25rem 1rem; font-size: .875rem; text-align: center; background: #ffe7b0; color: #4d3600; }
  h1 { font-size: 1rem; font-weight: 500; color: var(--soft); margin: 0; }
  .alone h1 { font-size: 1.375rem; font-weight: 650; color: var(--ink); margin-bottom: .5rem; }
  .total { font-size: 2rem; font-weight: 650; margin: 0 0 .75rem; font-variant-numeric: tabular-nums; }
  h2 { font-size: 1.125rem; margin: 0 0 .75rem; }
  ul { list-style: none; margin: 0; padding: 0; display: grid; gap: .75rem; }
  li { display: flex; justify-content: space-between; gap: 1rem; }
  li p { margin: 0; overflow-wrap: anywhere; } .meta { color: var(--soft); font-size: .9375rem; }
  .amount { white-space: nowrap; font-variant-numeric: tabular-nums; }
  .pay, .alone section { background: #fff; border-radius: 12px; padding: 1.25rem 1rem; box-shadow: 0 1px 8px #0001; }
  form { display: grid; gap: 1rem; }
  .pair { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; }
  .field { display: grid; gap: .25rem; align-content: start; min-width: 0; }
  label { font-size: .9375rem; font-weight: 500; }
  input { font: inherit; width: 100%; min-height: 2.875rem; padding: .5rem .75rem; color: inherit; background: #fff; border: 1px solid #7c8698; border-radius: 8px; }
  input[aria-invalid="true"] { border-color: var(--bad); border-width: 2px; }
  .wrong { color: var(--bad); font-size: .9375rem; margin: 0; }
  .summary { color: var(--bad); border: 1px solid currentColor; border-radius: 8px; padding: .75rem; margin: 0 0 1rem; }
  .summary p { margin: 0; } .summary a { color: inherit; }
  button { font: inherit; cursor: pointer; min-height: 2.875rem; border-radius: 8px; padding: .5rem 1rem; }
  button.main { font-weight: 600; color: #fff; background: var(--accent); border: 1px solid var(--accent); }
  .tests { border: 1px dashed var(--line); border-radius: 8px; margin: 0; padding: .75rem; min-width: 0; }
  .tests legend { font-size: .9375rem; padding: 0 .25rem; }
  .tests p { margin: 0 0 .5rem; font-size: .875rem; color: var(--soft); }
  .row { display: flex; flex-wrap: wrap; gap: .5rem; }
  .row button { font-size: .875rem; color: var(--ink); background: #fff; border: 1px solid #7c8698; }
  summary { cursor: pointer; padding: .7rem 0; font-size: .9375rem; }
  a { color: var(--accent); } .back { display: inline-block; padding: .6rem 0; }
  :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
  @media (min-width: 48rem) {
    main.two { grid-template-columns: 1fr 1fr; align-items: start; gap: 3rem; padding-top: 3rem; }
    .pay { padding: 1.5rem; }
  }
`;
