import type { VNode } from "preact";
import { type Contact, ContactLine } from "../contact-line.tsx";
import { Headline } from "./outcomes.tsx";
import type { Unsettled } from "./poll-payment.ts";

function Help({ contact }: { contact: Contact }): VNode {
  return (
    <p>
      Help: <ContactLine contact={contact} />
    </p>
  );
}

export function Polling(): VNode {
  return (
    <>
      <Headline title="Confirming your booking…">
        <p>This usually takes a few seconds.</p>
      </Headline>
      <div class="spinner" aria-hidden="true" />
    </>
  );
}

const unsettledWords = {
  unpaid: {
    title: "Not paid yet",
    text: "We are keeping it for you until the countdown ends, and no payment has arrived. Nothing was charged. If you have just paid, check again in a moment, and please do not pay twice.",
  },
  processing: {
    title: "Payment received",
    text: "Processing… We are still confirming your booking. You will get an email as soon as it is done, so you can close this page. If anything stops us, all your money comes back by itself.",
  },
  unknown: {
    title: "Nothing here yet",
    text: "We do not know this payment yet. If you have just paid, it is on its way to us, and you will get an email. Please do not pay twice.",
  },
  unreachable: {
    title: "We cannot look right now",
    text: "The booking desk does not answer, or you are offline. If you have paid, your booking goes on without this page, and you will get an email. Please do not pay twice.",
  },
};

export function StillWaiting(props: {
  last: Unsettled;
  /** Where it can still be paid. */
  page: string | undefined;
  contact: Contact;
  onCheckAgain: () => void;
}): VNode {
  const { title, text } = unsettledWords[props.last];
  return (
    <>
      <Headline title={title}>
        <p>{text}</p>
      </Headline>
      <p>
        <button type="button" class="button" onClick={props.onCheckAgain}>
          Check again
        </button>
      </p>
      {props.last === "unpaid" && props.page !== undefined ? (
        <p>
          <a href={props.page}>Back to the payment</a>
        </p>
      ) : null}
      <Help contact={props.contact} />
    </>
  );
}

export function PaymentFailed({
  page,
  contact,
}: {
  page: string | undefined;
  contact: Contact;
}): VNode {
  return (
    <>
      <Headline title="The payment did not go through.">
        <p>Nothing was charged. It is still held for you until the countdown ends.</p>
      </Headline>
      <p>
        <a class="button" href={page ?? "/"}>
          {page === undefined ? "See what can be booked" : "Try the payment again"}
        </a>
      </p>
      <Help contact={contact} />
    </>
  );
}

export function NoPayment({ contact }: { contact: Contact }): VNode {
  return (
    <>
      <Headline title="Which booking?">
        <p>
          This page shows a booking right after its payment, and this address names none. Your
          confirmation email has all the details.
        </p>
      </Headline>
      <Help contact={contact} />
    </>
  );
}
