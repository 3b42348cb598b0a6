import type { VNode } from "preact";
import type { PublicExperience } from "../catalogue/public-view.ts";
import { sayDuration, sayParty } from "./experience-words.ts";
import { sayPrice } from "./room-words.ts";

/** What a person chooses by: price, length, size. */
export function ExperienceFacts({ experience }: { experience: PublicExperience }): VNode {
  const { pricePerPerson, currency, durationMinutes, participants } = experience;
  return (
    <dl class="room-facts">
      <div>
        <dt>A person</dt>
        <dd>{sayPrice(pricePerPerson, currency)}</dd>
      </div>
      <div>
        <dt>Takes</dt>
        <dd>{sayDuration(durationMinutes)}</dd>
      </div>
      <div>
        <dt>People</dt>
        <dd>{sayParty(participants)}</dd>
      </div>
    </dl>
  );
}
