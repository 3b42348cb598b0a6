import type { VNode } from "preact";
import type { FieldViolation } from "../api.ts";
import { describedBy, FieldErrors, fieldId } from "../form/field.tsx";

export interface ChoiceTile {
  id: string;
  label: string;
  description?: string | undefined;
  price?: string | undefined;
  /** Shown, but not to be chosen now; its description says why. */
  isClosed?: boolean;
}

/** One of several, each a whole line to press, with what it is and what it costs. */
export function ChoiceTiles(props: {
  name: string;
  legend: string;
  /** The step's own heading says it already. */
  isLegendHidden?: boolean;
  choices: ChoiceTile[];
  chosen: string;
  violations: FieldViolation[];
  onChoose: (id: string) => void;
}): VNode {
  const { name, legend, isLegendHidden, choices, chosen, violations, onChoose } = props;
  const isRefused = violations.length > 0;
  return (
    <fieldset
      id={fieldId(name)}
      tabindex={-1}
      class={isRefused ? "choices refused" : "choices"}
      data-refused={isRefused ? "true" : undefined}
      aria-describedby={describedBy(name, false, isRefused)}
    >
      <legend class={isLegendHidden ? "vh" : undefined}>{legend}</legend>
      <FieldErrors name={name} violations={violations} />
      {choices.map(({ id, label, description, price, isClosed }) => (
        <label class={isClosed ? "choice is-closed" : "choice"} key={id}>
          <input
            type="radio"
            name={name}
            value={id}
            checked={chosen === id}
            disabled={isClosed}
            onChange={() => onChoose(id)}
          />
          <span class="choice-text">
            <span class="choice-label">{label}</span>{" "}
            {description === undefined ? null : (
              <span class="choice-description">{description}</span>
            )}
          </span>{" "}
          {price === undefined ? null : <span class="choice-price">{price}</span>}
        </label>
      ))}
    </fieldset>
  );
}
