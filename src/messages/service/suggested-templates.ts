import type { ServiceText } from "../../domain/effect.ts";

/**
 * Words that an operator can have WhatsApp approve, with our variables by name. They keep to its
 * rules for templates: no variable at either end or beside another, and more than twice as many
 * words as variables. Sandbox and documentation use them; production sends the approved template.
 */
export const SUGGESTED_TEMPLATES: Record<ServiceText, string> = {
  "client-follow-up": [
    "Hi {{guest}}, thank you for booking with {{operator}}. Your payment arrived and your trip is confirmed.",
    "Booking code: {{code}}",
    "Route: {{route}}",
    "Pickup: {{date}} at {{time}}",
    "Pickup place: {{pickup}}",
    "This number only sends. To ask or change anything, {{reply}}, and mention your booking code. See you soon!",
  ].join("\n"),
  "owner-dispatch": [
    "New paid booking {{code}} to drive.",
    "Pickup: {{date}} at {{time}}",
    "Pickup place: {{pickup}}",
    "Route: {{route}}",
    "Service type: {{service}}",
    "Guest: {{guest}}",
    "How many: {{passengers}}",
    "Phone: {{phone}}",
    "Add-ons and notes: {{requests}}",
    "Everything about it is in your email.",
  ].join("\n"),
  "owner-undelivered-text": [
    "A message about booking {{code}} did not arrive.",
    "Message: {{message}}",
    "Sent to: {{to}}",
    "Why: {{reason}}",
    "Trip: {{trip}}",
    "What to do now: {{todo}}",
    "It is not tried again.",
  ].join("\n"),
};

const PLACEHOLDER = /\{\{(\w+)\}\}/g;

/** A template as it is submitted: numbered, with the names in that order for the catalogue. */
export function numberedTemplate(template: string): { body: string; variables: string[] } {
  const variables: string[] = [];
  const body = template.replace(PLACEHOLDER, (_, name: string) => {
    if (!variables.includes(name)) variables.push(name);
    return `{{${variables.indexOf(name) + 1}}}`;
  });
  return { body, variables };
}

/** A template as its reader sees it. A variable without a value is left as it is. */
export function filledTemplate(template: string, values: Record<string, string>): string {
  return template.replace(PLACEHOLDER, (placeholder, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? placeholder) : placeholder,
  );
}
