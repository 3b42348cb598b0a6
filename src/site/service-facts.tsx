import type { VNode } from "preact";
import type { PublicService } from "../catalogue/public-view.ts";
import { sayParty } from "./experience-words.ts";
import { sayPrice } from "./room-words.ts";
import { lowestPrice, pricesOf } from "./service-words.ts";

/** What a guest chooses by: price, routes, size. */
export function ServiceFacts({ service }: { service: PublicService }): VNode {
  const { routes, passengers, currency } = service;
  const lowest = lowestPrice(pricesOf(routes));
  return (
    <dl class="room-facts">
      {lowest === undefined ? null : (
        <div>
          <dt>From</dt>
          <dd>{sayPrice(lowest.amount, currency)}</dd>
        </div>
      )}
      <div>
        <dt>Routes</dt>
        <dd>{routes.length}</dd>
      </div>
      <div>
        <dt>Passengers</dt>
        <dd>{sayParty(passengers)}</dd>
      </div>
    </dl>
  );
}
