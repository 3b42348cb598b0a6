import type { VNode } from "preact";
import { ContactField } from "../form/contact-field.tsx";
import { ChoiceTiles } from "./choice-tiles.tsx";
import type { TripPart } from "./trip-context.ts";
import { tripViolationsOf } from "./trip-state.ts";

const whatsAppAnswers = [
  { id: "yes", label: "Yes", description: "We confirm there too." },
  { id: "no", label: "No", description: "Everything comes by email." },
];

const chosenAnswer = (hasWhatsApp: boolean | undefined): string =>
  hasWhatsApp === undefined ? "" : hasWhatsApp ? "yes" : "no";

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
      <ChoiceTiles
        name="whatsapp"
        legend="Does this number have WhatsApp?"
        choices={whatsAppAnswers}
        chosen={chosenAnswer(state.form.whatsapp)}
        violations={tripViolationsOf(state, "whatsapp")}
        onChoose={(id) => dispatch({ type: "whatsapp-answered", value: id === "yes" })}
      />
      <ContactField {...given("notes")} hint="Luggage, children, help that you need." isOptional />
    </fieldset>
  );
}
