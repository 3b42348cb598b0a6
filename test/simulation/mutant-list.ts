import type { Mutant } from "./bundle.ts";
import { serviceMutants } from "./service-mutant-list.ts";
import { sessionMutants } from "./session-mutant-list.ts";

const domain = (file: string) => `src/domain/${file}.ts`;
const handler = (file: string) => `src/outbox/handlers/${file}.ts`;
const objects = (file: string) => `src/objects/${file}.ts`;

/** Every guard that the promise rests on, taken out one at a time. Each must be caught. */
export const mutants: readonly Mutant[] = [
  {
    name: "gate 1 does not look at what is taken",
    file: domain("decide-hold"),
    find: "if (view.conflicts.length > 0) {",
    replace: "if (view.conflicts.length > 99) {",
  },
  {
    name: "gate 1 sees no claims",
    file: objects("room/room-bookings"),
    find: "[...claims.claimsOn(date, except), ...calendarStore.busyOn(date)]",
    replace: "[...calendarStore.busyOn(date)]",
  },
  {
    name: "the buffer is forgotten",
    file: domain("room/conflicts"),
    find: "overlaps(widen(busy, bufferMs), day)",
    replace: "overlaps(busy, day)",
  },
  {
    name: "the calendar's events block nothing",
    file: objects("room/room-bookings"),
    find: "[...claims.claimsOn(date, except), ...calendarStore.busyOn(date)]",
    replace: "[...claims.claimsOn(date, except)]",
  },
  {
    name: "gate 2 waves everything through",
    file: handler("check-slot"),
    find: "if (conflicts.length === 0) return slotSecured(asRoom(reservation));",
    replace: "if (conflicts.length >= 0) return slotSecured(asRoom(reservation));",
  },
  {
    name: "gate 2 does not read the calendar afresh",
    from: 285,
    file: handler("check-slot"),
    find: "await readCalendar()",
    replace: 'await Promise.resolve({ kind: "ok" as const, value: undefined, readCalendar })',
  },
  {
    name: "gate 2 counts a reservation's own claim against it",
    file: objects("room/room-bookings"),
    find: "const busyOn = this.#busyOn(reservation.id);",
    replace: "const busyOn = this.#busyOn(undefined);",
  },
  {
    name: "a hold ends without asking Stripe",
    file: handler("end-hold"),
    find: "const closing = closeAtProvider(reservation, dependencies);\n    if",
    replace: "const closing = undefined as ReturnType<typeof closeAtProvider>;\n    if",
  },
  {
    name: "a hold ends while Stripe cannot be asked",
    file: handler("end-hold"),
    find: "      : closed;",
    replace: '      : { kind: "ok", value: (now) => releaseHold(now, "expired") };',
  },
  {
    name: "a payment that takes its time loses its slot",
    file: handler("end-hold"),
    find: '    case "processing":\n    case "unpaid":',
    replace:
      '    case "processing":\n      return { kind: "ok", value: (current) => releaseHold(current, "expired") };\n    case "unpaid":',
  },
  {
    name: "a payment found when a hold ends is not taken for one",
    file: handler("end-hold"),
    find: "      return endingHold(sight, reservation, slotView, now());",
    replace: '      return { kind: "ok", value: (current) => releaseHold(current, "expired") };',
  },
  {
    name: "losing to a guest who pays while we cancel",
    file: "src/providers/stripe/stripe-payments.ts",
    find: 'return cancelled.kind === "permanent" ? look(payment) : cancelled;',
    replace:
      'return cancelled.kind === "permanent" ? { kind: "ok", value: { ...seen.value, state: "cancelled" } } : cancelled;',
  },
  {
    name: "close does not cancel",
    file: "src/providers/stripe/stripe-payments.ts",
    find: 'if (seen.kind !== "ok" || seen.value.state !== "unpaid") return seen;',
    replace:
      'if (seen.kind === "ok") return { kind: "ok", value: { ...seen.value, state: "cancelled" } };\n      if (seen.kind !== "ok") return seen;',
  },
  {
    name: "one payment is captured as often as it is told",
    file: domain("decide-payment"),
    find: "if (reservation.captured !== null && reservation.payment?.id === capture.payment) return nothing;",
    replace: "",
  },
  {
    name: "the amount is not compared",
    file: domain("decide-payment"),
    find: "return known && unpaid && amount === quote.total && currency === quote.currency;",
    replace: "return known && unpaid && (amount === quote.total || currency === quote.currency);",
  },
  {
    name: "the same webhook counts twice, and so does the same capture",
    file: objects("paid-holds"),
    find: "if (!store.firstSightOf(factId, now())) return { known: true, again: true };",
    replace:
      'if (!store.firstSightOf(factId, now())) { store.load(id); if (store.load(id)?.status === "confirmed") book.commit(id, () => ({ events: [{ type: "PaymentCaptured", payment: "again", secret: "", amount: 1, currency: "cad", at: now() }], effects: [], withdrawn: [] })); }',
  },
  {
    name: "opening a payment has no lasting idempotency key",
    file: objects("effect-runner"),
    find: "const idempotencyKey = `${id}/${generation}`;",
    replace: "const idempotencyKey = `${id}/${generation}/${attempts}`;",
  },
  {
    name: "a refund is repeated without a look",
    file: handler("refund"),
    find: "if (attempts > 1) {",
    replace: "if (attempts > 99) {",
  },
  {
    name: "a key that was answered with a failure is used again",
    file: objects("effect-runner"),
    find: 'const burnt = failed.kind === "unknown" && failed.answered === true;',
    replace: "const burnt = false;",
  },
  {
    name: "a failed booking is not refunded",
    file: domain("decide-failure"),
    find: '    requestRefund(failed, { key: "not-booked", amount, reason }),\n',
    replace: "",
  },
  {
    name: "a failed booking is refunded in part",
    file: domain("decide-failure"),
    find: 'requestRefund(failed, { key: "not-booked", amount, reason })',
    replace: 'requestRefund(failed, { key: "not-booked", amount: amount - 1, reason })',
  },
  {
    name: "a failed booking's events stay",
    from: 470,
    file: domain("decide-failure"),
    find: "    undoFulfilment(failed),\n    requestRefund(failed",
    replace: "    requestRefund(failed",
  },
  {
    name: "only days known to be written are deleted",
    from: 470,
    file: domain("decide-failure"),
    find: "  const entries = Object.entries(reservation.calendar);",
    replace:
      '  const entries = Object.entries(reservation.calendar).filter(([, { state }]) => state === "written");',
  },
  {
    name: "an absent event is believed at once",
    file: handler("erase-day"),
    find: 'if (erased.value === "absent" && now() < settled) {',
    replace: 'if (erased.value === "absent" && now() < settled - 1e9) {',
  },
  {
    name: "an event that comes back is left standing",
    file: objects("room/own-entries"),
    find: "      if (!gone) this.#erase(reservation, day);\n",
    replace: "",
  },
  {
    name: "an event whose answer was lost is a stranger's",
    file: "src/providers/google-calendar/google-calendar.ts",
    find: 'if (written.kind !== "permanent" || written.code !== "409") return written;',
    replace: 'if (written.kind !== "permanent" || written.code !== "0") return written;',
  },
  {
    name: "confirmed with the first day",
    file: domain("room/decide-fulfilment"),
    find: '.every(({ state }) => state === "written");',
    replace: '.some(({ state }) => state === "written");',
  },
  {
    name: "an event deleted by hand is not restored",
    file: objects("room/own-entries"),
    find: "    if (gone) {\n      this.#deps.book.commit(reservation.id, (now, at) => dayDeletedByHand(asRoom(now), day, at));\n      return false;",
    replace: "    if (gone) {\n      return false;",
  },
  {
    name: "an event deleted by hand is written under its old id",
    file: domain("room/decide-fulfilment"),
    find: "const next = { date: day.date, generation: day.generation + 1 };",
    replace: "const next = { date: day.date, generation: day.generation };",
  },
  {
    name: "an event moved by hand is nobody's business",
    file: objects("room/own-entries"),
    find: "    this.#deps.book.commit(reservation.id, (now, at) => dayMovedByHand(asRoom(now), day, at));\n",
    replace: "",
  },
  {
    name: "an expired sync token is the end of reading",
    file: objects("room/calendar-mirror"),
    find: 'if (changed.value !== "expired") {',
    replace:
      'if (changed.value === "expired") return { kind: "retryable", reason: "expired" };\n      {',
  },
  {
    name: "only the first page of the calendar is read",
    file: objects("room/calendar-mirror"),
    find: "      if (nextPage === undefined) break;\n      page = nextPage;",
    replace:
      '      if (nextPage === undefined) break;\n      page = nextPage;\n      if (page !== undefined) return { kind: "ok" as const, value: { items, cursor: "9999" } };',
  },
  {
    name: "the alarm is not armed again after it ran",
    file: objects("alarm"),
    find: "      this.#armAfter(early ? Math.min(2 ** this.#earlyRuns * 10, PAUSE_MAX_MS) : 1);\n",
    replace: "",
  },
  {
    name: "a decision does not arm the alarm",
    file: objects("reservation-book"),
    find: "    if (effects.length > 0) arm();\n",
    replace: "    if (effects.length > 99) arm();\n",
  },
  {
    name: "nothing arms after a crash: neither the constructor nor the sweep",
    file: objects("alarm"),
    find: "    void storage.setAlarm(Math.max(dueAt, now() + pauseMs));",
    replace: "    if (dueAt > now()) void storage.setAlarm(Math.max(dueAt, now() + pauseMs));",
  },
  {
    name: "an effect whose outcome is unknown is taken for done",
    file: objects("effect-runner"),
    find: "      default:\n        this.#again(handler, row, handled, now);",
    replace:
      '      default:\n        if (handled.kind === "unknown") outbox.end(row, "done", "ok", now);\n        else this.#again(handler, row, handled, now);',
  },
  {
    name: "a permanent failure ends in silence",
    file: objects("effect-runner"),
    find: "    this.#giveUp(handler, row, reason, code);\n  }\n\n  #again(",
    replace: "  }\n\n  #again(",
  },
  {
    name: "the write budget never ends",
    from: 70,
    file: objects("effect-runner"),
    find: "if (now >= giveUpAt) {",
    replace: "if (now >= giveUpAt + 1e12) {",
  },
  {
    name: "the guest is told before it is sure",
    file: domain("room/decide-fulfilment"),
    find: 'return decided({ events: [{ type: "SlotSecured" }], effects });',
    replace:
      'return decided({ events: [{ type: "SlotSecured" }], effects }, tell("guest-confirmation"));',
  },
  {
    name: "the guest is not told of the booking",
    file: domain("room/decide-fulfilment"),
    find: '    tell("guest-confirmation"),\n',
    replace: "",
  },
  {
    name: "the guest is not told of the refund",
    file: domain("decide-failure"),
    find: "    tell(refundMessage[failed.kind]),\n",
    replace: "",
  },
  {
    name: "staff do not hear of a refund that failed",
    file: domain("decide-refund"),
    find: '      .filter(({ status }) => status === "failed")\n',
    replace: '      .filter(({ status }) => status === "failed" && changed.length > 99)\n',
  },
  {
    name: "staff do not hear of money without a booking",
    file: "src/http/webhooks/stripe.ts",
    find: "  await deskStub(env).openStray({ payment, event: id, ...taken, detail });\n",
    replace: "",
  },
  {
    name: "a full refund by hand leaves the booking standing",
    file: domain("decide-refund"),
    find: '      return cancelled(reservation, "outside", "refunded in full by hand");',
    replace: "      return nothing;",
  },
  {
    name: "a cancelled booking keeps its events",
    file: domain("decide-refund"),
    find: '    undoFulfilment(reservation),\n    { withdrawn: ["complete-booking"] },',
    replace: '    { withdrawn: ["complete-booking"] },',
  },
  {
    name: "a cancelled booking keeps its claim",
    file: domain("reservation"),
    find: 'return ["approved", "paid", "confirmed"].includes(reservation.status);',
    replace: 'return ["approved", "paid", "confirmed", "cancelled"].includes(reservation.status);',
  },
  {
    name: "a paid reservation has no claim",
    file: domain("reservation"),
    find: 'return ["approved", "paid", "confirmed"].includes(reservation.status);',
    replace: 'return ["approved", "confirmed"].includes(reservation.status);',
  },
  {
    name: "state and effects are written apart",
    file: objects("effect-runner"),
    find: "        book.commit(row.subject, handled.value);\n        return;",
    replace:
      "        void Promise.resolve().then(() => Promise.resolve()).then(() => book.commit(row.subject, (r, n) => (r.version % 7 === 3 ? { events: [], effects: [], withdrawn: [] } : handled.value(r, n))));\n        return;",
  },
  {
    name: "the ledger is not told of the end",
    file: domain("room/decide-fulfilment"),
    find: 'return decided({ events: [{ type: "BookingCompleted", by: "time", at: now }] }, recordInLedger);',
    replace: 'return decided({ events: [{ type: "BookingCompleted", by: "time", at: now }] });',
  },
  {
    name: "an effect asked for again while it runs is forgotten",
    file: "src/outbox/outbox.ts",
    find: "WHEN state <> 'due' THEN state WHEN asked = ? THEN ? ELSE 'due' END WHERE id = ?`",
    replace:
      "WHEN state <> 'due' THEN state WHEN asked >= 0 OR ? THEN ? ELSE 'due' END WHERE id = ?`",
  },
  {
    name: "staff's retry writes a day of what was refunded",
    from: 1600,
    file: handler("write-day"),
    find: "if (!isDayWanted(reservation, effect))",
    replace: "if (false as boolean)",
  },
  {
    name: "a hold that ends is handed out again",
    file: objects("paid-holds"),
    find: "if (this.#isEnding(held)) return providerUnavailable;",
    replace: "",
  },
  {
    name: "staff bring a deadline forward by accident",
    of: "sessions",
    file: "src/outbox/outbox.ts",
    find: "early ? Number.MAX_SAFE_INTEGER : now,",
    replace: "Number.MAX_SAFE_INTEGER,",
  },
  ...sessionMutants,
  ...serviceMutants,
];
