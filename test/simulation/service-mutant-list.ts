import type { Mutant } from "./bundle.ts";

const domain = (file: string) => `src/domain/${file}.ts`;
const handler = (file: string) => `src/outbox/handlers/${file}.ts`;
const stripe = (file: string) => `src/providers/stripe/${file}.ts`;

type Guard = Omit<Mutant, "of">;

const guards: readonly Guard[] = [
  {
    name: "a completed session that is unpaid confirms",
    file: stripe("webhook"),
    find: '  if (session.payment_status === "unpaid") {',
    replace: '  if (session.payment_status === "unpaid" && payment === "") {',
  },
  {
    name: "the payment's own event confirms a trip",
    file: domain("decide-payment"),
    find: '  if (reservation.kind === "service" && capture.via !== "checkout") return nothing;\n',
    replace: "",
  },
  {
    name: "a trip is held without a look at the vehicles",
    file: domain("service/decide-service"),
    find: "  if (held.trip.vehicles > view.vehiclesFree) {",
    replace: "  if (held.trip.vehicles > view.vehiclesFree + 99) {",
  },
  {
    name: "a paid trip is given up for another one",
    file: "src/objects/service/service-bookings.ts",
    find: '      return { reason: "earlier-paid" };',
    replace: "      return undefined;",
  },
  {
    name: "a trip's hold ends while its checkout is open",
    file: handler("end-hold"),
    find: "    return checkout === null ? undefined : checkoutSessions.close(checkout.id);",
    replace:
      "    return checkout === null || checkoutSessions !== undefined ? undefined : checkoutSessions.close(checkout.id);",
  },
  {
    name: "closing a checkout does not expire it",
    file: stripe("stripe-checkout-sessions"),
    find: '      if (seen.kind !== "ok" || seen.value.state !== "open") return seen;',
    replace:
      '      if (seen.kind === "ok" && seen.value.state === "open") return { kind: "ok", value: { state: "cancelled" } };\n      if (seen.kind !== "ok" || seen.value.state !== "open") return seen;',
  },
  {
    name: "losing to a guest who pays while the checkout is closed",
    file: stripe("stripe-checkout-sessions"),
    find: "      const after = await look(session);",
    replace:
      '      if (expired.kind === "permanent") return { kind: "ok", value: { state: "cancelled" } };\n      const after = await look(session);',
  },
  {
    name: "a payment that failed after its checkout keeps its vehicle",
    file: stripe("stripe-checkout-sessions"),
    find: 'const FAILED: readonly string[] = ["requires_payment_method", "canceled"];',
    replace: "const FAILED: readonly string[] = [];",
  },
  {
    name: "a client whose payment failed waits for a confirmation",
    file: domain("service/trip-released"),
    find: 'reason === "payment-failed" ? tell',
    replace: 'reason === "payment-mismatch" ? tell',
  },
  {
    name: "a payment that failed is taken for a time that ran out",
    file: handler("end-hold"),
    find: '"failed" in sight ? "payment-failed" : asked',
    replace: 'asked === "given-back" && "failed" in sight ? "payment-failed" : asked',
  },
  {
    name: "a WhatsApp message is repeated without a look",
    file: handler("text"),
    find: '  if (same !== undefined) return accepted(which, same.id, "found sent");',
    replace: '  if (same?.id === "") return accepted(which, same.id, "found sent");',
  },
  {
    name: "another message to the same number is taken for this one",
    file: handler("text"),
    find: '(sent) => isSentAs(sent, message) === "yes"',
    replace: '(sent) => isSentAs(sent, message) !== "no"',
  },
  {
    name: "a WhatsApp message whose receipt has come is sent again",
    file: handler("text"),
    find: "  if (receipt !== undefined) return accepted",
    replace: '  if (receipt?.id === "") return accepted',
  },
  {
    name: "an email whose receipt has come is sent again",
    file: handler("tell"),
    find: "    if (isService && attempts > 1 && receiptOf",
    replace: "    if (isService && attempts > 99 && receiptOf",
  },
  {
    name: "the owner is sent to a trip that is cancelled",
    file: domain("overtaken"),
    find: '  "owner-dispatch": BOOKED,',
    replace: '  "owner-dispatch": "always",',
  },
  {
    name: "a second copy is kept quiet",
    from: 165,
    file: handler("text"),
    find: '  return { kind: "send", detail: SECOND_COPY };',
    replace: "  return UNSENT;",
  },
  {
    name: "what Twilio refuses for good is nobody's business",
    file: handler("text"),
    find: '    if (sent.kind === "permanent") {',
    replace:
      '    if (sent.kind === "permanent" && sent.code === "21211") return { kind: "ok", value: () => nothing };\n    if (sent.kind === "permanent") {',
  },
  {
    name: "a receipt's rank is ignored",
    file: domain("service/receipt"),
    find: "  return known === undefined || ranks[next] > ranks[known];",
    replace: "  return known !== next || ranks[next] > ranks[known];",
  },
  {
    name: "a message that did not arrive is nobody's business",
    file: domain("service/decide-service"),
    find: "effects: [noticeOf(reservation, seen)]",
    replace: "effects: [noticeOf(reservation, seen)].slice(1)",
  },
  {
    name: "the owner hears of a lost WhatsApp message by WhatsApp",
    file: domain("service/decide-service"),
    find: 'const wasText = message === "client-follow-up" || message === "owner-dispatch";',
    replace: 'const wasText = message === "client-follow-up" && detail === "";',
  },
  {
    name: "a notice that fails in turn is nobody's business",
    file: domain("service/decide-service"),
    find: 'if (message === "owner-undelivered" || message === "owner-undelivered-text") {',
    replace:
      'if (message === "owner-undelivered" || message === "owner-undelivered-text") {\n    return { effect: { kind: "record-in-ledger" } };',
  },
  {
    name: "two notices of one trip are taken for one",
    file: domain("service/decide-service"),
    find: "  return about === undefined ? message : `${message}/${about}`;",
    replace: '  return about === undefined || about !== "" ? message : `${message}/${about}`;',
  },
  {
    name: "a WhatsApp message of which nobody tells is never looked at",
    file: domain("service/decide-text"),
    find: "{ effects: [lookAt({ ...text, look: 1 }, now)] }",
    replace: "{ effects: [lookAt({ ...text, look: 1 }, now)].slice(1) }",
  },
  {
    name: "the owner gets no dispatch",
    file: domain("service/decide-service"),
    find: '    text("owner-dispatch"),\n',
    replace: "",
  },
  {
    name: "a trip that is over stays a booking for ever",
    file: domain("service/decide-service"),
    find: 'effects: [{ effect: { kind: "complete-booking" }, dueAt: paid.trip.endsAt }]',
    replace: 'effects: [{ effect: { kind: "complete-booking" }, dueAt: paid.trip.endsAt + 1e12 }]',
  },
  {
    name: "who paid in vain is told of a cancellation",
    file: domain("decide-failure"),
    find: '  service: "client-refund",',
    replace: '  service: "client-cancellation",',
  },
  {
    name: "client and owner do not hear of a cancelled trip",
    file: domain("decide-refund"),
    find: 'return ["client-cancellation", "owner-cancellation"];',
    replace: "return [];",
  },
];

/** The guards that services, their checkouts and their four confirmations rest on. */
export const serviceMutants: readonly Mutant[] = guards.map((guard) => ({
  ...guard,
  of: "services",
}));
