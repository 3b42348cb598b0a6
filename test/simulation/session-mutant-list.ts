import type { Mutant } from "./bundle.ts";

const domain = (file: string) => `src/domain/${file}.ts`;
const handler = (file: string) => `src/outbox/handlers/${file}.ts`;
const objects = (file: string) => `src/objects/${file}.ts`;

type Guard = Omit<Mutant, "of">;

const guards: readonly Guard[] = [
  {
    name: "a session sells spots that it does not have",
    file: domain("session/decide-session-hold"),
    find: "  if (participants > spotsAvailable) return { reason",
    replace: "  if (participants > spotsAvailable + 99) return { reason",
  },
  {
    name: "spots that are taken are not counted",
    file: objects("session/session-spots"),
    find: '"SELECT coalesce(sum(spots), 0) AS value FROM claims"',
    replace: '"SELECT coalesce(sum(spots), 0) * 0 AS value FROM claims"',
  },
  {
    name: "a request is accepted without a look at the spots",
    file: domain("session/decide-session-hold"),
    find: "  if (reservation.participants > spotsAvailable) {",
    replace: "  if (reservation.participants > spotsAvailable + 99) {",
  },
  {
    name: "an accepted request opens no session",
    file: objects("session/session-bookings"),
    find: '      if (answered.ok) spots.open("request", experience.rules.participants.maximum, at);\n',
    replace: '      if (answered.ok && experience.slug === "") spots.open("request", 1, at);\n',
  },
  {
    name: "a request is accepted after its deadline",
    from: 310,
    file: domain("session/decide-session-hold"),
    find: "responseDeadline !== null && responseDeadline <= now",
    replace: "responseDeadline !== null && responseDeadline <= now - 1e9",
  },
  {
    name: "a request that was declined can be accepted",
    file: domain("session/decide-session-hold"),
    find: '  if (status === "declined") return { reason: "already-declined" };\n  if (status !== "pending") {',
    replace: '  if (status !== "pending" && status !== "declined") {',
  },
  {
    name: "a request that nobody answers never ends",
    file: domain("session/decide-session-hold"),
    find: '{ effects: [{ effect: { kind: "end-request" }, dueAt: requested.responseDeadline }] }',
    replace:
      '{ effects: [{ effect: { kind: "end-request" }, dueAt: requested.responseDeadline + 1e12 }] }',
  },
  {
    name: "who cannot be paid accepts requests",
    file: objects("session/session-bookings"),
    find: '    if (!account.value?.transfersActive) return refused({ reason: "supplier-not-ready" });\n',
    replace: "",
  },
  {
    name: "a link that is closed stays active",
    file: "src/providers/stripe/stripe-payment-links.ts",
    find: "stripe.paymentLinks.update(link, { active: false })",
    replace: "stripe.paymentLinks.update(link, { active: true })",
  },
  {
    name: "a late payment gets spots that are taken",
    file: objects("session/session-bookings"),
    find: "participants <= this.view().spotsAvailable;",
    replace: "participants <= this.view().spotsAvailable + 99;",
  },
  {
    name: "closing a link leaves its open pages",
    file: "src/providers/stripe/stripe-payment-links.ts",
    find: "    if (open.value.length === 0) return ok(undefined);",
    replace: "    if (open.value.length >= 0) return ok(undefined);",
  },
  {
    name: "a look at a link does not see its open pages",
    file: "src/providers/stripe/stripe-payment-links.ts",
    find: "const payable = open.length > 0 || (link.active && !spent);",
    replace: "const payable = open.length > 99 || (link.active && !spent);",
  },
  {
    name: "a payment is not looked for when a link is closed",
    file: "src/providers/stripe/stripe-payment-links.ts",
    find: "return ok(paidSight(payments.value) ?? unpaid());",
    replace:
      "return ok(payments.value.length > 99 ? (paidSight(payments.value) ?? unpaid()) : unpaid());",
  },
  {
    name: "a booking leaves its link open",
    file: domain("session/decide-spots"),
    find: "    closePayment,\n    recordInLedger,",
    replace: "    recordInLedger,",
  },
  {
    name: "a link that opens after its hold is over stays open",
    file: domain("session/decide-session-hold"),
    find: "return decided({ events: [event] }, closePayment);",
    replace: "return decided({ events: [event] });",
  },
  {
    name: "the second page that is paid is nobody's business",
    file: domain("decide-payment"),
    find: "  if (reservation.captured !== null && reservation.payment?.id === capture.payment) return nothing;",
    replace: "  if (reservation.captured !== null) return nothing;",
  },
  {
    name: "a second payment of a link does not go back",
    file: domain("session/decide-second-payment"),
    find: "    effects: [returnPayment(payment, amount)],\n  });\n}\n\n/** Something",
    replace: "    effects: [],\n  });\n}\n\n/** Something",
  },
  {
    name: "a second payment is given back without a look",
    file: handler("return-payment"),
    find: "if (returned < amount) {",
    replace: "if (returned < amount || amount > 0) {",
  },
  {
    name: "nobody hears that a second payment could not go back",
    file: handler("return-payment"),
    find: "secondPaymentNotBack(asSession(reservation), effect, reason, code),",
    replace:
      "({ ...secondPaymentNotBack(asSession(reservation), effect, reason, code), events: [], effects: [] }),",
  },
  {
    name: "the guest does not hear that a second payment goes back",
    file: domain("session/decide-second-payment"),
    find: 'tell("guest_second_payment_returned"),',
    replace: "{},",
  },
  {
    name: "the split is not fixed anew when a part was refunded",
    file: domain("session/decide-settlement"),
    find: "return (reservation.captured?.amount ?? 0) - refundsUnderway(reservation);",
    replace: "return (reservation.captured?.amount ?? 0) - refundsUnderway(reservation) * 0;",
  },
  {
    name: "a share is rounded up",
    file: domain("session/split"),
    find: "Math.floor(((total % 100) * percent) / 100)",
    replace: "Math.ceil(((total % 100) * percent) / 100)",
  },
  {
    name: "no hotel earns a hotel's share",
    file: domain("session/split"),
    find: "const hotel = hasHotel ? shareOf(total, shares.hotel) : 0;",
    replace: "const hotel = hasHotel || total > 0 ? shareOf(total, shares.hotel) : 0;",
  },
  {
    name: "it has taken place as soon as it is paid",
    file: domain("session/decide-spots"),
    find: '{ effect: { kind: "complete-booking" }, dueAt: terms.autoCompleteAt }',
    replace: '{ effect: { kind: "complete-booking" } }',
  },
  {
    name: "the supplier's word counts before it is over",
    file: domain("session/decide-settlement"),
    find: '  if (now < reservation.session.endsAt) return { reason: "not-over-yet" };\n',
    replace: "",
  },
  {
    name: "what is completed can be reported as not having taken place",
    file: domain("session/decide-settlement"),
    find: '    case "completed":\n      return { reason: "already-completed" };',
    replace: '    case "completed":\n      return undefined;',
  },
  {
    name: "a transfer is repeated without a look",
    file: handler("transfer"),
    find: "    if (attempts > 1 || asSession(reservation).released !== undefined) {",
    replace: "    if (attempts > 99) {",
  },
  {
    name: "a completed booking is paid out while disputed",
    file: domain("session/decide-settlement"),
    find: "    isDisputed(reservation)\n      ? settlementWithheld",
    replace: "    isDisputed(reservation) && split.supplier < 0\n      ? settlementWithheld",
  },
  {
    name: "a share on its way is paid out though it went back",
    file: handler("transfer"),
    find: "    if (mustWithhold(asSession(reservation), sight, now())) {",
    replace: "    if (mustWithhold(asSession(reservation), sight, now()) && attempts > 1e9) {",
  },
  {
    name: "staff do not hear of a share that cannot be paid out",
    file: handler("transfer"),
    find: "transferBlocked(asSession(reservation), reason)",
    replace: "({ ...transferBlocked(asSession(reservation), reason), effects: [] })",
  },
  {
    name: "staff do not hear of a refund after the payout",
    file: domain("decide-refund"),
    find: "changed.filter(({ name }) => !isCounted(reservation, name)),",
    replace: "[],",
  },
  {
    name: "what did not take place is not refunded",
    file: domain("session/decide-settlement"),
    find: "    requestRefund(reservation, { key, amount, reason }),\n",
    replace:
      '    key === "cancellation" ? requestRefund(reservation, { key, amount, reason }) : {},\n',
  },
  {
    name: "a guest's cancellation is not refunded",
    file: domain("session/decide-settlement"),
    find: "    requestRefund(reservation, { key, amount, reason }),\n",
    replace:
      '    key !== "cancellation" ? requestRefund(reservation, { key, amount, reason }) : {},\n',
  },
  {
    name: "a guest cancels when it is too late",
    file: domain("session/decide-settlement"),
    find: "now > cancelUntil(reservation)",
    replace: "now > cancelUntil(reservation) + 1e12",
  },
  {
    name: "the supplier is asked before it is over",
    file: domain("session/decide-spots"),
    find: "          dueAt: terms.completionCheckAt,\n",
    replace: "          dueAt: terms.completionCheckAt - 86_400_000,\n",
  },
  {
    name: "the supplier is asked about what was cancelled",
    file: domain("overtaken"),
    find: '  supplier_completion_check: { asks: ["confirmed"] },',
    replace: '  supplier_completion_check: "always",',
  },
  {
    name: "the supplier is never asked",
    file: domain("session/decide-spots"),
    find: '          effect: { kind: "tell", message: "supplier_completion_check" },',
    replace: '          effect: { kind: "record-in-ledger" },',
  },
  {
    name: "the guest is invited before there is a link",
    file: domain("session/decide-session-hold"),
    find: "      awaitPayment(held.heldAt, held.holdExpiresAt),\n",
    replace:
      '      awaitPayment(held.heldAt, held.holdExpiresAt),\n      tell("guest_instant_booking"),\n',
  },
  {
    name: "the supplier is not told of a new booking",
    file: domain("session/decide-session-hold"),
    find: 'tell("guest_instant_booking", "supplier_new_booking")',
    replace: 'tell("guest_instant_booking")',
  },
  {
    name: "the guest is not told that the request was declined",
    file: domain("session/decide-session-hold"),
    find: '      tell("guest_request_declined"),\n',
    replace: "",
  },
  {
    name: "nobody is told that the time to pay is over",
    file: domain("session/decide-spots"),
    find: 'invited ? tell("guest_payment_expired", "supplier_payment_not_completed") : {}',
    replace: "invited ? {} : {}",
  },
  {
    name: "the supplier is not told of the payout",
    file: domain("session/decide-settlement"),
    find: '    tell("supplier_payout_sent"),\n',
    replace: "",
  },
  {
    name: "lists do not show the payout",
    file: domain("session/decide-settlement"),
    find: '    tell("supplier_payout_sent"),\n    recordInLedger,',
    replace: '    tell("supplier_payout_sent"),',
  },
  {
    name: "pages that open while their link is closed stay open",
    file: handler("end-hold"),
    find: 'if (reservation.kind !== "session" || reservation.link === null) return {};',
    replace: 'if (reservation.kind !== "service" || at > LATE_PAGES_MS) return {};',
  },
  {
    name: "a second payment that is found is nobody's business",
    from: 250,
    file: handler("end-hold"),
    find: "paymentsFound(current, [sight, ...captured], slotView, at);",
    replace: "paymentsFound(current, captured.length < 0 ? captured : [sight], slotView, at);",
  },
  {
    name: "lists do not name the charge",
    file: "src/ledger/session-ledger.ts",
    find: "charge: captured?.charge ?? null,",
    replace: "charge: null,",
  },
  {
    name: "lists do not name the refunds",
    file: "src/ledger/session-ledger.ts",
    find: "refunds: JSON.stringify(refundIds(reservation)),",
    replace: 'refunds: "[]",',
  },
  {
    name: "a charge that is named later than its payment stays unknown",
    file: domain("decide-charge"),
    find: "  if (captured.charge !== undefined) return nothing;",
    replace: "  if (captured.at > 0) return nothing;",
  },
  {
    name: "a share goes to another supplier",
    file: handler("transfer"),
    find: "await payoutAccount(asSession(reservation).supplier)",
    replace: 'await payoutAccount("east-end-walks")',
  },
  {
    name: "before a share is moved nobody asks what went back",
    file: handler("transfer"),
    find: "refunds: refunds.value, disputes: seen",
    replace: "refunds: [], disputes: seen",
  },
  {
    name: "before a share is moved nobody asks for disputes",
    file: handler("transfer"),
    find: "refunds: refunds.value, disputes: seen",
    replace: "refunds: refunds.value, disputes: []",
  },
  {
    name: "staff do not hear that a refund is disputed",
    file: domain("decide-refund"),
    find: '  return openItem(reservation, {\n    kind: why === "disputed"',
    replace:
      '  if (why === "disputed") return nothing;\n  return openItem(reservation, {\n    kind: why === "disputed"',
  },
  {
    name: "a refund that is refused as disputed is one that failed",
    file: "src/providers/stripe/stripe-payments.ts",
    find: 'return code === "charge_disputed" ? "disputed" : code;',
    replace: "return code;",
  },
  {
    name: "a refund that a dispute ended is one that failed",
    file: "src/providers/stripe/stripe-payments.ts",
    find: "refund.failure_reason === DISPUTED && {",
    replace: "refund.failure_reason === undefined && {",
  },
  {
    name: "what is released is divided as it was before it was withheld",
    file: domain("session/decide-release"),
    find: "const split = splitOfKept(reservation);",
    replace: "const split = reservation.split ?? splitOfKept(reservation);",
  },
  {
    name: "a release covers disputes that come after it",
    file: domain("session/decide-settlement"),
    find: "return disputesIn(reservation).some((dispute) => !settled.includes(dispute));",
    replace: "return disputesIn(reservation).some((dispute) => settled.length === 0 && dispute);",
  },
  {
    name: "what was released is withheld again in silence",
    file: domain("session/decide-settlement"),
    find: "return released === undefined ? id : `${id}/${released.times}`;",
    replace: "return released === undefined ? id : id;",
  },
  {
    name: "staff release what is not withheld",
    file: domain("session/decide-release"),
    find: "if (!isWithheld(reservation) || split.supplier === 0) return nothing;",
    replace: "if (split.supplier === 0) return nothing;",
  },
  {
    name: "the hotel does not hear of what is released",
    file: domain("session/decide-release"),
    find: '    split.hotel > 0 ? tell("hotel_commission_earned") : {},\n',
    replace: "",
  },
];

/** The guards that sessions, their links and their suppliers' shares rest on. */
export const sessionMutants: readonly Mutant[] = guards.map(ofSessions);

function ofSessions(guard: Guard): Mutant {
  return { ...guard, of: "sessions" };
}
