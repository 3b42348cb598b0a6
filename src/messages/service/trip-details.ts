import { oneLine, REFUND_ARRIVAL } from "../booking-words.ts";
import type { ServiceFacts } from "../service-facts.ts";
import type { Block, Part } from "../session/letter.ts";
import { notOfferedPart } from "../session/session-details.ts";
import { harmless } from "../session/session-words.ts";
import { tripWords } from "./trip-words.ts";

/** The owner has this instead of a WhatsApp number. */
export const NO_WHATSAPP = "No WhatsApp: reach them by phone or email";

/** Date, time and place of the pickup, and whose clock it is on. */
export function pickupPart(facts: ServiceFacts, title = "Pickup"): Part {
  const { day, time, zone, pickup } = tripWords(facts);
  const blocks: Block[] = [{ kind: "lines", strong: day, rest: [time, ...pickup] }];
  return { title: `${title} · ${zone}`, blocks };
}

/** The same for the owner, who also plans with the vehicle. */
export function dispatchPart(facts: ServiceFacts, title = "Pickup"): Part {
  const { title: zoned = title, blocks } = pickupPart(facts, title);
  const back: Block = { kind: "fact", label: "Vehicle back", value: tripWords(facts).back };
  return { title: zoned, blocks: [...blocks, back] };
}

/** What was booked, as the client reads it. */
export function tripPart(facts: ServiceFacts, title: string): Part {
  const { passengers, guest } = tripWords(facts);
  return {
    title,
    blocks: [
      fact("Service", oneLine(facts.serviceName)),
      ...routeBlocks(facts),
      fact("Format", oneLine(facts.format)),
      fact("Package", oneLine(facts.package)),
      fact("Passengers", passengers),
      ...addOnBlocks(facts),
      fact("Booked by", guest),
    ],
  };
}

/** What to provide, as the owner reads it. */
export function jobPart(facts: ServiceFacts): Part {
  const { serviceType, passengers } = tripWords(facts);
  return {
    title: "The job",
    blocks: [
      fact("Service", oneLine(facts.serviceName)),
      ...routeBlocks(facts),
      fact("Service type", serviceType),
      fact("Passengers", passengers),
      ...addOnBlocks(facts),
    ],
  };
}

function routeBlocks(facts: ServiceFacts): Block[] {
  const { route, dropOff } = tripWords(facts);
  return [fact("Route", route), ...(dropOff === undefined ? [] : [fact("Drop-off", dropOff)])];
}

function addOnBlocks({ extras }: ServiceFacts): Block[] {
  if (extras.length === 0) return [fact("Add-ons", "None")];
  return extras.map(({ label, value }) => fact(oneLine(label), harmless(value)));
}

/** The guest's own words, line by line: as a list, so that no line passes for one of ours. */
export function notesPart({ notes }: ServiceFacts, title: string): Part | undefined {
  const items = (notes ?? "")
    .split(/[\r\n\u2028\u2029]+/)
    .map(harmless)
    .filter(Boolean);
  return items.length > 0 ? { title, blocks: [{ kind: "list", items }] } : undefined;
}

/** The price line by line. */
export function pricePart({ lines, total, currency }: ServiceFacts, title: string): Part {
  return { title, blocks: [{ kind: "prices", lines, total, currency }] };
}

/** How a client reaches the owner: by answering, on WhatsApp, by phone. */
export function replyPart(facts: ServiceFacts): Part {
  const { owner, operator, code } = facts;
  const name = oneLine(owner.name);
  return {
    title: `How to reach ${name}`,
    blocks: [
      `To ask or change anything, just reply to this email and mention ${code}. It reaches ${name} directly.`,
      whatsappBlock(owner.whatsapp),
      mailBlock(owner.email),
      operator.phone === undefined ? undefined : phoneBlock(operator.phone),
    ],
  };
}

/** Whom to expect and every way to reach them, ready to tap. */
export function guestPart(facts: ServiceFacts, title = "The guest"): Part {
  const { guest, whatsapp } = facts;
  return {
    title,
    blocks: [
      fact("Name", tripWords(facts).guest),
      guest.phone ? phoneBlock(guest.phone) : undefined,
      mailBlock(guest.email),
      whatsapp === undefined ? NO_WHATSAPP : whatsappBlock(whatsapp),
    ],
  };
}

/** Every name under which the booking is found: here, and at the payment provider. */
export function referencePart({ code, reservation, payment }: ServiceFacts): Part {
  return {
    title: "Operational reference",
    blocks: [
      fact("Booking code", code),
      fact("Reservation", reservation),
      payment === undefined ? undefined : fact("Payment", payment),
    ],
  };
}

/** How long the money takes and where it goes. */
export const REFUND_WAY = `It goes back to the card or account you paid with. ${REFUND_ARRIVAL} You do not need to do anything.`;

/** The page on which another time can be booked, or what there is instead of it. */
export function anotherTimePart(facts: ServiceFacts, sentence: string): Part {
  if (facts.retired) return notOfferedPart(facts, facts.serviceName);
  const href = `${facts.publicUrl}/services/${facts.serviceSlug}`;
  const buttons = [{ label: "Choose another time", href }];
  return { title: "Another time?", blocks: [sentence, { kind: "buttons", buttons }] };
}

function fact(label: string, value: string): Block {
  return { kind: "fact", label, value };
}

function mailBlock(email: string): Block {
  const value = oneLine(email);
  const address = encodeURIComponent(value).replaceAll("%40", "@");
  return { kind: "fact", label: "Email", value, href: `mailto:${address}` };
}

function phoneBlock(phone: string): Block {
  const digits = phone.replace(/[^+\d]/g, "");
  const call = { kind: "fact", label: "Phone", value: harmless(phone) } as const;
  return digits ? { ...call, href: `tel:${digits}` } : call;
}

function whatsappBlock(number: string): Block {
  const digits = number.replace(/\D/g, "");
  const chat = { kind: "fact", label: "WhatsApp", value: harmless(number) } as const;
  return digits ? { ...chat, href: `https://wa.me/${digits}` } : chat;
}
