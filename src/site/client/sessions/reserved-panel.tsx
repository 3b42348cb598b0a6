import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { sayInstant } from "../../day-words.ts";
import { sayClaim, spotsClaim } from "../payment/claim-words.ts";
import { chosenStartsAt } from "./chosen-start.ts";
import { sayAfterYes } from "./deadline-words.ts";
import type { ReservationAnswer } from "./session-api.ts";
import type { SessionPart } from "./session-context.ts";
import { partySize } from "./session-state.ts";
import { SessionSummary } from "./session-summary.tsx";

type ReservedPart = SessionPart & { reserved: ReservationAnswer };

/** In a hotel's page a link must not open inside the frame: payments refuse to be framed. */
const targetOf = (isEmbedded: boolean) => (isEmbedded ? { target: "_blank", rel: "noopener" } : {});

function RequestReceived({ page, state, reserved }: ReservedPart): VNode {
  const { supplierName, timeZone } = page.experience;
  const { responseDeadline } = reserved;
  const startsAt = chosenStartsAt(state.form, timeZone) ?? Number.POSITIVE_INFINITY;
  const answerBy = Date.parse(responseDeadline ?? "");
  return (
    <ol class="next-steps">
      <li>
        {supplierName} answers
        {responseDeadline === undefined ? " soon" : ` by ${sayInstant(responseDeadline, timeZone)}`}
        . You get an email either way.
      </li>
      <li>
        If it is a yes, the email has a button to pay. You then have{" "}
        {sayAfterYes(page.experience, { startsAt, answerBy, now: Date.now() })} to do so.
      </li>
      <li>
        If it is a no, or no answer comes in time, your request simply ends. Nothing is charged.
      </li>
    </ol>
  );
}

function SpotsHeld({ page, state, reserved }: ReservedPart): VNode {
  const { paymentDeadline, paymentUrl } = reserved;
  const claim = spotsClaim(partySize(state.form) ?? 2);
  return (
    <>
      <p>
        {sayClaim(claim)} held
        {paymentDeadline === undefined
          ? ""
          : ` until ${sayInstant(paymentDeadline, page.experience.timeZone)}`}
        . The link to pay is in your email as well.
      </p>
      {paymentUrl === undefined ? null : (
        <p>
          <a class="button" href={paymentUrl} {...targetOf(page.isEmbedded)}>
            Pay now
            {page.isEmbedded ? <span class="vh"> (opens in a new tab)</span> : null}
          </a>
        </p>
      )}
    </>
  );
}

/** What was achieved, what happens next and by when; for spots to be paid and for requests. */
export function ReservedPanel(part: ReservedPart): VNode {
  const { page, reserved, dispatch } = part;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const isRequest = reserved.status === "pending";
  return (
    <section class="reserved" aria-labelledby="reserved-title">
      <h3 id="reserved-title" ref={heading} tabindex={-1} class="payment-title">
        {isRequest ? "Request received" : "Almost yours: pay to confirm"}
      </h3>
      {isRequest ? <RequestReceived {...part} /> : <SpotsHeld {...part} />}
      <SessionSummary {...part} />
      <p>
        <a href={reserved.bookingUrl} {...targetOf(page.isEmbedded)}>
          See how it stands
        </a>
      </p>
      <p>
        <button
          type="button"
          class="link-button"
          onClick={() => dispatch({ type: "started-again" })}
        >
          Book something else
        </button>
      </p>
    </section>
  );
}
