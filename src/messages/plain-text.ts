import type { PriceLine } from "../domain/money.ts";
import { formatMoney } from "../domain/money.ts";

/** A part of a plain-text email: a heading in capitals and the lines under it. */
export interface TextSection {
  heading?: string;
  lines: readonly string[];
}

const INDENT = "  ";

/** Joins the parts of a plain-text email with an empty line between them. */
export function plainText(sections: readonly (TextSection | undefined)[]): string {
  const parts = sections.flatMap((section) => {
    if (!section || section.lines.length === 0) return [];
    if (section.heading === undefined) return [section.lines.join("\n")];
    const lines = section.lines.map((line) => `${INDENT}${line}`);
    return [[section.heading.toUpperCase(), ...lines].join("\n")];
  });
  return `${parts.join("\n\n")}\n`;
}

/** Price lines with a total, the amounts under one another. */
export function priceTable(lines: readonly PriceLine[], total: number, currency: string): string[] {
  const rows = [...lines, { label: "Total", amount: total }].map(({ label, amount }) => ({
    label,
    amount: formatMoney(amount, currency),
  }));
  const labelWidth = Math.max(...rows.map(({ label }) => label.length));
  const amountWidth = Math.max(...rows.map(({ amount }) => amount.length));
  return rows.map(
    ({ label, amount }) => `${label.padEnd(labelWidth)}  ${amount.padStart(amountWidth)}`,
  );
}
