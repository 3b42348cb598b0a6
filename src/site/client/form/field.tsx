import type { ComponentChildren, VNode } from "preact";
import type { FieldViolation } from "../api.ts";

export const fieldId = (name: string): string => `field-${name.replace(".", "-")}`;

interface ControlAttributes {
  id: string;
  name: string;
  "aria-describedby": string | undefined;
  "aria-invalid": "true" | undefined;
}

export interface FieldProps {
  /** The field's path in the request without its index: "attendees", "extras.showName". */
  name: string;
  label: string;
  hint?: string | undefined;
  isOptional?: boolean;
  violations: FieldViolation[];
  children: (attributes: ControlAttributes) => ComponentChildren;
}

/** What is wrong with a field, in words; the control points to it by `aria-describedby`. */
export function FieldErrors({
  name,
  violations,
}: {
  name: string;
  violations: FieldViolation[];
}): VNode | null {
  if (violations.length === 0) return null;
  const messages = [...new Set(violations.map(({ message }) => message))];
  return (
    <p class="field-error" id={`${fieldId(name)}-error`}>
      {messages.join(" ")}
    </p>
  );
}

/** The ids of the hint and the error of a field, as `aria-describedby` wants them. */
export function describedBy(name: string, hint: boolean, error: boolean): string | undefined {
  const ids = [hint ? `${fieldId(name)}-hint` : "", error ? `${fieldId(name)}-error` : ""];
  return ids.filter(Boolean).join(" ") || undefined;
}

/** A label, its control, a hint and what is wrong. */
export function Field(props: FieldProps): VNode {
  const { name, label, hint, isOptional, violations, children } = props;
  const isRefused = violations.length > 0;
  return (
    <div class={isRefused ? "field refused" : "field"}>
      <label for={fieldId(name)}>
        {label}
        {isOptional ? <span class="optional"> (optional)</span> : null}
      </label>
      {hint === undefined ? null : (
        <p class="field-hint" id={`${fieldId(name)}-hint`}>
          {hint}
        </p>
      )}
      {children({
        id: fieldId(name),
        name,
        "aria-describedby": describedBy(name, hint !== undefined, isRefused),
        "aria-invalid": isRefused ? "true" : undefined,
      })}
      <FieldErrors name={name} violations={violations} />
    </div>
  );
}
