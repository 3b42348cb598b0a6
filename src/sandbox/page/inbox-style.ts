/** Messages side by side where there is room; an open email takes the whole width. */
export const INBOX_STYLE = `
  .booking > h3 { font-size: .875rem; font-weight: 500; color: var(--soft); overflow-wrap: anywhere; }
  .beside { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 13.5rem), 1fr)); column-gap: .75rem; align-items: start; }
  .beside > details[open]:has(iframe) { grid-column: 1 / -1; }
  .phone { margin: .5rem 0; }
  .bubble { padding-bottom: 1.3rem; }
  .bubble.missed { opacity: .6; }
  .ticks { position: absolute; right: .5rem; bottom: .15rem; font-size: .75rem; letter-spacing: -.2em; color: var(--soft); } .ticks.read { color: light-dark(#0a72b5, #53bdeb); }
`;
