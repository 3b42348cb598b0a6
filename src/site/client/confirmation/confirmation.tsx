import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { ConfirmationPageData } from "../../pages/confirmation-page.tsx";
import { askPayment } from "../api.ts";
import { experienceKey, forgetBooking } from "../stored-booking.ts";
import { celebrate } from "./celebrate.ts";
import { Cancelled, Confirmed, Expired, Refunded } from "./outcomes.tsx";
import { lookForLate, type PollOutcome, pollPayment } from "./poll-payment.ts";
import { pageOfReservation, readReturnAddress } from "./return-address.ts";
import { NoPayment, PaymentFailed, Polling, StillWaiting } from "./waiting.tsx";

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** What became of the payment that the address names. */
export function Confirmation({ page }: { page: ConfirmationPageData }): VNode {
  const [address] = useState(() => readReturnAddress(location.search));
  const [round, setRound] = useState(0);
  const [outcome, setOutcome] = useState<PollOutcome>();
  const { paymentIntent, isFailed } = address;

  // `round` asks for five more polls, and the looks that follow them.
  useEffect(() => {
    if (paymentIntent === undefined || isFailed) return;
    let isGone = false;
    setOutcome(undefined);
    const ask = () => askPayment({ ...address, paymentIntent });
    const show = (next: PollOutcome) => {
      if (isGone) return;
      setOutcome(next);
      settle(next);
    };
    void pollPayment(ask, wait).then(async (next) => {
      show(next);
      if (next.state === "settled") return;
      const answer = await lookForLate(ask, wait, () => isGone);
      if (answer !== undefined) show({ state: "settled", answer });
    });
    return () => {
      isGone = true;
    };
  }, [address, paymentIntent, isFailed, round]);

  if (paymentIntent === undefined) return <NoPayment contact={page.contact} />;
  if (isFailed) {
    return <PaymentFailed page={pageOfReservation(address.reservation)} contact={page.contact} />;
  }
  if (outcome === undefined) return <Polling />;
  if (outcome.state === "unsettled") {
    const checkAgain = () => setRound((rounds) => rounds + 1);
    // The payment service sent the guest back with "paid" before its word reached the API.
    const last = outcome.last === "unpaid" && address.isPaid ? "processing" : outcome.last;
    return (
      <StillWaiting
        last={last}
        page={pageOfReservation(address.reservation)}
        contact={page.contact}
        onCheckAgain={checkAgain}
      />
    );
  }
  const { status, booking } = outcome.answer;
  if (status === "confirmed" && booking !== null) return <Confirmed booking={booking} />;
  if (status === "refunded" && booking !== null) {
    // Only a booking that we could not keep has a reason; the others were cancelled by agreement.
    return booking.reason === undefined ? (
      <Cancelled booking={booking} />
    ) : (
      <Refunded booking={booking} />
    );
  }
  if (status === "expired") return <Expired booking={booking} />;
  // Settled, and without the booking that would say how: nothing to show but that it goes on.
  return (
    <StillWaiting
      last="processing"
      page={undefined}
      contact={page.contact}
      onCheckAgain={() => setRound((rounds) => rounds + 1)}
    />
  );
}

/** What a settled payment changes outside the page's own picture. */
function settle(outcome: PollOutcome): void {
  if (outcome.state !== "settled") return;
  const { status, booking } = outcome.answer;
  if (booking !== null) {
    forgetBooking("room" in booking ? booking.room.slug : experienceKey(booking.experience.slug));
  }
  if (status === "confirmed") {
    document.title = document.title.replace(/^[^·]*/, "Booked ");
    void celebrate();
  }
}
