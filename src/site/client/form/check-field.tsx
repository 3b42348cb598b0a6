import type { ComponentChildren, VNode } from "preact";
import type { FieldViolation } from "../api.ts";
import { describedBy, FieldErrors, fieldId } from "./field.tsx";

export interface CheckFieldProps {
  /** As a field's name. */
  name: string;
  hint: string | undefined;
  isChecked: boolean;
  violations: FieldViolation[];
  onAnswer: (isChecked: boolean) => void;
  /** What is said yes to. */
  children: ComponentChildren;
}

/** A box to tick, its label beside it, a hint and what is wrong. */
export function CheckField(props: CheckFieldProps): VNode {
  const { name, hint, isChecked, violations, onAnswer, children } = props;
  const isRefused = violations.length > 0;
  return (
    <div class={isRefused ? "field refused" : "field"}>
      <label class="check" for={fieldId(name)}>
        <input
          type="checkbox"
          id={fieldId(name)}
          name={name}
          checked={isChecked}
          aria-invalid={isRefused ? "true" : undefined}
          aria-describedby={describedBy(name, hint !== undefined, isRefused)}
          onChange={({ currentTarget }) => onAnswer(currentTarget.checked)}
        />
        <span>{children}</span>
      </label>
      {hint === undefined ? null : (
        <p class="field-hint" id={`${fieldId(name)}-hint`}>
          {hint}
        </p>
      )}
      <FieldErrors name={name} violations={violations} />
    </div>
  );
}
