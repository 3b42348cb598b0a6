import { describe, expect, test } from "vitest";
import { sessionMessages } from "../../../src/messages/session/session-messages.ts";
import { bothSay, links, neitherSays, seen } from "./reading.ts";
import { italianSession, sampleSession } from "./sample-session.ts";

/*
 * One test for each row of "Emails to Implement" in the experiences document, and after it what
 * that message owes its reader beyond the row.
 */

const facts = sampleSession();
const DAY = "Saturday, December 12, 2026";
const TIMES = "10:00 am – 12:30 pm";
const PAGE = "https://bookings.labourtemple.example/experiences/harbour-by-kayak";
const GIORNO = "Sabato 12 dicembre 2026";

describe("session-based booking", () => {
  test("guest_instant_booking: experience name, date, time, Pay Now button, payment deadline", () => {
    const email = sessionMessages.guest_instant_booking(facts);
    bothSay(email, "Harbour by Kayak", DAY, TIMES);
    links(email, "Pay Now", "https://pay.labourtemple.example/sample");
    bothSay(email, "Pay by", "Wednesday, December 2, 2026 at 3:20 pm (Vancouver time)");
  });

  test("guest_instant_booking also says the price, the place and until when one may cancel", () => {
    const email = sessionMessages.guest_instant_booking(facts);
    bothSay(email, "Total CA$170.00", "The red boathouse", "We are keeping 2 spots");
    bothSay(email, "cancel for a full refund until Saturday, December 5, 2026 at 10:00 am");
    links(email, "See your booking", facts.links.booking);
  });

  test("supplier_new_booking: guest details, date, time, participants, Payment pending note", () => {
    const email = sessionMessages.supplier_new_booking(facts);
    bothSay(email, "Ada Okafor", "ada@example.org", "+1 604 555 0199");
    bothSay(email, DAY, TIMES, "Participants: 2 people", "Payment pending");
    const italian = sessionMessages.supplier_new_booking(italianSession());
    bothSay(italian, "Ada Okafor", "ada@example.org", "+1 604 555 0199");
    bothSay(italian, GIORNO, "10:00 – 12:30", "Partecipanti: 2 persone", "Pagamento in attesa");
  });

  test("supplier_new_booking notifies only: there is nothing to accept or decline", () => {
    for (const given of [facts, italianSession()]) {
      const email = sessionMessages.supplier_new_booking(given);
      neitherSays(email, /accept|decline|accetta|rifiuta/i);
      expect(email.html).not.toContain("/api/");
    }
  });
});

describe("request-based booking", () => {
  test("supplier_new_request: guest name, date, time, participants, Accept and Decline buttons", () => {
    const email = sessionMessages.supplier_new_request(facts);
    bothSay(email, "Ada Okafor", DAY, TIMES, "Participants: 2 people");
    links(email, "Accept", facts.links.accept);
    links(email, "Decline", facts.links.decline);
    const italian = sessionMessages.supplier_new_request(italianSession());
    bothSay(italian, "Ada Okafor", GIORNO, "10:00 – 12:30", "Partecipanti: 2 persone");
    links(italian, "Accetta", facts.links.accept);
    links(italian, "Rifiuta", facts.links.decline);
  });

  test("supplier_new_request says by when to answer, in the experience's zone", () => {
    const email = sessionMessages.supplier_new_request(facts);
    bothSay(email, "Thursday, December 3, 2026 at 3:20 pm (Vancouver time)");
    const italian = sessionMessages.supplier_new_request(italianSession());
    bothSay(italian, "giovedì 3 dicembre 2026, ore 15:20 (ora di Vancouver)");
  });

  test("supplier_new_request keeps the guest's address and number until they have booked", () => {
    neitherSays(sessionMessages.supplier_new_request(facts), /ada@example\.org|555 0199/);
  });

  test("guest_request_received: experience name, date, time, waiting for confirmation message", () => {
    const email = sessionMessages.guest_request_received(facts);
    bothSay(email, "Harbour by Kayak", DAY, TIMES, "waiting for confirmation");
  });

  test("guest_request_received says when the answer is due and that nothing is to pay", () => {
    const email = sessionMessages.guest_request_received(facts);
    bothSay(email, "Thursday, December 3, 2026 at 3:20 pm (Vancouver time)");
    bothSay(email, "There is nothing to pay yet.");
    neitherSays(email, /Pay Now/);
    links(email, "See your request", facts.links.booking);
  });
});

describe("decision phase", () => {
  test("guest_booking_approved: experience details, date, time, meeting point, Pay Now button", () => {
    const email = sessionMessages.guest_booking_approved(facts);
    bothSay(email, "Harbour by Kayak", "False Creek Paddlers", "Participants: 2 people");
    bothSay(email, DAY, TIMES, "The red boathouse at the end of Cedar Cove Dock");
    links(email, "Pay Now", "https://pay.labourtemple.example/sample");
    bothSay(email, "Wednesday, December 2, 2026 at 3:20 pm (Vancouver time)");
  });

  test("guest_request_declined: apology message, suggestion to try different time", () => {
    const email = sessionMessages.guest_request_declined(facts);
    bothSay(email, "We are sorry", "ask for any other date and time", "Nothing was charged");
    expect(seen(email)).toContain("Would a different time suit you?");
    links(email, "Choose another time", `${PAGE}?hotel=hotel-alma`);
  });

  test("Choose another time leads back by the hotel whose guest it is, in every email", () => {
    for (const message of [
      "guest_request_declined",
      "guest_request_expired",
      "guest_payment_expired",
      "guest_cancellation_confirmed",
      "guest_refund_processed",
    ] as const) {
      links(sessionMessages[message](facts), "Choose another time", `${PAGE}?hotel=hotel-alma`);
      const ours = sessionMessages[message](sampleSession({ hotel: undefined }));
      links(ours, "Choose another time", PAGE);
    }
  });

  test("guest_request_expired: Provider did not respond message", () => {
    const email = sessionMessages.guest_request_expired(facts);
    bothSay(email, "The provider did not respond", "nothing was charged");
  });

  test("a request that came to nothing: sessions to book at once only where there are any", () => {
    const asked = sampleSession({ instant: false });
    for (const message of ["guest_request_declined", "guest_request_expired"] as const) {
      bothSay(sessionMessages[message](facts), "can be booked at once");
      neitherSays(sessionMessages[message](asked), /at once|free spots/);
      bothSay(sessionMessages[message](asked), "ask for any other date and time");
    }
    neitherSays(sessionMessages.guest_payment_expired(asked), /see whether|choose another one/i);
  });
});

describe("payment phase", () => {
  test("supplier_booking_confirmed: guest name, email, phone, date, time, participant count", () => {
    const email = sessionMessages.supplier_booking_confirmed(facts);
    bothSay(email, "Ada Okafor", "ada@example.org", "+1 604 555 0199");
    bothSay(email, DAY, TIMES, "Participants: 2 people");
    expect(email.html).toContain('href="mailto:ada@example.org"');
    expect(email.html).toContain('href="tel:+16045550199"');
    const italian = sessionMessages.supplier_booking_confirmed(italianSession());
    bothSay(italian, "Ada Okafor", "ada@example.org", "+1 604 555 0199");
    bothSay(italian, GIORNO, "10:00 – 12:30", "Partecipanti: 2 persone");
  });

  test("supplier_booking_confirmed says their share, when it comes, and what to do in bad weather", () => {
    const email = sessionMessages.supplier_booking_confirmed(facts);
    bothSay(email, "Your share: CA$136.00", "Saturday, December 19, 2026 at 12:30 pm");
    bothSay(email, "contact the guest directly");
    const italian = sessionMessages.supplier_booking_confirmed(italianSession());
    bothSay(italian, "La tua quota: 136,00", "contatta direttamente il cliente");
  });

  test("guest_payment_confirmed: confirmation number, full details, what to bring, Cancel link", () => {
    const email = sessionMessages.guest_payment_confirmed(facts);
    bothSay(email, "Confirmation number", "LT-7K2MQ4", "Harbour by Kayak", DAY, TIMES);
    bothSay(email, "The red boathouse at the end of Cedar Cove Dock, 1300 Discovery Street");
    bothSay(email, "Participants: 2 people", "False Creek Paddlers", "Total CA$170.00");
    bothSay(email, "Warm layers that may get wet", "A change of clothes", "Water and a snack");
    links(email, "Cancel this booking", facts.links.cancel);
    bothSay(email, "full refund until Saturday, December 5, 2026 at 10:00 am (Vancouver time)");
  });

  test("guest_payment_confirmed says so when it is too late to cancel", () => {
    const late = sampleSession({ cancelUntil: facts.at });
    const email = sessionMessages.guest_payment_confirmed(late);
    bothSay(email, "Cancellation is no longer available for this booking");
    neitherSays(email, /You can cancel/);
    links(email, "Cancellation page", facts.links.cancel);
  });

  test("guest_payment_confirmed says so when nothing need be brought", () => {
    const email = sessionMessages.guest_payment_confirmed(sampleSession({ whatToBring: [] }));
    bothSay(email, "Nothing: everything you need is there.");
  });

  test("guest_payment_expired: Payment window closed message", () => {
    const email = sessionMessages.guest_payment_expired(facts);
    bothSay(email, "Your payment window closed", "nothing was charged");
    bothSay(email, "Wednesday, December 2, 2026 at 3:20 pm (Vancouver time)");
    neitherSays(email, /Pay Now/);
    expect(email.html).not.toContain("pay.labourtemple.example");
  });

  test("supplier_payment_not_completed: Guest did not pay notification", () => {
    const email = sessionMessages.supplier_payment_not_completed(facts);
    bothSay(email, "The guest did not pay", "Ada Okafor", DAY, TIMES, "2 spots are free again");
    const italian = sessionMessages.supplier_payment_not_completed(italianSession());
    bothSay(italian, "Il cliente non ha pagato", "2 posti sono di nuovo liberi", GIORNO);
  });
});

describe("cancellation phase", () => {
  test("guest_cancellation_confirmed: confirmation of cancellation, refund info", () => {
    const email = sessionMessages.guest_cancellation_confirmed(facts);
    bothSay(email, "Your booking is cancelled", "On its way back to you", "CA$170.00");
    bothSay(email, "5 to 10 business days", "card or account you paid with");
  });

  test("supplier_guest_cancelled: which booking was cancelled, date/time that freed up", () => {
    const email = sessionMessages.supplier_guest_cancelled(facts);
    bothSay(email, "Harbour by Kayak", "Ada Okafor", "LT-7K2MQ4", DAY, TIMES);
    bothSay(email, "The 2 spots are free again");
    const italian = sessionMessages.supplier_guest_cancelled(italianSession());
    bothSay(italian, "Harbour by Kayak", "Ada Okafor", "LT-7K2MQ4", GIORNO, "10:00 – 12:30");
  });
});

describe("settlement phase", () => {
  test("supplier_completion_check: Yes button, No button, booking details for reference", () => {
    const email = sessionMessages.supplier_completion_check(facts);
    links(email, "Yes, it happened", facts.links.complete);
    links(email, "No, it did not happen", facts.links.noExperience);
    bothSay(email, "Harbour by Kayak", DAY, TIMES, "Ada Okafor", "2 people", "LT-7K2MQ4");
    const italian = sessionMessages.supplier_completion_check(italianSession());
    links(italian, "Sì, si è svolta", facts.links.complete);
    links(italian, "No, non si è svolta", facts.links.noExperience);
    bothSay(italian, "Harbour by Kayak", GIORNO, "Ada Okafor", "2 persone", "LT-7K2MQ4");
  });

  test("supplier_completion_check says what each answer does, and none, and by when", () => {
    const email = sessionMessages.supplier_completion_check(facts);
    bothSay(email, "Yes: we transfer CA$136.00", "No: the guest gets a full refund");
    bothSay(email, "No answer by Saturday, December 19, 2026 at 12:30 pm (Vancouver time)");
    const italian = sessionMessages.supplier_completion_check(italianSession());
    bothSay(italian, "Nessuna risposta entro sabato 19 dicembre 2026, ore 12:30");
    bothSay(email, "The guest did not show up? Then choose Yes: you are paid.");
    bothSay(italian, "Il cliente non si è presentato? Scegli Sì: ricevi il tuo compenso.");
  });

  test("supplier_completion_check promises no share of a payment that is disputed", () => {
    bothSay(sessionMessages.supplier_completion_check(facts), "your share waits until that is");
    bothSay(
      sessionMessages.supplier_completion_check(italianSession()),
      "la tua quota resta in sospeso",
    );
  });

  test("supplier_payout_sent: amount transferred, booking reference", () => {
    const email = sessionMessages.supplier_payout_sent(facts);
    bothSay(email, "Amount transferred", "CA$136.00", "Booking reference: LT-7K2MQ4");
    const italian = sessionMessages.supplier_payout_sent(italianSession());
    bothSay(italian, "Importo trasferito", "136,00", "Codice di prenotazione: LT-7K2MQ4");
  });

  test("guest_refund_processed: refund amount, processing time", () => {
    const email = sessionMessages.guest_refund_processed(facts);
    bothSay(email, "CA$170.00", "5 to 10 business days", "did not take place");
  });

  test("guest_refund_processed of a part says which part, and calls it that", () => {
    const reason = "We have cancelled your booking.";
    const email = sessionMessages.guest_refund_processed(
      sampleSession({ refundedAmount: 8_500, reason }),
    );
    expect(email.subject).toMatch(/^Your booking has been cancelled:/);
    bothSay(email, reason, "CA$85.00 of the CA$170.00 that you paid", "5 to 10 business days");
    neitherSays(email, /has been refunded|What is refunded/);
  });

  test("guest_refund_processed without a refund says that nothing comes back", () => {
    const reason = "We have cancelled your booking.";
    const email = sessionMessages.guest_refund_processed(
      sampleSession({ refundedAmount: 0, reason }),
    );
    expect(email.subject).toMatch(/^Your booking has been cancelled:/);
    bothSay(email, reason, "Nothing of the CA$170.00 that you paid is refunded");
    neitherSays(email, /on its way back|CA\$0|has been refunded|Your refund|business days/);
  });

  test("supplier_guest_cancelled does not blame the guest for what staff cancelled", () => {
    for (const cancelledBy of ["staff", "outside"] as const) {
      const email = sessionMessages.supplier_guest_cancelled(sampleSession({ cancelledBy }));
      expect(email.subject).toMatch(/^A booking has been cancelled:/);
      bothSay(email, "has been cancelled by Labour Temple", "free again");
      neitherSays(email, /has cancelled|cancelled in time|everything back/);
      const italian = sessionMessages.supplier_guest_cancelled(italianSession({ cancelledBy }));
      expect(italian.subject).toMatch(/^Una prenotazione è stata annullata:/);
      bothSay(italian, "è stata annullata da Labour Temple");
      neitherSays(italian, /ha annullato|annullato in tempo/);
    }
  });

  test("guest_refund_processed gives the reason and the amount that it is told", () => {
    const reason = "Your payment arrived after the spots had been given to others.";
    const email = sessionMessages.guest_refund_processed(
      sampleSession({ reason, refundedAmount: 8_500 }),
    );
    bothSay(email, reason, "CA$85.00");
    neitherSays(email, /did not take place|CA\$170.00 is on its way/);
  });

  test("hotel_commission_earned: commission amount, which experience, paid end of month note", () => {
    const email = sessionMessages.hotel_commission_earned(facts);
    bothSay(email, "CA$20.40", "Harbour by Kayak", "paid end of month");
  });

  test("hotel_commission_earned tells the hotel nothing about the guest", () => {
    neitherSays(sessionMessages.hotel_commission_earned(facts), /Okafor|ada@|555 0199/);
  });
});
