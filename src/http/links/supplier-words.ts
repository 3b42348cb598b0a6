import type { AcceptedStatus } from "../../domain/session/decide-session-hold.ts";
import type { ShareState } from "../../domain/session/supplier-share.ts";
import type { LinkWords } from "./says.ts";

/** What will happen, and the button that makes it happen. */
export interface Offer extends LinkWords {
  button: string;
  isGrave?: boolean;
}

/** Everything that the pages behind a supplier's links say, in one language. */
export interface SupplierWords {
  offers: {
    accept(guest: string, participants: number, price: string): Offer;
    decline(guest: string): Offer;
    /** `isDisputed`: the share would wait. */
    complete(share: string, isDisputed: boolean): Offer;
    /** `isAll`: what goes back is all that the guest paid, and not the rest of it. */
    noExperience(guest: string, back: string, isAll: boolean): Offer;
    payouts(supplier: string): Offer;
  };
  done: Record<"accepted" | "declined" | "completed" | "reported" | "payoutsFinished", LinkWords>;
  /** Why not, or not any more. */
  refused: Record<
    | "alreadyAccepted"
    | "alreadyApproved"
    | "alreadyDeclined"
    | "requestExpired"
    | "sessionPassed"
    | "alreadyCancelled"
    | "alreadyCompleted"
    | "alreadyConfirmed"
    | "notOverYet"
    | "reportEnded"
    | "notKept"
    | "notPaid"
    | "payoutsFirst"
    | "payoutsEnded"
    | "stripeSilent"
    | "tryAgain"
    | "tooManyRequests"
    | "paymentsPaused"
    | "unknown"
    | "invalid",
    LinkWords
  >;
  /** How a request that was accepted stands now, and what to do if it cannot be kept. */
  accepted: Record<AcceptedStatus, [now: string, ifNotKept?: string]>;
  /** Of a completed booking whose share does not set out by itself (any more). */
  share: Record<Exclude<ShareState, "due">, string>;
  sessionFull(spotsLeft: number): LinkWords;
  /** What the link to the set-up of payouts, and a second try of it, are called. */
  setUpPayouts: string;
  tryAgain: string;
  details: Record<"experience" | "when" | "participants" | "booking", string>;
  /** Whatever stands on every page of a link. */
  frame: { locale: string | undefined; hint: string; questions: string; orCall: string };
  money(amount: number, currency: string): string;
  /** A session's day, as its locale writes it, and its time. */
  dayAt(day: string, time: string): string;
}
