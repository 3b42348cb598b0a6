/** The part of Stripe's Appearance API that the form follows. https://docs.stripe.com/elements/appearance-api */
export interface Appearance {
  theme?: "stripe" | "night" | "flat" | "none";
  variables?: Record<string, string>;
}

const THEMES: Record<string, Record<string, string>> = {
  stripe: {
    colorPrimary: "#0570de",
    colorBackground: "#ffffff",
    colorText: "#1f2733",
    colorTextSecondary: "#5b6472",
    colorDanger: "#b3122d",
    fontFamily: "system-ui, sans-serif",
    fontSizeBase: "16px",
    borderRadius: "6px",
    spacingUnit: "4px",
  },
  night: {
    colorPrimary: "#8db4ff",
    colorBackground: "#20242f",
    colorText: "#f2f4f8",
    colorTextSecondary: "#b6bdca",
    colorDanger: "#ff9aa8",
  },
};

/** Custom properties for the form, from Stripe's variable names. */
export function appearanceProperties(appearance: Appearance | undefined): string {
  const variables = {
    ...THEMES.stripe,
    ...THEMES[appearance?.theme ?? "stripe"],
    ...appearance?.variables,
  };
  return Object.entries(variables)
    .map(([name, value]) => `--${name}: ${value.replaceAll(/[;{}<>]/g, "")};`)
    .join(" ");
}

export const CARD_FORM_STYLE = `
  :host { display: block; }
  * { box-sizing: border-box; }
  .form {
    color: var(--colorText); font-family: var(--fontFamily); font-size: var(--fontSizeBase);
    line-height: 1.4; border: 0; margin: 0; padding: 0; min-width: 0;
  }
  .fields { display: grid; grid-template-columns: 1fr 1fr; gap: calc(var(--spacingUnit) * 3); }
  .field { display: grid; gap: var(--spacingUnit); align-content: start; min-width: 0; }
  .field.number { grid-column: 1 / -1; }
  label { font-size: .9em; font-weight: 500; }
  input {
    width: 100%; font: inherit; font-size: max(16px, 1em); font-variant-numeric: tabular-nums;
    color: var(--colorText); background: var(--colorBackground);
    padding: calc(var(--spacingUnit) * 2.75) calc(var(--spacingUnit) * 3);
    border: 1px solid color-mix(in srgb, var(--colorText) 35%, var(--colorBackground));
    border-radius: var(--borderRadius);
  }
  input::placeholder { color: var(--colorTextSecondary); opacity: .8; }
  input:focus { outline: 2px solid var(--colorPrimary); outline-offset: 1px; border-color: var(--colorPrimary); }
  input[aria-invalid="true"] { border-color: var(--colorDanger); }
  .wrong { color: var(--colorDanger); font-size: .875em; margin: 0; }
  .wrong:empty { display: none; }
  .tests { margin-top: calc(var(--spacingUnit) * 4); border-top: 1px dashed color-mix(in srgb, var(--colorText) 30%, transparent); padding-top: calc(var(--spacingUnit) * 3); }
  .tests p { margin: 0 0 calc(var(--spacingUnit) * 2); font-size: .875em; color: var(--colorTextSecondary); }
  .row { display: flex; flex-wrap: wrap; gap: calc(var(--spacingUnit) * 2); }
  button {
    font: inherit; font-size: .875em; color: var(--colorText); cursor: pointer; min-height: 40px;
    padding: var(--spacingUnit) calc(var(--spacingUnit) * 3); border-radius: 999px;
    background: color-mix(in srgb, var(--colorPrimary) 8%, var(--colorBackground));
    border: 1px solid color-mix(in srgb, var(--colorPrimary) 45%, var(--colorBackground));
  }
  button:hover { background: color-mix(in srgb, var(--colorPrimary) 18%, var(--colorBackground)); }
  button:focus-visible, summary:focus-visible { outline: 2px solid var(--colorPrimary); outline-offset: 2px; }
  details { margin-top: calc(var(--spacingUnit) * 2); font-size: .875em; }
  details button { font-size: 1em; }
  summary { cursor: pointer; padding: calc(var(--spacingUnit) * 2) 0; color: var(--colorTextSecondary); }
  .note { color: var(--colorTextSecondary); margin: 0; }
  [hidden] { display: none !important; }
`;
