import type { VNode } from "preact";
import { ContactField } from "../form/contact-field.tsx";
import type { SessionPart } from "./session-context.ts";
import { isClass } from "./session-request.ts";
import { sessionViolationsOf } from "./session-state.ts";

/** Who books, and how to reach them. */
export function GuestFields({ page, state, dispatch }: SessionPart): VNode {
  const given = (field: "firstName" | "lastName" | "email" | "phone") => ({
    field,
    value: state.form[field],
    violations: sessionViolationsOf(state, field),
    onAnswer: (value: string) => dispatch({ type: "answered", field, value }),
  });
  return (
    <fieldset>
      <legend>Your details</legend>
      <div class="field-row">
        <ContactField {...given("firstName")} />
        <ContactField {...given("lastName")} />
      </div>
      <ContactField {...given("email")} hint="Everything about your booking goes here." />
      <ContactField
        {...given("phone")}
        hint="In case something changes on the day."
        isOptional={isClass(page.experience)}
      />
    </fieldset>
  );
}
