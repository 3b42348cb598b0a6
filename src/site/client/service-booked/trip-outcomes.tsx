import type { VNode } from "preact";
import { sayFailure } from "../../../domain/failure-words.ts";
import { formatMoney } from "../../../domain/money.ts";
import { sayDay, sayTime } from "../../day-words.ts";
import type { ServiceBookedPageData } from "../../pages/service-booked-page.tsx";
import { Headline } from "../confirmation/outcomes.tsx";
import type { Unsettled } from "../confirmation/poll-payment.ts";
import { ContactLine } from "../contact-line.tsx";
import type { BookedTrip } from "../service/trip-api.ts";
import { TripTicket } from "./trip-ticket.tsx";

interface OutcomePart {
  page: ServiceBookedPageData;
  trip: BookedTrip;
}

export function Help({ page }: { page: ServiceBookedPageData }): VNode {
  return (
    <p>
      Questions? Reach {page.service.ownerName}: <ContactLine contact={page.contact} />
    </p>
  );
}

export function BackToBuilder({ page, label }: { page: ServiceBookedPageData; label: string }) {
  return (
    <p>
      <a class="button" href={`/services/${page.service.slug}#book`}>
        {label}
      </a>
    </p>
  );
}

/** Paid and booked: the code, the trip, and what happens from here on. */
export function TripConfirmed({ page, trip }: OutcomePart): VNode {
  const { service } = page;
  return (
    <>
      <Headline title="Your trip is booked.">
        <p>
          Paid, and confirmed. Keep your booking code: {service.ownerName} finds your trip by it.
        </p>
      </Headline>
      <TripTicket trip={trip} service={service} isGoing />
      <section aria-labelledby="next-title">
        <h2 id="next-title">What happens next</h2>
        <ol class="next-steps">
          <li>
            The confirmation with all of this comes by email{trip.whatsapp ? " and WhatsApp" : ""}.
          </li>
          <li>{service.ownerName} has your booking and plans the vehicle.</li>
          <li>
            On {sayDay(trip.date)}, be at the pickup by {sayTime(trip.time)}. The driver calls your
            phone if you cannot be found.
          </li>
        </ol>
      </section>
      <section aria-labelledby="change-title">
        <h2 id="change-title">If your plans change</h2>
        <p>
          Write or call with your booking code: <ContactLine contact={page.contact} />. If you
          cancel:
        </p>
        <ul>
          {trip.refundPolicy.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </section>
    </>
  );
}

/** Paid and not kept; or booked, and cancelled later. Only the first has a reason. */
export function TripRefunded({ page, trip }: OutcomePart): VNode {
  const { refundedAmount, total, currency, reason } = trip;
  const isFailed = reason !== undefined;
  return (
    <>
      <Headline title={isFailed ? "You get your money back." : "This trip is cancelled."}>
        <p>
          {isFailed ? `${sayFailure(reason)} ` : ""}
          {sayRefund(isFailed ? (refundedAmount ?? total) : refundedAmount, currency)}
          {isFailed ? " We are sorry." : ""}
        </p>
      </Headline>
      <TripTicket trip={trip} service={page.service} isGoing={false} />
      <BackToBuilder page={page} label="Book another trip" />
      <Help page={page} />
    </>
  );
}

const sayRefund = (amount: number | undefined, currency: string): string =>
  amount === undefined
    ? "If the refund policy gives something back, you are told by email how much."
    : `${formatMoney(amount, currency)} goes back to your card; banks take five to ten days to show it.`;

export function TripExpired({ page }: { page: ServiceBookedPageData }): VNode {
  return (
    <>
      <Headline title="The time ran out.">
        <p>
          We kept your trip for you, and no payment arrived. Nothing was charged and nothing is
          booked. What you chose may still be here in this tab.
        </p>
      </Headline>
      <BackToBuilder page={page} label="Back to your trip" />
      <Help page={page} />
    </>
  );
}

/** By a method that takes its time: it was completed, and its bank said no. */
export function TripPaymentFailed({ page }: { page: ServiceBookedPageData }): VNode {
  return (
    <>
      <Headline title="Your payment did not go through.">
        <p>
          Your trip is not kept any longer: nothing was charged and nothing is booked. If you would
          still like to go, book it again and pay another way.
        </p>
      </Headline>
      <BackToBuilder page={page} label="Book the trip again" />
      <Help page={page} />
    </>
  );
}

type Words = Record<"title" | "text", string>;

const onItsWay = (hasWhatsApp: boolean): Words => ({
  title: "Your payment is on its way",
  text: `Your trip is booked once it has arrived, which some ways to pay take hours for. The confirmation comes by email${hasWhatsApp ? " and WhatsApp" : ""}, so you can close this page. If it does not go through, nothing is booked and an email tells you. Please do not pay twice.`,
});

const unsettledWords: Record<Exclude<Unsettled, "processing">, Words> = {
  unpaid: {
    title: "Not paid yet",
    text: "The payment is still open, and nothing was charged. Your choices are still here: go back to your trip to pay, or to change it.",
  },
  unknown: {
    title: "Nothing here yet",
    text: "We do not know this payment. If you have just paid, it is on its way to us, and the confirmation comes by email. Please do not pay twice.",
  },
  unreachable: {
    title: "We cannot look right now",
    text: "The booking desk does not answer, or you are offline. If you have paid, your booking goes on without this page, and the confirmation comes by email. Please do not pay twice.",
  },
};

export function TripUnsettled(props: {
  page: ServiceBookedPageData;
  last: Unsettled;
  hasWhatsApp: boolean;
  onCheckAgain: () => void;
}): VNode {
  const { last, hasWhatsApp } = props;
  const { title, text } = last === "processing" ? onItsWay(hasWhatsApp) : unsettledWords[last];
  return (
    <>
      <Headline title={title}>
        <p>{text}</p>
      </Headline>
      {last === "unpaid" ? <BackToBuilder page={props.page} label="Back to your trip" /> : null}
      <p>
        <button
          type="button"
          class={last === "unpaid" ? "button-quiet" : "button"}
          onClick={props.onCheckAgain}
        >
          Check again
        </button>
      </p>
      <Help page={props.page} />
    </>
  );
}

export function NoTrip({ page }: { page: ServiceBookedPageData }): VNode {
  return (
    <>
      <Headline title="Which trip?">
        <p>
          This page shows a trip right after its payment, and this address names none. Your
          confirmation has all the details.
        </p>
      </Headline>
      <BackToBuilder page={page} label="Book a trip" />
      <Help page={page} />
    </>
  );
}
