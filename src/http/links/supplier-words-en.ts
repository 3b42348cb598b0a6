import { formatMoney } from "../../domain/money.ts";
import { sayTime } from "../../site/day-words.ts";
import { says } from "./says.ts";
import type { SupplierWords } from "./supplier-words.ts";

const contactGuest = "If you cannot keep it, please contact the guest.";

/** The words of the document's edge-case table, and of what it leaves open. */
export const englishWords: SupplierWords = {
  offers: {
    accept: (guest, participants, price) => ({
      ...says(
        "Accept this request?",
        `${party(guest, participants)} a place, and a link to pay ${price}.`,
        "The spots are kept for them until they have paid, or their time to pay is over.",
      ),
      button: "Accept request",
    }),
    decline: (guest) => ({
      ...says(
        "Decline this request?",
        `We tell ${guest} that this time is not available. They may ask for another.`,
      ),
      button: "Decline request",
      isGrave: true,
    }),
    complete: (share, isDisputed) => ({
      ...says(
        "Did this experience happen?",
        isDisputed
          ? `Yes: your share, ${share}, waits until a question about the guest’s payment is settled.`
          : `Yes: we transfer your share, ${share}, to your account.`,
      ),
      button: "Yes, it happened",
    }),
    noExperience: (guest, back, isAll) => ({
      ...says(
        "Report that it did not happen?",
        `${guest} gets ${back} back, ${isAll ? "everything" : "the rest of what"} they paid, and you are not paid for it.`,
        "This cannot be undone.",
      ),
      button: "No, it did not happen",
      isGrave: true,
    }),
    payouts: (supplier) => ({
      ...says(
        "Set up your payouts",
        `${supplier} is paid through Stripe. Stripe asks who you are and which bank account your share goes to; we see neither.`,
        "It takes a few minutes. You can stop at any time and go on later by this same link.",
      ),
      button: "Continue to Stripe",
    }),
  },
  done: {
    accepted: says(
      "Request accepted",
      "The guest gets a link to pay. We tell you as soon as they have, or if they do not.",
    ),
    declined: says("Request declined", "The guest has been told. They can ask for another time."),
    completed: says(
      "Thank you",
      "We transfer your share to your account, and write to you when that is done.",
    ),
    reported: says("Thank you for telling us", "The guest is being refunded in full."),
    payoutsFinished: says(
      "Thank you",
      "If you have answered everything, your payouts are ready within a few minutes.",
      "You can close this page, and open the link in your email again to answer a request.",
    ),
  },
  refused: {
    alreadyAccepted: says("Already accepted", "You have accepted this request."),
    alreadyApproved: says(
      "Booking already approved",
      "You have accepted this request, so it can no longer be declined.",
    ),
    alreadyDeclined: says(
      "Already declined",
      "You have declined this request, and the guest has been told. They can send a new one for another time.",
    ),
    requestExpired: says(
      "Request expired",
      "The time to answer this request is over, and the guest has been told. They can send a new one.",
    ),
    sessionPassed: says(
      "This time has passed",
      "The date and time that the guest asked for has come, so the request can no longer be answered.",
    ),
    alreadyCancelled: says(
      "Booking already cancelled",
      "This booking was cancelled, and its guest is refunded.",
      "There is nothing left to report.",
    ),
    alreadyCompleted: says(
      "Already completed",
      "This booking counts as completed, and we transfer your share to your account. If that is wrong, please write to us.",
    ),
    alreadyConfirmed: says(
      "Already confirmed",
      "Thank you, we know that this experience took place. We transfer your share to your account.",
    ),
    notOverYet: says(
      "Not over yet",
      "This experience has not ended yet. Please come back when it has.",
    ),
    reportEnded: says(
      "This link has ended",
      "The time to report on this experience is over. Please write to us if something is wrong.",
    ),
    notKept: says("Not booked", "This reservation could not be kept, and the guest is refunded."),
    notPaid: says(
      "Not booked",
      "This reservation has not been paid, so there is no booking to change.",
    ),
    payoutsFirst: says(
      "Set up your payouts first",
      "Before you can accept requests, we need to know where your money goes. It takes a few minutes at Stripe, our payment provider.",
      "Come back to this page afterwards: your answer is still open.",
    ),
    payoutsEnded: says(
      "This link has ended",
      "The next email about a booking that you get from us has a new one.",
    ),
    stripeSilent: says(
      "Stripe cannot be reached",
      "Your payouts cannot be set up right now. Please try again in a few minutes.",
    ),
    tryAgain: says(
      "Please try again",
      "Our payment provider does not answer at the moment, so nothing was changed. Try again in a minute.",
    ),
    tooManyRequests: says(
      "Please try again in a minute",
      "There were too many requests from your network, so nothing was changed.",
    ),
    paymentsPaused: says(
      "Please try again later",
      "We take no payments at the moment, so nothing was changed. Your answer is still open: come back to this page in a while.",
    ),
    unknown: says("There is nothing here", "We know no such booking."),
    invalid: says(
      "This link does not work",
      "It may be incomplete. Please open it from the email again, in one piece.",
    ),
  },
  accepted: {
    approved: [
      "The guest has not paid yet. We tell you as soon as they have, or if they do not.",
      "If you cannot keep it, please write to us.",
    ],
    paid: ["The guest has paid, and their booking is being confirmed.", contactGuest],
    confirmed: ["The guest has paid: it is booked.", contactGuest],
    completed: ["The booking counts as completed."],
    cancelled: ["The booking was cancelled later."],
    failed: ["It could not be kept, and the guest is refunded."],
    expired: ["It has expired without a payment that counts: nothing is booked."],
  },
  share: {
    moved: "Your share has been transferred to your account.",
    withheld: "Your share waits until a question about the guest’s payment is settled.",
    none: "There is no share of this booking.",
  },
  sessionFull: (left) =>
    says(
      "Not enough spots left",
      `Meanwhile other guests have booked this session: ${left === 1 ? "1 spot is" : `${left} spots are`} left, which is not enough for this request. You can decline it.`,
    ),
  setUpPayouts: "Set up payouts",
  tryAgain: "Try again",
  details: {
    experience: "Experience",
    when: "When",
    participants: "Participants",
    booking: "Booking",
  },
  frame: {
    locale: undefined,
    hint: "Nothing happens until you press the button.",
    questions: "Questions? Write to",
    orCall: "or call",
  },
  money: formatMoney,
  dayAt: (day, time) => `${day}, ${sayTime(time)}`,
};

function party(guest: string, participants: number): string {
  const others = participants - 1;
  if (others === 0) return `${guest} gets`;
  return `${guest} and ${others === 1 ? "one other person" : `${others} others`} get`;
}
