import type { VNode } from "preact";
import { sayLength } from "../../day-words.ts";
import { chosenTrip } from "./chosen-trip.ts";
import { type SummaryPart, TripPrice } from "./trip-summary.tsx";

function Choices({ page, state, dispatch }: SummaryPart): VNode {
  return (
    <dl class="details trip-review">
      {chosenTrip(page.service, state.form)
        .filter(({ step }) => step !== "extras" || page.service.extras.length > 0)
        .map(({ step, label, lines }) => (
          <div key={step}>
            <dt>{label}</dt>
            <dd>
              {lines.length === 0
                ? "None"
                : lines.map((line) => (
                    <span class="trip-review-line" key={line}>
                      {line}
                    </span>
                  ))}
            </dd>
            <dd class="trip-review-change">
              <button
                type="button"
                class="link-button"
                aria-label={`Change: ${label}`}
                onClick={() => dispatch({ type: "step-asked", step })}
              >
                Change
              </button>
            </dd>
          </div>
        ))}
    </dl>
  );
}

/** Everything once more, and what happens when the button is pressed. */
export function ReviewStep(part: SummaryPart): VNode {
  const { service } = part.page;
  const { whatsapp } = part.state.form;
  const time = sayLength(service.holdMinutes);
  return (
    <>
      <Choices {...part} />
      <div class="trip-review-price">
        <TripPrice {...part} />
      </div>
      <h4>What happens next</h4>
      <ol class="next-steps">
        <li>We keep your trip for {time}, so that nobody else can take it.</li>
        <li>
          You pay by card on Stripe’s own page. If you leave it, nothing is charged, and everything
          you chose is still here.
        </li>
        <li>
          Your booking code comes by email{whatsapp ? " and WhatsApp" : ""}, and {service.ownerName}{" "}
          is told at once.
        </li>
      </ol>
      <details class="trip-policy">
        <summary>If you cancel</summary>
        <ul>
          {service.refundPolicy.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </details>
    </>
  );
}
