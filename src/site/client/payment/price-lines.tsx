import type { VNode } from "preact";
import { formatMoney, type PriceLine } from "../../../domain/money.ts";

/** The lines of a price and their total. */
export function PriceLines(props: {
  lines: PriceLine[];
  total: number;
  currency: string;
  totalLabel?: string;
}): VNode {
  const { lines, total, currency, totalLabel = "Total" } = props;
  return (
    <dl class="price-lines">
      {lines.map(({ label, amount }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{formatMoney(amount, currency)}</dd>
        </div>
      ))}
      <div class="price-total">
        <dt>{totalLabel}</dt>
        <dd>{formatMoney(total, currency)}</dd>
      </div>
    </dl>
  );
}
