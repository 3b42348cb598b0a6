import type { VNode } from "preact";
import { type TextField, violationsOf } from "../booking-state.ts";
import type { BookingPart } from "./booking-context.ts";
import { Field } from "./field.tsx";

interface ContactField {
  field: TextField;
  label: string;
  type: "text" | "email" | "tel";
  autocomplete: "name" | "email" | "tel";
  lengthMax: number;
  hint?: string;
  isOptional?: boolean;
}

/** The lengths are the API's own: a longer answer would be refused. */
const contactFields: ContactField[] = [
  { field: "name", label: "Your name", type: "text", autocomplete: "name", lengthMax: 120 },
  {
    field: "email",
    label: "Email",
    type: "email",
    autocomplete: "email",
    lengthMax: 254,
    hint: "Your confirmation goes here.",
  },
  {
    field: "phone",
    label: "Phone",
    type: "tel",
    autocomplete: "tel",
    lengthMax: 40,
    hint: "Only if something changes on the day.",
    isOptional: true,
  },
];

const notesLengthMax = 1000;

/** Who books, and how to reach them. */
export function ContactFields({ state, dispatch }: BookingPart): VNode {
  const handlers = (field: TextField) => ({
    value: state.form[field],
    onInput: ({ currentTarget }: { currentTarget: HTMLInputElement | HTMLTextAreaElement }) =>
      dispatch({ type: "answered", field, value: currentTarget.value }),
    onBlur: () => dispatch({ type: "field-left", field }),
  });
  return (
    <fieldset>
      <legend>Your details</legend>
      {contactFields.map(({ field, label, type, autocomplete, lengthMax, hint, isOptional }) => (
        <Field
          key={field}
          name={field}
          label={label}
          hint={hint}
          isOptional={isOptional === true}
          violations={violationsOf(state, field)}
        >
          {(attributes) => (
            <input
              {...attributes}
              type={type as "email"}
              autocomplete={autocomplete}
              maxlength={lengthMax}
              {...handlers(field)}
            />
          )}
        </Field>
      ))}
      <Field
        name="notes"
        label="Anything we should know?"
        hint="Set-up, access needs, deliveries."
        isOptional
        violations={violationsOf(state, "notes")}
      >
        {(attributes) => (
          <textarea {...attributes} rows={3} maxlength={notesLengthMax} {...handlers("notes")} />
        )}
      </Field>
    </fieldset>
  );
}
