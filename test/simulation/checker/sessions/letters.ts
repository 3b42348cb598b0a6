import type { Accepted } from "../../vendors/simulated-mail.ts";
import type { Evidence, Rules } from "../evidence.ts";
import { CLOCK_SKEW_MS } from "../tolerances.ts";
import { allTold, type Told } from "./evidence-of-sessions.ts";

const HOUR_MS = 60 * 60_000;
/** What is true for longer than mail can be out must have been told while it was. */
const TOLD_WITHIN_MS = 8 * HOUR_MS;
/** What is on its way when it is overtaken arrives all the same. */
const ON_ITS_WAY_MS = CLOCK_SKEW_MS + 5_000;

/** Which letter tells of a later state. */
const NEWS: readonly [type: string, message: string][] = [
  ["LinkOpened", "guest_booking_approved"],
  ["RequestDeclined", "guest_request_declined"],
  ["RequestExpired", "guest_request_expired"],
  ["HoldReleased", "guest_payment_expired"],
  ["HoldReleased", "supplier_payment_not_completed"],
  ["BookingConfirmed", "guest_payment_confirmed"],
  ["BookingConfirmed", "supplier_booking_confirmed"],
  ["FulfilmentFailed", "guest_refund_processed"],
  ["BookingCancelled", "guest_refund_processed"],
  ["BookingCancelled", "guest_cancellation_confirmed"],
  ["BookingCancelled", "supplier_guest_cancelled"],
];

/** Each letter goes to whom it concerns, when it is true; and none that matters is missing. */
export const letters: Rules = {
  atTheEnd(evidence) {
    for (const told of allTold(evidence)) new LettersOf(evidence, told).judge();
  },
};

class LettersOf {
  readonly #evidence: Evidence;
  readonly #told: Told;
  readonly #sent = new Map<string, Accepted>();

  constructor(evidence: Evidence, told: Told) {
    this.#evidence = evidence;
    this.#told = told;
    for (const letter of evidence.world.mail.accepted) {
      const [message = ""] = letter.tags;
      if (!letter.tags.includes(told.one.id) || message === "staff-alert") continue;
      this.#rightReader(message, letter);
      if (!this.#sent.has(message)) this.#sent.set(message, letter);
    }
  }

  judge(): void {
    this.#ofRequests();
    this.#ofPaying();
    this.#ofBookings();
    this.#ofSettling();
    this.#ofItems();
  }

  #rightReader(message: string, { to }: Accepted): void {
    const { one, session } = this.#told;
    const readers: Record<string, string> = {
      guest: one.customer.email,
      supplier: session.experience.supplier.email,
      hotel: one.hotel === null ? "nobody" : "concierge@harbourhouse.example",
    };
    const [whom = ""] = message.split("_");
    if (readers[whom] !== to) this.#fail("told to another", message);
  }

  /** Told exactly when it happened, and not before. */
  #exactly(message: string, type: string, isMeant = true): void {
    const line = this.#told.first(type);
    const letter = this.#sent.get(message);
    const wanted = line !== undefined && isMeant;
    if (wanted && letter === undefined) this.#fail("never told", message);
    if (!wanted && letter !== undefined) this.#fail("told what is not so", message);
    if (wanted && letter !== undefined && letter.at < line.at - CLOCK_SKEW_MS) {
      this.#fail("told too early", message);
    }
  }

  /** The same of what stands for a while: not when another letter to its reader says that it does not. */
  #whileSo(message: string, type: string, isMeant = true): void {
    const line = this.#told.first(type);
    const letter = this.#sent.get(message);
    const [reader] = message.split("_");
    const overtaken = NEWS.flatMap(([later, news]) => {
      const at = this.#told.first(later);
      const isNews = news !== message && news.startsWith(`${reader}_`) && this.#sent.has(news);
      return isNews && line && at && at.version > line.version ? at.at : [];
    });
    const over = Math.min(...overtaken);
    if (line && letter && !letter.stray && letter.at > over + ON_ITS_WAY_MS) {
      this.#fail("told what is not so any more", message);
    }
    if (line && !letter && over - line.at < TOLD_WITHIN_MS) return;
    this.#exactly(message, type, isMeant);
  }

  #ofRequests(): void {
    const { one, first, has } = this.#told;
    this.#whileSo("guest_request_received", "SessionRequested");
    this.#exactly("guest_request_declined", "RequestDeclined");
    this.#exactly("guest_request_expired", "RequestExpired");
    const answered = ["RequestAccepted", "RequestDeclined", "RequestExpired"].flatMap(
      (type) => first(type)?.at ?? [],
    );
    const asked = first("SessionRequested")?.at ?? Infinity;
    const mustAsk = has("SessionRequested") && Math.min(...answered) - asked > TOLD_WITHIN_MS;
    if (mustAsk && !this.#sent.has("supplier_new_request")) {
      this.#fail("never told", "supplier_new_request");
    }
    if (one.responseDeadline === null && this.#sent.has("supplier_new_request")) {
      this.#fail("told what is not so", "supplier_new_request");
    }
  }

  #ofPaying(): void {
    const { one, first, has } = this.#told;
    const isRequest = one.flow === "request";
    const message = isRequest ? "guest_booking_approved" : "guest_instant_booking";
    const invitation = this.#sent.get(message);
    const opened = first("LinkOpened");
    const ended = [first("HoldReleased"), first("PaymentCaptured")].flatMap(
      (line) => line?.at ?? [],
    );
    const wasOpen = opened !== undefined && Math.min(...ended) - opened.at > TOLD_WITHIN_MS;
    if (wasOpen && invitation === undefined) this.#fail("never told", message);
    this.#canBePaidBy(invitation, String(opened?.event.url));
    const isLate = opened !== undefined && Math.min(...ended) < opened.at;
    this.#whileSo("supplier_new_booking", "LinkOpened", one.flow === "instant" && !isLate);
    const reason = first("HoldReleased")?.event.reason;
    if (invitation !== undefined && has("HoldReleased") && reason !== "payment-mismatch") {
      this.#whileSo("guest_payment_expired", "HoldReleased");
      this.#whileSo("supplier_payment_not_completed", "HoldReleased");
    }
    if (!has("HoldReleased")) {
      this.#whileSo("guest_payment_expired", "HoldReleased");
      this.#whileSo("supplier_payment_not_completed", "HoldReleased");
    }
  }

  /** An invitation to pay has the very link by which it can be paid. */
  #canBePaidBy(invitation: Accepted | undefined, url: string): void {
    if (invitation === undefined) return;
    if (!invitation.text.includes(url)) this.#fail("invited without a link", invitation.tags[0]);
  }

  #ofBookings(): void {
    const by = this.#told.first("BookingCancelled")?.event.by;
    this.#whileSo("guest_payment_confirmed", "BookingConfirmed");
    this.#whileSo("supplier_booking_confirmed", "BookingConfirmed");
    this.#exactly("guest_cancellation_confirmed", "BookingCancelled", by === "guest");
    this.#exactly("supplier_guest_cancelled", "BookingCancelled", by !== "supplier");
    const { has } = this.#told;
    if (has("FulfilmentFailed")) this.#exactly("guest_refund_processed", "FulfilmentFailed");
    else this.#exactly("guest_refund_processed", "BookingCancelled", by !== "guest");
    this.#exactly("guest_second_payment_returned", "SecondPaymentReturned");
  }

  #ofSettling(): void {
    const { one, first, lines } = this.#told;
    const { completionCheckAt } = one.terms;
    const question = this.#sent.get("supplier_completion_check");
    const over = [first("BookingCancelled"), first("BookingCompleted")].flatMap((l) => l?.at ?? []);
    const wasOpen = Math.min(...over) - completionCheckAt > TOLD_WITHIN_MS;
    if (first("BookingConfirmed") && wasOpen && question === undefined) {
      this.#fail("never told", "supplier_completion_check");
    }
    if (question !== undefined && question.at < completionCheckAt - CLOCK_SKEW_MS) {
      this.#fail("told too early", "supplier_completion_check");
    }
    // Sent for what was over long before: not merely on its way when it ended.
    if (question !== undefined && question.at - Math.min(...over) > HOUR_MS) {
      this.#fail("told what is not so", "supplier_completion_check");
    }
    const moved = lines.some(({ event }) => event.type === "TransferRecorded" && event.transfer);
    this.#exactly("supplier_payout_sent", "TransferRecorded", moved);
    // While its bank may take the payment back, and until staff say that it is settled, nobody is
    // told that it earned them anything.
    const completed = first("BookingCompleted")?.version ?? 0;
    const isDisputed = lines.some(
      ({ event, version }) => event.kind === "dispute" && version < completed,
    );
    const earnedBy = isDisputed ? "SettlementReleased" : "BookingCompleted";
    this.#exactly("hotel_commission_earned", earnedBy, (one.split?.hotel ?? 0) > 0);
  }

  /** Staff hear of each item that is opened. */
  #ofItems(): void {
    const { one, lines } = this.#told;
    const alerts = this.#evidence.world.mail.accepted.filter(
      ({ tags }) => tags.includes("staff-alert") && tags.includes(one.id),
    );
    for (const { event } of lines) {
      if (event.type !== "ItemOpened") continue;
      const isTold = alerts.some(({ tags }) => tags.includes(String(event.kind)));
      if (!isTold) this.#fail("staff never told", String(event.key));
    }
  }

  #fail(rule: string, message: string | undefined): void {
    this.#evidence.fail(rule, `${message} of ${this.#told.one.id}`);
  }
}
