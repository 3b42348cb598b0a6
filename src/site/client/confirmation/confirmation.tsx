import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { ConfirmationPageData } from "../../pages/confirmation-page.tsx";
import { askPayment } from "../api.ts";
import { forgetBooking } from "../stored-booking.ts";
import { celebrate } from "./celebrate.ts";
import { Cancelled, Confirmed, Expired, Refunded } from "./outcomes.tsx";
import { type PollOutcome, pollPayment } from "./poll-payment.ts";
import { readReturnAddress, roomOf } from "./return-address.ts";
import { NoPayment, PaymentFailed, Polling, StillWaiting } from "./waiting.tsx";

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** What became of the payment that the address names. */
export function Confirmation({ page }: { page: ConfirmationPageData }): VNode {
  const [address] = useState(() => readReturnAddress(location.search));
  const [round, setRound] = useState(0);
  const [outcome, setOutcome] = useState<PollOutcome>();
  const { paymentIntent, isFailed } = address;

  // `round` asks for five more polls.
  useEffect(() => {
    if (paymentIntent === undefined || isFailed) return;
    let isGone = false;
    setOutcome(undefined);
    const ask = () => askPayment({ ...address, paymentIntent });
    void pollPayment(ask, wait).then((next) => {
      if (isGone) return;
      setOutcome(next);
      settle(next);
    });
    return () => {
      isGone = true;
    };
  }, [address, paymentIntent, isFailed, round]);

  if (paymentIntent === undefined) return <NoPayment contact={page.contact} />;
  if (isFailed) {
    return <PaymentFailed room={roomOf(address.reservation)} contact={page.contact} />;
  }
  if (outcome === undefined) return <Polling />;
  if (outcome.state === "unsettled") {
    const checkAgain = () => setRound((rounds) => rounds + 1);
    return <StillWaiting last={outcome.last} contact={page.contact} onCheckAgain={checkAgain} />;
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
  return <StillWaiting last="processing" contact={page.contact} onCheckAgain={() => setRound(1)} />;
}

/** What a settled payment changes outside the page's own picture. */
function settle(outcome: PollOutcome): void {
  if (outcome.state !== "settled") return;
  const { status, booking } = outcome.answer;
  if (booking !== null) forgetBooking(booking.room.slug);
  if (status === "confirmed") {
    document.title = document.title.replace(/^[^·]*/, "Booked ");
    void celebrate();
  }
}
