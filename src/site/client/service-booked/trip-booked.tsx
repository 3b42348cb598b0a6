import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { ServiceBookedPageData } from "../../pages/service-booked-page.tsx";
import { celebrate } from "../confirmation/celebrate.ts";
import {
  lookForLate,
  type PollOutcome,
  patientWaitsMs,
  pollPayment,
} from "../confirmation/poll-payment.ts";
import { Polling } from "../confirmation/waiting.tsx";
import { forgetCheckout } from "../service/stored-trip.ts";
import { askBookedTrip, type BookedTripAnswer } from "../service/trip-api.ts";
import { forgetBooking, serviceKey } from "../stored-booking.ts";
import { readTripAddress } from "./trip-address.ts";
import {
  NoTrip,
  TripConfirmed,
  TripExpired,
  TripPaymentFailed,
  TripRefunded,
  TripUnsettled,
} from "./trip-outcomes.tsx";

type Outcome = PollOutcome<BookedTripAnswer>;

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** What became of the trip that the address names. */
export function TripBooked({ page }: { page: ServiceBookedPageData }): VNode {
  const [address] = useState(() => readTripAddress(location.search));
  const [round, setRound] = useState(0);
  const [outcome, setOutcome] = useState<Outcome>();
  const [hasWhatsApp, setHasWhatsApp] = useState(false);
  const { slug } = page.service;

  // `round` asks for five more polls, and the looks that follow them.
  useEffect(() => {
    if (address === undefined) return;
    let isGone = false;
    setOutcome(undefined);
    const ask = async () => {
      const result = await askBookedTrip(address.session, address.reservation);
      if (result.ok && !isGone) setHasWhatsApp(result.value.booking?.whatsapp ?? false);
      return result;
    };
    const show = (next: Outcome) => {
      if (isGone) return;
      setOutcome(next);
      settle(slug, next);
    };
    void pollPayment(ask, wait).then(async (next) => {
      show(next);
      if (next.state === "settled") return;
      const answer = await lookForLate(ask, wait, () => isGone, patientWaitsMs);
      if (answer !== undefined) show({ state: "settled", answer });
    });
    return () => {
      isGone = true;
    };
  }, [address, slug, round]);

  if (address === undefined) return <NoTrip page={page} />;
  if (outcome === undefined) return <Polling />;
  const unsettled = { page, hasWhatsApp, onCheckAgain: () => setRound((rounds) => rounds + 1) };
  if (outcome.state === "unsettled") return <TripUnsettled {...unsettled} last={outcome.last} />;
  const { status, booking } = outcome.answer;
  if (status === "confirmed" && booking) return <TripConfirmed page={page} trip={booking} />;
  if (status === "refunded" && booking) return <TripRefunded page={page} trip={booking} />;
  if (status === "expired") {
    return booking?.reason === undefined ? (
      <TripExpired page={page} />
    ) : (
      <TripPaymentFailed page={page} />
    );
  }
  // Settled, and without the booking that would say how: nothing to show but that it goes on.
  return <TripUnsettled {...unsettled} last="processing" />;
}

/** What the outcome changes outside the page's own picture. */
function settle(slug: string, outcome: Outcome): void {
  const status = outcome.state === "settled" ? outcome.answer.status : outcome.last;
  // Only a paying guest is led here: the builder must not offer to pay once more.
  if (status === "confirmed" || status === "refunded" || status === "processing") {
    forgetBooking(serviceKey(slug));
  }
  if (status === "expired") forgetCheckout(slug);
  if (status === "confirmed") {
    document.title = document.title.replace(/^[^·]*/, "Booked ");
    void celebrate();
  }
}
