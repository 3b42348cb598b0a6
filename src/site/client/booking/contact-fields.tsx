import type { VNode } from "preact";
import { violationsOf } from "../booking-state.ts";
import { ContactField } from "../form/contact-field.tsx";
import type { BookingPart } from "./booking-context.ts";

/** Who books, and how to reach them. */
export function ContactFields({ state, dispatch }: BookingPart): VNode {
  const given = (field: "name" | "email" | "phone" | "notes") => ({
    field,
    value: state.form[field],
    violations: violationsOf(state, field),
    onAnswer: (value: string) => dispatch({ type: "answered", field, value }),
    onLeave: () => dispatch({ type: "field-left", field }),
  });
  return (
    <fieldset>
      <legend>Your details</legend>
      <ContactField {...given("name")} />
      <ContactField {...given("email")} hint="Your confirmation goes here." />
      <ContactField {...given("phone")} hint="Only if something changes on the day." isOptional />
      <ContactField {...given("notes")} hint="Set-up, access needs, deliveries." isOptional />
    </fieldset>
  );
}
