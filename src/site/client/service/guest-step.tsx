import type { VNode } from "preact";
import { CheckField } from "../form/check-field.tsx";
import { ContactField } from "../form/contact-field.tsx";
import type { TripPart } from "./trip-context.ts";
import { tripViolationsOf } from "./trip-state.ts";

/** Who books, and how to reach them. */
export function GuestStep({ state, dispatch }: TripPart): VNode {
  const given = (field: "name" | "email" | "phone" | "notes") => ({
    field,
    value: state.form[field],
    violations: tripViolationsOf(state, field),
    onAnswer: (value: string) => dispatch({ type: "answered", field, value }),
  });
  return (
    <fieldset>
      <legend class="vh">Your details</legend>
      <ContactField {...given("name")} />
      <ContactField {...given("email")} hint="Your confirmation goes here." />
      <ContactField
        {...given("phone")}
        hint="With the country code, like +1 604 555 0142. The driver calls it if needed."
      />
      <CheckField
        name="whatsapp"
        hint="We confirm there too. Without it, everything comes by email."
        isChecked={state.form.whatsapp}
        violations={tripViolationsOf(state, "whatsapp")}
        onAnswer={(value) => dispatch({ type: "whatsapp-answered", value })}
      >
        This number has WhatsApp
      </CheckField>
      <ContactField {...given("notes")} hint="Luggage, children, help that you need." isOptional />
    </fieldset>
  );
}
