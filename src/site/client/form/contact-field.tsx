import type { VNode } from "preact";
import type { FieldViolation } from "../api.ts";
import { Field } from "./field.tsx";

/** The lengths are the API's own: a longer answer would be refused. */
const kinds = {
  name: { label: "Your name", type: "text", autocomplete: "name", lengthMax: 120 },
  firstName: { label: "First name", type: "text", autocomplete: "given-name", lengthMax: 60 },
  lastName: { label: "Last name", type: "text", autocomplete: "family-name", lengthMax: 60 },
  email: { label: "Email", type: "email", autocomplete: "email", lengthMax: 254 },
  phone: { label: "Phone", type: "tel", autocomplete: "tel", lengthMax: 40 },
  notes: { label: "Anything we should know?", lengthMax: 1000 },
} as const;

export interface ContactFieldProps {
  field: keyof typeof kinds;
  hint?: string;
  isOptional?: boolean;
  value: string;
  violations: FieldViolation[];
  onAnswer: (value: string) => void;
  onLeave?: () => void;
}

/** One answer to who books, how to reach them, or what else should be known. */
export function ContactField(props: ContactFieldProps): VNode {
  const { field, hint, isOptional = false, value, violations, onAnswer, onLeave } = props;
  const { label, lengthMax, ...kind } = kinds[field];
  const control = {
    maxlength: lengthMax,
    value,
    onInput: ({ currentTarget }: { currentTarget: HTMLInputElement | HTMLTextAreaElement }) =>
      onAnswer(currentTarget.value),
    onBlur: onLeave,
  };
  return (
    <Field name={field} label={label} hint={hint} isOptional={isOptional} violations={violations}>
      {(attributes) =>
        field === "notes" ? (
          <textarea {...attributes} rows={3} {...control} />
        ) : (
          <input {...attributes} {...kind} {...control} />
        )
      }
    </Field>
  );
}
