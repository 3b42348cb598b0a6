import type { PublicExperience } from "../../../catalogue/public-view.ts";
import { formatMoney } from "../../../domain/money.ts";
import { sayInstant } from "../../day-words.ts";
import { tooCloseToCancel, tooSoonToCancel } from "../sessions/deadline-words.ts";
import type { GuestBooking } from "../sessions/session-api.ts";

/** How a reservation stands, in words. */
export interface BookingStory {
  title: string;
  sentences: string[];
  /** A payment is being waited for. */
  isUnderway: boolean;
  /** The guest has spots: the meeting point and what to bring matter. */
  isGoing: boolean;
  canPay: boolean;
}

/** When a guest came back from the hosted payment, while its news is still awaited. */
export type Returning = "now" | "a while ago";

const plain = { isUnderway: false, isGoing: false, canPay: false };

/** `returning`: the guest has come back from the hosted payment. `now`: UTC epoch ms. */
export function bookingStory(
  booking: GuestBooking,
  of: Pick<PublicExperience, "supplierName" | "timeZone">,
  returning?: Returning | undefined,
  now = Date.now(),
): BookingStory {
  const story = storyOf(booking, of, returning, now);
  return { ...story, sentences: [...story.sentences, ...sayPaidTwice(booking)] };
}

function storyOf(
  booking: GuestBooking,
  { supplierName, timeZone }: Pick<PublicExperience, "supplierName" | "timeZone">,
  returning: Returning | undefined,
  now: number,
): BookingStory {
  const by: By = (instant, before) =>
    instant === undefined ? "" : `${before}${sayInstant(instant, timeZone)}`;
  switch (booking.status) {
    case "pending":
      return {
        ...plain,
        title: "Waiting for an answer",
        sentences: [
          `${supplierName} has your request and answers${by(booking.responseDeadline, " by ")}.`,
          "You get an email either way. Nothing is charged before a yes.",
        ],
      };
    case "approved":
      if (returning === "now") return paymentUnderway;
      if (returning === "a while ago") return paymentLate;
      return toBePaid(by(booking.paymentDeadline, " until "), cancellingOncePaid(booking, by, now));
    case "paid":
      return paymentUnderway;
    case "confirmed":
      return { ...plain, title: "You are in.", sentences: confirmed(booking, by), isGoing: true };
    case "completed":
      return {
        ...plain,
        title: "That was it.",
        sentences: ["This booking is complete. Thank you for coming."],
      };
    case "cancelled":
      return { ...plain, title: "Cancelled", sentences: sayRefund(booking) };
    case "declined":
      return {
        ...plain,
        title: "Not at that time",
        sentences: [
          `${supplierName} cannot offer that time. We are sorry. Nothing was charged.`,
          "Another time may well work: you can ask again.",
        ],
      };
    case "expired":
      if (booking.paymentMismatched) return paymentMismatched;
      return { ...plain, title: "This has expired", sentences: expired(booking, supplierName) };
    case "failed":
      return {
        ...plain,
        title: "You get your money back.",
        sentences: [booking.reason ?? "We could not keep your booking.", ...sayRefund(booking)],
      };
  }
}

const paymentUnderway: BookingStory = {
  ...plain,
  title: "Confirming your booking…",
  sentences: ["Your payment is on its way to us. This usually takes a few seconds."],
  isUnderway: true,
};

const paymentLate: BookingStory = {
  ...paymentUnderway,
  sentences: [
    "The news of your payment takes longer than usual. This page shows it by itself, and you get an email, so you can close it.",
    "Please do not pay twice.",
  ],
};

const paymentMismatched: BookingStory = {
  ...plain,
  title: "We are looking at your payment",
  sentences: [
    "A payment has reached us that does not fit this booking, so nothing is booked.",
    "Our people look at it and write to you. Please do not pay again.",
  ],
};

const toBePaid = (until: string, cancelling: string): BookingStory => ({
  ...plain,
  title: "Pay to confirm",
  sentences: [
    `Your spots are held for you${until}. After that they are offered to others.`,
    cancelling,
  ],
  canPay: true,
});

/** An instant with what comes before it; nothing where there is none. */
type By = (instant: string | undefined, before: string) => string;

function cancellingOncePaid({ cancelUntil = "" }: GuestBooking, by: By, now: number): string {
  return Date.parse(cancelUntil) >= now
    ? `Once it is paid, you can cancel and get all your money back${by(cancelUntil, " until ")}.`
    : tooSoonToCancel;
}

function confirmed({ canCancel, cancelUntil }: GuestBooking, by: By): string[] {
  return [
    "It is paid and booked. Your confirmation email has everything on this page.",
    canCancel
      ? `You can cancel and get all your money back${by(cancelUntil, " until ")}.`
      : tooCloseToCancel,
  ];
}

/** Which of the two waits ran out: only spots that were to be paid had a deadline for it. */
const expired = ({ paymentDeadline, reason }: GuestBooking, supplierName: string): string[] =>
  paymentDeadline === undefined
    ? [`${supplierName} did not answer in time. We are sorry. Nothing was charged.`]
    : [`${reason ?? "It was not paid in time."} The spots are free again. Nothing was charged.`];

const bankDays = "Banks take five to ten days to show it.";

function sayPaidTwice({ paidTwice, currency }: GuestBooking): string[] {
  if (paidTwice === undefined) return [];
  const { taken, returned, failed } = paidTwice;
  const say = sayAmounts(currency);
  return [
    "You have paid twice.",
    ...say(taken, (money) => `${money} goes back to your card by itself.`),
    ...say(returned, (money) => `We have sent ${money} back to your card. ${bankDays}`),
    ...say(failed, (money) => `${money} has not reached your card. Our people see to it.`),
  ];
}

const sayAmounts = (currency: string) => (amount: number, sentence: (money: string) => string) =>
  amount > 0 ? [sentence(formatMoney(amount, currency))] : [];

/** Nothing is said to have gone back before the provider says so. */
function sayRefund({ refundedAmount, refund, currency }: GuestBooking): string[] {
  if (refundedAmount === 0) return ["Nothing of what you paid is refunded."];
  if (refund === undefined) return ["Your refund is on its way. You get an email with the amount."];
  const { returned, underway, failed } = refund;
  const say = sayAmounts(currency);
  return [
    ...say(returned, (money) => `We have refunded ${money} to your card. ${bankDays}`),
    ...say(underway, (money) => `${money} is on its way back to your card. ${bankDays}`),
    ...say(failed, (money) => `${money} has not reached your card. Our people see to it.`),
  ];
}
