import type { World } from "../world.ts";

/**
 * The content templates that WhatsApp has approved: what an operator's people wrote into Twilio's
 * Content Template Builder. The sandbox's own are the product's suggestions, numbered.
 */
export const SANDBOX_TEMPLATES = {
  clientFollowUp: "HX00000000000000000000000000000c01",
  ownerDispatch: "HX00000000000000000000000000000d01",
  ownerUndelivered: "HX00000000000000000000000000000e01",
} as const;

const bodies: Record<string, string> = {
  [SANDBOX_TEMPLATES.clientFollowUp]: [
    "Hi {{1}}, thank you for booking with {{2}}. Your payment arrived and your trip is confirmed.",
    "Booking code: {{3}}",
    "Route: {{4}}",
    "Pickup: {{5}} at {{6}}",
    "Pickup place: {{7}}",
    "This number only sends. To ask or change anything, {{8}}, and mention your booking code. See you soon!",
  ].join("\n"),
  [SANDBOX_TEMPLATES.ownerDispatch]: [
    "New paid booking {{1}} to drive.",
    "Pickup: {{2}} at {{3}}",
    "Pickup place: {{4}}",
    "Route: {{5}}",
    "Service type: {{6}}",
    "Guest: {{7}}",
    "How many: {{8}}",
    "Phone: {{9}}",
    "Add-ons and notes: {{10}}",
    "Everything about it is in your email.",
  ].join("\n"),
  [SANDBOX_TEMPLATES.ownerUndelivered]: [
    "A message about booking {{1}} did not arrive.",
    "Message: {{2}}",
    "Sent to: {{3}}",
    "Why: {{4}}",
    "Trip: {{5}}",
    "What to do now: {{6}}",
    "It is not tried again.",
  ].join("\n"),
};

const stored = (world: World) => world.documents.collection<{ body: string }>("twilio.template");

/** The text of an approved template, with its places; `undefined` for one that nobody approved. */
export function templateBody(world: World, contentSid: string): string | undefined {
  const own = Object.hasOwn(bodies, contentSid) ? bodies[contentSid] : undefined;
  return stored(world).get(contentSid)?.body ?? own;
}

/** Approves another template, or another text. */
export function approveTemplate(world: World, contentSid: string, body: string): void {
  stored(world).put(contentSid, { body });
}

const PLACE = /\{\{(\w+)\}\}/g;

/** The template with its places filled; `undefined` when it has other places than these values. */
export function filled(body: string, values: Record<string, string>): string | undefined {
  const places = new Set([...body.matchAll(PLACE)].map(([, name = ""]) => name));
  const names = Object.keys(values);
  if (names.length !== places.size || names.some((name) => !places.has(name))) return undefined;
  return body.replaceAll(PLACE, (_, name: string) => values[name] ?? "");
}
