import type { VNode } from "preact";
import type { ConfirmationPageData } from "../../pages/confirmation-page.tsx";
import { Headline } from "./outcomes.tsx";
import type { PollOutcome } from "./poll-payment.ts";

type Contact = ConfirmationPageData["contact"];

function Help({ contact }: { contact: Contact }): VNode {
  return (
    <p>
      Help: <a href={`mailto:${contact.email}`}>{contact.email}</a>
      {contact.phone === null ? null : ` · ${contact.phone}`}
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
  processing: {
    title: "Payment received",
    text: "We are still confirming your booking. You will get an email as soon as it is done, so you can close this page. If anything stops us, all your money comes back by itself.",
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
  last: Extract<PollOutcome, { state: "unsettled" }>["last"];
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
      <Help contact={props.contact} />
    </>
  );
}

export function PaymentFailed({
  room,
  contact,
}: {
  room: string | undefined;
  contact: Contact;
}): VNode {
  return (
    <>
      <Headline title="The payment did not go through.">
        <p>Nothing was charged. Your time is still held until the countdown ends.</p>
      </Headline>
      <p>
        <a class="button" href={room === undefined ? "/#rooms" : `/rooms/${room}`}>
          {room === undefined ? "Choose a room" : "Try the payment again"}
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
