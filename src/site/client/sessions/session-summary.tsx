import type { VNode } from "preact";
import { formatMoney, type PriceLine } from "../../../domain/money.ts";
import { sayDay, sayPeople, sayTimes } from "../../day-words.ts";
import { PriceLines } from "../payment/price-lines.tsx";
import { timePlus } from "../times.ts";
import { chosenStart, chosenStartsAt } from "./chosen-start.ts";
import { sayCancelling, tooSoonToCancel } from "./deadline-words.ts";
import type { SessionPart } from "./session-context.ts";
import { partySize } from "./session-state.ts";

function Chosen({ page, state }: SessionPart): VNode {
  const { date, time } = chosenStart(state.form);
  const party = partySize(state.form);
  return (
    <ul class="chosen">
      <li>
        {date === "" ? "No day picked yet" : sayDay(date)}
        {time === "" ? "" : `, ${sayTimes(time, timePlus(time, page.experience.durationMinutes))}`}
      </li>
      {party === undefined ? null : <li>{sayPeople(party)}</li>}
    </ul>
  );
}

/** The price as the page reckons it; what is charged, the API decides. */
function reckoned({ page, state }: SessionPart): { lines: PriceLine[]; total: number } {
  const { pricePerPerson, currency } = page.experience;
  const party = partySize(state.form) ?? 0;
  const total = pricePerPerson * party;
  const label = `${sayPeople(party)} × ${formatMoney(pricePerPerson, currency)}`;
  return { lines: [{ label, amount: total }], total };
}

/** What is chosen, what it costs and what comes back. With a hold: as the API has fixed it. */
export function SessionSummary(part: SessionPart): VNode {
  const { experience } = part.page;
  const { hold, form } = part.state;
  const startsAt = chosenStartsAt(form, experience.timeZone);
  const cancelling = sayCancelling(experience, startsAt, Date.now());
  const price = hold === undefined ? reckoned(part) : { lines: hold.lines, total: hold.amount };
  return (
    <div class="quote">
      <h3>{experience.name}</h3>
      <Chosen {...part} />
      <div aria-live="polite">
        <PriceLines {...price} currency={hold?.currency ?? experience.currency} />
      </div>
      <ul class="quote-policy">
        <li class={cancelling === tooSoonToCancel ? "is-final" : undefined}>{cancelling}</li>
      </ul>
    </div>
  );
}
